"""The city as tenant: which rows the database shows, and to whom. Reason: docs/adr (the city as tenant)."""

from arraigo.core.tenancy.context import as_user, current_city_id, scope

__all__ = ["as_user", "current_city_id", "scope"]
