"""Writes of cities."""

from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.db import connection, transaction
from django.utils.translation import gettext as _

from arraigo.core import tenancy
from arraigo.core.audit import api as audit
from arraigo.core.places.models import City
from arraigo.core.places.queries import forget_cities
from arraigo.core.places.slugs import BadCityError, check_slug

if TYPE_CHECKING:
    from arraigo.core.accounts.models import User

# Two commands on an empty installation must not both make its city.
_FIRST_CITY = 0x61727261


class SeveralCitiesError(LookupError):
    """The installation has several cities and none was named."""

    def __init__(self, slugs: list[str]) -> None:
        self.slugs = slugs
        super().__init__(_("Hay varias ciudades: diga cuál (%(slugs)s).") % {"slugs": ", ".join(slugs)})


class UnknownCityError(LookupError):
    """No city has that short name."""

    def __init__(self, slug: str) -> None:
        super().__init__(_("No hay ninguna ciudad con el nombre corto «%(slug)s».") % {"slug": slug})


@transaction.atomic
def create_city(
    *,
    slug: str,
    name: str,
    by: "User | None",
    at: datetime,
    timezone: str = "America/Guayaquil",
    country: str = "EC",
    municipality: str = "",
    invented: bool = False,
) -> City:
    """Add a city; raises BadCityError for a short name that is reserved or taken, or a wrong time zone."""
    check_slug(slug)
    if not name.strip():
        raise BadCityError(_("Escriba el nombre de la ciudad."))
    if City.objects.filter(slug=slug).exists():
        raise BadCityError(_("Ya hay una ciudad con el nombre corto «%(slug)s».") % {"slug": slug})
    try:
        ZoneInfo(timezone)
    except (ZoneInfoNotFoundError, ValueError):
        raise BadCityError(_("No existe la zona horaria «%(zone)s».") % {"zone": timezone}) from None
    city = City(
        slug=slug,
        name=name.strip(),
        municipality=municipality.strip(),
        country=country,
        timezone=timezone,
        invented=invented,
        created_at=at,
    )
    city.save(force_insert=True)
    forget_cities()
    with tenancy.scope(city):
        audit.record(action="places.create_city", subject=city, by=by, at=at, detail={"slug": slug})
    return city


@transaction.atomic
def only_city_or_create(slug: str | None = None, *, at: datetime) -> City:
    """Return the city that a command means: the one it names, or the only one.

    An installation without cities gets its first: the one named, or one called `ciudad`.
    Raises UnknownCityError for a name that no city has, SeveralCitiesError when none is named and there are several.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_FIRST_CITY])
    several = list(City.objects.order_by("slug"))
    if not several:
        return create_city(slug=slug or "ciudad", name=_name_of(slug), by=None, at=at)
    named = [city for city in several if slug in (None, "", city.slug)]
    if not named:
        raise UnknownCityError(slug or "")
    if len(named) > 1:
        raise SeveralCitiesError([city.slug for city in named])
    return named[0]


def _name_of(slug: str | None) -> str:
    return slug.replace("-", " ").title() if slug else _("Ciudad")
