"""What the pages of plans share: finding a plan and a version of it."""

from uuid import UUID

from django.http import Http404
from django.utils.translation import gettext as _

from arraigo.areas.plans.models import Plan, PlanVersion


def plan_for(plan_id: UUID) -> Plan:
    """Return a plan of the city; raises Http404."""
    found = Plan.objects.select_related("authority__organization", "city").filter(pk=plan_id).first()
    if found is None:
        raise Http404(_("Este plan no existe."))
    return found


def version_for(plan_id: UUID, version_id: UUID) -> PlanVersion:
    """Return a version of a plan; raises Http404."""
    found = PlanVersion.objects.select_related("plan__authority__organization", "file", "reading_job")
    version = found.filter(plan=plan_id, pk=version_id).first()
    if version is None:
        raise Http404(_("Esta versión no existe."))
    return version
