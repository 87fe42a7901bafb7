"""A review as a PDF/UA for reading and handing out, set by typst."""

import json
import re
from datetime import datetime
from pathlib import Path
from typing import Any

import typst

from arraigo.areas.plans.documents.review_words import Say, paper
from arraigo.engines.plan_review.reviewing.catalogue import Pack
from arraigo.engines.plan_review.reviewing.findings import Review

# PDF/UA asks that every sign have a shape in the fonts at hand. Plans carry control signs, bullets of Word's own fonts
# (private use) and other scripts; on paper these become a blank or a dot, in JSON and XLSX quotations are exact.
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\xad\u200b-\u200f\u2028-\u202e\ufeff]+")
_SHAPELESS = re.compile(
    "[^ -~\xa0-\u017f\u0391-\u03a1\u03a3-\u03c9\u2010-\u2015\u2018-\u201e\u2020-\u2022\u2026\u2030\u2039\u203a"
    "\u20ac\u2122\u2190-\u2193\u2212\u2260\u2264\u2265]"
)

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
    inputs = {"data": json.dumps(_printable(data), ensure_ascii=False)}
    compiler = typst.Compiler(TEMPLATE, ignore_system_fonts=True)
    content: Any = compiler.compile(sys_inputs=inputs, format="pdf", pdf_standards=["ua-1"], timestamp=at)
    return bytes(content)


def _printable(value: Any) -> Any:  # noqa: ANN401 - what JSON holds
    if isinstance(value, str):
        return _SHAPELESS.sub("·", _CONTROL.sub(" ", value))
    if isinstance(value, dict):
        return {key: _printable(one) for key, one in value.items()}
    return [_printable(one) for one in value] if isinstance(value, list | tuple) else value
