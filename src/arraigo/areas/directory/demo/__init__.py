"""The directory of the demo city: invented organisations, places and services, as a real directory would be."""

from collections.abc import Callable
from datetime import datetime

from django.utils.translation import gettext as _

from arraigo.areas.directory.demo.directory import build_directory
from arraigo.areas.directory.demo.upkeep import build_upkeep
from arraigo.core.accounts.models import User
from arraigo.core.places.models import City

__all__ = ["build"]


def build(*, city: City, by: User | None, at: datetime, progress: Callable[[str, int, int], None]) -> None:
    """Build services with their places and hours, and what keeps them true; once in a city.

    Runs inside `tenancy.scope(city)` and the caller's transaction.
    """
    progress(_("Escribiendo el directorio de servicios"), 0, 2)
    build_directory(city=city, by=by, at=at)
    progress(_("Escribiendo el directorio de servicios"), 1, 2)
    build_upkeep(city=city, by=by, at=at)
    progress(_("Escribiendo el directorio de servicios"), 2, 2)
