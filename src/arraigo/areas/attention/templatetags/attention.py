"""What the desk's templates of routes say in words."""

from typing import Any

from django import template
from django.utils.text import capfirst

from arraigo.areas.attention.enums import TextState
from arraigo.areas.attention.models import RouteVersion
from arraigo.areas.attention.queries import packs
from arraigo.areas.attention.queries.termbase import Doubt
from arraigo.areas.attention.web.desk import tables, translations
from arraigo.areas.attention.web.desk.step_form import KINDS
from arraigo.core.ui.templatetags import ui
from arraigo.engines.guidance.readability import Score

register = template.Library()

GRADES = {"very_hard": "danger", "hard": "warn", "normal": "ok", "easy": "ok", "very_easy": "ok"}
ICONS = {"question": "info", "information": "file", "emergency": "warning", "outcome": "check", "missing": "warning"}


@register.simple_tag
def version_state(version: RouteVersion) -> str:
    """Draw the state of a version."""
    return tables.state_tag(version.state)


@register.simple_tag
def text_state(state: str) -> str:
    """Draw the state of a translated text."""
    known = TextState(state)
    return ui.state(known.label, translations.TONES[known])


@register.filter
def doubt(one: Doubt) -> str:
    """Say what a translation should be looked at for."""
    return translations.doubt_words(one)


@register.filter
def kind_words(kind: str) -> str:
    """Name a kind of step."""
    return str(KINDS.get(str(kind), kind))


@register.simple_tag
def kind_mark(kind: str) -> str:
    """Draw the icon of a kind of step; its word stands beside it."""
    return ui.icon(ICONS.get(str(kind), "file"))


@register.filter
def need_name(code: str) -> str:
    """Name a need."""
    return str(capfirst(packs.need_words(code, "es")))


@register.filter
def ease_tone(score: Score) -> str:
    """Return the tone of how easy a text is to read."""
    return GRADES.get(str(score.grade), "")


@register.filter
def at(mapping: Any, key: str) -> Any:  # noqa: ANN401 - whatever a mapping holds
    """Return what a mapping has under a key."""
    return mapping.get(key) if mapping else None
