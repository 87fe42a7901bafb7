"""Names as people write them: accents, particles, hyphens, tags in parentheses, any order. Pure."""

import re
import unicodedata
from functools import lru_cache
from typing import Literal, NamedTuple

PARTICLES = frozenset({"de", "del", "la", "las", "los", "el", "y", "e", "da", "do", "das", "dos", "di", "von", "van"})
Order = Literal["surnames_first", "given_first", "unknown"]

_TAG = re.compile(r"[(\[][^)\]]*[)\]]")
_APOSTROPHES = re.compile(r"['’‘`´ʼ]")
_WORD = re.compile(r"[^\W_]+")
_SPACE = re.compile(r"\s+")


class NameKeys(NamedTuple):
    """What two spellings of one name share: their words in alphabetical order.

    `short` (surnames and first given name) is empty when the parts of the name are not known.
    """

    full: tuple[str, ...]
    short: tuple[str, ...]


class SplitName(NamedTuple):
    """A full name in its parts; both are empty when its order is not known."""

    surnames: str
    given_names: str


def fold(text: str) -> str:
    """Return text in lower case without accents (ñ becomes n) and with single spaces."""
    if text.isascii():
        return _SPACE.sub(" ", text.lower()).strip()
    for _ in range(2):  # some letters fold into others that carry accents
        decomposed = unicodedata.normalize("NFKD", text.casefold())
        text = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return _SPACE.sub(" ", text.casefold()).strip()


@lru_cache(maxsize=50_000)
def name_tokens(text: str) -> tuple[str, ...]:
    """Return the words of a name, folded and in their order.

    What stands in parentheses is a tag and is left out; a hyphen separates words, an apostrophe joins them.
    """
    return tuple(_WORD.findall(fold(_APOSTROPHES.sub("", without_tags(text)))))


def without_tags(text: str) -> str:
    """Return a name without what stands in parentheses or brackets, unless nothing else is left."""
    bare = _SPACE.sub(" ", _TAG.sub(" ", text)).strip()
    return bare or _SPACE.sub(" ", re.sub(r"[()\[\]]", " ", text)).strip()


def name_keys(full: str, surnames: str = "", given_names: str = "") -> NameKeys:
    """Return the keys by which a name is compared, whatever its accents, case and order.

    Particles count: «De la Torre» and «Torre» are different surnames.
    """
    parts, given = name_tokens(surnames), name_tokens(given_names)
    whole = name_tokens(full) or parts + given
    first = next((word for word in given if word not in PARTICLES), "")
    return NameKeys(tuple(sorted(whole)), tuple(sorted((*parts, first))) if parts and first else ())


def split_name(full: str, order: Order = "unknown") -> SplitName:
    """Split a full name into surnames and given names.

    A comma says where surnames end, whatever `order`. Otherwise two surnames are taken when there are three words or
    more (a particle belongs to the word after it) and one when there are two, as Spanish names go.
    """
    bare = without_tags(full)
    before, comma, after = bare.partition(",")
    if comma and before.strip() and after.strip():
        return SplitName(before.strip(), after.strip())
    words = _units(bare)
    if order == "unknown" or len(words) < 2:
        return SplitName("", "")
    count = 2 if len(words) > 2 else 1
    if order == "surnames_first":
        return SplitName(" ".join(words[:count]), " ".join(words[count:]))
    return SplitName(" ".join(words[-count:]), " ".join(words[:-count]))


def _units(text: str) -> list[str]:
    """Return the words of a name, each with the particles before it."""
    units: list[str] = []
    pending: list[str] = []
    for word in text.split():
        pending.append(word)
        if fold(word) not in PARTICLES:
            units.append(" ".join(pending))
            pending = []
    if pending and units:
        units[-1] = " ".join([units[-1], *pending])
    return units or ([" ".join(pending)] if pending else [])


def full_name(surnames: str, given_names: str) -> str:
    """Return a name as it is read aloud: given names, then surnames."""
    return " ".join(part for part in (given_names.strip(), surnames.strip()) if part)
