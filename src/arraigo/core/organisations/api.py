"""Who gives a service, sends officials or answers for a plan."""

from arraigo.core.organisations.actions import NameTakenError, create_organization, resolve_names, update_organization
from arraigo.core.organisations.enums import OrganizationKind
from arraigo.core.organisations.names import name_key
from arraigo.core.organisations.queries import choices, names_of, organizations

__all__ = [
    "NameTakenError",
    "OrganizationKind",
    "choices",
    "create_organization",
    "name_key",
    "names_of",
    "organizations",
    "resolve_names",
    "update_organization",
]
