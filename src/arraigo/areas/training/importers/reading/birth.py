"""Dates of birth and ages, as enrolment lists write them."""

from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from arraigo.areas.training.importers.reading.dates import find_order
from arraigo.areas.training.importers.reading.drafts import seen_date
from arraigo.areas.training.importers.reading.moments import moment_of
from arraigo.areas.training.importers.reading.tables import Table
from arraigo.areas.training.importers.reading.values import DateOrder, GivenOrder
from arraigo.core.imports.problems import Problem
from arraigo.core.imports.reading import Cell, Row, text_of

OLDEST = 1900
OLDEST_AGE = 120
TWO_DIGIT_TURN = 2010  # a two-digit year that would be later belongs to the century before


class BirthReader:
    """Reads the birth columns of a list once the order of day and month is known."""

    def __init__(self, table: Table, rows: list[tuple[int, Row]], told: GivenOrder | None) -> None:
        self.table = table
        label = table.header.label("birth_date")
        seen = [
            date_seen
            for index, row in rows
            if not _is_year(table.cell(row, "birth_date"))
            for date_seen in seen_date(table.cell(row, "birth_date"), table.shown(index), label)
        ]
        finding = find_order(seen, told, table.file, table.sheet.name)
        self.order, self.dates = finding.order, finding.dates if seen else DateOrder.NOT_NEEDED
        self.problems: list[Problem] = list(finding.problems)

    def of(self, index: int, row: Row) -> dict[str, Any]:
        """Return birth date, year of birth and age of a row, each None where unknown."""
        cell = self.table.cell(row, "birth_date")
        age = _age(self.table.cell(row, "age"))
        if cell is None:
            return {"birth_date": None, "birth_year": None, "age": age}
        if _is_year(cell):
            return {"birth_date": None, "birth_year": int(text_of(cell)), "age": age}
        born = self._born(index, cell)
        return {"birth_date": born, "birth_year": born.year if born else None, "age": age}

    def _born(self, index: int, cell: Cell) -> date | None:
        moment = moment_of(cell)
        if moment is None or moment.day is None or not moment.day.exists:
            sentence = _("no se entiende la fecha «%(text)s». Escríbala como 9/4/1985.") % {"text": text_of(cell)[:40]}
            label = self.table.header.label("birth_date")
            self.problems.append(self.table.problem("bad_date", sentence, index, label, "warning"))
            return None
        born = moment.day.read(self.order) if self.order else None
        if born and born.year > TWO_DIGIT_TURN and moment.day.first and not _writes_year(cell, born.year):
            return born.replace(year=born.year - 100, day=min(born.day, 28) if born.month == 2 else born.day)
        return born


def _writes_year(cell: Cell, year: int) -> bool:
    return isinstance(cell, date | datetime) or str(year) in text_of(cell)


def _is_year(cell: Cell) -> bool:
    text = text_of(cell)
    return len(text) == 4 and text.isdigit() and OLDEST <= int(text) <= OLDEST + 200


def _age(cell: Cell) -> int | None:
    text = text_of(cell).split(" ")[0]
    return int(text) if text.isdigit() and int(text) <= OLDEST_AGE else None
