"""The door of accounts: who somebody is in a city, and what that lets them do."""

from arraigo.core.accounts.access import CityRequest, membership_required
from arraigo.core.accounts.actions import create_user, grant, revoke
from arraigo.core.accounts.enums import Role, Scope
from arraigo.core.accounts.permissions import (
    changes_people,
    is_member,
    manages_accounts,
    manages_training,
    needs_second_factor,
    reads_accounts,
    reads_audit,
    reads_figures,
    reads_training,
    sees_identity,
    sees_people,
    sees_some_people,
)
from arraigo.core.accounts.queries import cities_of, has_second_factor, standing_of
from arraigo.core.accounts.standing import Grant, Standing

__all__ = [
    "CityRequest",
    "Grant",
    "Role",
    "Scope",
    "Standing",
    "changes_people",
    "cities_of",
    "create_user",
    "grant",
    "has_second_factor",
    "is_member",
    "manages_accounts",
    "manages_training",
    "membership_required",
    "needs_second_factor",
    "reads_accounts",
    "reads_audit",
    "reads_figures",
    "reads_training",
    "revoke",
    "sees_identity",
    "sees_people",
    "sees_some_people",
    "standing_of",
]
