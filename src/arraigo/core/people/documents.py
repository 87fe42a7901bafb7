"""Identity documents of many countries, normalised so that one document typed two ways is one. Pure.

Ecuador: a cédula has ten digits, province 01 to 24 (or 30 for those born abroad), a third digit under 6 and a check
digit by modulus 10. No country is guessed that neither the text nor the kind says.
"""

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from arraigo.core.people.document_words import COUNTRIES, NAMED, PREFIXES, Said
from arraigo.core.people.enums import DocumentKind
from arraigo.core.people.names import fold

_CLASSES = {
    DocumentKind.CEDULA: "id",
    DocumentKind.FOREIGN_ID: "id",
    DocumentKind.PASSPORT: "passport",
    DocumentKind.REFUGEE_ID: "refugee",
    DocumentKind.MIGRATION_CARD: "migration",
    DocumentKind.BIRTH_CERTIFICATE: "birth",
    DocumentKind.OTHER: "other",
}
_PLACEHOLDERS = frozenset({"1234567890", "0123456789", "123456789", "9876543210"})
_SHORTEST = 4
_SCIENTIFIC = re.compile(r"(\d)(?:[.,](\d+))?[eE]\+?(\d{1,2})")
_WHOLE_FLOAT = re.compile(r"(\d+)[.,]0{1,2}")
_VENEZUELAN = re.compile(r"([VE])[\s.\-–]*(\d[\d.\s]{3,11}\d)", re.IGNORECASE)
_UNSEPARATED_VENEZUELAN = re.compile(r"V\d{6,8}|E8\d{7}")
_TOKENS = re.compile(r"[^\W\d_]+|\d+")


@dataclass(frozen=True)
class NormalDocument:
    """A document without spaces, dots or dashes. `is_valid` is None where there is no check digit to test."""

    kind: str
    country: str
    number: str
    is_valid: bool | None = None

    @property
    def key(self) -> str:
        """Return the text that is the same for every way of typing this document: `class:country:number`.

        Digits that say neither their kind nor pass as a cédula are compared as digits, without leading zeros.
        """
        named = DocumentKind(self.kind)
        if named == DocumentKind.CEDULA and self.is_valid:
            return f"id:{self.country}:{self.number}"
        digits = self.number[1:] if self.country == "VE" and self.number[:1] in "VE" else self.number
        if not digits.isdigit():
            return f"{_CLASSES[named]}:{self.country}:{self.number}"
        if named in (DocumentKind.CEDULA, DocumentKind.OTHER):
            return f"id::{digits.lstrip('0')}"
        return f"{_CLASSES[named]}:{self.country}:{digits.lstrip('0')}"


def cedula_is_valid(number: str) -> bool:
    """Tell whether ten digits are an Ecuadorian cédula: province, third digit and modulus 10."""
    if not looks_like_cedula(number):
        return False
    doubled = (int(digit) * (2 - place % 2) for place, digit in enumerate(number[:9]))
    return -sum(value - 9 if value > 9 else value for value in doubled) % 10 == int(number[9])


def looks_like_cedula(number: str) -> bool:
    """Tell whether ten digits have the shape of an Ecuadorian cédula, whatever their check digit."""
    if len(number) != 10 or not (number.isascii() and number.isdigit()):
        return False
    province = int(number[:2])
    return (1 <= province <= 24 or province == 30) and int(number[2]) < 6


def normalise_document(raw: object, *, kind: str | None = None, country: str = "EC") -> NormalDocument | None:
    """Return a document in its normal form, or None for an empty cell, a placeholder or a number that Excel cut.

    raw: what the cell or the field holds: text, or a number that a spreadsheet made of it.
    kind: a DocumentKind or the words of a column or of a list («cédula venezolana», «PPT»).
    country: of the city, ISO 3166: whose cédula a number without a country may be.
    """
    text = _plain(raw)
    told = _said(kind)
    if (venezuelan := _venezuelan(text, told)) is not None:
        return venezuelan
    said, number = _read(text, told)
    if len(number) < _SHORTEST or not any(map(str.isdigit, number)) or _is_placeholder(number):
        return None
    if number.isdigit() and _may_be_cedula(said, country):
        cedula = _cedula(number)
        if cedula is not None:
            return NormalDocument(DocumentKind.CEDULA, "EC", cedula, True)
    return _as_said(number, said, country)


def explain_document(raw: object, *, country: str = "EC") -> str:
    """Return in Spanish what is wrong with a document that could be mended, or the empty text."""
    text = _plain(raw)
    if not text and re.search(r"\d[eE]\+?\d", str(raw)):
        return "Excel cortó el número. Dé formato de texto a la columna y escríbalo completo."
    document = normalise_document(raw, country=country)
    if document is None or document.is_valid is not False:
        return ""
    if len(document.number) != 10:
        return f"La cédula tiene 10 dígitos y aquí hay {len(document.number)}. Revise el número."
    return "El dígito verificador no corresponde a una cédula. Revise el número."


def _plain(raw: object) -> str:
    """Return what a cell says as text; numbers lose what a spreadsheet added to them."""
    if raw is None or isinstance(raw, bool):
        return ""
    if isinstance(raw, float):
        return str(int(raw)) if raw == raw and 0 < raw < 1e15 and raw == int(raw) else ""
    text = unicodedata.normalize("NFKC", str(raw)).strip()
    text = "".join(str(unicodedata.decimal(letter)) if letter.isdecimal() else letter for letter in text)
    if whole := _WHOLE_FLOAT.fullmatch(text):
        return whole[1]
    if scientific := _SCIENTIFIC.fullmatch(text):
        return _expanded(scientific)
    return text


def _expanded(match: re.Match[str]) -> str:
    """Return the digits of «5.35853402E8»; nothing when fewer were kept than the number had."""
    try:
        number = str(int(Decimal(match[0].replace(",", "."))))
    except (InvalidOperation, OverflowError, ValueError):
        return ""
    kept = 1 + len(match[2] or "")
    return number if kept >= len(number) - 1 or (kept > 6 and _cedula(number)) else ""


def _said(kind: str | None) -> Said:
    """Return the kind and the country that a hint tells."""
    if not kind:
        return Said()
    if kind in DocumentKind.values:
        return Said() if kind == DocumentKind.OTHER else Said(kind)
    words = tuple(_TOKENS.findall(fold(kind).replace(".", "")))
    place = next((COUNTRIES[word] for word in words if word in COUNTRIES), "")
    kinds = {said.kind: said for word in words if (said := NAMED.get(word) or PREFIXES.get(word)) and said.kind}
    if DocumentKind.FOREIGN_ID in kinds:  # «cédula de extranjería»
        kinds.pop(DocumentKind.CEDULA, None)
    # A heading such as «Cédula o pasaporte» says nothing of the single row.
    return (next(iter(kinds.values())) if len(kinds) == 1 else Said()).at(place)


def _venezuelan(text: str, told: Said) -> NormalDocument | None:
    """Read «V-12.345.678» and the like; the letter is part of the document and tells its country."""
    bare = re.sub(r"^\s*C\.?\s*I\.?[\s:.\-]+(?=[VEve][\s.\-–]*\d)", "", text)
    found = _VENEZUELAN.fullmatch(bare)
    if not found or told.kind in (DocumentKind.PASSPORT, DocumentKind.REFUGEE_ID, DocumentKind.MIGRATION_CARD):
        return None
    number = found[1].upper() + re.sub(r"\D", "", found[2])
    separated = bare.strip()[1:2] in {"-", "–", ".", " "}
    if len(number) > 10 or not (separated or told.country == "VE" or _UNSEPARATED_VENEZUELAN.fullmatch(number)):
        return None
    return NormalDocument(DocumentKind.FOREIGN_ID, "VE", number)


def _read(text: str, told: Said) -> tuple[Said, str]:
    """Take the words before a number for its kind and country, and return what is left without separators."""
    folded = fold(text).replace(".", "").replace("º", "").replace("°", "")
    tokens = _TOKENS.findall(folded)
    found, place, start = Said(), "", 0
    for token in tokens:
        if token in COUNTRIES and start < len(tokens) - 1:
            place = place or COUNTRIES[token]
        elif token in NAMED:
            found = NAMED[token] if NAMED[token].kind else found
        elif token in PREFIXES and _is_prefix(folded, token):
            found = found if found.kind else PREFIXES[token]
        else:
            break
        start += 1
    number = "".join(tokens[start:]).upper()
    said = told if told.kind else found.at(told.country)
    return said.at(found.country).at(place), number


def _is_prefix(folded: str, token: str) -> bool:
    """Tell whether a short word stands apart from the number, as in «CC 109…», or is one of several letters."""
    return len(token) > 2 or re.search(rf"\b{token}[\s:\-]", folded) is not None or folded.startswith(("ci", "cc"))


def _is_placeholder(number: str) -> bool:
    return len(set(number)) == 1 or number in _PLACEHOLDERS


def _may_be_cedula(said: Said, country: str) -> bool:
    """Tell whether digits may be tried as an Ecuadorian cédula."""
    if country == "EC" and said.also_cedula:
        return True
    return (said.country or country) == "EC" and said.kind in ("", DocumentKind.CEDULA)


def _cedula(number: str) -> str | None:
    """Return the cédula that digits hold: with its leading zero again, or out of a taxpayer's number (RUC)."""
    if len(number) in (12, 13) and number.endswith("001"):
        number = number[:-3]
    padded = number.zfill(10) if len(number) == 9 else number
    return padded if cedula_is_valid(padded) else None


def _as_said(number: str, said: Said, country: str) -> NormalDocument:
    """Return a number that is no cédula of the city's country under the kind that it claims."""
    if said.kind == DocumentKind.CEDULA:
        return _claimed_cedula(number, said.country, country)
    if said.kind:
        return NormalDocument(said.kind, said.country, number)
    if said.country:
        return NormalDocument(DocumentKind.FOREIGN_ID, said.country, number)
    if not number.isdigit():
        passport = number.isascii() and number.isalnum() and 5 <= len(number) <= 15
        return NormalDocument(DocumentKind.PASSPORT if passport else DocumentKind.OTHER, "", number)
    if len(number) == 10 and country == "EC":
        looks = looks_like_cedula(number)
        return NormalDocument(
            DocumentKind.CEDULA if looks else DocumentKind.OTHER, "EC" if looks else "", number, False
        )
    return NormalDocument(DocumentKind.OTHER, "", number)


def _claimed_cedula(number: str, said_country: str, country: str) -> NormalDocument:
    """Return what somebody calls a cédula: another country's is a foreign document, the city's own did not pass."""
    if said_country not in ("", country):
        return NormalDocument(DocumentKind.FOREIGN_ID, said_country, number)
    return NormalDocument(DocumentKind.CEDULA, country, number, False if country == "EC" else None)
