"""The city that a command works on."""

from arraigo.cli.language import _
from arraigo.cli.printer import MendableError
from arraigo.core.places import api as places
from arraigo.core.places.models import City

FIRST = "ciudad"


def chosen(slug: str) -> City:
    """Return the city that `--city` names; without a name the only one, or one called `ciudad` that is made.

    Raises MendableError when no city has that name, or when there are several and none was named.
    """
    cities = list(City.objects.order_by("slug"))
    if not slug and len(cities) > 1:
        names = ", ".join(city.slug for city in cities)
        raise MendableError(_("Hay varias ciudades ({names}). Diga cuál con --city.").format(names=names))
    if slug and slug not in {city.slug for city in cities}:
        raise MendableError(_("No hay una ciudad «{slug}». Créela con «arraigo city create».").format(slug=slug))
    return places.only_city_or_create(slug or FIRST) if not cities else _named(cities, slug)


def _named(cities: list[City], slug: str) -> City:
    return next(city for city in cities if not slug or city.slug == slug)
