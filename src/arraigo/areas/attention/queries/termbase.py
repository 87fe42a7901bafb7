"""The terms of the guide: how each is said in every language, and which words are not used for it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

SOURCE = "es"
_VOWELS = frozenset("aeiouáéíóúAEIOUÁÉÍÓÚ")


@dataclass(frozen=True, slots=True)
class Term:
    """A term by language, what it means, and the words that are not used for it, by language."""

    id: str
    said: Mapping[str, str]
    definition: str
    forbidden: Mapping[str, tuple[str, ...]]
    note: str


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something that a reader of a translation should look at: `code` is "forbidden", "missing_term" or "number"."""

    code: str
    word: str
    term: str


@cache
def terms() -> tuple[Term, ...]:
    """Return the termbase that comes with the program."""
    source = files("arraigo.packs") / "common" / "termbase.yaml"
    told = yaml.safe_load(source.read_text(encoding="utf-8")) if source.is_file() else {"terms": []}
    return tuple(_term(one) for one in told["terms"])


def _term(told: Mapping[str, object]) -> Term:
    words = {key: value for key, value in told.items() if isinstance(value, str) and len(key) == 2}
    given = told.get("forbidden")
    forbidden = given if isinstance(given, Mapping) else {}
    return Term(
        str(told["id"]),
        words,
        str(told.get("definition") or ""),
        {str(language): tuple(map(str, said or ())) for language, said in forbidden.items()},
        str(told.get("note") or ""),
    )


def _by_length() -> list[Term]:
    return sorted(terms(), key=lambda one: -len(one.said.get(SOURCE, "")))


def terms_in(spanish: str) -> list[Term]:
    """Return the terms that a Spanish text uses, the longest first; a term inside a longer one does not count apart."""
    left = spanish
    found = []
    for term in _by_length():
        word = term.said.get(SOURCE, "")
        if word and _says(left, word):
            found.append(term)
            shape = _shape(word)
            left = shape.sub(" ", left) if shape is not None else left
    return found


def doubts(spanish: str, text: str, language: str) -> list[Doubt]:
    """Return what a translation says against the termbase, and the figures of the Spanish that it leaves out."""
    if not text:
        return []
    used = terms_in(spanish)
    found = [
        Doubt("forbidden", word, term.said.get(language, ""))
        for term in terms()
        for word in term.forbidden.get(language, ())
        if (term in used or word.casefold() not in _good(language)) and _says(text, word)
    ]
    for term in used:
        wanted = term.said.get(language, "")
        if wanted and not _says(text, wanted):
            found.append(Doubt("missing_term", term.said[SOURCE], wanted))
    figures = set(re.findall(r"\d+", text))
    missing = [one for one in dict.fromkeys(re.findall(r"\d+", spanish)) if one not in figures]
    return [*dict.fromkeys(found), *(Doubt("number", one, "") for one in missing)]


@cache
def _good(language: str) -> frozenset[str]:
    """Return the words that are right for some term: forbidden for another, they may be meant for theirs."""
    return frozenset(term.said[language].casefold() for term in terms() if language in term.said)


def _says(text: str, word: str) -> bool:
    # A plural only adds letters: a text without the first word has none of its forms, and is told so without a search.
    if word.split(maxsplit=1)[0].casefold() not in text.casefold():
        return False
    shape = _shape(word)
    return shape is not None and shape.search(text) is not None


@cache
def _shape(word: str) -> re.Pattern[str] | None:
    """Return what finds a term however it begins a sentence, in the plural too; None for no term.

    A word that ends in a vowel takes -s or, in French, -x; any other -es or -s.
    """
    pieces = [one for one in re.split(r"\s+", word.strip()) if one]
    if not pieces:
        return None
    body = r"\s+".join(re.escape(one) + ("[sx]?" if one[-1] in _VOWELS else "(?:e?s)?") for one in pieces)
    return re.compile(rf"(?<!\w){body}(?!\w)", re.IGNORECASE)
