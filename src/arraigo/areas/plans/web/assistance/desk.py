"""Pages of assistance plans at the desk: the list, one plan as a tree that is edited, made, changed, taken away."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from arraigo.areas.plans import permissions
from arraigo.areas.plans.actions import assistance as actions
from arraigo.areas.plans.actions.common import PlansError
from arraigo.areas.plans.models import AssistancePlan
from arraigo.areas.plans.queries import assistance as reads
from arraigo.areas.plans.queries import assistance_figures as figures
from arraigo.areas.plans.queries.assistance_content import content_of
from arraigo.areas.plans.web.assistance import tables as own_tables
from arraigo.areas.plans.web.assistance.common import assistance_for
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
    return tables.respond(request, "plans/assistance/list.html", shown, context, filename=_("planes de asistencia"))


@require_safe
@membership_required(permissions.reads_plans)
def assistance(request: CityRequest, city: str, assistance_id: UUID) -> HttpResponse:
    """Show a plan as a tree: objectives with their grounds, outputs with their activities, indicators."""
    found = assistance_for(assistance_id)
    content = content_of(found, on=request.city.day_of(timezone.now()))
    context = {
        "assistance": found,
        "content": content,
        "standing": figures.standing(content),
        "budget": figures.budget(content, no_source=_("Sin fuente definida")),
        "edition": reads.current_edition(found),
        "manages": permissions.manages_plans(request.membership),
    }
    return render(request, "plans/assistance/plan.html", context)


@require_safe
@membership_required(permissions.reads_plans)
def activities(request: CityRequest, city: str, assistance_id: UUID) -> HttpResponseBase:
    """List the activities of a plan, to search, filter and take away as a file."""
    found = assistance_for(assistance_id)
    table = own_tables.activities(city, found, day=request.city.day_of(timezone.now()))
    shown = tables.listing(table, request, reads.activities(found))
    context = {"assistance": found, "manages": permissions.manages_plans(request.membership)}
    return tables.respond(request, "plans/assistance/activities.html", shown, context, filename=_("actividades"))


@require_http_methods(FORM)
@membership_required(permissions.manages_plans)
def new(request: CityRequest, city: str) -> HttpResponse:
    """Make an assistance plan."""
    form = AssistanceForm(request.POST or None, plan=request.GET.get("plan"))
    if request.method == "POST" and form.is_valid():
        made = actions.save_assistance(by=request.membership.user, at=timezone.now(), **form.cleaned_data)
        messages.success(request, _("Plan creado. Empiece por sus objetivos."))
        return redirect("plans:assistance", city, made.pk)
    return _form(request, form, None)


@require_http_methods(FORM)
@membership_required(permissions.manages_plans)
def edit(request: CityRequest, city: str, assistance_id: UUID) -> HttpResponse:
    """Change what a plan is called, its dates, whom it assists."""
    found = assistance_for(assistance_id)
    form = AssistanceForm(request.POST or None, assistance=found)
    if request.method == "POST" and form.is_valid():
        by, at = request.membership.user, timezone.now()
        try:
            actions.save_assistance(assistance=found, by=by, at=at, **form.cleaned_data)
        except PlansError as error:
            form.add_error("ends_on", str(error))
        else:
            messages.success(request, _("Plan guardado."))
            return redirect("plans:assistance", city, found.pk)
    return _form(request, form, found)


@require_http_methods(FORM)
@membership_required(permissions.manages_plans)
def delete(request: CityRequest, city: str, assistance_id: UUID) -> HttpResponse:
    """Ask, and then take away a plan that was never published."""
    found = assistance_for(assistance_id)
    refused = ""
    if request.method == "POST":
        try:
            actions.delete_assistance(assistance=found, by=request.membership.user, at=timezone.now())
        except PlansError as error:
            refused = str(error)
        else:
            messages.success(request, _("Plan eliminado."))
            return redirect("plans:assistance_plans", city)
    context = {"assistance": found, "refused": refused}
    return render(request, "plans/assistance/delete.html", context, status=409 if refused else 200)


def _form(request: CityRequest, form: AssistanceForm, found: AssistancePlan | None) -> HttpResponse:
    context = {"form": form, "assistance": found}
    return render(request, "plans/assistance/form.html", context, status=422 if form.is_bound else 200)
