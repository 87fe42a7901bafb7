"""A version that is not public yet as each channel would tell it."""

from dataclasses import dataclass, replace
from datetime import date

from django.utils import translation

from arraigo.areas.attention.models import EmergencyNumber, RouteVersion
from arraigo.areas.attention.queries import translations
from arraigo.areas.attention.queries.definitions import Checked
from arraigo.engines.guidance.channels import REPLY, Channel, Told, render_text
from arraigo.engines.guidance.expanding import expand
from arraigo.engines.guidance.model import Kind, Route
from arraigo.engines.guidance.pages import Page, Pages
from arraigo.engines.guidance.registers import Number
from arraigo.engines.guidance.sms import to_sms
from arraigo.engines.guidance.translating import speak

# What keeps a route from being walked at all; other problems do not hide how it would look.
WALKABLE = frozenset(
    (
        *("protection_no_english", "protection_missing", "protection_draft", "protection_outdated"),
        *("expired_norm", "no_number", "unknown_number", "unknown_number_near", "unreachable", "missing"),
    )
)


@dataclass(frozen=True, slots=True)
class Seen:
    """A version in a language, with its pages."""

    route: Route
    pages: Pages


def seen(version: RouteVersion, checked: Checked, language: str) -> Seen | None:
    """Return a version in a language with its pages, or None where its way is broken."""
    if checked.sketch is None or any(one.code not in WALKABLE for one in checked.errors):
        return None
    route = checked.sketch
    if language in dict(translations.languages()):
        row = translations.row_for(version, language)
        route = speak(route, translations.translation(language, row.texts))
    try:
        return Seen(route, expand(route))
    except KeyError:
        # A page rests on a source that is not there: told among the problems.
        return None


def leaflet(seen: Seen) -> list[Page]:
    """Return what a leaflet prints: each step once but for questions, with what holds for some people only."""
    first: dict[str, Page] = {}
    for page in seen.pages.pages.values():
        first.setdefault(page.step.id, page)
    whole = (replace(page, step=seen.route.steps[name]) for name, page in first.items())
    return [page for page in whole if page.step.kind is not Kind.QUESTION]


def told(page: Page, channel: Channel, language: str) -> Told:
    """Return a page as a channel of plain text tells it."""
    with translation.override(language):
        said = render_text(page, channel, numbers=_register(), say=translation.gettext, lang=language)
        return _shorter(said, translation.gettext(REPLY)) if channel is Channel.SMS else said


def _shorter(said: Told, reply: str) -> Told:
    """Return an SMS without the sentence that asks for a number, where it alone makes a second message to be paid.

    The answers stand in it with their figures.
    """
    short = said.text.removesuffix(f"\n{reply}")
    if short == said.text or said.sms is None or len(said.sms.parts) < 2:
        return said
    sms = to_sms(short)
    return replace(said, text=short, sms=sms) if len(sms.parts) == 1 else said


def numbers(language: str) -> dict[str, tuple[str, str]]:
    """Return the emergency numbers by code, each with its name in a language."""
    return {one.code: (one.number, one.names.get(language) or one.names.get("es", "")) for one in _rows()}


def _rows() -> list[EmergencyNumber]:
    return list(EmergencyNumber.objects.all())


def _register() -> dict[str, Number]:
    return {
        one.code: Number(
            id=one.code,
            number=one.number,
            name=one.names,
            purpose=one.purposes,
            option=one.option,
            free=one.is_free,
            hours=one.hours,
            verified_on=_iso(one.verified_on),
        )
        for one in _rows()
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
