"""Reads of cities and of the areas of the session's city."""

from time import monotonic
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet

from arraigo.core.places.models import Area, City

# A city changes its name once in years; a process may be this many seconds late to notice.
REMEMBERED_SECONDS = 5.0
_remembered: dict[str, tuple[float, City]] = {}


def city_by_slug(slug: str) -> City | None:
    """Return a city by its short name, from this process's memory for a few seconds.

    Inside a transaction the table is read: what it sees may be undone, and must not be remembered.
    """
    if connection.in_atomic_block:
        return City.objects.filter(slug=slug).first()
    until, city = _remembered.get(slug, (0.0, None))
    if city is not None and monotonic() < until:
        return city
    found = City.objects.filter(slug=slug).first()
    if found is not None:
        _remembered[slug] = (monotonic() + REMEMBERED_SECONDS, found)
    else:
        _remembered.pop(slug, None)
    return found


def forget_cities() -> None:
    """Forget what `city_by_slug` remembers in this process."""
    _remembered.clear()


def cities() -> QuerySet[City]:
    """Return every city of this installation by name."""
    return City.objects.order_by("name")


def areas(level: str | None = None) -> QuerySet[Area]:
    """Return the areas of the session's city by code, of one level or of all."""
    found = Area.objects.order_by("level", "code")
    return found.filter(level=level) if level else found


def area_choices(level: str | None = None) -> list[tuple[UUID, str]]:
    """Return the areas of the session's city as the choices of a form."""
    return list(areas(level).order_by("name").values_list("id", "name"))
