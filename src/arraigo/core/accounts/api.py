"""The door of accounts: who somebody is in a city, and what that lets them do."""

from arraigo.core.accounts.access import (
    CityRequest,
    PublicRequest,
    address_of,
    enter_city,
    membership_required,
    public,
)
from arraigo.core.accounts.actions import (
    EmailTakenError,
    change,
    create_user,
    grant,
    invite,
    issue_token,
    reset_second_factor,
    revoke,
    revoke_token,
)
from arraigo.core.accounts.enums import Role, Scope, role_names
from arraigo.core.accounts.guessing import Secret, TooManyGuessesError, attempt
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
from arraigo.core.accounts.tokens import ApiStanding, authenticate_token

__all__ = [
    "ApiStanding",
    "CityRequest",
    "EmailTakenError",
    "Grant",
    "PublicRequest",
    "Role",
    "Scope",
    "Secret",
    "Standing",
    "TooManyGuessesError",
    "address_of",
    "attempt",
    "authenticate_token",
    "change",
    "changes_people",
    "cities_of",
    "create_user",
    "enter_city",
    "grant",
    "has_second_factor",
    "invite",
    "is_member",
    "issue_token",
    "manages_accounts",
    "manages_training",
    "membership_required",
    "needs_second_factor",
    "public",
    "reads_accounts",
    "reads_audit",
    "reads_figures",
    "reads_training",
    "reset_second_factor",
    "revoke",
    "revoke_token",
    "role_names",
    "sees_identity",
    "sees_people",
    "sees_some_people",
    "standing_of",
]
