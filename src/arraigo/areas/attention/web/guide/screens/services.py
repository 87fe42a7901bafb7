"""The directory in the guide: by need and part of the city, and each service."""

from collections.abc import Sequence
from uuid import UUID

from django.utils.translation import gettext as _

from arraigo.areas.attention.queries import guide_needs
from arraigo.areas.attention.web.guide import hours
from arraigo.areas.attention.web.guide.addresses import HOME, GuidePage, Kind
from arraigo.areas.attention.web.guide.asking import Ask, NoSuchPageError, Screen, places_of, zones_of
from arraigo.areas.attention.web.guide.known import Order, Wanted
from arraigo.areas.attention.web.guide.places import Spot, language_names
from arraigo.areas.attention.web.guide.rows import need_row
from arraigo.core.ui.formats import capital, long_date

SIZE = 8
AT_MOST = 40


def index(ask: Ask) -> Screen:
    """Return the first page of the directory: needs, and parts of the city."""
    context = {
        "back": ask.links.to(HOME),
        "needs": [
            (
                need_row(topic, ask),
                ask.links.to(GuidePage(Kind.LIST, topic.code)),
                [(need_row(part, ask).name, ask.links.to(GuidePage(Kind.LIST, part.code))) for part in parts],
            )
            for topic in guide_needs.topics(ask.language)
            for parts in [guide_needs.under(topic.code, ask.language)]
        ],
        "zones": [(one.name, ask.links.to(GuidePage(Kind.LIST, "", one.code))) for one in zones_of(ask)],
        "for_me": ask.links.to(GuidePage(Kind.FOR_ME)),
    }
    return Screen("services.html", _("Servicios"), _("Dónde atienden, cuándo abren y cómo llamar."), context)


def listed(ask: Ask) -> Screen:
    """Return services that answer a need, or all, near a part of the city, or by name; some on each page."""
    page = ask.page
    topic = guide_needs.needs(ask.language).get(page.one)
    known = zones_of(ask)
    zone = next((one for one in known if one.code == page.two), None) if page.two else None
    if page.number < 1 or (page.one and topic is None) or (page.two and zone is None):
        raise NoSuchPageError
    until_here = page.number * SIZE
    needs = [topic.code] if topic else ()
    wanted = Wanted(needs, zone=zone, limit=until_here + 1, order=Order.EACH_PLACE)
    found, until = places_of(ask, wanted, skip=until_here - SIZE)
    spots = found[:SIZE]
    if page.number > 1 and not spots:
        raise NoSuchPageError
    what = topic.name if topic else _("Todos los servicios")
    title = _("%(what)s cerca de %(zone)s") % {"what": what, "zone": zone.name} if zone else what
    context = {
        "heading": title,
        "back": ask.links.to(GuidePage(Kind.SERVICES)),
        "spots": spots,
        "number": page.number,
        "before": _turned(ask, -1) if page.number > 1 else "",
        "after": _turned(ask, 1) if len(found) > SIZE else "",
        # Near a part of the city there are as many as in all of it, in another order: none, where there is none.
        "zones": [
            (one.name, ask.links.to(GuidePage(Kind.LIST, page.one, one.code)))
            for one in (known if spots else ())
            if one.code != page.two and (ask.is_live or not page.one)
        ],
        "anywhere": ask.links.to(GuidePage(Kind.LIST, page.one)) if zone else "",
        "topic": need_row(topic, ask) if topic else None,
    }
    return Screen("list.html", title, _("Dónde atienden, cuándo abren y cómo llamar."), context, until)


def service(ask: Ask) -> Screen:
    """Return the page of a service, with all the places where it is given."""
    found, until = places_of(ask, Wanted(services=[_service_id(ask)], limit=AT_MOST, order=Order.EACH_PLACE))
    if not found:
        raise NoSuchPageError
    first = found[0].place
    context = {
        "service": first,
        "organization": found[0].organization,
        "back": ask.links.to(GuidePage(Kind.LIST, first.needs[0]) if first.needs else GuidePage(Kind.SERVICES)),
        "spots": [_told(spot, ask) for spot in found],
        "languages": capital(language_names(first.languages)),
        "verified_on": long_date(first.verified_on) if first.verified_on else "",
        "is_overdue": first.is_overdue(ask.at.date()),
        "needs": _needs(ask, first.needs),
        "report": ask.links.to(GuidePage(Kind.REPORT, ask.page.one)) if ask.is_live else "",
        "call_now": found[0].calls[0] if found[0].calls else None,
    }
    return Screen("service.html", first.service, first.organization, context, until)


def _told(spot: Spot, ask: Ask) -> tuple[Spot, list[str], list[str]]:
    """Return a place with its table of hours, which a static page says already, and the days with other hours."""
    opening = spot.place.opening
    return spot, hours.lines(opening.hours) if ask.is_live else [], hours.coming(opening)


def _needs(ask: Ask, codes: Sequence[str]) -> list[tuple[str, str]]:
    names = guide_needs.needs(ask.language)
    return [(names[code].name, ask.links.to(GuidePage(Kind.NEED, code))) for code in codes if code in names]


def _service_id(ask: Ask) -> UUID:
    try:
        return UUID(ask.page.one)
    except ValueError as error:
        raise NoSuchPageError from error


def _turned(ask: Ask, by: int) -> str:
    page = ask.page
    return ask.links.to(GuidePage(Kind.LIST, page.one, page.two, page.number + by))
