"""Sign-in sheets typed from paper or kept in Excel, and KoBo attendance: who is listed, who signed, on which day."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from django.utils.translation import gettext as _

from arraigo.areas.training.importers.reading.cleaning import lost_digits
from arraigo.areas.training.importers.reading.dates import SeenDate
from arraigo.areas.training.importers.reading.days import DayColumn, day_columns, with_dates
from arraigo.areas.training.importers.reading.drafts import Draft, Finished, Place, finish, raw_of, seen_date
from arraigo.areas.training.importers.reading.mark_columns import MARKS, MarkReader
from arraigo.areas.training.importers.reading.moments import is_impossible, moment_of
from arraigo.areas.training.importers.reading.sex_columns import SexReader
from arraigo.areas.training.importers.reading.sexes import MMeans
from arraigo.areas.training.importers.reading.tables import (
    Table,
    broken_cells,
    maybe_somebody,
    open_table,
    people_rows,
    person,
)
from arraigo.areas.training.importers.reading.values import AttendanceFile, EvidenceRow, GivenOrder, IgnoredRow
from arraigo.areas.training.importers.reading.vocabularies import ATTENDANCE, ATTENDANCE_NEEDS
from arraigo.core.imports.problems import Problem
from arraigo.core.imports.reading import Mapped, Row, Workbook, text_of


@dataclass(frozen=True, slots=True)
class Told:
    """What somebody answered about a sheet, None while nobody did."""

    date_order: GivenOrder | None = None
    m_means: MMeans | None = None
    unmarked_present: bool | None = None  # were people there although the «Firma» column is empty?
    marks: Mapping[str, bool] = field(default_factory=dict)  # what a letter means: {"A": True}


@dataclass(slots=True)
class _Sheet:
    table: Table
    told: Told
    people: list[tuple[int, Row]]
    ignored: list[IgnoredRow]
    problems: list[Problem]
    sex: SexReader | None = None
    clocks: tuple[str, ...] = ()  # which of «entry» and «exit» hold hours; the others hold signatures
    marks: MarkReader | None = None


def read_sheet(
    workbook: Workbook, told: Told, *, mapping: Mapped | None = None, sheet: str | None = None
) -> AttendanceFile:
    """Return the attendance in a sign-in sheet or a KoBo export: a row a person, or a row a person and day.

    A blank mark beside filled ones means absent. A «Firma» column without any mark is asked.
    """
    table = open_table(workbook, ATTENDANCE, ATTENDANCE_NEEDS, sheet=sheet, mapping=mapping)
    page = _read_rows(table, told)
    days = day_columns(table)
    page.marks = MarkReader(
        table, [row for _index, row in page.people], days, page.clocks, told.unmarked_present, told.marks
    )
    drafts = [draft for index, row in page.people for draft in _drafts(page, index, row)]
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
        problems=(*table.problems, *done.problems, *page.problems, *page.marks.problems),
        ignored=tuple(page.ignored),
        date_readings=done.dates.readings,
        columns=table.labels(),
    )


def _read_rows(table: Table, told: Told) -> _Sheet:
    page = _Sheet(table, told, [], [], [])
    for index, row, ignored in people_rows(table):
        if ignored is None:
            page.people.append((index, row))
        elif ignored.reason != "blank":
            page.ignored.append(ignored)
            page.problems.extend(maybe_somebody(table, index, ignored))
        elif _marked(table, row):
            sentence = _("hay una marca de asistencia pero falta el nombre. Escriba quién es o borre la marca.")
            page.problems.append(table.problem("nameless", sentence, index, table.header.label("name"), "warning"))
    page.clocks = tuple(name for name in ("entry", "exit") if _holds_hours(page, name) and not _of_days(page, name))
    page.sex = SexReader(table, page.people, told.m_means, asks=False)
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


def _of_days(page: _Sheet, name: str) -> bool:
    """Say whether the column of hours belongs to one day among several."""
    own = {column for day in day_columns(page.table) for column in (day.column, day.leaving)}
    return bool(own & set(page.table.header.groups.get(name, ())))


def _marked(table: Table, row: Row) -> bool:
    return any(text_of(cell) for name in MARKS for cell in table.cells(row, name))


def _seen_days(page: _Sheet, days: list[DayColumn]) -> Iterator[SeenDate]:
    header_row = page.table.shown(page.table.header.row) if page.table.header.row >= 0 else 0
    for day in days:
        if day.moment and day.moment.day:
            yield SeenDate(day.moment.day, day.label, header_row, day.label)
    for index, row in page.people:
        yield from seen_date(page.table.cell(row, "day"), page.table.shown(index), page.table.header.label("day"))


def _drafts(page: _Sheet, index: int, row: Row) -> Iterator[Draft]:
    table = page.table
    who = _who(page, index, row)
    entry, left = (table.cell(row, name) if name in page.clocks else None for name in ("entry", "exit"))
    duration = table.cell(row, "duration")
    shown, raw = table.shown(index), raw_of(row)
    if page.marks is None or not page.marks.columns:
        here = bool(text_of(entry) or text_of(left) or text_of(duration)) or not table.has("entry", "exit", "duration")
        yield Draft(shown, {**who, "present": here}, entry, left, duration, raw)
        return
    for mark in page.marks.columns:
        said = page.marks.read(index, row, mark)
        marked = {**who, "present": said.present, "day": mark.day or who["day"]}
        yield Draft(shown, marked, said.entry or entry, said.leaving or left, duration, raw)


def _who(page: _Sheet, index: int, row: Row) -> dict[str, str]:
    table = page.table
    somebody = person(table, row)
    if lost_digits(table.cell(row, "document")):
        page.problems.append(_lost_digits(table, index))
    return {
        "name": somebody.full_name,
        "email": somebody.email,
        "document": somebody.document,
        "name_order": somebody.name_order,
        "institution": table.text(row, "institution"),
        "position": table.text(row, "position"),
        "phone": table.text(row, "phone"),
        "day": _day(page, index, row),
        "sex": page.sex.of(index, row) if page.sex else "unknown",
    }


def _day(page: _Sheet, index: int, row: Row) -> str:
    """Return what a row's day cell says, a date that lost its format as a date; an impossible date is an error."""
    cell = page.table.cell(row, "day")
    if cell is None:
        return ""
    moment = moment_of(cell)
    if is_impossible(cell, moment):
        sentence = _("no se entiende la fecha «%(text)s». Escríbala como 9/4/2021.") % {"text": text_of(cell)[:40]}
        page.problems.append(page.table.problem("bad_date", sentence, index, page.table.header.label("day")))
    dated = moment.day.value if moment and moment.day and isinstance(cell, int | float) else None
    return dated.isoformat() if dated else text_of(cell)


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
