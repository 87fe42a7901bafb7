"""Columns that stand for a day: «Día 1», «16/04/2021», «Jornada 2»; with the marks of who came below them."""

import re
from dataclasses import dataclass, replace
from datetime import date

from arraigo.areas.training.importers.reading.moments import MONTH_NAMES, Moment, moment_of
from arraigo.areas.training.importers.reading.tables import Table
from arraigo.core.imports.reading import Header, fold, text_of

DAY = re.compile(
    r"^(dia|jornada|sesion|modulo|clase|encuentro|taller|fecha|semana|session|day|firma|asistencia|asistio)s?"
    r"( dia| jornada| sesion| modulo)? ?(n |no |nro )?(\d{1,2}|[ivx]{1,4}|uno|dos|tres|cuatro|cinco|seis)\b"
)
WEEKDAY = re.compile(r"^(lunes|martes|miercoles|jueves|viernes|sabado|domingo)\b")
ORDINAL = re.compile(
    r"^(primer|primera|segundo|segunda|tercer|tercera|cuarto|cuarta|quinto|quinta|1er|1ra|2do|2da|3er|3ra)\b"
)
WITHOUT_YEAR = re.compile(rf"^\d{{1,2}}([/.-]\d{{1,2}}|[ /.-]+(de )?({MONTH_NAMES}))$")
DAY_WORD = re.compile(r"\b(dia|jornada|sesion|clase|encuentro|modulo)\b")
SIGNED = re.compile(r"firma|asist|jornada|dia|sesion|fecha|clase|modulo|presen")
MARKED = ("signature", "attended", "entry", "exit")
PART_OF_DAY = re.compile(r"\b(manana|tarde|am|pm|entrada|salida|ingreso)\b")


@dataclass(frozen=True, slots=True)
class DayColumn:
    """A column of marks for one day; ``moment`` is the date that its header writes, if any.

    ``leaving`` is the column of exits where a day has one for entries and one for exits, else None.
    """

    column: int
    label: str
    moment: Moment | None
    signature: bool
    leaving: int | None = None


def day_columns(table: Table) -> list[DayColumn]:
    """Return the columns of marks of a list with a column a day, in order; empty for a list of a single day."""
    header = table.header
    taken = {column for name, columns in header.groups.items() for column in columns if name != "day"}
    marks = {column for name in MARKED for column in header.groups.get(name, ())}
    found: list[DayColumn] = []
    for column, label in enumerate(header.labels):
        parent = header.parents[column] if column < len(header.parents) else ""
        of_a_day = column in marks and (_names_day(fold(label), label) or _under_day(parent))
        if not label or (column in taken and not of_a_day):
            continue
        if _is_day(label, parent, table.sheet.cell(header.row, column)):
            signature = "firma" in fold(f"{parent} {label}")
            found.append(DayColumn(column, _full_label(label, parent), _header_moment(table, column, label), signature))
    return _paired(found, header)


def _paired(days: list[DayColumn], header: Header) -> list[DayColumn]:
    """Join a day's column of entries with its column of exits."""
    meaning = {column: name for name in ("entry", "exit") for column in header.groups.get(name, ())}
    paired: list[DayColumn] = []
    for day in days:
        before = paired[-1] if paired else None
        parent = header.parents[day.column]
        same_day = before is not None and parent != "" and header.parents[before.column] == parent
        if before and same_day and meaning.get(before.column) == "entry" and meaning.get(day.column) == "exit":
            paired[-1] = replace(before, label=parent, leaving=day.column)
        else:
            paired.append(day)
    return paired


def with_dates(columns: list[DayColumn], order: str) -> dict[int, date | None]:
    """Return the date of each day column under an order of day and month."""
    return {
        day.column: day.moment.day.read(order) if day.moment and day.moment.day and order else None for day in columns
    }


def _under_day(parent: str) -> bool:
    """Say whether the label above is a day's own: «Día 1», with «Firma» or «Entrada» below it."""
    return bool(parent) and _names_day(fold(parent), parent)


def _is_day(label: str, parent: str, cell: object) -> bool:
    folded = fold(label)
    if _names_day(folded, label):
        return True
    if _under_day(parent):
        return bool(SIGNED.search(folded) or PART_OF_DAY.search(folded))
    small_number = isinstance(cell, int) and not isinstance(cell, bool) and 1 <= cell <= 31
    return bool(parent) and bool(SIGNED.search(fold(parent))) and (small_number or label.isdigit())


def _names_day(folded: str, label: str) -> bool:
    if DAY.match(folded) or WEEKDAY.match(folded) or (ORDINAL.match(folded) and DAY_WORD.search(folded)):
        return True
    if WITHOUT_YEAR.match(label.strip().lower()):
        return True
    moment = moment_of(label)
    return moment is not None and moment.day is not None


def _full_label(label: str, parent: str) -> str:
    return f"{parent} · {label}" if _under_day(parent) else label


def _header_moment(table: Table, column: int, label: str) -> Moment | None:
    for row in (table.header.row, table.header.first_row):
        cell = table.sheet.cell(row, column)
        moment = moment_of(cell) if not isinstance(cell, int | float) else None
        if moment and moment.day:
            return moment
    parent = table.header.parents[column] if column < len(table.header.parents) else ""
    moment = moment_of(text_of(label)) or moment_of(parent)
    return moment if moment and moment.day else None
