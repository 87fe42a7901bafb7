"""Who may do what in training. Names open to those who read courses; figures to many more."""

from uuid import UUID

from django.db.models import Q

from arraigo.core.accounts import api as accounts
from arraigo.core.accounts.api import Standing, is_member, manages_training, reads_figures, reads_training

__all__ = [
    "courses_of",
    "institutions_of",
    "is_member",
    "manages_training",
    "reads_figures",
    "reads_records",
    "reads_reports",
    "reads_training",
    "sends_reports",
]


def reads_records(standing: Standing) -> bool:
    """Open a figure to the people whom it counts: those who read courses, and people of the whole city."""
    return reads_training(standing) and accounts.sees_people(standing)


def courses_of(standing: Standing) -> Q:
    """Return which courses a standing opens: all, or when limited to organisations those of these alone.

    A course has no area, so that a membership limited to areas opens none.
    """
    if accounts.sees_people(standing):
        return Q()
    return Q(institution__in=standing.organization_ids) if standing.organization_ids else Q(pk__in=[])


def reads_reports(standing: Standing) -> bool:
    """Read the report of an institution, without names: of any, or for who is limited to organisations of their own."""
    return reads_figures(standing) or bool(standing.organization_ids)


def institutions_of(standing: Standing) -> frozenset[UUID] | None:
    """Return of which institutions a standing reads the report; None for all."""
    return None if reads_figures(standing) else standing.organization_ids


def sends_reports(standing: Standing) -> bool:
    """Send an institution its report by mail."""
    return manages_training(standing) and reads_reports(standing)
