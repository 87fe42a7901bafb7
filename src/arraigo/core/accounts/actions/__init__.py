"""Writes of accounts."""

from arraigo.core.accounts.actions.memberships import grant, revoke
from arraigo.core.accounts.actions.users import change_language, change_name, create_user

__all__ = ["change_language", "change_name", "create_user", "grant", "revoke"]
