"""What the pages of assistance plans share: finding a plan and its parts, and which day it is in the city."""

from typing import Any
from uuid import UUID

from django.http import Http404
from django.utils.translation import gettext as _

from arraigo.areas.plans.models import (
    Activity,
    AssistanceEdition,
    AssistanceIndicator,
    AssistancePlan,
    Objective,
)


def assistance_for(assistance_id: UUID) -> AssistancePlan:
    """Return an assistance plan of the city; raises Http404."""
    rows = AssistancePlan.objects.select_related("authority__organization", "plan", "city")
    found = rows.filter(pk=assistance_id).first()
    if found is None:
        raise Http404(_("Este plan de asistencia no existe."))
    return found


def objective_for(assistance: AssistancePlan, objective_id: UUID) -> Objective:
    """Return an objective of a plan; raises Http404."""
    return _found(assistance.objectives.filter(pk=objective_id).first())  # type: ignore[no-any-return]


def activity_for(assistance: AssistancePlan, activity_id: UUID) -> Activity:
    """Return an activity of a plan; raises Http404."""
    rows = Activity.objects.select_related("output__objective")
    return _found(rows.filter(pk=activity_id, output__objective__assistance=assistance).first())  # type: ignore[no-any-return]


def indicator_for(assistance: AssistancePlan, indicator_id: UUID) -> AssistanceIndicator:
    """Return an indicator of a plan; raises Http404."""
    rows = AssistanceIndicator.objects.select_related("objective")
    return _found(rows.filter(pk=indicator_id, objective__assistance=assistance).first())  # type: ignore[no-any-return]


def edition_for(assistance: AssistancePlan, edition_id: UUID) -> AssistanceEdition:
    """Return an edition of a plan; raises Http404."""
    return _found(assistance.editions.filter(pk=edition_id).first())  # type: ignore[no-any-return]


def _found(row: Any) -> Any:  # noqa: ANN401 - a row or nothing
    if row is None:
        raise Http404(_("Esta parte del plan no existe."))
    return row
