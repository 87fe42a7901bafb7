"""Pages on which findings and recommendations are chosen: as grounds of an objective, or to make objectives of."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from arraigo.areas.plans import permissions
from arraigo.areas.plans.actions import assistance_grounds as actions
from arraigo.areas.plans.actions.common import PlansError
from arraigo.areas.plans.models import AssistancePlan, Finding, Objective, Recommendation
from arraigo.areas.plans.queries import assistance as reads
from arraigo.areas.plans.web.assistance.common import assistance_for, objective_for
from arraigo.core.accounts.api import CityRequest, membership_required
from arraigo.core.ui.ids import ids_from

FORM = ("GET", "HEAD", "POST")


@require_http_methods(FORM)
@membership_required(permissions.manages_plans)
def create(request: CityRequest, city: str, assistance_id: UUID) -> HttpResponse:
    """Make objectives of the findings and recommendations that are ticked."""
    found = assistance_for(assistance_id)
    refused = ""
    if request.method == "POST" and request.POST.get("accion") != "buscar":
        try:
            made = actions.objectives_from(
                found, by=request.membership.user, at=timezone.now(), **_chosen(found, _ticked(request))
            )
        except PlansError as error:
            refused = str(error)
        else:
            words = ngettext("%(count)d objetivo creado.", "%(count)d objetivos creados.", len(made))
            messages.success(request, words % {"count": len(made)})
            return redirect("plans:assistance", city, found.pk)
    return _page(request, found, None, _ticked(request), refused)


@require_http_methods(FORM)
@membership_required(permissions.manages_plans)
def choose(request: CityRequest, city: str, assistance_id: UUID, objective_id: UUID) -> HttpResponse:
    """Choose on what an objective rests."""
    found = assistance_for(assistance_id)
    objective = objective_for(found, objective_id)
    if request.method == "POST" and request.POST.get("accion") != "buscar":
        actions.ground(objective, by=request.membership.user, at=timezone.now(), **_chosen(found, _ticked(request)))
        messages.success(request, _("Sustento guardado."))
        return redirect(f"{reverse('plans:assistance', args=[city, found.pk])}#parte-{objective.pk}")
    ticked = _ticked(request) if request.method == "POST" else _held(objective)
    return _page(request, found, objective, ticked, "")


def _page(
    request: CityRequest, found: AssistancePlan, objective: Objective | None, ticked: set[str], refused: str
) -> HttpResponse:
    words = request.POST.get("q", "").replace("\x00", "").strip()[:100]
    shown = reads.candidates(found, words=words)
    seen = {str(one.id) for one in shown}
    every = shown if seen >= ticked else [*_missing(found, ticked - seen), *shown]
    context = {
        "assistance": found,
        "objective": objective,
        "candidates": every,
        "ticked": ticked,
        "words": words,
        "refused": refused,
    }
    return render(request, "plans/assistance/grounds.html", context, status=422 if refused else 200)


def _missing(found: AssistancePlan, keys: set[str]) -> Sequence[reads.Candidate]:
    """Return what is ticked and would be hidden by the search, so that it is not lost."""
    return [one for one in reads.candidates(found) if str(one.id) in keys]


def _ticked(request: CityRequest) -> set[str]:
    return {str(one) for one in ids_from(request.POST.getlist("sustento"))}


def _held(objective: Objective) -> set[str]:
    rows = objective.grounds.values_list("finding_id", "recommendation_id")
    return {str(one) for pair in rows for one in pair if one}


def _chosen(assistance: AssistancePlan, keys: set[str]) -> dict[str, Any]:
    """Return the findings and recommendations that are ticked, of the plan that is reviewed where there is one."""
    findings = Finding.objects.filter(pk__in=keys).order_by("order")
    recommendations = Recommendation.objects.filter(pk__in=keys).order_by("plan__title", "number")
    if assistance.plan_id:
        findings = findings.filter(review__version__plan=assistance.plan_id)
        recommendations = recommendations.filter(plan=assistance.plan_id)
    return {"findings": list(findings), "recommendations": list(recommendations)}
