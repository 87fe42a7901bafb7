"""A review as a PDF/UA for reading and handing out, set by typst."""

from datetime import datetime
from pathlib import Path

from arraigo.areas.plans.documents.review_words import Say, paper
from arraigo.core.documents.typesetting import typeset
from arraigo.engines.plan_review.reviewing.catalogue import Pack
from arraigo.engines.plan_review.reviewing.findings import Review

TEMPLATE = Path(__file__).with_name("review.typ")


def _(text: str) -> str:
    """Mark a text for translation; `say` translates it."""
    return text


def review_pdf(review: Review, pack: Pack, *, name: str, at: datetime, say: Say = str, language: str = "es") -> bytes:
    """Return a review of the file `name`, made at a moment, as PDF/UA on A4."""
    labels = {
        "page": _("Página"),
        "of": _("de"),
        "summary": _("Resumen"),
        "file": _("Sobre el archivo"),
        "people": _("A quién nombra el plan"),
        "theme": _("Tema"),
        "part": _("Parte del plan"),
        "step": _("Paso"),
        "says": _("Dice"),
        "why": _("Por qué cuenta"),
        "searched": _("Se buscó"),
    }
    data = {
        **paper(review, pack, name=name, say=say),
        "lang": language,
        "labels": {key: say(label) for key, label in labels.items()},
    }
    return bytes(typeset(TEMPLATE, data, format="pdf", pdf_standards=["ua-1"], timestamp=at))
