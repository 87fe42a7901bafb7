"""The first page and the page of a need."""

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from arraigo.areas.attention.api import published
from arraigo.areas.attention.queries import guide_needs
from arraigo.areas.attention.queries.guide_settings import LISTENING
from arraigo.areas.attention.web.guide.addresses import HOME, GuidePage, Kind
from arraigo.areas.attention.web.guide.asking import Ask, NoSuchPageError, Screen, places_of
from arraigo.areas.attention.web.guide.known import Order, Wanted
from arraigo.areas.attention.web.guide.places import Spot
from arraigo.areas.attention.web.guide.rows import attending, need_row, route_row
from arraigo.areas.attention.web.guide.screens.routes import number_call

TALK, OFFERED, LISTED = 3, 40, 5
DANGER = "emergency"


def home(ask: Ask) -> Screen:
    """Return the first page: needs, what to do on arrival, and whom to talk to today."""
    routes = {one.slug: one for one in published(ask.language)}
    first = [routes[slug] for slug in ask.facts.first_routes if slug in routes]
    talk, until = _talk(ask)
    return Screen(
        "home.html",
        _("¿Qué necesita hoy?"),
        _("Información gratuita para personas refugiadas y migrantes en %(city)s.") % {"city": ask.city.name},
        {
            "topics": [need_row(one, ask) for one in guide_needs.topics(ask.language)],
            "first": [route_row(one, ask) for one in first],
            "talk": talk,
            "services": ask.links.to(GuidePage(Kind.SERVICES)),
            "for_me": ask.links.to(GuidePage(Kind.FOR_ME)),
            "is_home": True,
        },
        until,
    )


def _talk(ask: Ask) -> tuple[list[Spot], datetime]:
    chosen = list(ask.facts.talk_to)
    needs = () if chosen else LISTENING
    found, until = places_of(ask, Wanted(needs, services=chosen or None, limit=OFFERED, order=Order.EACH_PLACE))
    reachable: dict[UUID, Spot] = {}
    for spot in found:
        if spot.calls:
            reachable.setdefault(spot.place.service_id, spot)
    return sorted(reachable.values(), key=lambda spot: spot.state.css != "open")[:TALK], until


def need(ask: Ask) -> Screen:
    """Return the page of a need: its parts, the routes that lead through it, and services that answer it."""
    known = guide_needs.needs(ask.language)
    topic = known.get(ask.page.one)
    if topic is None:
        raise NoSuchPageError
    inside = guide_needs.with_parts(topic.code)
    spots, more, until = attending(ask, [topic.code], LISTED)
    return Screen(
        "need.html",
        topic.name,
        topic.description,
        {
            "topic": need_row(topic, ask),
            "back": ask.links.to(GuidePage(Kind.NEED, topic.parent) if topic.parent else HOME),
            "parts": [need_row(one, ask) for one in guide_needs.under(topic.code, ask.language)],
            "routes": [route_row(one, ask) for one in published(ask.language) if one.need in inside],
            "spots": spots,
            "more": ask.links.to(GuidePage(Kind.LIST, topic.code)) if more else "",
            "numbers": [number_call(one) for one in ask.numbers] if DANGER in {topic.code, topic.parent} else (),
        },
        until,
    )
