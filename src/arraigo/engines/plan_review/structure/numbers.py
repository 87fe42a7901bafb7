"""Numbers of headings as laws write them: 27, 27 bis, 12-A, 12.1, 3.º, IV, IV.1.352, SÉPTIMO, VIGÉSIMO PRIMERA."""

import re
from functools import lru_cache

from arraigo.engines.plan_review.model import folded

_UNITS = ("primer", "segund", "tercer", "cuart", "quint", "sext", "septim", "octav", "noven")
_TENS = (
    *("decim", "vigesim", "trigesim", "cuadragesim", "quincuagesim", "sexagesim", "septuagesim", "octogesim"),
    "nonagesim",
)
_HUNDREDS = ("centesim", "ducentesim", "tricentesim", "cuadringentesim", "quingentesim")
_ORDINALS = {
    **{stem: value for value, stem in enumerate(_UNITS, start=1)},
    **{stem: value * 10 for value, stem in enumerate(_TENS, start=1)},
    **{stem: value * 100 for value, stem in enumerate(_HUNDREDS, start=1)},
    "undecim": 11,
    "duodecim": 12,
    "setim": 7,
    "nono": 9,
    "onceav": 11,
    "doceav": 12,
}
_CARDINAL_WORDS = (
    "uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciseis diecisiete "
    "dieciocho diecinueve veinte"
)
_CARDINALS = {word: value for value, word in enumerate(_CARDINAL_WORDS.split(), start=1)}
_NAMED = {"unico": "único", "unica": "única", "preliminar": "preliminar", "innumerado": "innumerado"}
_SUFFIXES = "bis|ter|qu[aá]ter|quinquies|sexies|septies|octies|nonies|decies"

_ARABIC = re.compile(
    r"(?:N\s?[°ºo]\.?\s*|No\.?\s*|Nro\.?\s*|N[úu]m(?:ero)?\.?\s*)?\(?(?P<number>\d{1,4}(?:\.\d{1,3}){0,4})\)?"
    r"(?:\s?\.?\s?[°ºª˚]|[oa](?=[\s.\-–—:]|$)|er(?=[\s.])|(?:ro|do|to|mo|vo|no)(?=[\s.]))?"
    r"(?:\s?[-–]?\s?(?P<letter>[A-Z])(?=\s?(?:[.:\-–—)°º]|$))"
    r"|[-–](?P<second>\d{1,2})(?=[\s.:\-–—]|$)"
    rf"|\s?[-.]?\s?(?P<latin>{_SUFFIXES})\b(?:\s(?P<after>\d{{1,2}}|[A-Z])(?=[.:\-–—\s]))?)?",
)
_ROMAN = re.compile(
    r"(?P<number>(?=[IVXLCDM])M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,4})(?:IX|IV|V?I{0,4})(?:\.\d{1,4})*)(?![\w'])"
    r"(?:\s?[-–]\s?(?P<letter>[A-Z])(?=\s?[.:\-–—]))?"
    rf"(?:\s(?P<latin>{_SUFFIXES})\b)?"
)
_MISSING = re.compile(r"[(\[]?\s?(?:\.{2,}|…+|s/n|S/N|innumerad[oa]|INNUMERAD[OA])\s?\d*\s?[)\]]?")
_WORD = re.compile(r"[^\W\d_]+")


def number_at(text: str) -> tuple[str, str] | None:
    """Return the number that a text begins with, normalised, and what follows it; None where it begins with none."""
    first = text[:1]
    if first.isdigit() or first in "(Nn":
        found = _ARABIC.match(text)
        if found is not None:
            return _with_suffix(found, found["number"].lstrip("0") or "0"), text[found.end() :]
    if first in "([.…sSiI":
        missing = _MISSING.match(text)
        if missing is not None:
            return "innumerado", text[missing.end() :]
    if first in "IVXLCDM":
        roman = _ROMAN.match(text)
        if roman is not None and roman["number"]:
            return _with_suffix(roman, roman["number"]), text[roman.end() :]
    return _in_words(text)


def single_letter(text: str) -> tuple[str, str] | None:
    """Return the capital that a text begins with, as in «ANEXO B», and what follows it."""
    if text[:1].isupper() and not text[1:2].isalnum():
        return text[0], text[1:]
    return None


def _with_suffix(found: "re.Match[str]", number: str) -> str:
    groups = found.groupdict()
    if groups["letter"]:
        return f"{number}-{groups['letter']}"
    if groups.get("second"):
        return f"{number}-{groups['second']}"
    if groups["latin"]:
        after = groups.get("after")
        return f"{number} {folded(groups['latin'])}" + (f" {after}" if after else "")
    return number


def _in_words(text: str) -> tuple[str, str] | None:
    """Read an ordinal or cardinal written in up to four words, with hundreds before tens before units."""
    total = end = 0
    last = 1_000
    for found in _WORD.finditer(text[:80]):
        if found.start() > end and text[end : found.start()].strip():
            break
        if end == 0 and found.start():
            return None
        value = value_of_word(found.group())
        if not end and isinstance(value, str):
            return value, text[found.end() :]
        if not isinstance(value, int) or value <= 0 or value >= _next_limit(last):
            break
        total, last, end = total + value, value, found.end()
    return (str(total), text[end:]) if total else None


def _next_limit(last: int) -> int:
    """After hundreds only tens and units may follow, after tens only units, after units nothing."""
    if last >= 1_000:
        return 1_000
    if last % 100 == 0:
        return 100
    return 10 if last % 10 == 0 else 0


@lru_cache(maxsize=4_096)
def value_of_word(word: str) -> int | str | None:
    """Return what a word stands for as an ordinal or cardinal: 21 for «vigesimoprimera», «único», None for others."""
    plain = folded(word)
    if plain in _NAMED:
        return _NAMED[plain]
    if plain in _CARDINALS:
        return _CARDINALS[plain]
    if plain in ("primer", "tercer", "nono"):
        return _ORDINALS[plain]
    if plain[-1:] not in "oa":
        return None
    stem = plain[:-1]
    return _ORDINALS.get(stem) or _compound(stem)


def _compound(stem: str) -> int | None:
    """«vigesimoprimer(o)», «decimotercer(o)», «decimaprimer(a)», also with the tens' vowel lost: «decimprimer(o)»."""
    for tens, value in _ORDINALS.items():
        if value >= 10 and value % 10 == 0 and stem.startswith(tens):
            rest = stem[len(tens) :]
            rest = rest[1:] if rest[:1] in ("o", "a") and rest[1:] in _ORDINALS else rest
            unit = _ORDINALS.get(rest)
            if unit is not None and unit < 10:
                return value + unit
    return None
