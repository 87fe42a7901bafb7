"""Cities and their areas."""

from arraigo.core.places.actions import SeveralCitiesError, UnknownCityError, create_city, only_city_or_create
from arraigo.core.places.enums import AreaLevel
from arraigo.core.places.queries import area_choices, areas, cities, city_by_slug, forget_cities
from arraigo.core.places.slugs import RESERVED, check_slug

__all__ = [
    "RESERVED",
    "AreaLevel",
    "SeveralCitiesError",
    "UnknownCityError",
    "area_choices",
    "areas",
    "check_slug",
    "cities",
    "city_by_slug",
    "create_city",
    "forget_cities",
    "only_city_or_create",
]
