"""Tables of directory: those of HSDS 3.1 under their names there, and those of its upkeep."""

from arraigo.areas.directory.models.contacts import Contact, Language, Phone
from arraigo.areas.directory.models.freshness import DAYS, FreshnessRule
from arraigo.areas.directory.models.hours import Holiday, Schedule, ScheduleException
from arraigo.areas.directory.models.kept import KeptRecord
from arraigo.areas.directory.models.locations import Accessibility, Address, Location
from arraigo.areas.directory.models.organizations import OrganizationProfile, Program
from arraigo.areas.directory.models.services import (
    CostOption,
    RequiredDocument,
    Service,
    ServiceArea,
    ServiceAtLocation,
    ServiceCapacity,
    ServiceNeed,
)
from arraigo.areas.directory.models.taxonomies import NEEDS, Taxonomy, TaxonomyTerm
from arraigo.areas.directory.models.upkeep import Change, Proposal, Report, UpdateLink, Verification

__all__ = [
    "DAYS",
    "NEEDS",
    "Accessibility",
    "Address",
    "Change",
    "Contact",
    "CostOption",
    "FreshnessRule",
    "Holiday",
    "KeptRecord",
    "Language",
    "Location",
    "OrganizationProfile",
    "Phone",
    "Program",
    "Proposal",
    "Report",
    "RequiredDocument",
    "Schedule",
    "ScheduleException",
    "Service",
    "ServiceArea",
    "ServiceAtLocation",
    "ServiceCapacity",
    "ServiceNeed",
    "Taxonomy",
    "TaxonomyTerm",
    "UpdateLink",
    "Verification",
]
