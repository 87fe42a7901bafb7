"""The comments matrix as DOCX, XLSX and PDF: what the team says of each passage, and room for the authority."""

from datetime import UTC
from io import BytesIO
from pathlib import Path
from typing import Any

import xlsxwriter
from django.utils.translation import gettext as _
from django.utils.translation import override
from docx import Document
from docx.enum.section import WD_ORIENT
from docx.shared import Mm, Pt

from arraigo.areas.plans.documents.letter_paper import LetterPaper
from arraigo.areas.plans.documents.matrix_columns import EMPTY, columns, instructions, row, verdicts
from arraigo.core.documents.editable import repeat_heading
from arraigo.core.documents.typesetting import typeset

TEMPLATE = Path(__file__).with_name("matrix.typ")
WIDTHS_MM = (10, 56, 32, 50, 36, 16, 26, 26, 26)
WIDTHS_SHEET = (6, 48, 30, 48, 36, 10, 22, 36, 48)
VERDICT = 6


def xlsx(paper: LetterPaper) -> bytes:
    """Return the matrix as a workbook whose answers are chosen from a list."""
    file = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with override(paper.language), xlsxwriter.Workbook(file, options) as book:
        created = paper.on.astimezone(UTC).replace(tzinfo=None, microsecond=0)
        about = {"title": paper.subject, "author": paper.city, "keywords": paper.mark, "created": created}
        book.set_properties(about)
        _sheet(book, paper)
    return file.getvalue()


def _sheet(book: Any, paper: LetterPaper) -> None:  # noqa: ANN401 - an untyped library
    sheet = book.add_worksheet(_("Matriz"))
    head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "border": 1, "bg_color": "#ebfaf3"})
    cell = book.add_format({"text_wrap": True, "valign": "top", "border": 1})
    room = book.add_format({"text_wrap": True, "valign": "top", "border": 1, "bg_color": "#fffbe8"})
    for at, width in enumerate(WIDTHS_SHEET):
        sheet.set_column(at, at, width)
    above = instructions(paper)
    for line, text in enumerate(above):
        sheet.write_string(line, 0, text)
    top = len(above) + 1
    for at, label in enumerate(columns()):
        sheet.write_string(top, at, label, head)
    for line, item in enumerate(paper.items, top + 1):
        texts = row(item)
        sheet.write_number(line, 0, item.number, cell)
        for at, text in enumerate(texts[1:], 1):
            sheet.write_string(line, at, text, room if at >= len(texts) - EMPTY else cell)
    last = top + max(1, len(paper.items))
    sheet.data_validation(
        top + 1, VERDICT, last, VERDICT, {"validate": "list", "source": verdicts(), "error_type": "warning"}
    )
    sheet.freeze_panes(top + 1, 1)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(top)


def docx(paper: LetterPaper) -> bytes:
    """Return the matrix as a document with one table, its heading repeated on every page."""
    document = Document()
    about = document.core_properties
    about.title, about.author, about.keywords = paper.subject, paper.city, paper.mark
    about.created = about.modified = paper.on.astimezone(UTC).replace(tzinfo=None, microsecond=0)
    document.styles["Normal"].font.name = "Calibri"
    document.styles["Normal"].font.size = Pt(9)
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(10)
    with override(paper.language):
        document.add_heading(_("Matriz de comentarios"), level=1)
        for text in instructions(paper):
            document.add_paragraph(text).paragraph_format.space_after = Pt(0)
        document.add_paragraph()
        _table(document, [columns(), *(row(item) for item in paper.items)])
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def _table(document: Any, rows: list[list[str]]) -> None:  # noqa: ANN401 - an untyped library
    table = document.add_table(rows=len(rows), cols=len(WIDTHS_MM))
    table.style = "Table Grid"
    table.autofit = False
    for line, texts in enumerate(rows):
        # The cells of a row are asked for once: each asking walks the row.
        for cell, text, width in zip(table.rows[line].cells, texts, WIDTHS_MM, strict=True):
            cell.width = Mm(width)
            cell.text = text
            if line == 0:
                cell.paragraphs[0].runs[0].bold = True
    repeat_heading(table)


def pdf(paper: LetterPaper) -> bytes:
    """Return the matrix as PDF/UA-1, to be read or filled by hand."""
    with override(paper.language):
        data = page_data(paper)
    written_on = paper.on.astimezone(UTC).replace(microsecond=0)
    return bytes(typeset(TEMPLATE, data, format="pdf", pdf_standards=["ua-1"], timestamp=written_on))


def page_data(paper: LetterPaper) -> dict[str, Any]:
    """Return everything that the page says, worded."""
    return {
        "language": paper.language,
        "title": _("Matriz de comentarios"),
        "city": paper.city,
        "invented": paper.invented,
        "letter": _("Oficio %(number)s") % {"number": paper.number},
        "above": instructions(paper),
        "columns": columns(),
        "widths": list(WIDTHS_MM),
        "rows": [row(item) for item in paper.items],
        "page": _("Página"),
        "of": _("de"),
    }
