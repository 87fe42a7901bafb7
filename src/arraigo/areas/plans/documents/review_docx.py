"""A review as a DOCX that can be edited: summary, and a section for each theme with its criteria and quotations."""

from datetime import datetime
from typing import Any

from docx.shared import Pt, RGBColor

from arraigo.areas.plans.documents.review_words import Say, paper
from arraigo.core.documents.editable import bullets, clean, started, table, written
from arraigo.engines.plan_review.reviewing.catalogue import Pack
from arraigo.engines.plan_review.reviewing.findings import Review

_SOFT = RGBColor(0x3F, 0x49, 0x44)
_LANGUAGE = "es-EC"


def _(text: str) -> str:
    """Mark a text for translation; `say` translates it."""
    return text


def review_docx(
    review: Review, pack: Pack, *, name: str, at: datetime, say: Say = str, language: str = _LANGUAGE
) -> bytes:
    """Return a review of the file `name`, made at a moment, as DOCX."""
    told = paper(review, pack, name=name, say=say)
    document = started(told["title"], at=at, language=language)
    _opening(document, told, say)
    for theme in told["themes"]:
        document.add_heading(theme["name"], level=1)
        for criterion in theme["criteria"]:
            _criterion(document, criterion, say)
    return written(document)


def _opening(document: Any, told: dict[str, Any], say: Say) -> None:  # noqa: ANN401 - python-docx has no hints
    document.add_heading(told["title"], level=0)
    table(document, [say(_("Dato")), say(_("Valor"))], told["heading"], (6, 10.6))
    document.add_paragraph(clean(told["machine"])).runs[0].bold = True
    document.add_paragraph(clean(told["legal_note"]))
    if told["problems"]:
        document.add_heading(say(_("Sobre el archivo")), level=1)
        bullets(document, told["problems"])
    document.add_heading(say(_("Resumen")), level=1)
    rows = [(f"{one['level']} · {one['name']}", one["of"]) for one in told["levels"]]
    table(document, [say(_("Nivel")), say(_("Criterios"))], rows, (9, 7.6))
    names = [str(one["level"]) for one in told["levels"]]
    for label, by in ((_("Tema"), "by_theme"), (_("Parte del plan"), "by_part")):
        document.add_paragraph()
        table(
            document,
            [say(label), *names],
            [(one["name"], *map(str, one["counts"])) for one in told[by]],
            (7.6, *(1.5,) * 6),
        )
    document.add_heading(say(_("A quién nombra el plan")), level=1)
    bullets(document, told["people"])


def _criterion(document: Any, told: dict[str, Any], say: Say) -> None:  # noqa: ANN401
    document.add_heading(clean(f"{told['id']} · {told['asks']}"), level=2)
    level = document.add_paragraph()
    level.add_run(f"{told['level']} · {told['level_name']}. ").bold = True
    level.add_run(clean(f"{told['missing']} {told['expected']}"))
    document.add_paragraph(clean(f"{told['requires']} ({told['norm']})"))
    _soft(document.add_paragraph(), told["standing"])
    if told["steps"]:
        rows = [(step["name"], f"«{step['words']}»", step["page"], step["why"]) for step in told["steps"]]
        heads = [say(one) for one in (_("Paso"), _("Dice"), _("Página"), _("Por qué cuenta"))]
        table(document, heads, rows, (2.8, 6.4, 2, 5.4))
    for quote in told["evidence"]:
        document.add_paragraph(clean(f"«{quote['text']}»"), style="Quote")
        _soft(document.add_paragraph(), f"{quote['where']}. {quote['why']}")
    if told["more"]:
        _soft(document.add_paragraph(), told["more"])
    if told["searched"]:
        _soft(document.add_paragraph(), f"{told['searched_label']}: {told['searched']}.")


def _soft(paragraph: Any, text: str) -> None:  # noqa: ANN401
    run = paragraph.add_run(clean(text))
    run.font.size, run.font.color.rgb = Pt(9), _SOFT
