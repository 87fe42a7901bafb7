"""What a page of the guide is asked for, and what answers."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from arraigo.areas.attention.api import Emergency
from arraigo.areas.attention.queries.guide_areas import Zone, zones
from arraigo.areas.attention.queries.guide_settings import GuideFacts
from arraigo.areas.attention.web.guide.addresses import GuidePage, Links, Mode
from arraigo.areas.attention.web.guide.known import Wanted, places
from arraigo.areas.attention.web.guide.places import Spot, soonest_change, spots
from arraigo.areas.attention.web.guide.shelf import Shelf
from arraigo.areas.attention.web.guide.stamps import Stamps
from arraigo.core.places.models import City


class NoSuchPageError(LookupError):
    """There is no page of this address in the guide of this city."""


@dataclass(frozen=True, slots=True)
class Ask:
    """A page that somebody wants: of which city, in which language, at which moment of the city's clock."""

    city: City
    language: str
    page: GuidePage
    at: datetime
    mode: Mode
    links: Links
    facts: GuideFacts
    numbers: tuple[Emergency, ...]
    stamps: Stamps
    shelf: Shelf | None = None

    @property
    def is_live(self) -> bool:
        """Say whether the program itself hands the page out, and so knows the hour and can search."""
        return self.mode is Mode.LIVE


@dataclass(slots=True)
class Screen:
    """What a page says: its template, title, one sentence for search engines, and what the template needs.

    `until` is the moment from which it would say something else though nothing was changed; None is never.
    """

    template: str
    title: str
    description: str = ""
    context: dict[str, Any] = field(default_factory=dict)
    until: datetime | None = None
    status: int = 200


def places_of(ask: Ask, wanted: Wanted, *, skip: int = 0) -> tuple[list[Spot], datetime]:
    """Return places as the page shows them, without the first ones, and until when what it says of them holds."""
    if ask.shelf is not None:
        found = ask.shelf.find(wanted)
    else:
        found = places(ask.city.pk, ask.stamps.services, wanted, at=ask.at)
    shown = found[skip:]
    return spots(shown, ask.links, ask.at), soonest_change(shown, ask.at)


def zones_of(ask: Ask) -> list[Zone]:
    """Return the parts of the city that a page leads to; those made from a shelf lead to what is made with them."""
    return list(ask.shelf.zones) if ask.shelf is not None else zones()
