"""Which columns of a sign-in sheet are marks of who came, and what each row's marks say."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from django.utils.translation import gettext as _

from arraigo.areas.training.importers.reading.days import DayColumn
from arraigo.areas.training.importers.reading.marks import letter_meanings, mark_of
from arraigo.areas.training.importers.reading.moments import moment_of
from arraigo.areas.training.importers.reading.tables import Table
from arraigo.core.imports.problems import Problem
from arraigo.core.imports.reading import Cell, Row, fold, text_of

MARKS = ("signature", "attended")


@dataclass(frozen=True, slots=True)
class MarkColumn:
    """Columns that together say whether somebody came, on one day where a list has several."""

    columns: tuple[int, ...]
    label: str
    signature: bool
    meanings: Mapping[str, bool]
    empty: bool
    day: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """What a row's marks say: present or not, and the hours when the marks are hours."""

    present: bool
    entry: Cell = None
    leaving: Cell = None


@dataclass(slots=True)
class MarkReader:
    """Finds the columns of marks and reads them; asks what it cannot tell."""

    table: Table
    rows: Sequence[Row]
    days: Sequence[DayColumn]
    clocks: tuple[str, ...]
    unmarked_present: bool | None
    told: Mapping[str, bool]
    columns: list[MarkColumn] = field(init=False)
    problems: list[Problem] = field(init=False, default_factory=list)
    asked: set[tuple[str, str]] = field(init=False, default_factory=set)

    def __post_init__(self) -> None:
        self.columns = self._of_days() if self.days else self._of_one_day()
        if self.rows and self.columns and all(mark.empty for mark in self.columns):
            self.problems.append(self._all_unsigned(self.columns[0]))

    def read(self, index: int, row: Row, mark: MarkColumn) -> Said:
        """Return what a row says under one column of marks."""
        cells = [row[column] if column < len(row) else None for column in mark.columns]
        filled = [cell for cell in cells if text_of(cell)]
        if not filled:
            return Said(mark.empty and self.unmarked_present is True)
        said = [mark_of(cell, mark.meanings, signature=mark.signature) for cell in filled]
        if all(one is None for one in said):
            self._ask(index, mark, filled[0])
        hours = [_hour(cell) for cell in cells]
        return Said(any(said), hours[0], hours[-1] if len(hours) > 1 and mark.day else None)

    def _of_days(self) -> list[MarkColumn]:
        return [
            self._column(
                (day.column,) if day.leaving is None else (day.column, day.leaving),
                day.label,
                day.signature or day.leaving is not None,
                day.label,
            )
            for day in self.days
        ]

    def _of_one_day(self) -> list[MarkColumn]:
        """Return the column of marks of a list of one day: «Asistió» before «Firma», a filled one before an empty."""
        columns = {name: self._columns_of(name) for name in MARKS}
        found = [
            self._column(places, self.table.label(places[0]), name == "signature", "")
            for name, places in columns.items()
            if places
        ]
        attended = [mark for mark in found if not mark.signature and not mark.empty]
        chosen = attended or [mark for mark in found if not mark.empty] or found
        return chosen[:1]

    def _columns_of(self, name: str) -> tuple[int, ...]:
        """Return the columns of «Firma», with those of «Entrada» and «Salida» where people sign; or of «Asistió»."""
        groups = self.table.header.groups
        names = [name, *(one for one in ("entry", "exit") if name == "signature" and one not in self.clocks)]
        return tuple(column for one in names for column in groups.get(one, ()))

    def _column(self, columns: tuple[int, ...], label: str, signature: bool, day: str) -> MarkColumn:
        cells = [row[column] for row in self.rows for column in columns if column < len(row)]
        filled = [cell for cell in cells if text_of(cell)]
        return MarkColumn(columns, label, signature, letter_meanings(filled, self.told), not filled, day)

    def _all_unsigned(self, mark: MarkColumn) -> Problem:
        row = self.table.header.row
        if self.unmarked_present is not None:
            sentence = _("la columna está vacía; se tomó la respuesta que se dio para toda la lista.")
            return self.table.problem("unmarked_answered", sentence, row, mark.label, "warning")
        sentence = _(
            "la columna está vacía: no se sabe quién asistió. "
            "Diga si asistieron todas las personas de la lista o ninguna."
        )
        return self.table.problem("unmarked", sentence, row, mark.label, "question")

    def _ask(self, index: int, mark: MarkColumn, cell: Cell) -> None:
        text = text_of(cell)[:40]
        if (mark.label, fold(text)) in self.asked:
            return
        self.asked.add((mark.label, fold(text)))
        sentence = _(
            "no se sabe si «%(text)s» quiere decir que asistió. Responda qué significa, o escriba «Sí» o «No»."
        ) % {"text": text}
        problem = self.table.problem("unclear_mark", sentence, index, mark.label, "question")
        self.problems.append(replace(problem, value=text))


def _hour(cell: Cell) -> Cell:
    """Return the cell when it holds a time of day, None otherwise; a bare number is a mark, not an hour."""
    moment = None if isinstance(cell, int | float) else moment_of(cell)
    return cell if moment is not None and moment.clock is not None else None
