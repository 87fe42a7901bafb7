"""What other areas, the command line and the demo use of the directory."""

from arraigo.areas.directory.queries.eligibility import Group, Profile
from arraigo.areas.directory.queries.finding import find_needs, search_places
from arraigo.areas.directory.queries.hours import HoursLine, Opening
from arraigo.areas.directory.queries.needs import Need, need_names, needs
from arraigo.areas.directory.queries.public import each_service, public_places, stamp
from arraigo.areas.directory.queries.values import PhoneLine, Place
from arraigo.engines.guidance.finding import Found

__all__ = [
    "Found",
    "Group",
    "HoursLine",
    "Need",
    "Opening",
    "PhoneLine",
    "Place",
    "Profile",
    "each_service",
    "find_needs",
    "need_names",
    "needs",
    "public_places",
    "search_places",
    "stamp",
]
