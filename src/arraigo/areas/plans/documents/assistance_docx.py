"""An assistance plan as a DOCX that can be edited: headings are styles, tables repeat and name their first row."""

import re
from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from typing import Any

import docx
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from arraigo.areas.plans.documents.assistance_words import Imprint, paper
from arraigo.areas.plans.queries.assistance_content import Content

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
# What XML cannot hold.
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_GREEN = RGBColor(0x0D, 0x4A, 0x36)
_HEADINGS = ("Title", "Heading 1", "Heading 2", "Heading 3")


def assistance_docx(content: Content, imprint: Imprint, *, at: datetime, language: str = "es") -> bytes:
    """Return a plan as DOCX, in the language that is active; `at` is the moment that the file says it was made."""
    told = paper(content, imprint)
    document = docx.Document()
    _prepare(document, told, at, language)
    _opening(document, told)
    for objective in told["objectives"]:
        _objective(document, objective, told["labels"])
    _money(document, told)
    if told["risks"]:
        document.add_heading(told["labels"]["risks"], level=1)
        _table(document, told["labels"]["risk"], told["risks"], (1.2, 5, 3, 5, 2.4))
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def _prepare(document: Any, told: dict[str, Any], at: datetime, language: str) -> None:  # noqa: ANN401 - python-docx has no hints
    """Set paper, language, fonts and colours in the styles, so that who edits it keeps them."""
    page = document.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.left_margin = page.right_margin = Cm(2.2)
    properties = document.core_properties
    properties.title, properties.language, properties.author, properties.comments = told["name"], language, "", ""
    properties.created = properties.modified = at.replace(tzinfo=None)
    styles = document.styles
    for style in ("Normal", *_HEADINGS):
        styles[style].font.name = "Calibri"
        styles[style].element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:asciiTheme"), "minorHAnsi")
    for style in _HEADINGS:
        styles[style].font.color.rgb = _GREEN
    styles["Normal"].font.size = Pt(10.5)
    run = styles.element.find(f".//{qn('w:rPrDefault')}/{qn('w:rPr')}")
    for old in run.findall(qn("w:lang")):
        run.remove(old)
    spoken = OxmlElement("w:lang")
    for attribute in ("w:val", "w:eastAsia"):
        spoken.set(qn(attribute), language)
    run.append(spoken)


def _opening(document: Any, told: dict[str, Any]) -> None:  # noqa: ANN401
    labels = told["labels"]
    document.add_heading(_clean(told["name"]), level=0)
    document.add_paragraph(_clean(f"{told['kind']}. {told['edition']}.")).runs[0].bold = True
    for line in filter(None, map(str.strip, told["introduction"].splitlines())):
        document.add_paragraph(_clean(line))
    _table(document, [labels["datum"], labels["value"]], told["facts"], (4.6, 12))
    document.add_heading(labels["standing"], level=1)
    for line in told["standing"]:
        document.add_paragraph(_clean(line))
    if told["norms"]:
        document.add_heading(labels["norms"], level=2)
        _bullets(document, told["norms"])


def _objective(document: Any, told: dict[str, Any], labels: dict[str, Any]) -> None:  # noqa: ANN401
    document.add_heading(_clean(told["title"]), level=1)
    if told["description"]:
        document.add_paragraph(_clean(told["description"]))
    if told["grounds"]:
        document.add_heading(labels["grounds"], level=2)
        _bullets(document, told["grounds"])
    if told["outputs"]:
        document.add_heading(labels["outputs"], level=2)
    for output in told["outputs"]:
        document.add_heading(_clean(output["title"]), level=3)
        if output["activities"]:
            _table(document, labels["activity"], output["activities"], (1.3, 5, 2.9, 2.5, 2.7, 2.2))
        else:
            document.add_paragraph(labels["none"])
    if told["indicators"]:
        document.add_heading(labels["indicators"], level=2)
        rows = [
            (f"{one['name']}\n{one['definition']}".strip(), *(one[key] for key in MEASURES))
            for one in told["indicators"]
        ]
        _table(document, labels["indicator"], rows, (5.6, 2.6, 2.6, 2.6, 3.2))


MEASURES = ("baseline", "target", "latest", "source")


def _money(document: Any, told: dict[str, Any]) -> None:  # noqa: ANN401
    labels, budget = told["labels"], told["budget"]
    document.add_heading(labels["budget"], level=1)
    document.add_paragraph(_clean(f"{labels['total']}: {budget['total']}. {budget['unpriced']}".strip()))
    for part in budget["parts"]:
        _table(document, [part["label"], labels["amount"]], part["rows"], (12, 4.6))
        document.add_paragraph()


def _table(document: Any, heads: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[float]) -> None:  # noqa: ANN401
    """Add a table whose first row is repeated on each page and read as its heading."""
    table = document.add_table(rows=1, cols=len(heads), style="Light Grid Accent 3")
    table.autofit = False
    repeated = OxmlElement("w:tblHeader")
    repeated.set(qn("w:val"), "true")
    table.rows[0]._tr.get_or_add_trPr().append(repeated)
    lines = [table.rows[0].cells, *(table.add_row().cells for _row in rows)]
    for line, texts in zip(lines, [heads, *rows], strict=True):
        for cell, text, width in zip(line, texts, widths, strict=True):
            cell.width = Cm(width)
            cell.text = _clean(text)


def _bullets(document: Any, lines: Sequence[str]) -> None:  # noqa: ANN401
    for line in lines:
        document.add_paragraph(_clean(line), style="List Bullet")


def _clean(text: str) -> str:
    return _UNWRITABLE.sub(" ", text)
