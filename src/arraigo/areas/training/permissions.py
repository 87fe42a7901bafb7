"""Who may do what in training. Names open to those who read courses; figures to many more."""

from django.db.models import Q

from arraigo.core.accounts import api as accounts
from arraigo.core.accounts.api import Standing, is_member, manages_training, reads_figures, reads_training

__all__ = [
    "courses_of",
    "is_member",
    "manages_training",
    "reads_figures",
    "reads_records",
    "reads_training",
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
