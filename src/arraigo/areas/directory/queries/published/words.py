"""Finding words in texts of the directory: without accents or endings, by the database."""

import re
import unicodedata
from collections.abc import Sequence
from typing import Any

import Stemmer
from django.db.models import CharField, F, Func, Value
from django.db.models.functions import Lower

# Each letter with a sign over it, and the letter without.
SIGNED, PLAIN = "áàâäãéèêëíìîïóòôöõúùûüñç", "aaaaaeeeeiiiiooooouuuunc"
SHORTEST = 3
MOST_WORDS = 12


class Translate(Func):
    """PostgreSQL's `translate`: one letter for another."""

    function = "TRANSLATE"
    output_field = CharField()


class Joined(Func):
    """PostgreSQL's `concat_ws`: texts one after the other, but for those that are not there."""

    function = "CONCAT_WS"
    output_field = CharField()


def stems(search: str) -> list[str]:
    """Return what to look for in place of the words that somebody wrote: lower case, no accents, no endings."""
    words = re.findall(r"\w+", unicodedata.normalize("NFC", search.lower()))
    told = [word for word in words if len(word) >= SHORTEST] or words
    return list(dict.fromkeys(map(_stem, told[:MOST_WORDS])))


def text_of(fields: Sequence[str]) -> Any:  # noqa: ANN401 - an expression
    """Return the texts of a row, one after the other, as `stems` are looked for in them."""
    return Translate(Lower(Joined(Value(" "), *map(F, fields))), Value(SIGNED), Value(PLAIN))


def whole_word(written: str) -> str:
    """Return the regular expression of PostgreSQL that finds a word, as it is written, in a `text_of`."""
    return f"(^|[^a-z0-9]){re.escape(_folded(written.strip().lower()))}([^a-z0-9]|$)"


def _stem(word: str) -> str:
    stem = str(Stemmer.Stemmer("spanish").stemWord(word))
    return _folded(stem if len(stem) >= SHORTEST else word)


def _folded(word: str) -> str:
    return word.translate(str.maketrans(SIGNED, PLAIN))
