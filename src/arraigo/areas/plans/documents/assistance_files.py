"""An edition of an assistance plan as PDF/UA and as DOCX."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import typst
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, RGBColor

from arraigo.areas.plans.documents.assistance_words import paper

TEMPLATE = Path(__file__).with_name("assistance.typ")
GREEN = RGBColor(0x0D, 0x4A, 0x36)


def assistance_pdf(content: Mapping[str, Any], *, number: int, at: datetime) -> bytes:
    """Return an edition's content as PDF/UA on A4."""
    told = paper(content)
    data = {
        **told,
        "lang": (get_language() or "es").split("-")[0],
        "edition": _edition(number, told),
        "progress": _progress(told),
        "labels": _labels(),
    }
    compiler = typst.Compiler(TEMPLATE, ignore_system_fonts=True)
    inputs = {"data": json.dumps(data, ensure_ascii=False)}
    made: Any = compiler.compile(
        sys_inputs=inputs, format="pdf", pdf_standards=["ua-1"], timestamp=at.replace(microsecond=0)
    )
    return bytes(made)


def assistance_docx(content: Mapping[str, Any], *, number: int, at: datetime) -> bytes:
    """Return an edition's content as DOCX, with heading styles and table headings."""
    told, labels = paper(content), _labels()
    document = docx.Document()
    _prepare(document, told["title"], at)
    document.add_heading(told["title"], level=0)
    place = f"{told['authority']}, {told['unit']}" if told["unit"] else told["authority"]
    document.add_paragraph(f"{place}. {told['period']}. {_edition(number, told)}.")
    if told["introduction"]:
        document.add_paragraph(told["introduction"])
    document.add_paragraph(f"{labels['progress']} {_progress(told)}. {labels['budget']}: {told['budget']}.")
    for place_in, objective in enumerate(told["objectives"], start=1):
        _objective(document, place_in, objective, labels)
    _risks(document, told["risks"], labels)
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def _objective(document: Any, number: int, objective: Mapping[str, Any], labels: Mapping[str, str]) -> None:  # noqa: ANN401 - python-docx has no hints
    document.add_heading(f"{labels['objective']} {number}. {objective['title']}", level=1)
    if objective["description"]:
        document.add_paragraph(objective["description"])
    if objective["grounds"]:
        document.add_heading(labels["grounds"], level=2)
        for one in objective["grounds"]:
            norm = f" ({one['norm']})" if one["norm"] else ""
            document.add_paragraph(f"{one['text']}{norm}", style="List Bullet")
    for output in objective["outputs"]:
        document.add_heading(f"{labels['output']}: {output['title']}", level=2)
        head = ("activity", "responsible", "days", "money", "state")
        rows = [
            (one["title"], one["responsible"], one["days"], one["budget"], f"{one['state_words']}, {one['percent']} %")
            for one in output["activities"]
        ]
        _table(document, [labels[name] for name in head], rows)
    if objective["indicators"]:
        document.add_heading(labels["indicators"], level=2)
        measured = [
            (f"{one['name']} ({one['unit']})", one["baseline_words"], one["target_words"], one["value_words"])
            for one in objective["indicators"]
        ]
        _table(document, [labels[name] for name in ("indicator", "baseline", "target", "value")], measured)


def _risks(document: Any, risks: list[dict[str, Any]], labels: Mapping[str, str]) -> None:  # noqa: ANN401 - python-docx has no hints
    if not risks:
        return
    document.add_heading(labels["risks"], level=1)
    rows = [(one["title"], str(one["likelihood"]), str(one["impact"]), one["mitigation"]) for one in risks]
    _table(document, [labels[name] for name in ("risk", "likelihood", "impact", "mitigation")], rows)


def _table(document: Any, head: list[str], rows: Sequence[Sequence[str]]) -> None:  # noqa: ANN401 - python-docx has no hints
    """Add a table whose first row is repeated on each page and read as headings."""
    if not rows:
        return
    table = document.add_table(rows=1, cols=len(head), style="Table Grid")
    for cell, text in zip(table.rows[0].cells, head, strict=True):
        cell.text = ""
        cell.paragraphs[0].add_run(text).bold = True
    heading = OxmlElement("w:tblHeader")
    heading.set(qn("w:val"), "true")
    table.rows[0]._tr.get_or_add_trPr().append(heading)
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text


def _prepare(document: Any, title: str, at: datetime) -> None:  # noqa: ANN401 - python-docx has no hints
    page = document.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.left_margin = page.right_margin = Cm(2.2)
    properties = document.core_properties
    properties.title, properties.language, properties.author = title, get_language() or "es", ""
    properties.created = properties.modified = at.replace(tzinfo=None)
    for style in ("Title", "Heading 1", "Heading 2"):
        document.styles[style].font.color.rgb = GREEN


def _edition(number: int, told: Mapping[str, Any]) -> str:
    return _("Edición %(number)s, al %(day)s") % {"number": number, "day": told["as_of_words"]}


def _progress(told: Mapping[str, Any]) -> str:
    words = {"percent": told["percent"], "done": told["done"], "whole": told["activity_count"]}
    return _("%(percent)s %%; %(done)s de %(whole)s actividades terminadas") % words


def _labels() -> dict[str, str]:
    return {
        "page": _("Página"),
        "of": _("de"),
        "progress": _("Avance:"),
        "budget": _("Presupuesto"),
        "schedule": _("Cronograma"),
        "objective": _("Objetivo"),
        "grounds": _("En qué se apoya"),
        "output": _("Producto"),
        "activity": _("Actividad"),
        "responsible": _("Responsable"),
        "days": _("Fechas"),
        "money": _("Monto"),
        "state": _("Estado"),
        "indicators": _("Indicadores"),
        "indicator": _("Indicador"),
        "baseline": _("Línea base"),
        "target": _("Meta"),
        "value": _("Último valor"),
        "source": _("Fuente de financiamiento"),
        "risks": _("Riesgos"),
        "risk": _("Riesgo"),
        "likelihood": _("Probabilidad"),
        "impact": _("Impacto"),
        "mitigation": _("Qué se hará"),
    }
