"""The one way into an attendance file: what it is, and its rows."""

from collections.abc import Mapping
from dataclasses import replace

from arraigo.areas.training.importers.reading.kobo import is_kobo
from arraigo.areas.training.importers.reading.meet import is_meet, read_meet
from arraigo.areas.training.importers.reading.sexes import MMeans
from arraigo.areas.training.importers.reading.sheets import Told, read_sheet
from arraigo.areas.training.importers.reading.teams import read_teams, teams_source
from arraigo.areas.training.importers.reading.values import AttendanceFile, GivenOrder, Source
from arraigo.areas.training.importers.reading.zoom import read_zoom, zoom_source
from arraigo.core.imports.problems import Problem
from arraigo.core.imports.reading import DEFAULT_MAX_BYTES, Mapped, Sheet, Workbook, open_workbook


def read_attendance(
    data: bytes,
    name: str,
    *,
    date_order: GivenOrder | None = None,
    mapping: Mapped | None = None,
    sex_meaning: MMeans | None = None,
    sheet: str | None = None,
    unmarked_present: bool | None = None,
    marks: Mapping[str, bool] | None = None,
    max_bytes: int = DEFAULT_MAX_BYTES,
) -> AttendanceFile:
    """Return the attendance in a file of Zoom, Teams, Meet, KoBo/ODK or a sign-in sheet.

    ``date_order`` answers an ambiguous order of day and month; ``mapping`` (column index from 0 or header text →
    field) overrules the headers of a sign-in sheet; ``sheet`` names one of several; ``unmarked_present`` answers an
    empty «Firma» column and ``marks`` what a letter means. Raises FileRefused for a file that is no list.
    """
    workbook = open_workbook(data, name, max_bytes)
    source = "sheet" if mapping else detect(workbook)
    page = _sheet_of(workbook, source)
    if page is not None and source in ("zoom", "zoom_unique", "zoom_webinar"):
        return _with_notes(read_zoom(page, name, date_order), workbook)
    if page is not None and source in ("teams", "teams_live"):
        return _with_notes(read_teams(page, name, date_order), workbook)
    if page is not None and source == "meet":
        return _with_notes(read_meet(page, name, date_order), workbook)
    told = Told(date_order, sex_meaning, unmarked_present, marks or {})
    return read_sheet(workbook, told, mapping=mapping, sheet=sheet)


def detect(workbook: Workbook) -> Source:
    """Return what an attendance file is, by its content; «sheet» when it is nothing that a platform writes."""
    if is_kobo(workbook):
        return "kobo"
    return next((source for page in workbook.sheets if (source := _platform(page))), "sheet")


def _platform(page: Sheet) -> Source | None:
    return teams_source(page) or zoom_source(page) or ("meet" if is_meet(page) else None)


def _sheet_of(workbook: Workbook, source: Source) -> Sheet | None:
    return next((page for page in workbook.sheets if _platform(page) == source), None)


def _with_notes(file: AttendanceFile, workbook: Workbook) -> AttendanceFile:
    notes: tuple[Problem, ...] = workbook.problems
    return replace(file, problems=(*notes, *file.problems)) if notes else file
