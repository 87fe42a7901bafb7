"""XLSX, XLSB, XLS and ODS to sheets of cells, by calamine, once the archive is known to be harmless."""

import io
import re
import zipfile

from django.utils.translation import gettext as _
from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
    ZipError,
)

from arraigo.core.imports.problems import Problem, problem_at
from arraigo.core.imports.reading import openxml, refusals
from arraigo.core.imports.reading.archives import check_archive
from arraigo.core.imports.reading.cells import Cell, Kind, Merge, Row, Sheet, Workbook, without_controls
from arraigo.core.imports.reading.delimited import unfold_single_column
from arraigo.core.imports.reading.kinds import open_zip, zip_kind

MAX_ROWS = 200_000
MAX_COLUMNS = 1_000
MAX_CELLS = 6_000_000
SURROGATES = re.compile(r"(?:_x[dD][89a-fA-F][0-9A-Fa-f]{2}_)+")  # the only escapes that calamine leaves


def read_zip_workbook(data: bytes, name: str) -> Workbook:
    """Return the sheets of an XLSX, XLSB or ODS.

    Raises FileRefused for what is no workbook, a bomb, a damaged or protected file, or one with too many cells.
    """
    with open_zip(data, name) as archive:
        check_archive(archive, data, name)
        kind = zip_kind(archive, name)
        if kind == "ods":
            _check_ods(archive, name)
        broken = _inspect(archive, name) if kind == "xlsx" else {}
    return _read(data, name, kind, broken)


def read_ole_workbook(data: bytes, name: str) -> Workbook:
    """Return the sheets of an XLS."""
    return _read(data, name, "xls", {})


def _inspect(archive: zipfile.ZipFile, name: str) -> dict[str, dict[tuple[int, int], str]]:
    broken = {}
    for sheet, part in openxml.sheet_parts(archive).items():
        sheet_xml = archive.read(part)
        rows, columns = openxml.extent(sheet_xml)
        _check_extent(name, sheet, rows, columns)
        found = openxml.broken_cells(sheet_xml)
        if found:
            broken[sheet] = found
    return broken


def _check_extent(name: str, sheet: str, rows: int, columns: int) -> None:
    if columns > MAX_COLUMNS:
        raise refusals.too_many_columns(name, sheet, columns, MAX_COLUMNS)
    if rows > MAX_ROWS:
        raise refusals.too_many_rows(name, sheet, rows, MAX_ROWS)
    if rows * columns > MAX_CELLS:
        raise refusals.too_many_rows(name, sheet, rows, MAX_CELLS // columns)


def _check_ods(archive: zipfile.ZipFile, name: str) -> None:
    repeated = openxml.ods_repetition(archive.read("content.xml"))
    if repeated > MAX_ROWS:
        raise refusals.too_many_rows(name, None, repeated, MAX_ROWS)


def _read(data: bytes, name: str, kind: Kind, broken: dict[str, dict[tuple[int, int], str]]) -> Workbook:
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(data)) as book:
            sheets, problems = _visible_sheets(book, name, broken)
    except PasswordError:
        raise refusals.encrypted(name) from None
    except (CalamineError, ZipError, OSError, ValueError):
        raise refusals.damaged(name) from None
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # what the Rust reader raises on bytes it never expected
            raise
        raise refusals.damaged(name) from None
    return Workbook(name, tuple(sheets), kind, problems=tuple(problems))


def _visible_sheets(
    book: CalamineWorkbook, name: str, broken: dict[str, dict[tuple[int, int], str]]
) -> tuple[list[Sheet], list[Problem]]:
    sheets, problems = [], []
    for about in book.sheets_metadata:
        if about.typ not in (SheetTypeEnum.WorkSheet, SheetTypeEnum.MacroSheet):
            continue
        if about.visible != SheetVisibleEnum.Visible:
            problems.append(_hidden(name, about.name))
            continue
        sheets.append(_sheet(book.get_sheet_by_name(about.name), name, broken.get(about.name, {})))
    return sheets, problems


def _hidden(name: str, sheet: str) -> Problem:
    sentence = _("la hoja está oculta y no se leyó. Si hace falta, muéstrela en Excel y vuelva a subir el archivo.")
    return problem_at("hidden_sheet", sentence, file=name, sheet=sheet, severity="warning")


def _sheet(source: CalamineSheet, name: str, broken: dict[tuple[int, int], str]) -> Sheet:
    _check_extent(name, source.name, source.total_height, source.total_width)
    rows: list[Row] = [[_cell(value) for value in row] for row in source.to_python(skip_empty_area=False)]
    while rows and all(cell is None for cell in rows[-1]):
        rows.pop()
    rows = unfold_single_column(rows) or rows
    ranges = source.merged_cell_ranges or []
    merged = tuple(Merge(start[0], start[1], end[0], end[1]) for start, end in ranges)
    return Sheet(without_controls(source.name), rows, merged, broken=broken)


def _cell(value: Cell) -> Cell:
    if value == "":
        return None
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return int(value)
    return _text(value) if isinstance(value, str) else value


def _text(value: str) -> str | None:
    if "_x" in value:
        value = SURROGATES.sub(lambda found: _paired(found.group()), value)
    return without_controls(value) or None


def _paired(escapes: str) -> str:
    """Return the characters that pairs of surrogates stand for, a space for one that is alone."""
    halves = bytes.fromhex(escapes.replace("_x", "").replace("_", ""))
    return halves.decode("utf-16-be", errors="replace").replace("\ufffd", " ")
