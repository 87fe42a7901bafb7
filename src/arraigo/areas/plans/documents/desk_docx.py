"""The judged review as a DOCX that can be edited: summary, agreement, and each theme with its criteria."""

import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from io import BytesIO
from typing import Any

import docx
from django.utils.translation import gettext as _
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

# What XML cannot hold.
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_GREEN = RGBColor(0x0D, 0x4A, 0x36)
_LANGUAGE = "es-EC"


def paper_docx(told: dict[str, Any], *, at: datetime) -> bytes:
    """Return what `desk_words.paper` says as DOCX."""
    document = docx.Document()
    _prepare(document, told, at)
    _opening(document, told)
    for theme in told["themes"]:
        document.add_heading(_clean(theme["name"]), level=1)
        for one in theme["criteria"]:
            _criterion(document, one)
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def _prepare(document: Any, told: dict[str, Any], at: datetime) -> None:  # noqa: ANN401 - python-docx has no hints
    page = document.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.left_margin = page.right_margin = Cm(2.2)
    properties = document.core_properties
    properties.title, properties.author, properties.comments = told["title"], told["city"], ""
    properties.language = _LANGUAGE
    properties.created = properties.modified = at.replace(tzinfo=None)
    document.styles["Normal"].font.size = Pt(10.5)
    for style in ("Title", "Heading 1", "Heading 2"):
        document.styles[style].font.color.rgb = _GREEN
    spoken = OxmlElement("w:lang")
    spoken.set(qn("w:val"), _LANGUAGE)
    run = document.styles.element.find(f".//{qn('w:rPrDefault')}/{qn('w:rPr')}")
    for old in run.findall(qn("w:lang")):
        run.remove(old)
    run.append(spoken)


def _opening(document: Any, told: dict[str, Any]) -> None:  # noqa: ANN401
    document.add_heading(_clean(told["title"]), level=0)
    _table(document, (_("Dato"), _("Valor")), told["heading"], (6.0, 10.6))
    document.add_paragraph(_clean(told["state"])).runs[0].bold = True
    for words in (told["invented"], told["legal_note"], *told["problems"]):
        if words:
            document.add_paragraph(_clean(words))
    document.add_heading(_("Resumen"), level=1)
    levels = [(f"{one['level']} · {one['name']}", one["of"], str(one["suggested"])) for one in told["levels"]]
    _table(document, (_("Nivel"), _("Resueltos"), _("Propuestos por el programa")), levels, (8.0, 4.3, 4.3))
    wide = (6.6, *([1.25] * 6), 2.5)
    for label, tallies in ((_("Tema"), told["by_theme"]), (_("Parte del plan"), told["by_part"])):
        document.add_paragraph()
        rows = [(one["name"], *map(str, one["counts"])) for one in tallies]
        _table(document, (label, *map(str, range(6)), _("Por resolver")), rows, wide)
    document.add_heading(_("Acuerdo entre las dos revisiones"), level=1)
    for words in told["agreement"]:
        document.add_paragraph(_clean(words))
    document.add_heading(_("A quién nombra el plan"), level=1)
    _bullets(document, told["named"])
    if told["unnamed"]:
        document.add_paragraph(_clean(_("No nombra a: %(names)s.") % {"names": ", ".join(told["unnamed"])}))
    if told["absent"]:
        document.add_heading(_("Lo que no se encontró"), level=1)
        _bullets(document, told["absent"])


def _criterion(document: Any, one: dict[str, Any]) -> None:  # noqa: ANN401
    document.add_heading(_clean(f"{one['number']}. {one['asks']}"), level=2)
    line = document.add_paragraph()
    line.add_run(_clean(f"{one['level_name']}. ")).bold = True
    line.add_run(_clean(f"{one['how']} {one['suggested']}"))
    for words in (one["reason"], *one["judgements"]):
        if words:
            document.add_paragraph(_clean(words))
    document.add_paragraph(_clean(f"{one['requires']} ({one['norm']})"))
    document.add_paragraph(_clean(one["standing"]))
    if one["missing"]:
        document.add_paragraph(_clean(_("Para el nivel siguiente: %(missing)s") % {"missing": one["missing"]}))
    if one["steps"]:
        rows = [(step["name"], f"«{step['words']}»", step["page"], step["why"]) for step in one["steps"]]
        _table(document, (_("Paso"), _("Dice"), _("Página"), _("Por qué cuenta")), rows, (2.8, 6.6, 2.2, 5.0))
    for quote in one["evidence"]:
        document.add_paragraph(_clean(f"«{quote['text']}»"), style="Quote")
        document.add_paragraph(_clean(f"{quote['where']}. {quote['why']}"))
    _bullets(document, one["places"])
    if one["searched"]:
        document.add_paragraph(_clean(_("Se buscó y no se encontró: %(terms)s.") % {"terms": one["searched"]}))


def _table(document: Any, columns: Sequence[str], rows: Iterable[Sequence[str]], widths: Sequence[float]) -> None:  # noqa: ANN401
    table = document.add_table(rows=1, cols=len(columns), style="Light Grid Accent 1")
    table.autofit = False
    repeated = OxmlElement("w:tblHeader")
    table.rows[0]._tr.get_or_add_trPr().append(repeated)
    for cell, words in zip(table.rows[0].cells, columns, strict=True):
        cell.text = _clean(words)
    for row in rows:
        for cell, words in zip(table.add_row().cells, row, strict=True):
            cell.text = _clean(words)
    for row in table.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Cm(width)


def _bullets(document: Any, lines: Iterable[str]) -> None:  # noqa: ANN401
    for words in lines:
        document.add_paragraph(_clean(words), style="List Bullet")


def _clean(words: str) -> str:
    return _UNWRITABLE.sub("", words)
