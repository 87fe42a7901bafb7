"""What other areas, the command line and the demo use of the directory."""

from arraigo.areas.directory.actions.common import DirectoryError
from arraigo.areas.directory.actions.reporting import LONGEST_NOTE, report_problem
from arraigo.areas.directory.enums import ReportKind
from arraigo.areas.directory.queries.desk import waiting_proposals, waiting_reports
from arraigo.areas.directory.queries.eligibility import Group, Profile
from arraigo.areas.directory.queries.finding import find_needs, search_places
from arraigo.areas.directory.queries.hours import HoursLine, Opening
from arraigo.areas.directory.queries.needs import Need, need_names, needs
from arraigo.areas.directory.queries.public import each_service, public_places, stamp
from arraigo.areas.directory.queries.values import PhoneLine, Place
from arraigo.engines.guidance.finding import Found

__all__ = [
    "LONGEST_NOTE",
    "DirectoryError",
    "Found",
    "Group",
    "HoursLine",
    "Need",
    "Opening",
    "PhoneLine",
    "Place",
    "Profile",
    "ReportKind",
    "each_service",
    "find_needs",
    "need_names",
    "needs",
    "public_places",
    "report_problem",
    "search_places",
    "stamp",
    "waiting_proposals",
    "waiting_reports",
]
