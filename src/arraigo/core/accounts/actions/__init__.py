"""Writes of accounts."""

from arraigo.core.accounts.actions.invitations import invite
from arraigo.core.accounts.actions.memberships import change, grant, revoke
from arraigo.core.accounts.actions.second_factor import reset_second_factor
from arraigo.core.accounts.actions.tokens import issue_token, revoke_token
from arraigo.core.accounts.actions.users import EmailTakenError, change_language, change_name, create_user

__all__ = [
    "EmailTakenError",
    "change",
    "change_language",
    "change_name",
    "create_user",
    "grant",
    "invite",
    "issue_token",
    "reset_second_factor",
    "revoke",
    "revoke_token",
]
