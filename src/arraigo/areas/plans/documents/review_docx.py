"""A review as a DOCX that can be edited: summary, and a section for each theme with its criteria and quotations."""

import re
from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from typing import Any

import docx
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from arraigo.areas.plans.documents.review_words import Say, paper
from arraigo.engines.plan_review.reviewing.catalogue import Pack
from arraigo.engines.plan_review.reviewing.findings import Review

# What XML cannot hold.
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_GREEN, _SOFT = RGBColor(0x0D, 0x4A, 0x36), RGBColor(0x3F, 0x49, 0x44)
_LANGUAGE = "es-EC"


def _(text: str) -> str:
    """Mark a text for translation; `say` translates it."""
    return text


def review_docx(
    review: Review, pack: Pack, *, name: str, at: datetime, say: Say = str, language: str = _LANGUAGE
) -> bytes:
    """Return a review of the file `name`, made at a moment, as DOCX."""
    told = paper(review, pack, name=name, say=say)
    document = docx.Document()
    _prepare(document, told, at, language)
    _opening(document, told, say)
    for theme in told["themes"]:
        document.add_heading(theme["name"], level=1)
        for criterion in theme["criteria"]:
            _criterion(document, criterion, say)
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def _prepare(document: Any, told: dict[str, Any], at: datetime, language: str) -> None:  # noqa: ANN401 - python-docx has no hints
    """Set paper, language, fonts and colours in the styles, so that who edits it keeps them."""
    page = document.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.left_margin = page.right_margin = Cm(2.2)
    properties = document.core_properties
    properties.title, properties.language, properties.author = told["title"], language, ""
    properties.created = properties.modified = at.replace(tzinfo=None)
    properties.comments = ""
    styles = document.styles
    for style in ("Normal", "Title", "Heading 1", "Heading 2", "Heading 3", "Quote"):
        font = styles[style].font
        font.name = "Calibri"
        styles[style].element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:asciiTheme"), "minorHAnsi")
    for style in ("Title", "Heading 1", "Heading 2", "Heading 3"):
        styles[style].font.color.rgb = _GREEN
    styles["Normal"].font.size = Pt(10.5)
    spoken = OxmlElement("w:lang")
    for attribute in ("w:val", "w:eastAsia"):
        spoken.set(qn(attribute), language)
    run = styles.element.find(f".//{qn('w:rPrDefault')}/{qn('w:rPr')}")
    for old in run.findall(qn("w:lang")):
        run.remove(old)
    run.append(spoken)


def _opening(document: Any, told: dict[str, Any], say: Say) -> None:  # noqa: ANN401
    document.add_heading(told["title"], level=0)
    _table(document, [say(_("Dato")), say(_("Valor"))], told["heading"], (6, 10.6))
    document.add_paragraph(_clean(told["machine"])).runs[0].bold = True
    document.add_paragraph(_clean(told["legal_note"]))
    if told["problems"]:
        document.add_heading(say(_("Sobre el archivo")), level=1)
        _bullets(document, told["problems"])
    document.add_heading(say(_("Resumen")), level=1)
    rows = [(f"{one['level']} · {one['name']}", one["of"]) for one in told["levels"]]
    _table(document, [say(_("Nivel")), say(_("Criterios"))], rows, (9, 7.6))
    names = [str(one["level"]) for one in told["levels"]]
    for label, table in ((_("Tema"), "by_theme"), (_("Parte del plan"), "by_part")):
        document.add_paragraph()
        _table(
            document,
            [say(label), *names],
            [(one["name"], *map(str, one["counts"])) for one in told[table]],
            (7.6, *(1.5,) * 6),
        )
    document.add_heading(say(_("A quién nombra el plan")), level=1)
    _bullets(document, told["people"])


def _criterion(document: Any, told: dict[str, Any], say: Say) -> None:  # noqa: ANN401
    document.add_heading(_clean(f"{told['id']} · {told['asks']}"), level=2)
    level = document.add_paragraph()
    level.add_run(f"{told['level']} · {told['level_name']}. ").bold = True
    level.add_run(_clean(f"{told['missing']} {told['expected']}"))
    document.add_paragraph(_clean(f"{told['requires']} ({told['norm']})"))
    _soft(document.add_paragraph(), told["standing"])
    if told["steps"]:
        rows = [(step["name"], f"«{step['words']}»", step["page"], step["why"]) for step in told["steps"]]
        heads = [say(one) for one in (_("Paso"), _("Dice"), _("Página"), _("Por qué cuenta"))]
        _table(document, heads, rows, (2.8, 6.4, 2, 5.4))
    for quote in told["evidence"]:
        document.add_paragraph(_clean(f"«{quote['text']}»"), style="Quote")
        _soft(document.add_paragraph(), f"{quote['where']}. {quote['why']}")
    if told["more"]:
        _soft(document.add_paragraph(), told["more"])
    if told["searched"]:
        _soft(document.add_paragraph(), f"{told['searched_label']}: {told['searched']}.")


def _table(document: Any, heads: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[float]) -> None:  # noqa: ANN401
    """Add a table whose first row is repeated on each page and read as its heading."""
    table = document.add_table(rows=1, cols=len(heads), style="Light Grid Accent 3")
    table.alignment = WD_TABLE_ALIGNMENT.LEFT
    table.autofit = False
    first = table.rows[0]._tr.get_or_add_trPr()
    repeated = OxmlElement("w:tblHeader")
    repeated.set(qn("w:val"), "true")
    first.append(repeated)
    cells = [table.rows[0].cells, *(table.add_row().cells for _row in rows)]
    for line, texts in zip(cells, [heads, *rows], strict=True):
        for cell, text, width in zip(line, texts, widths, strict=True):
            cell.width = Cm(width)
            cell.text = _clean(text)


def _bullets(document: Any, lines: Sequence[str]) -> None:  # noqa: ANN401
    for line in lines:
        document.add_paragraph(_clean(line), style="List Bullet")


def _soft(paragraph: Any, text: str) -> None:  # noqa: ANN401
    run = paragraph.add_run(_clean(text))
    run.font.size, run.font.color.rgb = Pt(9), _SOFT


def _clean(text: str) -> str:
    return _UNWRITABLE.sub(" ", text)
