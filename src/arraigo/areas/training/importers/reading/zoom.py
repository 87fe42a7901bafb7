"""Zoom: participants with or without the meeting's data above, unique users, webinars; English, Spanish and others.

A table begins wherever a row of headers stands, so a file may hold several (a webinar's host, panelists, attendees).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from arraigo.areas.training.importers.reading.cleaning import email_of, is_no, is_yes, plain
from arraigo.areas.training.importers.reading.drafts import Draft, Place, finish, raw_of, seen_date
from arraigo.areas.training.importers.reading.moments import moment_of
from arraigo.areas.training.importers.reading.names import display_and_original, without_tags
from arraigo.areas.training.importers.reading.platforms import ZOOM, ZOOM_META
from arraigo.areas.training.importers.reading.values import AttendanceFile, GivenOrder, IgnoredRow, Source
from arraigo.core.imports.problems import Problem, problem_at
from arraigo.core.imports.reading import Row, Sheet, fold, text_of

Columns = Mapping[str, int]
UNMISTAKABLE = ("original name", "nombre original", "nome original", "nom d origine", "originalname")
EXACT_EMAIL = frozenset({"user email", "e mail del usuario", "e mail do usuario", "adresse e mail de l utilisateur"})
WEBINAR_TITLES = (
    "attendee report",
    "informe de asistentes",
    "reporte de asistentes",
    "attendee details",
    "detalles de",
)
LOOKED_AT = 60


@dataclass(slots=True)
class _Scan:
    drafts: list[Draft] = field(default_factory=list)
    ignored: list[IgnoredRow] = field(default_factory=list)
    meta: dict[str, tuple[str, int, str]] = field(default_factory=dict)  # what, in which row, under which label
    tables: list[tuple[Columns, Row]] = field(default_factory=list)
    section: str = ""
    webinar: bool = False


def zoom_source(sheet: Sheet) -> Source | None:
    """Return which Zoom report a sheet is, None if it is none."""
    for row in sheet.rows[:LOOKED_AT]:
        columns = header_columns(row)
        if columns and _is_zooms(row, columns):
            return _source_of(columns)
    return None


def read_zoom(sheet: Sheet, file: str, told: GivenOrder | None) -> AttendanceFile:
    """Return the attendance in a Zoom report; rows of the waiting room and of who did not attend are set aside."""
    scan = _scan(sheet)
    columns, header = scan.tables[0]
    joined, left, minutes = (_label(header, columns, name) for name in ("joined", "left", "minutes"))
    place = Place(file, sheet.name, joined, left, minutes)
    nothing = ("", 0, "")
    start_cell, end_cell = (scan.meta.get(name, nothing) for name in ("start", "end"))
    place.extra = [*seen_date(*start_cell), *seen_date(*end_cell)]
    done = finish(scan.drafts, place, told)
    start, end = moment_of(start_cell[0]), moment_of(end_cell[0])
    return AttendanceFile(
        source="zoom_webinar" if scan.webinar else _source_of(columns),
        modality="online",
        rows=done.rows,
        dates=done.dates.dates,
        meeting_start=start.at(done.dates.order) if start and done.dates.order else None,
        meeting_end=end.at(done.dates.order) if end and done.dates.order else None,
        meeting_id=scan.meta.get("id", nothing)[0].replace(" ", ""),
        title=scan.meta.get("title", nothing)[0],
        problems=(*done.problems, *_nobody(scan, file, sheet)),
        ignored=tuple(scan.ignored),
        date_readings=done.dates.readings,
        columns={name: text_of(header[column]) for name, column in columns.items()},
    )


def header_columns(row: Row) -> dict[str, int] | None:
    """Return the columns of a row of Zoom headers, None when the row is none."""
    texts = [text_of(cell) for cell in row]
    names = [index for index, text in enumerate(texts) if ZOOM.match(text)[0] == "name"]
    if not names:
        return None
    start = next((index for index in names if any(mark in fold(texts[index]) for mark in UNMISTAKABLE)), names[0])
    columns = {"name": start}
    for index, text in [*list(enumerate(texts))[start + 1 :], *list(enumerate(texts))[:start]]:
        name = ZOOM.match(text)[0] if text else None
        if name and index != start:
            columns.setdefault("first" if name == "name" else name, index)
    timed = {"joined", "minutes", "total"} & set(columns)
    return columns if timed else None


def _is_zooms(row: Row, columns: Columns) -> bool:
    name = fold(text_of(row[columns["name"]]))
    if any(mark in name for mark in UNMISTAKABLE) or {"waiting", "consent"} & set(columns):
        return True
    if "email" in columns and fold(text_of(row[columns["email"]])) in EXACT_EMAIL:
        return True
    minutes = columns.get("total", columns.get("minutes"))
    return minutes is not None and "minut" in fold(text_of(row[minutes])) and "guest" in columns


def _source_of(columns: Columns) -> Source:
    if "attended" in columns:
        return "zoom_webinar"
    return "zoom" if "joined" in columns else "zoom_unique"


def _scan(sheet: Sheet) -> _Scan:
    scan = _Scan()
    columns: Columns | None = None
    meta_at = -1
    for index, row in enumerate(sheet.rows):
        if columns is not None and _has_times(row, columns):
            _take(scan, sheet, index, row, columns)
        elif found := header_columns(row):
            columns = found
            scan.tables.append((found, row))
        elif _is_meta(row):
            meta_at, columns = index, None
        elif meta_at == index - 1 and meta_at >= 0:
            _take_meta(scan, sheet, index)
        elif columns is None or _is_title(row):
            columns = None if _is_title(row) else columns
            _note_section(scan, row)
        else:
            _take(scan, sheet, index, row, columns)
    return scan


def _has_times(row: Row, columns: Columns) -> bool:
    for name in ("joined", "minutes", "total"):
        column = columns.get(name, -1)
        if 0 <= column < len(row) and any(mark.isdigit() for mark in text_of(row[column])):
            return True
    return False


def _is_meta(row: Row) -> bool:
    found = {ZOOM_META.match(text)[0] for cell in row if (text := text_of(cell))}
    return len(found - {None}) >= 3


def _take_meta(scan: _Scan, sheet: Sheet, index: int) -> None:
    for label, cell in zip(sheet.rows[index - 1], sheet.rows[index], strict=False):
        name = ZOOM_META.match(text_of(label))[0] if label else None
        if name and text_of(cell):
            scan.meta.setdefault(name, (text_of(cell), sheet.shown_row(index), text_of(label)))


def _is_title(row: Row) -> bool:
    filled = [text for cell in row if (text := text_of(cell))]
    return len(filled) == 1 and text_of(row[0]) == filled[0]


def _note_section(scan: _Scan, row: Row) -> None:
    title = text_of(row[0]) if row else ""
    if title:
        scan.section = title
        scan.webinar = scan.webinar or fold(title).startswith(WEBINAR_TITLES)


def _take(scan: _Scan, sheet: Sheet, index: int, row: Row, columns: Columns) -> None:
    def cell(name: str) -> str:
        column = columns.get(name, -1)
        return text_of(row[column]) if 0 <= column < len(row) else ""

    shown, name = sheet.shown_row(index), cell("name")
    if not name and not email_of(cell("email")):
        return
    if is_yes(cell("waiting")):
        scan.ignored.append(IgnoredRow(shown, "waiting_room", name))
    elif is_no(cell("attended")):
        scan.ignored.append(IgnoredRow(shown, "not_attended", name))
    else:
        scan.drafts.append(_draft(shown, row, columns, cell("name"), cell("email"), scan.section))


def _draft(shown: int, row: Row, columns: Columns, name: str, email: str, section: str) -> Draft:
    def at(field_name: str) -> int:
        return columns.get(field_name, len(row))

    display, original = display_and_original(name)
    registered = " ".join(filter(None, (_text(row, at("first")), _text(row, at("last")))))
    if registered and not original and fold(registered) != fold(display):
        original = without_tags(registered)
    who = {
        "name": display or original,
        "original_name": original if display else "",
        "email": email_of(email),
        "institution": _text(row, at("institution")),
        "position": _text(row, at("position")),
        "phone": _text(row, at("phone")),
        "role": section,
    }
    minutes = at("minutes") if "minutes" in columns else at("total")
    joined, left, stayed = (row[place] if place < len(row) else None for place in (at("joined"), at("left"), minutes))
    return Draft(shown, who, joined, left, stayed, raw_of(row))


def _text(row: Row, column: int) -> str:
    return plain(row[column]) if column < len(row) else ""


def _label(header: Row, columns: Columns, name: str) -> str:
    column = columns.get("total" if name == "minutes" and "minutes" not in columns else name)
    return text_of(header[column]) if column is not None else ""


def _nobody(scan: _Scan, file: str, sheet: Sheet) -> tuple[Problem, ...]:
    if scan.drafts:
        return ()
    sentence = _("tiene encabezados pero ninguna persona que asistiera. Revise que es el informe de participantes.")
    return (problem_at("no_rows", sentence, file=file, sheet=sheet.name or None),)
