"""The official letter as DOCX and PDF."""

from dataclasses import asdict
from datetime import UTC
from io import BytesIO
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override
from docx import Document
from docx.document import Document as DocxDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt

from arraigo.areas.plans.documents.letter_paper import LetterPaper, PaperItem
from arraigo.core.documents.typesetting import typeset

TEMPLATE = Path(__file__).with_name("letter.typ")


def pdf(paper: LetterPaper) -> bytes:
    """Return a letter as PDF/UA-1; the same letter gives the same bytes."""
    with override(paper.language):
        data = page_data(paper)
    written_on = paper.on.astimezone(UTC).replace(microsecond=0)
    return bytes(typeset(TEMPLATE, data, format="pdf", pdf_standards=["ua-1"], timestamp=written_on))


def page_data(paper: LetterPaper) -> dict[str, Any]:
    """Return everything that the page says, worded."""
    plain = {name: value for name, value in asdict(paper).items() if name != "on"}
    items = [{"heading": _heading(item), "lines": _lines(item)} for item in paper.items]
    return {
        **plain,
        "items": items,
        "letter": _("Oficio %(number)s") % {"number": paper.number},
        "subject_label": _("Asunto"),
        "list_title": _list_title(paper),
        "deadline": _deadline(paper),
        "page": _("Página"),
        "of": _("de"),
    }


def docx(paper: LetterPaper) -> bytes:
    """Return a letter as DOCX, with headings and one block for each recommendation."""
    with override(paper.language):
        document = _started(paper)
        _head(document, paper)
        for text in paper.paragraphs:
            document.add_paragraph(text)
        _signature(document, paper)
        document.add_heading(_list_title(paper), level=2)
        for item in paper.items:
            _item(document, item)
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def _started(paper: LetterPaper) -> DocxDocument:
    document = Document()
    about = document.core_properties
    about.title, about.author, about.keywords = paper.subject, paper.city, paper.mark
    about.language = paper.language
    about.created = about.modified = paper.on.astimezone(UTC).replace(tzinfo=None, microsecond=0)
    style = document.styles["Normal"]
    style.font.name, style.font.size = "Calibri", Pt(11)
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(25)
    return document


def _head(document: DocxDocument, paper: LetterPaper) -> None:
    document.add_paragraph(paper.city).runs[0].bold = True
    if paper.invented:
        document.add_paragraph(paper.invented).runs[0].italic = True
    document.add_heading(_("Oficio %(number)s") % {"number": paper.number}, level=1)
    document.add_paragraph(paper.place_and_day).alignment = WD_ALIGN_PARAGRAPH.RIGHT
    for line in paper.to:
        document.add_paragraph(line).paragraph_format.space_after = Pt(0)
    subject = document.add_paragraph()
    subject.paragraph_format.space_before = Pt(12)
    subject.add_run(f"{_('Asunto')}: ").bold = True
    subject.add_run(paper.subject)


def _signature(document: DocxDocument, paper: LetterPaper) -> None:
    if paper.answer_by:
        document.add_paragraph().add_run(_deadline(paper)).bold = True
    document.add_paragraph(_("Atentamente,")).paragraph_format.space_after = Pt(36)
    for place, line in enumerate(paper.signatory):
        text = document.add_paragraph()
        text.paragraph_format.space_after = Pt(0)
        text.add_run(line).bold = place == 0


def _item(document: DocxDocument, item: PaperItem) -> None:
    document.add_heading(_heading(item), level=3)
    for label, text in _lines(item):
        line = document.add_paragraph()
        line.paragraph_format.space_after = Pt(4)
        line.add_run(f"{label}: ").bold = True
        line.add_run(text)


def _heading(item: PaperItem) -> str:
    return f"{item.number}. {item.title}"


def _lines(item: PaperItem) -> list[tuple[str, str]]:
    quoted = f"«{item.quote}»" if item.quote else ""
    told = [
        (_("Dónde está en el plan"), item.where),
        (_("Qué dice hoy"), quoted or _("El plan no dice nada de esto.")),
        (_("Norma en que se apoya"), item.norm),
        (_("Redacción propuesta"), item.proposed),
        (_("Por qué"), item.grounds),
        (_("Prioridad"), item.priority),
    ]
    return [(label, text) for label, text in told if text]


def _list_title(paper: LetterPaper) -> str:
    return _("Recomendaciones a %(plan)s (%(version)s)") % {"plan": paper.plan, "version": paper.version}


def _deadline(paper: LetterPaper) -> str:
    return _("Se pide responder hasta el %(day)s.") % {"day": paper.answer_by} if paper.answer_by else ""
