"""What of an identity may be found without being readable: blind indexes and search tokens. Pure but for the keys."""

import re
from collections.abc import Iterable
from uuid import UUID

from arraigo.core.crypto.api import index, token
from arraigo.core.people.documents import NormalDocument, normalise_document
from arraigo.core.people.enums import ContactKind
from arraigo.core.people.names import PARTICLES, fold, name_tokens

SHORTEST_PREFIX, LONGEST_PREFIX = 3, 6
_SEPARATORS = re.compile(r"[\s.\-()]")


def fold_email(value: str) -> str:
    """Return an e-mail as it is compared: without spaces, «mailto:» or capitals; nothing when it has no @."""
    bare = fold(value).removeprefix("mailto:").strip("<>;, ")
    local, at, domain = bare.rpartition("@")
    return bare if at and local and "." in domain and " " not in bare else ""


def fold_phone(value: str, country: str = "EC") -> str:
    """Return a telephone as it is compared: digits with the country's code where the text or the city says it."""
    bare = _SEPARATORS.sub("", value)
    digits = re.sub(r"\D", "", bare)
    if bare.startswith("+") or bare.startswith("00"):
        return "+" + digits.removeprefix("00")
    if country == "EC" and len(digits) in (9, 10) and digits.startswith("0"):
        return "+593" + digits[1:]
    return digits if len(digits) >= 6 else ""


def document_index(city_id: UUID, key: str) -> UUID:
    """Return the blind index of a document's key in one city."""
    return index("document", city_id, key)


def contact_index(city_id: UUID, kind: str, value: str) -> UUID:
    """Return the blind index of a way to reach somebody in one city."""
    return index(f"contact:{kind}", city_id, contact_key(kind, value))


def contact_key(kind: str, value: str) -> str:
    """Return the text by which two ways of typing one contact are compared."""
    if kind == ContactKind.EMAIL:
        return fold_email(value)
    if kind == ContactKind.PHONE:
        return fold_phone(value)
    return fold(value)


def search_tokens(
    city_id: UUID, *, names: Iterable[str], documents: Iterable[NormalDocument], emails: Iterable[str]
) -> list[int]:
    """Return the tokens under which a person is found, sorted: words of names and their beginnings, and whole
    document numbers and e-mails."""
    words: set[str] = set()
    for word in {word for name in names for word in name_tokens(name)} - PARTICLES:
        words |= {word, *(word[:size] for size in range(SHORTEST_PREFIX, min(LONGEST_PREFIX, len(word) - 1) + 1))}
    words |= {f"#{number_key(document)}" for document in documents}
    words |= {f"@{folded}" for email in emails if (folded := fold_email(email))}
    return sorted(token("search", city_id, word) for word in words)


def number_key(document: NormalDocument) -> str:
    """Return a document's number as it is looked up: without its country, kind or leading zeros."""
    return document.key.rpartition(":")[2].lstrip("0")


def typed_terms(text: str) -> list[str]:
    """Return what somebody typed into a search box as terms: `#number`, `@e-mail` or a word of a name."""
    bare = _SEPARATORS.sub("", text)
    if sum(map(str.isdigit, bare)) >= 5 and not re.search(r"[^\W\d_]{3,}", bare):
        return _number_term(text)
    terms: list[str] = []
    for part in text.split():
        if folded := fold_email(part):
            terms.append(f"@{folded}")
        elif any(map(str.isdigit, part)):
            terms += _number_term(part)
        else:
            terms += [word for word in name_tokens(part) if word not in PARTICLES]
    return terms


def _number_term(text: str) -> list[str]:
    document = normalise_document(text)
    return [f"#{number_key(document)}"] if document else []


def term_tokens(city_id: UUID, terms: Iterable[str], *, cut: bool) -> list[int]:
    """Return the tokens of typed terms; with `cut`, long words are looked up by their beginning."""
    return [token("search", city_id, term[:LONGEST_PREFIX] if cut and term[0] not in "#@" else term) for term in terms]
