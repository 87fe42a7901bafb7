"""Pages that only say something: numbers to call, privacy, accessibility, use without a network, no such page."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from arraigo.areas.attention.queries.guide_areas import zones
from arraigo.areas.attention.web.guide.addresses import (
    ALL_AREAS,
    HOME,
    SPANISH,
    WORKER,
    GuidePage,
    Kind,
    Links,
    Mode,
)
from arraigo.areas.attention.web.guide.asking import Ask, Screen
from arraigo.areas.attention.web.guide.screens.routes import number_call
from arraigo.areas.attention.web.guide.telling import Told
from arraigo.core.ui.formats import long_date


def numbers(ask: Ask) -> Screen:
    """Return every number to call, with what it is for and when somebody last checked it."""
    told = [
        {
            "call": number_call(one),
            "purpose": Told.of(one.purpose, one.spoken),
            "is_free": one.is_free,
            "hours": one.hours,
            "day": long_date(one.verified_on) if one.verified_on else "",
        }
        for one in ask.numbers
    ]
    return _plain(ask, "numbers.html", _("Números de emergencia"), {"told": told})


def privacy(ask: Ask) -> Screen:
    """Return what the guide knows of who reads it: nothing, and how to leave no trace on the telephone either."""
    return _plain(ask, "privacy.html", _("Su privacidad"), {})


def accessibility(ask: Ask) -> Screen:
    """Return how the guide can be used by everybody."""
    return _plain(ask, "accessibility.html", _("Accesibilidad"), {})


def offline(ask: Ask) -> Screen:
    """Return how the guide is used without a network: kept in the telephone by zones, or as a folder."""
    root = Links(ask.city.slug, SPANISH).to(HOME)
    context = {
        "home": ask.links.to(HOME),
        "bundles": _bundles(ask) if ask.mode is not Mode.STATIC else [],
        "worker": f"{root}{WORKER}",
        "scope": root,
        "script": ask.links.resource("attention/guide-offline.js"),
    }
    return _plain(ask, "offline.html", _("Usar la guía sin internet"), context)


def _bundles(ask: Ask) -> list[dict[str, str]]:
    """Return what can be taken along: each part of the city, or the whole city where it has none."""
    here = ask.links.to(ask.page)
    # Not those that pages lead to: a page that was kept still offers to keep another part.
    parts = [(one.code, one.name) for one in zones()] or [(ALL_AREAS, ask.city.name)]
    return [
        {"code": code, "name": name, "json": f"{here}{code}.json", "zip": f"{here}{code}.zip"} for code, name in parts
    ]


def missing(ask: Ask) -> Screen:
    """Return the page that stands where there is none."""
    context = {"home": ask.links.to(HOME), "services": ask.links.to(GuidePage(Kind.SERVICES))}
    screen = _plain(ask, "missing.html", _("Esta página no está en la guía"), context)
    screen.status = 404
    return screen


def _plain(ask: Ask, template: str, title: str, context: Mapping[str, object]) -> Screen:
    return Screen(template, title, context={"heading": title, "back": ask.links.to(HOME), **context})
