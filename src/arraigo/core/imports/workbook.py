"""The workbook of the rows that were not imported: as they came, with the reason, for mending and importing again."""

from collections.abc import Iterable
from io import BytesIO
from typing import Any

import xlsxwriter
from django.utils.translation import gettext as _

from arraigo.core.imports.kinds import IMPORTED, Preview, PreviewRow

# Text stays text: a cell that begins with «=» is what somebody wrote, never a formula to run.
OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
LONGEST_CELL = 32_767


def left_over(preview: Preview) -> bytes:
    """Return an XLSX of the rows of `preview` that would not be imported."""
    rows = [row for row in preview.rows if row.state not in IMPORTED]
    file = BytesIO()
    with xlsxwriter.Workbook(file, OPTIONS) as book:
        sheet = book.add_worksheet(_("Por corregir"))
        head = book.add_format({"bold": True, "bottom": 1})
        bad = book.add_format({"bg_color": "#FBE3DE", "font_color": "#8A1C0B", "border": 1, "border_color": "#C4402B"})
        headers = [*preview.headers, _("Fila en su archivo"), _("Por qué no se importó")]
        sheet.set_column(0, max(len(preview.headers) - 1, 0), 22)
        sheet.set_column(len(preview.headers) + 1, len(preview.headers) + 1, 70)
        sheet.freeze_panes(1, 0)
        for at, header in enumerate(headers):
            sheet.write_string(0, at, header[:LONGEST_CELL], head)
        for line, row in enumerate(rows, start=1):
            _write_row(sheet, line, row, len(preview.headers), bad)
    return file.getvalue()


def _write_row(sheet: Any, line: int, row: PreviewRow, width: int, bad: Any) -> None:  # noqa: ANN401 — untyped library
    for at in range(width):
        text = row.cells[at] if at < len(row.cells) else ""
        if at in row.bad_columns:
            sheet.write_string(line, at, text[:LONGEST_CELL], bad)
        elif text:
            sheet.write_string(line, at, text[:LONGEST_CELL])
    sheet.write_number(line, width, row.number)
    sheet.write_string(line, width + 1, reason(row)[:LONGEST_CELL])


def reason(row: PreviewRow) -> str:
    """Return why a row is not imported, as sentences."""
    told = _each_once([row.note, *row.bad_columns.values()])
    if told:
        return " ".join(told)
    return _("Ya está en el programa; no cambia nada.") if row.state == "same" else _("No trae datos que importar.")


def _each_once(sentences: Iterable[str]) -> list[str]:
    return [sentence for sentence in dict.fromkeys(sentences) if sentence]
