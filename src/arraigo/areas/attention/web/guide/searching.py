"""What somebody typed or chose → a page of answers. Nothing of it is kept; what was not found is counted."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from arraigo.areas.attention.api import PublishedRoute, published
from arraigo.areas.attention.enums import DemandKind
from arraigo.areas.attention.queries import guide_needs
from arraigo.areas.attention.queries.guide_areas import Zone, zones
from arraigo.areas.attention.web.guide.asking import Ask, Screen
from arraigo.areas.attention.web.guide.counting import note_unmet
from arraigo.areas.attention.web.guide.known import Wanted
from arraigo.areas.attention.web.guide.known import places as known_places
from arraigo.areas.attention.web.guide.places import spots
from arraigo.areas.attention.web.guide.rows import need_row, route_row
from arraigo.areas.attention.web.guide.screens import forms
from arraigo.areas.directory import api as directory
from arraigo.core.people.countries import COUNTRIES
from arraigo.core.places.models import Area

LONGEST, LISTED, NEEDS = 200, 6, 3
FOUND = 10
OLDEST = 120
_AGE = re.compile("[0-9]{1,3}")
ABOUT_ME = ("age", "sex", "nationality", "status", "children")


def results(ask: Ask, typed: str, *, address: str) -> Screen:
    """Return what answers the words: routes, needs and services; nothing found is counted, without the words.

    `address` is the IP that asks: it bounds the counting and is not kept.
    """
    words = typed.replace("\x00", "").strip()[:LONGEST]
    screen = forms.search(ask)
    if not words:
        return screen
    known = guide_needs.needs(ask.language)
    codes = [one.code for one in directory.find_needs(words, ask.language, limit=NEEDS) if one.code in known]
    routes = _routes(ask, codes, words)
    places = directory.search_places(words, at=ask.at, limit=LISTED) or _answering(ask, codes)
    if not codes and not routes and not places:
        note_unmet(address, kind=DemandKind.SEARCH, language=ask.language, at=ask.at)
    elif codes and not routes and not places and not guide_needs.are_sensitive(codes[:1]):
        note_unmet(address, kind=DemandKind.SEARCH, language=ask.language, at=ask.at, need=codes[0])
    screen.context |= {
        "asked": True,
        "typed": words,
        "needs": [need_row(known[code], ask) for code in codes],
        "routes": [route_row(one, ask) for one in routes],
        "spots": spots(places, ask.links, ask.at),
    }
    return screen


def _answering(ask: Ask, codes: list[str]) -> list[directory.Place]:
    """Return the services of the first of the needs that has any."""
    for code in codes:
        if found := known_places(ask.city.pk, ask.stamps.services, Wanted(needs=[code], limit=LISTED), at=ask.at):
            return found
    return []


def _routes(ask: Ask, codes: list[str], words: str) -> list[PublishedRoute]:
    """Return the routes through the needs that were found, in their order, and those whose title was typed."""
    every = published(ask.language)
    of_needs = [route for code in codes for route in every if route.need in guide_needs.with_parts(code)]
    typed = words.casefold()
    named = [route for route in every if typed in route.title.casefold()]
    return list({route.slug: route for route in (*named, *of_needs)}.values())[:LISTED]


@dataclass(frozen=True, slots=True)
class Wish:
    """What «para mí» was told; all of it may be missing. `errors` are sentences for whoever wrote it."""

    need: str = ""
    zone: Zone | None = None
    now: bool = False
    profile: directory.Profile = field(default_factory=directory.Profile)
    errors: tuple[str, ...] = ()


def wish_of(posted: Mapping[str, str]) -> Wish:
    """Read the form of «para mí»; what is not one of its choices counts as not told."""
    errors = []
    age = posted.get("age", "").strip()
    # No more digits are made a number than an age has: Python refuses to read thousands of them.
    if age and not (_AGE.fullmatch(age) and int(age) <= OLDEST):
        errors.append(_("Escriba la edad en años, con números. Por ejemplo: 34."))
        age = ""
    need = posted.get("need", "")
    children = posted.get("children", "")
    return Wish(
        need=need if need in guide_needs.needs("es") else "",
        zone=next((one for one in zones() if one.code == posted.get("zone")), None),
        now=bool(posted.get("now")),
        profile=directory.Profile(
            age=int(age) if age else None,
            sex=_one_of(posted.get("sex"), [one.value for one in forms.SEXES]),
            nationality=_one_of(posted.get("nationality"), [code for code, _name in COUNTRIES]),
            status=_one_of(posted.get("status"), [one.value for one in forms.STATUSES]),
            with_children={"with": True, "without": False}.get(children),
        ),
        errors=tuple(errors),
    )


def _one_of(value: str | None, allowed: list[str]) -> str | None:
    return value if value in allowed else None


def fitting(ask: Ask, posted: Mapping[str, str], *, address: str) -> Screen:
    """Return the services that may attend somebody, with the form as they filled it in; `address` as in `results`."""
    wish = wish_of(posted)
    screen = forms.for_me(ask)
    found = [] if wish.errors else _places(ask, wish)
    if not found and not wish.errors:
        _note_unmet(ask, wish, address)
    told: dict[str, Any] = {key: posted.get(key, "")[:40] for key in ("need", "zone", "now", *ABOUT_ME)}
    screen.context |= {
        "asked": True,
        "found": spots(found, ask.links, ask.at),
        "errors": wish.errors,
        "told": told | {"about_me": any(told[key] for key in ABOUT_ME)},
    }
    screen.status = 422 if wish.errors else 200
    return screen


def _note_unmet(ask: Ask, wish: Wish, address: str) -> None:
    """Count what nobody offers here; of a sensitive need not even that."""
    if guide_needs.are_sensitive([wish.need]):
        return
    area = Area.objects.filter(pk=wish.zone.id).first() if wish.zone else None
    note_unmet(address, kind=DemandKind.SEARCH, language=ask.language, at=ask.at, need=wish.need, area=area)


def _places(ask: Ask, wish: Wish) -> list[directory.Place]:
    zone = wish.zone
    return directory.public_places(
        at=ask.at,
        needs=[wish.need] if wish.need else (),
        near=zone.centre if zone else None,
        area=zone.id if zone and zone.centre is None else None,
        open_now=wish.now,
        profile=wish.profile,
        limit=FOUND,
    )
