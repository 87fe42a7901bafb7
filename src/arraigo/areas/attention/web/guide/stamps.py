"""What the guide says now, as a word that changes with it: asked of the database, and believed for a second."""

from dataclasses import dataclass
from time import monotonic
from uuid import UUID

from django.db import connection

from arraigo.areas.attention import api as attention
from arraigo.areas.directory import api as directory
from arraigo.core import tenancy
from arraigo.core.places.models import City

# A process may be this late to notice that something was published.
BELIEVED_SECONDS = 1.0


@dataclass(frozen=True, slots=True)
class Stamps:
    """The stamps of what the guide shows: its routes, the directory, and the city's own name and clock."""

    routes: str
    services: str
    city: str


_believed: dict[UUID, tuple[float, Stamps]] = {}


def stamps_of(city: City) -> Stamps:
    """Return the stamps of a city.

    Inside a transaction the tables are read: what it sees may be undone, and must not be believed.
    """
    own = f"{city.name}|{city.municipality}|{city.timezone}|{city.invented}"
    if connection.in_atomic_block:
        return _read(city, own)
    until, known = _believed.get(city.pk, (0.0, None))
    if known is not None and known.city == own and monotonic() < until:
        return known
    found = _read(city, own)
    _believed[city.pk] = monotonic() + BELIEVED_SECONDS, found
    return found


def _read(city: City, own: str) -> Stamps:
    with tenancy.scope(city):
        return Stamps(attention.stamp(city.pk), directory.stamp(city), own)


def forget() -> None:
    """Believe nothing any more."""
    _believed.clear()
