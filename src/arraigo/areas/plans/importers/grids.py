"""The tables of a DOCX or workbook as texts, whatever was merged, and what the file says of itself."""

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from django.utils.translation import gettext as _
from docx import Document
from docx.oxml.ns import qn
from docx.table import Table

from arraigo.areas.plans.actions.common import PlansError
from arraigo.core.imports.api import FileRefused
from arraigo.core.imports.reading import Sheet, open_workbook, text_of
from arraigo.core.imports.reading.archives import check_archive
from arraigo.core.imports.reading.kinds import open_zip

LARGEST = 10 * 1024 * 1024
ABOUT = "docProps/core.xml"
MARK = re.compile(rb"plans\.letter:([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})")
# Sentences of the general reader that speak of lists of people: here another one is said.
OF_LISTS = frozenset({"not_a_list", "only_headers"})
ROWS, CELLS = 5_000, 200


@dataclass(frozen=True)
class Grid:
    """A table of texts; `where` names it, `first` is the number that its first row shows."""

    where: str
    rows: list[list[str]]
    first: int = 1
    broken: frozenset[tuple[int, int]] = frozenset()


@dataclass(frozen=True)
class ReadFile:
    """What was read: the kind of file, its tables, the lines around them, the letter that its properties name."""

    kind: str
    grids: list[Grid]
    lines: list[str] = field(default_factory=list)
    letter: str = ""


def read_file(data: bytes, name: str) -> ReadFile:
    """Return the tables of a file; raises PlansError with a sentence for what is neither DOCX nor a workbook."""
    if len(data) > LARGEST:
        raise PlansError(
            _("El archivo pesa más de %(size)s MB. Quite las imágenes y vuelva a subirlo.")
            % {"size": LARGEST // 1024 // 1024}
        )
    try:
        return _docx(data, name) if _is_docx(data) else _workbook(data, name)
    except FileRefused as error:
        if any(problem.code in OF_LISTS for problem in error.problems):
            raise PlansError(
                _("«%(name)s» no es una matriz. Suba la que recibió, llena, en Word (.docx) o Excel (.xlsx).")
                % {"name": name}
            ) from error
        raise PlansError(str(error)) from error


def _is_docx(data: bytes) -> bool:
    if not data.startswith(b"PK"):
        return False
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            return "word/document.xml" in archive.namelist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return False


def _docx(data: bytes, name: str) -> ReadFile:
    with open_zip(data, name) as archive:
        check_archive(archive, data, name)
        letter = _letter(archive)
    try:
        document = Document(BytesIO(data))
    except Exception as error:  # the library raises what its XML and packages raise, of many kinds
        raise PlansError(
            _("«%(name)s» está dañado y no se abre. Ábralo en Word, guárdelo de nuevo y súbalo.") % {"name": name}
        ) from error
    body = document.element.body
    try:
        grids = _docx_grids(document)
    except (ValueError, RecursionError, KeyError, IndexError, AttributeError) as error:
        raise PlansError(
            _("Las tablas de «%(name)s» no se pueden leer. Copie sus respuestas en la matriz que recibió y súbala.")
            % {"name": name}
        ) from error
    return ReadFile("docx", grids, [_text(paragraph) for paragraph in body.iter(qn("w:p"))], letter)


def _docx_grids(document: Any) -> list[Grid]:  # noqa: ANN401 - the library's document
    """Return the tables, wherever they are: inside frames and controls too, which the library does not look into."""
    body = document.element.body
    for span in body.iter(qn("w:gridSpan")):
        if not str(span.get(qn("w:val"), "1")).isdigit() or int(span.get(qn("w:val"), "1")) > CELLS:
            raise ValueError("a cell spans more columns than a matrix has")
    tables = [Table(one, document) for one in body.iter(qn("w:tbl"))]
    return [
        Grid(_("tabla %(number)d") % {"number": number}, _docx_rows(table)) for number, table in enumerate(tables, 1)
    ]


def _docx_rows(table: Table) -> list[list[str]]:
    return [list(_docx_cells(row)) for row in table.rows[:ROWS]]


def _docx_cells(row: Any) -> Iterator[str]:  # noqa: ANN401 - the library's row
    """Yield a row's texts on the grid: what spans columns stands in its first, what spans rows in each."""
    before = None
    for cell in row.cells[:CELLS]:
        yield "" if cell._tc is before else _clean("\n".join(_text(one) for one in cell._tc.iter(qn("w:p"))))
        before = cell._tc


def _text(paragraph: Any) -> str:  # noqa: ANN401 - an element of lxml
    """Return a paragraph as it reads once tracked changes are accepted: what was added, without what was moved off."""
    gone = qn("w:moveFrom")
    return "".join(
        (node.text or "") if node.tag == qn("w:t") else " "
        for node in paragraph.iter(qn("w:t"), qn("w:tab"), qn("w:br"))
        if not any(above.tag == gone for above in node.iterancestors())
    )


def _workbook(data: bytes, name: str) -> ReadFile:
    book = open_workbook(data, name, max_bytes=LARGEST)
    letter = ""
    if data.startswith(b"PK"):
        with open_zip(data, name) as archive:
            letter = _letter(archive)
    grids = [_grid(sheet) for sheet in book.sheets]
    lines = [text for grid in grids for row in grid.rows[:30] for text in row if text]
    return ReadFile("xlsx", grids, lines, letter)


def _grid(sheet: Sheet) -> Grid:
    rows = [[_clean(_multiline(cell)) for cell in row[:CELLS]] for row in sheet.rows[:ROWS]]
    for merge in sheet.merged:
        # Down the column alone: one answer for several rows. What spans columns stays in its first.
        for at in range(merge.top + 1, min(merge.bottom, len(rows) - 1) + 1):
            if merge.left < len(rows[merge.top]):
                rows[at].extend([""] * (merge.left + 1 - len(rows[at])))
                rows[at][merge.left] = rows[merge.top][merge.left]
    where = _("hoja «%(sheet)s»") % {"sheet": sheet.name} if sheet.name else _("tabla")
    return Grid(where, rows, sheet.first_row, frozenset(sheet.broken))


def _multiline(cell: Any) -> str:  # noqa: ANN401 - whatever a cell holds
    return cell if isinstance(cell, str) else text_of(cell)


def _clean(text: str) -> str:
    lines = (" ".join(line.split()) for line in text.replace("\x00", "").splitlines())
    return "\n".join(line for line in lines if line)


def _letter(archive: zipfile.ZipFile) -> str:
    """Return the id of the letter that a file's properties name; a program that saves it anew keeps them."""
    if ABOUT not in archive.namelist():
        return ""
    found = MARK.search(archive.read(ABOUT))
    return found.group(1).decode() if found else ""
