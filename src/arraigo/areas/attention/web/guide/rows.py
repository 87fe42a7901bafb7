"""Lines of lists: a name that leads somewhere, and what is there; and short lists of who attends."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from arraigo.areas.attention.api import PublishedRoute
from arraigo.areas.attention.queries.guide_needs import Topic
from arraigo.areas.attention.web.guide.addresses import GuidePage, Kind
from arraigo.areas.attention.web.guide.asking import Ask, places_of
from arraigo.areas.attention.web.guide.known import Order, Wanted, holds_until
from arraigo.areas.attention.web.guide.places import Spot
from arraigo.areas.attention.web.guide.telling import Teller, Told


@dataclass(frozen=True, slots=True)
class Row:
    """A line: where it leads, its name, what is there, and an icon or none."""

    href: str
    name: Told
    about: Told
    icon: str = ""


def need_row(topic: Topic, ask: Ask) -> Row:
    """Return the line of a need."""
    return Row(
        ask.links.to(GuidePage(Kind.NEED, topic.code)),
        _other(topic.name, topic.name_language, ask),
        _other(topic.description, topic.description_language, ask),
        topic.icon,
    )


def route_row(route: PublishedRoute, ask: Ask) -> Row:
    """Return the line of a route."""
    say = Teller(route.route)
    return Row(ask.links.to(GuidePage(Kind.ROUTE, route.slug)), say(route.title), say(route.summary))


def attending(ask: Ask, needs: Collection[str], most: int) -> tuple[list[Spot], bool, datetime]:
    """Return who answers needs, the best first, whether there are more of them, and until when that holds."""
    wanted = Wanted(needs, limit=most + 1, order=Order.OPEN_FIRST if ask.is_live else Order.BEST)
    found, until = places_of(ask, wanted)
    if ask.is_live:
        until = min(until, holds_until(ask.city.pk, ask.stamps.services, wanted, at=ask.at))
    return found[:most], len(found) > most, until


def _other(text: str, language: str, ask: Ask) -> Told:
    return Told.of(text, language if language != ask.language else "")
