"""Pages of assistance plans: the list, one with its tree and schedule, making it out of findings."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from arraigo.areas.plans import permissions
from arraigo.areas.plans.actions import assistance as actions
from arraigo.areas.plans.documents.gantt import Task, gantt
from arraigo.areas.plans.enums import ActivityState
from arraigo.areas.plans.models import AssistancePlan
from arraigo.areas.plans.queries import assistance as reads
from arraigo.areas.plans.web.assistance import tables as own_tables
from arraigo.areas.plans.web.assistance.common import assistance_for, today_in
from arraigo.areas.plans.web.assistance.forms import AssistanceForm
from arraigo.core.accounts.api import CityRequest, membership_required
from arraigo.core.ui import tables

FORM = ("GET", "HEAD", "POST")


@require_safe
@membership_required(permissions.reads_plans)
def listed(request: CityRequest, city: str) -> HttpResponseBase:
    """List the assistance plans of the city."""
    shown = tables.listing(own_tables.assistance_plans(city), request, reads.assistance_plans())
    context = {"manages": permissions.manages_plans(request.membership)}
    return tables.respond(
        request, "plans/assistance/list.html", shown, context, filename=_("planes de asistencia técnica")
    )


@require_safe
@membership_required(permissions.reads_plans)
def assistance(request: CityRequest, city: str, assistance_id: UUID) -> HttpResponse:
    """Show an assistance plan: where it stands, its schedule, and each part with what may be done to it."""
    found, today = assistance_for(assistance_id), today_in(request)
    objectives = reads.tree(found)
    activities = reads.activities_of(objectives)
    tasks = [
        Task(one.title, one.starts_on, one.ends_on, one.percent, reads.is_late(one, today=today))
        for one in activities
        if one.state != ActivityState.DROPPED
    ]
    first = min([found.starts_on, *(task.starts_on for task in tasks)])
    last = max([found.ends_on, *(task.ends_on for task in tasks)])
    context = {
        "assistance": found,
        "objectives": objectives,
        "standing": reads.standing(activities, today=today),
        "gantt": gantt(tasks, first=first, last=last, today=today),
        "money": reads.money(objectives),
        "risks": list(found.risks.all()),
        "editions": list(found.editions.select_related("by")),
        "manages": permissions.manages_plans(request.membership),
    }
    return render(request, "plans/assistance/assistance.html", context)


@require_http_methods(FORM)
@membership_required(permissions.manages_plans)
def new(request: CityRequest, city: str) -> HttpResponse:
    """Make an assistance plan."""
    form = AssistanceForm(request.POST or None, initial={"plan": request.GET.get("plan"), "currency": "USD"})
    if request.method == "POST" and form.is_valid():
        made = actions.save_assistance(by=request.membership.user, at=timezone.now(), **form.cleaned_data)
        messages.success(request, _("Plan de asistencia creado. Ahora agregue sus objetivos."))
        return redirect("plans:assistance", city, made.pk)
    return _form(request, form, None)


@require_http_methods(FORM)
@membership_required(permissions.manages_plans)
def edit(request: CityRequest, city: str, assistance_id: UUID) -> HttpResponse:
    """Change an assistance plan's title, dates or presentation."""
    found = assistance_for(assistance_id)
    form = AssistanceForm(request.POST or None, assistance=found)
    if request.method == "POST" and form.is_valid():
        actions.save_assistance(assistance=found, by=request.membership.user, at=timezone.now(), **form.cleaned_data)
        messages.success(request, _("Plan de asistencia guardado."))
        return redirect("plans:assistance", city, found.pk)
    return _form(request, form, found)


@require_http_methods(FORM)
@membership_required(permissions.manages_plans)
def ground(request: CityRequest, city: str, assistance_id: UUID) -> HttpResponse:
    """Choose findings and recommendations, and make objectives of them."""
    found = assistance_for(assistance_id)
    if request.method == "POST":
        return _ground(request, found)
    words = request.GET.get("q", "").strip()[:100]
    context = {
        "assistance": found,
        "words": words,
        "findings": list(reads.findings_to_choose(found, words=words)[:100]),
        "recommendations": list(reads.recommendations_to_choose(found, words=words)[:100]),
        "objectives": list(found.objectives.order_by("order")),
    }
    return render(request, "plans/assistance/ground.html", context)


def _ground(request: CityRequest, found: AssistancePlan) -> HttpResponse:
    wanted: dict[str, list[Any]] = {
        "findings": list(reads.findings_to_choose(found).filter(pk__in=_ids(request, "hallazgo"))),
        "recommendations": list(reads.recommendations_to_choose(found).filter(pk__in=_ids(request, "recomendacion"))),
    }
    objective = found.objectives.filter(pk__in=_ids(request, "objetivo")).first()
    made = actions.ground(found, objective=objective, by=request.membership.user, at=timezone.now(), **wanted)
    if made:
        words = ngettext("%(n)s fundamento agregado.", "%(n)s fundamentos agregados.", made)
        messages.success(request, words % {"n": made})
    else:
        messages.warning(request, _("Marque al menos un hallazgo o una recomendación que no esté ya en el plan."))
    return redirect("plans:assistance", request.city.slug, found.pk)


def _ids(request: CityRequest, name: str) -> list[UUID]:
    found = []
    for text in request.POST.getlist(name):
        try:
            found.append(UUID(text))
        except ValueError:
            continue
    return found


def _form(request: CityRequest, form: AssistanceForm, found: AssistancePlan | None) -> HttpResponse:
    context = {"form": form, "assistance": found}
    return render(request, "plans/assistance/form.html", context, status=422 if form.is_bound else 200)
