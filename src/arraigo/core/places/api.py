"""Cities and their areas."""

from arraigo.core.places.access import Member, any_member, edits_directory, opens_for
from arraigo.core.places.actions import SeveralCitiesError, UnknownCityError, create_city, only_city_or_create
from arraigo.core.places.enums import AreaLevel
from arraigo.core.places.geojson import AreaDraft, AreaFile, BadAreaFileError, read_geojson
from arraigo.core.places.importing import Imported, import_areas
from arraigo.core.places.queries import area_choices, areas, cities, city_by_slug, forget_cities
from arraigo.core.places.slugs import RESERVED, BadCityError, check_slug

__all__ = [
    "RESERVED",
    "AreaDraft",
    "AreaFile",
    "AreaLevel",
    "BadAreaFileError",
    "BadCityError",
    "Imported",
    "Member",
    "SeveralCitiesError",
    "UnknownCityError",
    "any_member",
    "area_choices",
    "areas",
    "check_slug",
    "cities",
    "city_by_slug",
    "create_city",
    "edits_directory",
    "forget_cities",
    "import_areas",
    "only_city_or_create",
    "opens_for",
    "read_geojson",
]
