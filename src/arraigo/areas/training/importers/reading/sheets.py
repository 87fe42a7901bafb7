"""Sign-in sheets typed from paper or kept in Excel, and KoBo attendance: who is listed, who signed, on which day."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from django.utils.translation import gettext as _

from arraigo.areas.training.importers.reading import sexes
from arraigo.areas.training.importers.reading.cleaning import lost_digits
from arraigo.areas.training.importers.reading.dates import SeenDate
from arraigo.areas.training.importers.reading.days import DayColumn, day_columns, with_dates
from arraigo.areas.training.importers.reading.drafts import Draft, Finished, Place, finish, raw_of, seen_date
from arraigo.areas.training.importers.reading.marks import letter_meanings, mark_of
from arraigo.areas.training.importers.reading.moments import moment_of
from arraigo.areas.training.importers.reading.tables import Table, broken_cells, open_table, people_rows, person
from arraigo.areas.training.importers.reading.values import AttendanceFile, EvidenceRow, GivenOrder, IgnoredRow
from arraigo.areas.training.importers.reading.vocabularies import ATTENDANCE, ATTENDANCE_NEEDS
from arraigo.core.imports.problems import Problem
from arraigo.core.imports.reading import Cell, Mapped, Row, Workbook, text_of

MARKS = ("signature", "attended")


@dataclass(frozen=True, slots=True)
class Told:
    """What somebody answered about a sheet, None while nobody did."""

    date_order: GivenOrder | None = None
    m_means: sexes.MMeans | None = None
    unmarked_present: bool | None = None  # were people there although the «Firma» column is empty?
    marks: Mapping[str, bool] = field(default_factory=dict)  # what a letter means: {"A": True}


@dataclass(frozen=True, slots=True)
class _MarkColumn:
    columns: tuple[int, ...]
    label: str
    signature: bool
    meanings: Mapping[str, bool]
    empty: bool
    day: str = ""


@dataclass(slots=True)
class _Sheet:
    table: Table
    told: Told
    people: list[tuple[int, Row]]
    ignored: list[IgnoredRow]
    problems: list[Problem]
    sex: sexes.SexColumn
    clocks: tuple[str, ...] = ()  # which of «entry» and «exit» hold hours; the others hold signatures


def read_sheet(
    workbook: Workbook, told: Told, *, mapping: Mapped | None = None, sheet: str | None = None
) -> AttendanceFile:
    """Return the attendance in a sign-in sheet or a KoBo export: a row a person, or a row a person and day.

    A blank mark beside filled ones means absent. A «Firma» column without any mark is asked.
    """
    table = open_table(workbook, ATTENDANCE, ATTENDANCE_NEEDS, sheet=sheet, mapping=mapping)
    page = _read_rows(table, told)
    marks = _mark_columns(page)
    days = day_columns(table)
    drafts = [draft for index, row in page.people for draft in _drafts(page, index, row, marks)]
    place = Place(workbook.name, table.sheet.name, table.header.label("entry"), table.header.label("exit"))
    place.duration, place.extra_matters = table.header.label("duration"), True
    place.extra.extend(_seen_days(page, days))
    done = finish(drafts, place, told.date_order)
    dates = with_dates(days, done.dates.order)
    rows = tuple(_dated(row, page, dates, days, done) for row in done.rows)
    return AttendanceFile(
        source="kobo" if table.kobo else "sheet",
        modality="in_person",
        rows=rows,
        dates=done.dates.dates,
        meeting_date=_title_date(table),
        title=_title(table),
        problems=(*table.problems, *done.problems, *page.problems),
        ignored=tuple(page.ignored),
        date_readings=done.dates.readings,
        columns=table.labels(),
    )


def _read_rows(table: Table, told: Told) -> _Sheet:
    page = _Sheet(table, told, [], [], [], sexes.SexColumn(None, has_m=False))
    for index, row, ignored in people_rows(table):
        if ignored is None:
            page.people.append((index, row))
        elif ignored.reason != "blank":
            page.ignored.append(ignored)
        elif _marked(table, row):
            sentence = _("hay una marca de asistencia pero falta el nombre. Escriba quién es o borre la marca.")
            page.problems.append(table.problem("nameless", sentence, index, table.header.label("name"), "warning"))
    values = {table.text(row, "sex") for _index, row in page.people}
    page.clocks = tuple(name for name in ("entry", "exit") if _holds_hours(page, name))
    page.sex = sexes.read_column(values, table.header.label("sex"), told.m_means)
    footers = {ignored.row for ignored in page.ignored}
    below = range(max(table.header.row + 1, 0), len(table.sheet.rows))
    page.problems.extend(broken_cells(table, {index for index in below if table.shown(index) not in footers}))
    if table.header.found and not page.people:
        sentence = _("tiene encabezados pero ninguna persona debajo. Revise que eligió el archivo correcto.")
        page.problems.append(table.problem("no_rows", sentence, None, ""))
    return page


def _holds_hours(page: _Sheet, name: str) -> bool:
    cells = [cell for _index, row in page.people if (cell := page.table.cell(row, name)) is not None]
    return sum(1 for cell in cells if moment_of(cell) is not None) * 2 >= len(cells)


def _marked(table: Table, row: Row) -> bool:
    return any(text_of(cell) for name in MARKS for cell in table.cells(row, name))


def _mark_columns(page: _Sheet) -> list[_MarkColumn]:
    """Return the columns of marks: one a day, or those of «Firma» and «Asistió» taken together."""
    days = day_columns(page.table)
    if days:
        return [_mark_column(page, (day.column,), day.label, day.signature, day.label) for day in days]
    groups = dict(page.table.header.groups)
    signed = [column for name in ("entry", "exit") if name not in page.clocks for column in groups.get(name, ())]
    if signed:
        groups["signature"] = (*groups.get("signature", ()), *signed)
    found = []
    for name in MARKS:
        columns = groups.get(name, ())
        if columns:
            found.append(_mark_column(page, columns, page.table.label(columns[0]), name == "signature", ""))
    attended = [mark for mark in found if not mark.signature and not mark.empty]
    chosen = attended or [mark for mark in found if not mark.empty] or found[:1]
    if chosen and chosen[0].empty:
        page.problems.append(_all_unsigned(page, chosen[0]))
    return chosen[:1]


def _mark_column(page: _Sheet, columns: tuple[int, ...], label: str, signature: bool, day: str) -> _MarkColumn:
    cells = [row[column] for _index, row in page.people for column in columns if column < len(row)]
    filled = [cell for cell in cells if text_of(cell)]
    return _MarkColumn(columns, label, signature, letter_meanings(filled, page.told.marks), not filled, day)


def _all_unsigned(page: _Sheet, mark: _MarkColumn) -> Problem:
    sentence = _(
        "la columna está vacía: no se sabe quién asistió. Diga si asistieron todas las personas de la lista o ninguna."
    )
    row = page.table.header.row
    if page.told.unmarked_present is None:
        return page.table.problem("unmarked", sentence, row, mark.label, "question")
    sentence = _("la columna está vacía; se tomó la respuesta que se dio para toda la lista.")
    return page.table.problem("unmarked_answered", sentence, row, mark.label, "warning")


def _seen_days(page: _Sheet, days: list[DayColumn]) -> Iterator[SeenDate]:
    header_row = page.table.shown(page.table.header.row) if page.table.header.row >= 0 else 0
    for day in days:
        if day.moment and day.moment.day:
            yield SeenDate(day.moment.day, day.label, header_row, day.label)
    for index, row in page.people:
        yield from seen_date(page.table.cell(row, "day"), page.table.shown(index), page.table.header.label("day"))


def _drafts(page: _Sheet, index: int, row: Row, marks: list[_MarkColumn]) -> Iterator[Draft]:
    table = page.table
    who = _who(page, index, row)
    entry, left = (table.cell(row, name) if name in page.clocks else None for name in ("entry", "exit"))
    duration = table.cell(row, "duration")
    shown, raw = table.shown(index), raw_of(row)
    if not marks:
        here = bool(text_of(entry) or text_of(left) or text_of(duration)) or not table.has("entry", "exit", "duration")
        yield Draft(shown, {**who, "present": here}, entry, left, duration, raw)
    for mark in marks:
        present, clock = _presence(page, index, row, mark)
        yield Draft(
            shown, {**who, "present": present, "day": mark.day or who["day"]}, entry or clock, left, duration, raw
        )


def _presence(page: _Sheet, index: int, row: Row, mark: _MarkColumn) -> tuple[bool, Cell]:
    """Return whether the marks say present, and the hour when the mark is one."""
    cells = [row[column] for column in mark.columns if column < len(row) and text_of(row[column])]
    if not cells:
        return bool(page.told.unmarked_present) and mark.empty, None
    said = [mark_of(cell, mark.meanings, signature=mark.signature) for cell in cells]
    if all(one is None for one in said):
        page.problems.append(_unclear_mark(page, index, mark, cells[0]))
    moment = moment_of(cells[0])
    clock = cells[0] if moment and moment.clock and not isinstance(cells[0], int | float) else None
    return any(said), clock


def _unclear_mark(page: _Sheet, index: int, mark: _MarkColumn, cell: Cell) -> Problem:
    sentence = _(
        "no se sabe si «%(text)s» quiere decir que asistió. Responda qué significa, o escriba «Sí» o «No»."
    ) % {"text": text_of(cell)[:40]}
    return page.table.problem("unclear_mark", sentence, index, mark.label, "question")


def _who(page: _Sheet, index: int, row: Row) -> dict[str, str]:
    table = page.table
    somebody = person(table, row)
    if lost_digits(table.cell(row, "document")):
        page.problems.append(_lost_digits(table, index))
    day = table.cell(row, "day")
    return {
        "name": somebody.full_name,
        "email": somebody.email,
        "document": somebody.document,
        "name_order": somebody.name_order,
        "institution": table.text(row, "institution"),
        "position": table.text(row, "position"),
        "phone": table.text(row, "phone"),
        "day": text_of(day) if day is not None else "",
        "sex": sexes.sex_of(table.text(row, "sex"), page.sex) or "unknown",
    }


def _lost_digits(table: Table, index: int) -> Problem:
    sentence = _("el documento quedó en notación científica y perdió cifras. Escríbalo completo, como texto.")
    return table.problem("lost_digits", sentence, index, table.header.label("document"))


def _dated(
    row: EvidenceRow, page: _Sheet, dates: Mapping[int, date | None], days: list[DayColumn], done: Finished
) -> EvidenceRow:
    for day in days:
        if day.label == row.day and dates.get(day.column):
            return replace(row, day_date=dates[day.column])
    moment = moment_of(row.day) if row.day and not days else None
    if moment and moment.day and done.dates.order:
        return replace(row, day_date=moment.day.read(done.dates.order))
    return row


def _title(table: Table) -> str:
    for row in table.sheet.rows[: max(table.header.first_row, 0)]:
        text = next((text_of(cell) for cell in row if text_of(cell)), "")
        if text:
            return text
    return ""


def _title_date(table: Table) -> date | None:
    """Return the date that stands above the header; None when it may be two dates."""
    for row in table.sheet.rows[: max(table.header.first_row, 0)]:
        for cell in row:
            moment = moment_of(cell) if isinstance(cell, str | date | datetime) else None
            if moment and moment.day:
                readings = {moment.day.read("mdy"), moment.day.read("dmy")} - {None}
                return readings.pop() if len(readings) == 1 else None
    return None
