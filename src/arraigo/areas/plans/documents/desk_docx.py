"""The judged review as a DOCX that can be edited: summary, agreement, and each theme with its criteria."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from arraigo.core.documents.editable import bullets, clean, started, table, written

_LANGUAGE = "es-EC"


def paper_docx(told: dict[str, Any], *, at: datetime) -> bytes:
    """Return what `desk_words.paper` says as DOCX."""
    document = started(told["title"], at=at, language=_LANGUAGE, author=told["city"])
    _opening(document, told)
    for theme in told["themes"]:
        document.add_heading(clean(theme["name"]), level=1)
        for one in theme["criteria"]:
            _criterion(document, one)
    return written(document)


def _opening(document: Any, told: dict[str, Any]) -> None:  # noqa: ANN401 - python-docx has no hints
    document.add_heading(clean(told["title"]), level=0)
    table(document, (_("Dato"), _("Valor")), told["heading"], (6.0, 10.6))
    document.add_paragraph(clean(told["state"])).runs[0].bold = True
    for words in (told["invented"], told["legal_note"], *told["problems"]):
        if words:
            document.add_paragraph(clean(words))
    document.add_heading(_("Resumen"), level=1)
    levels = [(f"{one['level']} · {one['name']}", one["of"], str(one["suggested"])) for one in told["levels"]]
    table(document, (_("Nivel"), _("Resueltos"), _("Propuestos por el programa")), levels, (8.0, 4.3, 4.3))
    wide = (6.6, *([1.25] * 6), 2.5)
    for label, tallies in ((_("Tema"), told["by_theme"]), (_("Parte del plan"), told["by_part"])):
        document.add_paragraph()
        rows = [(one["name"], *map(str, one["counts"])) for one in tallies]
        table(document, (label, *map(str, range(6)), _("Por resolver")), rows, wide)
    document.add_heading(_("Acuerdo entre las dos revisiones"), level=1)
    for words in told["agreement"]:
        document.add_paragraph(clean(words))
    document.add_heading(_("A quién nombra el plan"), level=1)
    bullets(document, told["named"])
    if told["unnamed"]:
        document.add_paragraph(clean(_("No nombra a: %(names)s.") % {"names": ", ".join(told["unnamed"])}))
    if told["absent"]:
        document.add_heading(_("Lo que no se encontró"), level=1)
        bullets(document, told["absent"])


def _criterion(document: Any, one: dict[str, Any]) -> None:  # noqa: ANN401
    document.add_heading(clean(f"{one['number']}. {one['asks']}"), level=2)
    line = document.add_paragraph()
    line.add_run(clean(f"{one['level_name']}. ")).bold = True
    line.add_run(clean(f"{one['how']} {one['suggested']}"))
    for words in (one["reason"], *one["judgements"]):
        if words:
            document.add_paragraph(clean(words))
    document.add_paragraph(clean(f"{one['requires']} ({one['norm']})"))
    document.add_paragraph(clean(one["standing"]))
    if one["missing"]:
        document.add_paragraph(clean(_("Para el nivel siguiente: %(missing)s") % {"missing": one["missing"]}))
    if one["steps"]:
        rows = [(step["name"], f"«{step['words']}»", step["page"], step["why"]) for step in one["steps"]]
        table(document, (_("Paso"), _("Dice"), _("Página"), _("Por qué cuenta")), rows, (2.8, 6.6, 2.2, 5.0))
    for quote in one["evidence"]:
        document.add_paragraph(clean(f"«{quote['text']}»"), style="Quote")
        document.add_paragraph(clean(f"{quote['where']}. {quote['why']}"))
    bullets(document, one["places"])
    if one["searched"]:
        document.add_paragraph(clean(_("Se buscó y no se encontró: %(terms)s.") % {"terms": one["searched"]}))
