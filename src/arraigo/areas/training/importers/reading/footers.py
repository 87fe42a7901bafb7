"""Rows below a list's header that are no people: totals, signatures of who made the list, notes, headers again."""

import re

from arraigo.areas.training.importers.reading.marks import is_clear_mark
from arraigo.areas.training.importers.reading.moments import moment_of
from arraigo.core.imports.reading import Header, Row, Sheet, fold, text_of

SIGNATURES = re.compile(
    r"^(elaborado|elaboro|realizado|revisado|reviso|aprobado|aprobo|validado|autorizado|responsable|registrado por|"
    r"preparado|verificado|certifico|atentamente|firma del|firma de|firma y sello)\b"
)
SIGNED_LINE = re.compile(r"^f\s*\.?\s*[):/_]", re.IGNORECASE)  # «f) Juan Pérez», but not «F. Pérez Juan»
NOTES = re.compile(
    r"^(total(es)?|subtotal|suma|numero total|cantidad|nota|notas|observacion(es)?|fuente|lugar|fecha|hora|tema|"
    r"facilitador(es)?|facilitadora|capacitador(es)?|capacitadora|expositor(es)?|instructor(es)?|moderador|hombres|"
    r"mujeres|pagina|pag|hoja|evento|actividad|taller|curso|lista de|registro de|listado de|modalidad|duracion)\b"
)
NO_NAME = re.compile(r"[:=%@]|\d{2}|\*\*|__|^.{90}")
IDENTITY = ("document", "passport", "email", "phone")
NAMES = ("name", "given_names", "surnames", "first_surname", "first_given")
MARKS = ("signature", "attended", "entry", "exit")
HOURS = ("entry", "exit")
ORDER = re.compile(r"^\d{1,5}\s*[.)°º-]?$")
QUANTITY = re.compile(r"^[\d.,\s%]+$")
WIDE = 3


class Stop:
    """Goes down the rows and says of each whether it is no person; a signature's block hides what follows it."""

    def __init__(self, header: Header, sheet: Sheet) -> None:
        self.header = header
        self.labels = {label.casefold() for label in header.labels if label}
        self.identity = [column for name in IDENTITY for column in header.groups.get(name, ())]
        self.names = [column for name in NAMES for column in header.groups.get(name, ())]
        self.number = header.columns.get("number", -1)
        days = [column for column, _label in header.unknown]  # a column a day has no field of its own
        self.marks = [*(column for name in MARKS for column in header.groups.get(name, ())), *days]
        self.hours = [column for name in HOURS for column in header.groups.get(name, ())]
        self.wide = {merge.top for merge in sheet.merged if merge.right - merge.left >= WIDE - 1}
        self.signed = False

    def reason(self, index: int, row: Row) -> str:
        """Return why a row is no person: «repeated_header», «footer», «signature», «blank»; blank for a person."""
        texts = {column: text for column, cell in enumerate(row) if cell is not None and (text := text_of(cell))}
        if self._is_header(texts):
            return "repeated_header"
        if any(column in texts and _identifies(texts[column]) for column in self.identity):
            self.signed = False
            return ""
        if self._is_numbered(texts):
            self.signed = False
            return "" if any(column in texts for column in self.names) else "blank"
        found = self._words_of_a_footer(texts) or self._place_of_a_footer(index, row, texts)
        if not found:
            self.signed = False
        return found

    def marked(self, row: Row) -> bool:
        """Say whether a row carries a mark that only people have: «X», «Sí», a tick, an hour of entry."""
        if any(is_clear_mark(row[column]) for column in self.marks if column < len(row)):
            return True
        moments = [moment_of(row[column]) for column in self.hours if column < len(row)]
        return any(moment is not None and moment.clock is not None for moment in moments)

    def _is_numbered(self, texts: dict[int, str]) -> bool:
        """Say whether a row has an order number and, beside the name, a mark, an institution… as only people do."""
        if not ORDER.match(texts.get(self.number, "")):
            return False
        others = [column for column in texts if column != self.number and column not in self.names]
        return any(not QUANTITY.match(texts[column]) or is_clear_mark(texts[column]) for column in others)

    def _place_of_a_footer(self, index: int, row: Row, texts: dict[int, str]) -> str:
        if self.signed and self.number not in texts and len(texts) <= 2 and not self.marked(row):
            return "signature"
        if index in self.wide and len(texts) == 1:
            return "title"
        return "" if any(column in texts for column in self.names) else "blank"

    def _is_header(self, texts: dict[int, str]) -> bool:
        same = sum(1 for text in texts.values() if text.casefold() in self.labels)
        return same >= 2 and same >= len(texts) - 1

    def _words_of_a_footer(self, texts: dict[int, str]) -> str:
        first = next(iter(texts.values()), "")
        named = next((texts[column] for column in self.names if column in texts), "")
        for text in (first, named):
            if SIGNATURES.match(fold(text)) or SIGNED_LINE.match(text):
                self.signed = True
                return "signature"
            if NOTES.match(fold(text)):
                return "footer"
        return "footer" if named and NO_NAME.search(named) else ""


def _identifies(text: str) -> bool:
    return "@" in text or any(mark.isdigit() for mark in text)
