"""A DOCX that a person edits further: paper, language and colours are in its styles, tables name their first row."""

import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from io import BytesIO
from typing import Any

import docx
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
HEADINGS = ("Title", "Heading 1", "Heading 2", "Heading 3")
_GREEN = RGBColor(0x0D, 0x4A, 0x36)
# What XML cannot hold.
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def clean(text: str) -> str:
    """Return a text with a blank for each sign that no DOCX holds."""
    return _UNWRITABLE.sub(" ", text)


def started(title: str, *, at: datetime, language: str, author: str = "") -> Any:  # noqa: ANN401 - python-docx has no hints
    """Return a new document on A4; `at` is when it says that it was made, `language` what readers aloud speak."""
    document = docx.Document()
    page = document.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.left_margin = page.right_margin = Cm(2.2)
    properties = document.core_properties
    properties.title, properties.author, properties.comments = clean(title)[:255], clean(author)[:255], ""
    properties.language = language
    properties.created = properties.modified = at.replace(tzinfo=None)
    styles = document.styles
    for style in ("Normal", *HEADINGS, "Quote"):
        styles[style].font.name = "Calibri"
        styles[style].element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:asciiTheme"), "minorHAnsi")
    for style in HEADINGS:
        styles[style].font.color.rgb = _GREEN
    styles["Normal"].font.size = Pt(10.5)
    _speak(styles, language)
    return document


def _speak(styles: Any, language: str) -> None:  # noqa: ANN401
    run = styles.element.find(f".//{qn('w:rPrDefault')}/{qn('w:rPr')}")
    for old in run.findall(qn("w:lang")):
        run.remove(old)
    spoken = OxmlElement("w:lang")
    for attribute in ("w:val", "w:eastAsia"):
        spoken.set(qn(attribute), language)
    run.append(spoken)


def table(document: Any, heads: Sequence[str], rows: Iterable[Sequence[str]], widths_cm: Sequence[float]) -> Any:  # noqa: ANN401
    """Add a table whose first row is repeated on each page and read as its heading."""
    made = document.add_table(rows=1, cols=len(heads), style="Light Grid Accent 3")
    made.autofit = False
    repeat_heading(made)
    for number, texts in enumerate([heads, *rows]):
        # The cells of a row are asked for once: each asking walks the row.
        cells = (made.add_row() if number else made.rows[0]).cells
        for cell, text, width in zip(cells, texts, widths_cm, strict=True):
            cell.width = Cm(width)
            cell.text = clean(text)
    return made


def repeat_heading(made: Any) -> None:  # noqa: ANN401
    """Have the first row of a table stand on each of its pages."""
    repeated = OxmlElement("w:tblHeader")
    repeated.set(qn("w:val"), "true")
    made.rows[0]._tr.get_or_add_trPr().append(repeated)


def bullets(document: Any, lines: Iterable[str]) -> None:  # noqa: ANN401
    """Add a list of points."""
    for line in lines:
        document.add_paragraph(clean(line), style="List Bullet")


def written(document: Any) -> bytes:  # noqa: ANN401
    """Return the file."""
    file = BytesIO()
    document.save(file)
    return file.getvalue()
