"""The plain sheet that an organisation fills (XLSX, XLS, ODS or CSV): read into the rows of an HSDS package."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from django.conf import settings
from django.utils.translation import gettext as _

from arraigo.areas.directory.importers.binding import bind
from arraigo.areas.directory.importers.packages import known
from arraigo.areas.directory.importers.records import Package
from arraigo.areas.directory.importers.sheet_known import sheet_known
from arraigo.areas.directory.importers.sheet_rows import SheetRows
from arraigo.areas.directory.queries.hsds.drafts import Draft
from arraigo.areas.directory.queries.hsds.memory import without_collecting
from arraigo.areas.directory.queries.hsds.sheet_columns import BY_KEY, COLUMNS, HELP, REQUIRED
from arraigo.core import tenancy
from arraigo.core.imports.problems import FileRefused, problem_at
from arraigo.core.imports.reading import (
    Cell,
    Header,
    Sheet,
    Workbook,
    choose_sheet,
    fold,
    is_blank,
    open_workbook,
    text_of,
)
from arraigo.core.places.models import City

VOCABULARY = {column.key: (column.heading, *column.words) for column in COLUMNS}
NAMES = {column.key: column.heading for column in COLUMNS}
# A merged block may stand for many rows, but not for a whole sheet of blank ones.
LONGEST_MERGE = 2_000


@dataclass(frozen=True)
class Line:
    """A row of the sheet: its number as Excel shows it, its cells by column, and those that could not be worked out."""

    number: int
    cells: Mapping[str, Cell]
    broken: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Table:
    """A sheet as it was understood: its lines, and the heading of each column as the file has it."""

    file: str
    sheet: str | None
    headings: Mapping[str, str]
    lines: tuple[Line, ...]


def read(data: bytes, name: str, *, city: City, mends: bool = False) -> Draft:
    """Return the draft of a filled sheet; writes nothing.

    Raises FileRefused when it is no list of services; what is wrong with a cell is among the draft's problems, with
    file, sheet, row and column. `mends` takes coordinates that are plainly exchanged as they should be.
    """
    workbook = open_workbook(data, name, settings.IMPORT_MAX_BYTES)
    table = _table(workbook)
    package = Package(name, problems=list(workbook.problems))
    with tenancy.scope(city), without_collecting():
        rows = SheetRows(package, table.file, table.sheet, table.headings, country=city.country, known=sheet_known())
        for line in table.lines:
            rows.add(line.number, line.cells, line.broken)
        draft = bind(package, country=city.country, known=known, mends=mends)
        draft.is_partial, draft.gone = True, rows.gone()
        return draft


def _table(workbook: Workbook) -> Table:
    pages = tuple(page for page in workbook.sheets if fold(page.name) != fold(HELP)) or workbook.sheets
    read_pages = Workbook(workbook.name, pages, workbook.kind)
    choice = choose_sheet(read_pages, VOCABULARY, REQUIRED, field_names=NAMES)
    fatal = [problem for problem in choice.problems if problem.severity != "warning"]
    if fatal:
        raise FileRefused(*fatal)
    sheet, header = choice.sheet, choice.header
    lines = tuple(_lines(sheet, header))
    if not lines:
        sentence = _("no tiene ninguna fila con un servicio. Llene la hoja desde la fila que sigue a los encabezados.")
        raise FileRefused(problem_at("nothing", sentence, file=workbook.name, sheet=sheet.name or None))
    headings = {key: header.label(key) or BY_KEY[key].heading for key in header.columns}
    return Table(workbook.name, sheet.name or None, headings, lines)


def _lines(sheet: Sheet, header: Header) -> Iterator[Line]:
    """Yield the rows below the header that say something; a merged cell says the same in each of its rows."""
    merged = _merged(sheet, header)
    for index in range(header.row + 1, len(sheet.rows)):
        row = sheet.rows[index]
        if is_blank(row) and not any((index, column) in sheet.broken for column in header.columns.values()):
            continue
        cells = {}
        for key, column in header.columns.items():
            value = sheet.cell(index, column)
            cells[key] = merged.get((index, column)) if value is None else value
        broken = {key: sheet.broken[index, at] for key, at in header.columns.items() if (index, at) in sheet.broken}
        yield Line(sheet.shown_row(index), cells, broken)


def _merged(sheet: Sheet, header: Header) -> dict[tuple[int, int], Cell]:
    """Return what merged cells say in the rows that they cover."""
    told: dict[tuple[int, int], Cell] = {}
    for merge in sheet.merged:
        if merge.bottom <= header.row or merge.bottom - merge.top > LONGEST_MERGE:
            continue
        value = sheet.cell(merge.top, merge.left)
        if text_of(value):
            told.update({(row, merge.left): value for row in range(max(merge.top, header.row + 1), merge.bottom + 1)})
    return told
