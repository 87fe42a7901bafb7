"""What the directory's templates say: hours and openings in words, needs, groups."""

from datetime import datetime

from django import template

from arraigo.areas.directory.queries import desk_words
from arraigo.areas.directory.queries.hours import HoursLine, Opening
from arraigo.core.people.countries import language_name as name_of

register = template.Library()
TONES = {"open": "ok", "closed": "line", "unknown": "line"}


@register.filter
def line_days(line: HoursLine) -> str:
    """Return the days of a line of hours."""
    return desk_words.line_words(line)[0]


@register.filter
def line_times(line: HoursLine) -> str:
    """Return the times of a line of hours."""
    return desk_words.line_words(line)[1]


@register.filter
def opening_words(opened: Opening, at: datetime) -> str:
    """Return whether somewhere is open at a moment, and until or from when."""
    return desk_words.opening_words(opened, at)


@register.filter
def opening_tone(opened: Opening) -> str:
    """Return the tone of the tag that says whether somewhere is open."""
    return TONES[opened.state]


@register.filter
def language_name(code: str) -> str:
    """Return the name of a language."""
    return name_of(code)
