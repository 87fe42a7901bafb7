"""A page of the guide as bytes, and all the pages that there are: what the program and the static site share."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from django.template import loader
from django.utils import timezone, translation
from django.utils.translation import get_language_info

from arraigo.areas.attention import api as attention
from arraigo.areas.attention.queries import guide_needs
from arraigo.areas.attention.queries.guide_settings import GuideFacts, guide_facts
from arraigo.areas.attention.web.guide.addresses import (
    HOME,
    LEFT,
    RESOURCES,
    GuidePage,
    Kind,
    Links,
    Mode,
    languages,
    prefix,
)
from arraigo.areas.attention.web.guide.asking import Ask, NoSuchPageError, Screen
from arraigo.areas.attention.web.guide.icons import with_icons
from arraigo.areas.attention.web.guide.screens import forms, plain, routes, services, start
from arraigo.areas.attention.web.guide.shelf import Shelf, whole
from arraigo.areas.attention.web.guide.stamps import stamps_of
from arraigo.core.places.models import City
from arraigo.core.ui.formats import long_date

TEMPLATES = "attention/guide/"
_decided: dict[UUID, tuple[str, GuideFacts]] = {}
_SPACE = re.compile(r">\s+<|\s*\n\s*")

SCREENS: dict[Kind, Callable[[Ask], Screen]] = {
    Kind.HOME: start.home,
    Kind.NEED: start.need,
    Kind.ROUTE: routes.route,
    Kind.SERVICES: services.index,
    Kind.LIST: services.listed,
    Kind.SERVICE: services.service,
    Kind.REPORT: forms.report,
    Kind.SEARCH: forms.search,
    Kind.FOR_ME: forms.for_me,
    Kind.NUMBERS: plain.numbers,
    Kind.PRIVACY: plain.privacy,
    Kind.ACCESSIBILITY: plain.accessibility,
    Kind.OFFLINE: plain.offline,
    Kind.MISSING: plain.missing,
}
# What a server of files cannot answer.
ONLY_LIVE = frozenset({Kind.SEARCH, Kind.FOR_ME})


@dataclass(frozen=True, slots=True)
class Rendered:
    """A page as it is sent. `until` is the moment from which it would say something else; None is never."""

    html: bytes
    status: int = 200
    until: datetime | None = None


def render(city: City, language: str, page: GuidePage, *, at: datetime, mode: Mode = Mode.LIVE) -> bytes:
    """Return a page of the guide of the session's city as UTF-8 HTML; the same page at the same time, the same bytes.

    A static page has links from where it lies, hours instead of open and closed, and no form. Raises NoSuchPageError.
    """
    return drawn(city, language, page, at=at, mode=mode).html


def drawn(
    city: City, language: str, page: GuidePage, *, at: datetime, mode: Mode = Mode.LIVE, shelf: Shelf | None = None
) -> Rendered:
    """Return a page with until when it holds; see `render`. A shelf has the services that it may show."""
    with speaking(city, language):
        ask = asked(city, language, page, at=at, mode=mode, shelf=shelf)
        return draw(ask, SCREENS[page.kind](ask))


def redrawn(ask: Ask, page: GuidePage) -> Rendered:
    """Return another page for the same asker, of whom nothing is asked again: for making many pages at once."""
    asking = replace(ask, page=page, links=replace(ask.links, page=page))
    return draw(asking, SCREENS[page.kind](asking))


def speaking(city: City, language: str) -> "_Speaking":
    """Speak a language and keep the city's clock until the end of the block."""
    return _Speaking(city, language)


class _Speaking:
    def __init__(self, city: City, language: str) -> None:
        self._all = translation.override(language), timezone.override(city.timezone)

    def __enter__(self) -> None:
        for one in self._all:
            one.__enter__()

    def __exit__(self, *error: object) -> None:
        for one in reversed(self._all):
            one.__exit__(None, None, None)


def asked(
    city: City, language: str, page: GuidePage, *, at: datetime, mode: Mode = Mode.LIVE, shelf: Shelf | None = None
) -> Ask:
    """Return what a page is made from."""
    here = at.astimezone(ZoneInfo(city.timezone))
    links = Links(city.slug, language, page, mode)
    stamps = stamps_of(city)
    numbers = attention.emergency_numbers(language)
    return Ask(city, language, page, here, mode, links, _facts(city.pk, stamps.routes), numbers, stamps, shelf)


def _facts(city: UUID, stamp: str) -> GuideFacts:
    """Return what the city decided, from memory while nothing is published."""
    kept = _decided.get(city)
    if kept is None or kept[0] != stamp:
        kept = _decided[city] = stamp, guide_facts()
    return kept[1]


def draw(ask: Ask, screen: Screen) -> Rendered:
    """Draw a screen: the page around it, without needless space, with the drawings that it uses."""
    html = loader.get_template(TEMPLATES + screen.template).render(
        {"g": _frame(ask), "screen": screen, **screen.context}
    )
    text = with_icons(_SPACE.sub(_tight, html).strip())
    return Rendered(text.encode(), screen.status, screen.until)


def _tight(found: re.Match[str]) -> str:
    return "> <" if found[0].startswith(">") and "\n" not in found[0] else "><" if found[0].startswith(">") else "\n"


def _frame(ask: Ask) -> dict[str, object]:
    """Return what every page has around it."""
    links = ask.links
    css, js, icon = map(links.resource, RESOURCES)
    changed = ask.facts.changed_at
    return {
        "language": ask.language,
        "dir": "rtl" if translation.get_language_bidi() else "ltr",
        "css": css,
        "js": js,
        "icon": icon,
        "home": links.to(HOME),
        "city": ask.city,
        "is_live": ask.is_live,
        "is_packed": ask.mode is Mode.PACKED,
        "exit": ask.facts.exit_url,
        "office": ask.facts.office,
        "first_number": next(iter(ask.numbers), None),
        "numbers": links.to(GuidePage(Kind.NUMBERS)),
        "spoken": _name(ask.language).split()[0],
        "languages": [(code, _name(code), links.to(ask.page, code)) for code in _offered(ask) if code != ask.language],
        "search": links.to(GuidePage(Kind.SEARCH)) if ask.is_live else "",
        "services": links.to(GuidePage(Kind.SERVICES)),
        "privacy": links.to(GuidePage(Kind.PRIVACY)),
        "accessibility": links.to(GuidePage(Kind.ACCESSIBILITY)),
        "offline": links.to(GuidePage(Kind.OFFLINE)),
        "report": links.to(GuidePage(Kind.REPORT)),
        "changed": long_date(ask.city.day_of(changed)) if changed else "",
        "left": f"/{ask.city.slug}/{prefix(ask.language)}{LEFT}" if ask.is_live else "",
    }


def _offered(ask: Ask) -> Iterable[str]:
    made_with = ask.shelf.languages if ask.shelf is not None else ()
    return made_with or languages()


def _name(code: str) -> str:
    name: str = get_language_info(code)["name_local"]
    return name[:1].upper() + name[1:]


def pages(
    city: City, language: str, *, at: datetime, mode: Mode = Mode.LIVE, shelf: Shelf | None = None
) -> Iterator[GuidePage]:
    """Yield every page of the guide of the session's city; in static mode those that need no program to answer.

    Only a live list of a need leads to parts of the city: others would be a page for each need in each part.
    """
    yield from (GuidePage(kind) for kind in (Kind.HOME, Kind.SERVICES, Kind.NUMBERS, Kind.PRIVACY))
    yield from (GuidePage(kind) for kind in (Kind.ACCESSIBILITY, Kind.OFFLINE, Kind.REPORT))
    if mode is Mode.LIVE:
        yield from (GuidePage(kind) for kind in sorted(ONLY_LIVE))
    yield from (GuidePage(Kind.NEED, code) for code in guide_needs.needs(language))
    for route in attention.published(language):
        for page in route.pages.pages:
            yield GuidePage(Kind.ROUTE, route.slug, "" if page == route.pages.start else page)
    yield from _directory(shelf or whole(at), mode)


def _directory(shelf: Shelf, mode: Mode) -> Iterable[GuidePage]:
    found = shelf.places
    for service in dict.fromkeys(str(one.service_id) for one in found):
        yield GuidePage(Kind.SERVICE, service)
        if mode is Mode.LIVE:
            yield GuidePage(Kind.REPORT, service)
    needed = {code for one in found for code in one.needs}
    for need in ("", *guide_needs.needs("es")):
        many = len(found) if not need else sum(bool(guide_needs.with_parts(need) & set(one.needs)) for one in found)
        last = max(1, -(-many // services.SIZE))
        yield from (GuidePage(Kind.LIST, need, "", number) for number in range(1, last + 1))
        if many and (not need or (mode is Mode.LIVE and guide_needs.with_parts(need) & needed)):
            yield from _near(shelf, need, last)


def _near(shelf: Shelf, need: str, last: int) -> Iterable[GuidePage]:
    """Yield the lists of a need near each part of the city, which have as many services, in another order."""
    for zone in shelf.zones:
        pages_here = range(1, last + 1) if zone.centre else range(1, 2)
        yield from (GuidePage(Kind.LIST, need, zone.code, number) for number in pages_here)


__all__ = ["NoSuchPageError", "Rendered", "asked", "draw", "drawn", "pages", "redrawn", "render", "speaking"]
