"""What other areas, the command line and the demo use of the directory."""

from arraigo.areas.directory.queries.eligibility import Group, Profile
from arraigo.areas.directory.queries.hours import HoursLine, Opening
from arraigo.areas.directory.queries.needs import Need, need_names, needs
from arraigo.areas.directory.queries.public import each_service, public_places, stamp
from arraigo.areas.directory.queries.values import PhoneLine, Place

__all__ = [
    "Group",
    "HoursLine",
    "Need",
    "Opening",
    "PhoneLine",
    "Place",
    "Profile",
    "each_service",
    "need_names",
    "needs",
    "public_places",
    "stamp",
]
