"""Services at places as the guide shows them: name, open or closed, address, how to get there, whom to call."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import quote

from django.conf import settings
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _

from arraigo.areas.attention.web.guide import hours
from arraigo.areas.attention.web.guide.addresses import GuidePage, Kind, Links, Mode
from arraigo.areas.directory.api import PhoneLine, Place
from arraigo.core.ui.formats import NBSP, number

KILOMETRE = 1000


@dataclass(frozen=True, slots=True)
class Call:
    """Somebody to call: the number as it is written, what it is for, and where the link leads."""

    number: str
    label: str
    href: str
    whatsapp: str = ""


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in words. `language` is that of what the directory wrote, where it is not the page's."""

    name: str
    organization: str
    href: str
    state: hours.State
    address: str
    how: str
    calls: tuple[Call, ...]
    map: str
    geo: str
    distance: str
    is_reserved: bool
    place: Place

    @property
    def first_calls(self) -> list[Call]:
        """Whom a list offers to call: the first number, and the first that is for writing."""
        voice = [one for one in self.calls if not one.whatsapp][:1]
        return [*voice, *[one for one in self.calls if one.whatsapp][:1]]


def spots(places: Iterable[Place], links: Links, at: datetime) -> list[Spot]:
    """Return places as a page shows them; a static page shows the hours instead of open or closed."""
    return [spot(one, links, at) for one in places]


def spot(place: Place, links: Links, at: datetime) -> Spot:
    """Return a place as a page shows it. A reserved one has no address and no map: its phones tell how to arrive."""
    is_live = links.mode is Mode.LIVE
    said = hours.state(place.opening, at) if is_live else hours.State("", hours.short(place.opening.hours))
    return Spot(
        name=place.service,
        organization=place.organization if place.organization != place.service else "",
        href=links.to(GuidePage(Kind.SERVICE, str(place.service_id))),
        state=said,
        address="" if place.is_reserved else ", ".join(part for part in (place.location, place.address) if part),
        how=place.how_to_arrive,
        calls=tuple(call(one) for one in place.phones if one.tel),
        map=_map(place),
        geo=_geo(place),
        distance=_distance(place.distance),
        is_reserved=place.is_reserved,
        place=place,
    )


def call(phone: PhoneLine) -> Call:
    """Return a number as a link; one that is said to be for WhatsApp opens that too."""
    digits = phone.tel.partition(";")[0]
    on_whatsapp = "whatsapp" in phone.label.lower() and digits.startswith("+")
    whatsapp = f"https://wa.me/{digits.lstrip('+')}" if on_whatsapp else ""
    return Call(phone.number, phone.label, f"tel:{phone.tel}", whatsapp)


def soonest_change(places: Sequence[Place], at: datetime) -> datetime:
    """Return until when what a page says of being open holds."""
    moments = [found for one in places if (found := hours.changes_at(one.opening)) is not None and found > at]
    return min([*moments, hours.next_midnight(at)])


def language_names(codes: Iterable[str]) -> str:
    """Return languages by name, as the page's language calls them; a code that nobody knows stays as it is."""
    ours = {code: str(name) for code, name in settings.LANGUAGES}
    return ", ".join(ours.get(code) or _info(code) for code in codes)


def _info(code: str) -> str:
    try:
        return str(_(get_language_info(code)["name"]))
    except KeyError:
        return code


def _map(place: Place) -> str:
    """Return the place on OpenStreetMap: a link, nothing is loaded from there."""
    if place.latitude is None or place.longitude is None:
        return ""
    here = f"{place.latitude:.5f}", f"{place.longitude:.5f}"
    return f"https://www.openstreetmap.org/?mlat={here[0]}&mlon={here[1]}#map=18/{here[0]}/{here[1]}"


def _geo(place: Place) -> str:
    """Return the place as the maps of a telephone open it (RFC 5870)."""
    if place.latitude is None or place.longitude is None:
        return ""
    here = f"{place.latitude:.5f},{place.longitude:.5f}"
    return f"geo:{here}?q={here}({quote(place.location or place.service)})"


def _distance(metres: float | None) -> str:
    if metres is None:
        return ""
    far = f"{number(round(metres, -1))}{NBSP}m" if metres < KILOMETRE else f"{number(metres / KILOMETRE, 1)}{NBSP}km"
    return _("A %(far)s") % {"far": far}
