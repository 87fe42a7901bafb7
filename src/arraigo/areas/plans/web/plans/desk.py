"""Pages of plans: the list, one plan with its versions and calendar, making and changing one."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from arraigo.areas.plans import permissions
from arraigo.areas.plans.actions import plans as actions
from arraigo.areas.plans.models import Plan
from arraigo.areas.plans.queries import plans as reads
from arraigo.areas.plans.web.plans import tables as own_tables
from arraigo.areas.plans.web.plans.common import plan_for
from arraigo.areas.plans.web.plans.forms import PlanForm
from arraigo.core.accounts.api import CityRequest, membership_required
from arraigo.core.ui import tables

FORM = ("GET", "HEAD", "POST")


@require_safe
@membership_required(permissions.reads_plans)
def listed(request: CityRequest, city: str) -> HttpResponseBase:
    """List the plans of the city."""
    table = own_tables.plans(city, reads.authorities())
    context = {"manages": permissions.manages_plans(request.membership)}
    shown = tables.listing(table, request, reads.plans())
    return tables.respond(request, "plans/plans/plans.html", shown, context, filename=_("planes"))


@require_safe
@membership_required(permissions.reads_plans)
def plan(request: CityRequest, city: str, plan_id: UUID) -> HttpResponse:
    """Show a plan: its versions, its calendar, and the ways on."""
    found = plan_for(plan_id)
    today = request.city.day_of(timezone.now())
    rows = list(reads.versions(found))
    context = {
        "plan": found,
        "versions": rows,
        "latest": rows[0] if rows else None,
        "legs": reads.legs(found, today=today),
        "manages": permissions.manages_plans(request.membership),
    }
    return render(request, "plans/plans/plan.html", context)


@require_http_methods(FORM)
@membership_required(permissions.manages_plans)
def new(request: CityRequest, city: str) -> HttpResponse:
    """Make a plan."""
    form = PlanForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = actions.save_plan(by=request.membership.user, at=timezone.now(), **form.cleaned_data)
        messages.success(request, _("Plan «%(title)s» creado. Ahora cargue su archivo.") % {"title": made.title})
        return redirect("plans:version_new", city, made.pk)
    return _form(request, form, None)


@require_http_methods(FORM)
@membership_required(permissions.manages_plans)
def edit(request: CityRequest, city: str, plan_id: UUID) -> HttpResponse:
    """Change a plan."""
    found = plan_for(plan_id)
    form = PlanForm(request.POST or None, plan=found)
    if request.method == "POST" and form.is_valid():
        actions.save_plan(plan=found, by=request.membership.user, at=timezone.now(), **form.cleaned_data)
        messages.success(request, _("Plan guardado."))
        return redirect("plans:plan", city, found.pk)
    return _form(request, form, found)


def _form(request: CityRequest, form: PlanForm, found: Plan | None) -> HttpResponse:
    context = {"form": form, "plan": found, "has_authorities": reads.authorities().exists()}
    return render(request, "plans/plans/plan_form.html", context, status=422 if form.is_bound else 200)
