"""What a line says it is by its own words: «Art. 27.-», «CAPÍTULO II», «3.1.2 Diagnóstico»; context decides later."""

import re
from dataclasses import dataclass
from enum import IntEnum

from arraigo.engines.plan_review.model import Kind, folded
from arraigo.engines.plan_review.structure.numbers import number_at, single_letter, value_of_word


class Sign(IntEnum):
    """How sure the sign after a number makes us: none, a full stop, or the «.-» and «:» that only headings have."""

    NONE = 0
    STOP = 1
    DASH = 2


@dataclass(frozen=True, slots=True)
class Heading:
    """A line that may be a heading: `rest` is what follows the number on the line. Lower ranks rule higher ones.

    `label` is how paths name it. `is_item` is a disposition that needs an open group of them. `level` is what the
    format declares, from 1; 0 where it declares nothing.
    """

    kind: Kind
    rank: int
    number: str
    label: str
    rest: str
    sign: Sign
    is_item: bool = False
    level: int = 0
    is_document_title: bool = False


GROUP_RANK, BOOK_RANK, SECTION_RANK, PARAGRAPH_RANK, ARTICLE_RANK, INNER_RANK = 10, 20, 80, 90, 100, 150
APARTADO_RANK, UNNUMBERED_RANK, LIST_RANK = 200, 280, 300
_WORDS = {
    "libro": (Kind.LIBRO, BOOK_RANK, "Libro"),
    "parte": (Kind.LIBRO, BOOK_RANK, "Parte"),
    "titulo": (Kind.TITULO, 30, "Título"),
    "subtitulo": (Kind.TITULO, 40, "Subtítulo"),
    "capitulo": (Kind.CAPITULO, 50, "Capítulo"),
    "subcapitulo": (Kind.CAPITULO, 60, "Subcapítulo"),
    "seccion": (Kind.SECCION, 70, "Sección"),
    "subseccion": (Kind.SECCION, SECTION_RANK, "Subsección"),
    "paragrafo": (Kind.PARAGRAFO, PARAGRAPH_RANK, "Parágrafo"),
    "articulo": (Kind.ARTICULO, ARTICLE_RANK, "Artículo"),
    "art": (Kind.ARTICULO, ARTICLE_RANK, "Artículo"),
    "anexo": (Kind.ANEXO, GROUP_RANK, "Anexo"),
    "apendice": (Kind.ANEXO, GROUP_RANK, "Apéndice"),
}
_KEYWORD = re.compile(
    r"(LIBRO|PARTE|(?:SUB\s?-?\s?)?T\s?[IÍ]\s?TULO|(?:SUB\s?-?\s?)?CAP\s?[IÍ]\s?TULO|(?:SUB\s?-?\s?)?SECCI\s?[OÓ]\s?N"
    r"|PAR\s?[AÁ]\s?GRAFO|ART\s?[IÍ]\s?CULO|ART(?=[.\s])|ANEXO|AP[EÉ]NDICE)S?\b\.?\s*:?\s*[-–]?\s*",
    re.IGNORECASE,
)
_TYPES = (
    r"(?:GENERAL|TRANSITORIA|REFORMATORIA|DEROGATORIA|FINAL|COMPLEMENTARIA|ADICIONAL|MODIFICATORIA|INTERPRETATIVA"
    r"|ESPECIAL)(?:ES|S)?"
)
_DISPOSITION = re.compile(
    rf"(?:(?P<before>[^\W\d_]+(?:\s[^\W\d_]+)?)\s)?DISPOSICI\s?[OÓ]\s?N(?P<many>ES)?\s+"
    rf"(?P<types>{_TYPES}(?:(?:\s*,\s*|\s+[YE]\s+|\s+){_TYPES})*)\b\s*",
    re.IGNORECASE,
)
_ORDINAL_ITEM = re.compile(r"[A-ZÁÉÍÓÚ][^\W\d_]{3,}(?:\s[^\W\d_]{4,}){0,3}\s?\.?\s?[-–—.:]")
_SIGN = re.compile(r"[\s.:)\]°º\"”'\-–—−*]*")
_NUMBERED = re.compile(r"(\d{1,2}(?:\.\d{1,2}){0,5})(\s?\.?\s?[-–—]|\.\)|\.|\)|°|º)?(\s*)(?=\D)(?=\S)")
_LETTERED = re.compile(r"\(?([a-zñA-ZÑ]|[ivx]{2,5})(\)|\.-|\.\)|\.|\s?[-–]\s)\s*(?=\S)")
_REFERENCE = re.compile(
    r"(?:de|del|y|e|o|u|a|al|en|inciso|numeral|literal|ib[ií]dem|se|que|por|con|como|establece|dispone)\b"
)
_FIRST_LETTERS = frozenset("LPTSCADaV")
_DIGITS = frozenset("0123456789")
_SHORT = frozenset(").-–) ")


def heading_of(text: str) -> Heading | None:
    """Return what a line would be as a heading, None where its words cannot be one."""
    first = text[0]
    if first in _DIGITS:
        return _numbered(text)
    if text[1:2] in _SHORT or first == "(" or text[2:3] == ")" or text[3:4] == ")":
        found = _lettered(text)
        if found is not None:
            return found
    if first in _FIRST_LETTERS:
        found = _named(text)
        if found is not None:
            return found
    return _ordinal_item(text) if first.isupper() and _ORDINAL_ITEM.match(text) else _disposition_by_number(text)


def is_division(text: str) -> bool:
    """Whether a line heads a book, title, chapter or section."""
    found = heading_of(text)
    return found is not None and BOOK_RANK <= found.rank <= SECTION_RANK


def _named(text: str) -> Heading | None:
    keyword = _KEYWORD.match(text)
    if keyword is not None:
        kind, rank, label = _WORDS[_plain(keyword.group(1))]
        rest = text[keyword.end() :]
        if kind is Kind.ARTICULO:
            return _article(text, rest, label)
        return _division(kind, rank, label, text, rest)
    return _disposition(text) if text[0] == "D" else None


def _plain(word: str) -> str:
    return folded(word).replace(" ", "").replace("-", "")


def _split_sign(rest: str) -> tuple[Sign, str] | None:
    """Part the sign after a number from the words; None where a comma or the like makes it a mention."""
    found = _SIGN.match(rest)
    sign = found.group() if found is not None else ""
    words = rest[len(sign) :]
    if words[:1] in (",", ";", "/"):
        return None
    if any(mark in sign for mark in "-–—−:"):
        return Sign.DASH, words
    return (Sign.STOP if any(mark in sign for mark in ".)°º") else Sign.NONE), words


def _article(text: str, rest: str, label: str) -> Heading | None:
    found = number_at(rest)
    if found is None:
        return None
    number, after = found
    if number in ("preliminar",) or after[:1].isalnum():
        return None
    signed = _split_sign(after)
    if signed is None:
        return None
    sign, words = signed
    if text[0].islower() and sign is not Sign.DASH:
        return None
    if sign is not Sign.DASH and (
        _REFERENCE.match(words) or (sign is Sign.NONE and words and not words[0].isupper() and words[0] not in '“"«')
    ):
        return None
    return Heading(Kind.ARTICULO, ARTICLE_RANK, number, f"{label} {number}", words, sign)


def _division(kind: Kind, rank: int, label: str, text: str, rest: str) -> Heading | None:
    if not text[0].isupper():
        return None
    found = number_at(rest) or (single_letter(rest) if kind is Kind.ANEXO else None)
    if found is None:
        return _without_number(kind, rank, label, text, rest)
    number, after = found
    signed = None if after[:1].isalnum() else _split_sign(after)
    if signed is None:
        return None
    sign, words = signed
    is_shouted = text[: len(label)].isupper()
    if words[:1].islower() and not (is_shouted or (sign is Sign.DASH and len(text) < 160)):
        return None
    if kind is Kind.LIBRO and label == "Parte" and not (is_shouted or not words):
        return None
    return Heading(kind, rank, number, f"{label} {number}", words, sign)


def _without_number(kind: Kind, rank: int, label: str, text: str, rest: str) -> Heading | None:
    """«ANEXO», «ANEXOS» and a «Parágrafo.» inside an article may go without a number."""
    if kind is Kind.ANEXO and text.isupper() and len(text) < 120 and (not rest or not _REFERENCE.match(folded(rest))):
        return Heading(kind, rank, "", label if len(text) < 8 else f"{label} {rest.strip(' .:-–')}", rest, Sign.NONE)
    if (
        kind is Kind.PARAGRAFO
        and text[len("parágrafo") : len("parágrafo") + 1] in (".", ":", " ")
        and rest[:1].isupper()
    ):
        return Heading(kind, INNER_RANK, "", label, rest, Sign.STOP)
    return None


def _disposition(text: str) -> Heading | None:
    """A group of dispositions («DISPOSICIONES GENERALES») or one with its ordinal («Disposición final única.-»)."""
    found = _DISPOSITION.match(text)
    if found is None:
        return None
    before, rest = found["before"], text[found.end() :]
    numbered = number_at(f"{before} ") if before else number_at(rest)
    if before and numbered is None:
        return None
    number, after = (numbered[0], rest if before else numbered[1]) if numbered else ("", rest)
    signed = _split_sign(after)
    if signed is None:
        return None
    sign, words = signed
    is_shouted = found.group().strip().isupper()
    if words and sign is Sign.NONE and not (is_shouted and words.isupper()):
        return None
    name = f"Disposici{'ones' if found['many'] else 'ón'} {' '.join(found['types'].lower().split())}"
    rank = ARTICLE_RANK if number and not found["many"] else GROUP_RANK
    return Heading(Kind.DISPOSICION, rank, number, f"{name} {number}".strip(), words, sign)


def _disposition_by_number(text: str) -> Heading | None:
    """«PRIMERA DISPOSICIÓN TRANSITORIA.-», as Peru has them."""
    if text[0].isupper() and "ISPOSICI" in text[:40].upper():
        return _disposition(text)
    return None


def _ordinal_item(text: str) -> Heading | None:
    """«PRIMERA.-», «Vigésimo segunda.», «ÚNICA.-»: an item of a group of dispositions."""
    first = re.match(r"[^\W\d_]+", text)
    if first is None or value_of_word(first.group()) is None:
        return _disposition_by_number(text)
    found = number_at(text)
    signed = _split_sign(found[1]) if found is not None else None
    if found is None or signed is None or signed[0] is Sign.NONE:
        return _disposition_by_number(text)
    sign, words = signed
    return Heading(Kind.DISPOSICION, ARTICLE_RANK, found[0], f"Disposición {found[0]}", words, sign, is_item=True)


def _numbered(text: str) -> Heading | None:
    """«1.», «1)», «1.2», «3.1.2.-»: a numeral or an apartado, as context will tell."""
    found = _NUMBERED.match(text)
    if found is None:
        return None
    number, sign, gap = found.group(1), found.group(2), found.group(3)
    depth = number.count(".") + 1
    rest = text[found.end() :]
    if not sign and (depth == 1 or not (gap or rest[:2].isupper())):
        return None
    if not gap and not rest[:1].isalpha() and rest[:1] not in '¿¡“"«(':
        return None
    if not (rest[0].isalpha() or rest[0] in '¿¡“"«(') or number.startswith("0") or number.endswith(".0"):
        return None
    clean = ".".join(str(int(part)) for part in number.split("."))
    dash = Sign.DASH if sign and sign.strip() not in (".", "") else Sign.STOP
    return Heading(Kind.NUMERAL, APARTADO_RANK + depth, clean, clean, rest, dash if sign else Sign.NONE)


def _lettered(text: str) -> Heading | None:
    """«a)», «b.-», «(c)», «ii)», «A.»: a literal, or an apartado where it is a capital."""
    found = _LETTERED.match(text)
    if found is None:
        return None
    letter, sign = found.group(1), found.group(2)
    rest = text[found.end() :]
    if sign == "." and text[found.end() - 1] == ".":
        return None
    kind = Kind.APARTADO if letter.isupper() and text[0] != "(" else Kind.LITERAL
    if sign.strip() in ("-", "–") and letter.lower() in ("a", "e", "o", "y", "u"):
        return None
    rank = APARTADO_RANK + 1 if kind is Kind.APARTADO else LIST_RANK
    return Heading(kind, rank, letter if kind is Kind.APARTADO else letter.lower(), f"{letter})", rest, Sign.DASH)
