"""Pages of a plan's calendar."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from arraigo.areas.plans import permissions
from arraigo.areas.plans.actions import plans as actions
from arraigo.areas.plans.documents.calendar import MEDIA_TYPE, phases_calendar
from arraigo.areas.plans.models import Phase, Plan
from arraigo.areas.plans.web.plans.common import plan_for
from arraigo.areas.plans.web.plans.forms import PhaseForm
from arraigo.core.accounts.api import CityRequest, membership_required

FORM = ("GET", "HEAD", "POST")


@require_safe
@membership_required(permissions.reads_plans)
def download(request: CityRequest, city: str, plan_id: UUID) -> HttpResponse:
    """Give a plan's phases as a calendar."""
    found = plan_for(plan_id)
    url = request.build_absolute_uri(reverse("plans:plan", args=[city, found.pk]))
    response = HttpResponse(phases_calendar(found, at=timezone.now(), url=url), content_type=MEDIA_TYPE)
    response["Content-Disposition"] = f'attachment; filename="{found.slug}.ics"'
    return response


@require_http_methods(FORM)
@membership_required(permissions.manages_plans)
def new(request: CityRequest, city: str, plan_id: UUID) -> HttpResponse:
    """Add a phase."""
    found = plan_for(plan_id)
    form = PhaseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.save_phase(plan=found, by=request.membership.user, at=timezone.now(), **form.cleaned_data)
        messages.success(request, _("Fase agregada al calendario."))
        return redirect("plans:plan", city, found.pk)
    return _form(request, form, found, None)


@require_http_methods(FORM)
@membership_required(permissions.manages_plans)
def edit(request: CityRequest, city: str, plan_id: UUID, phase_id: UUID) -> HttpResponse:
    """Change a phase, or say when it was done."""
    found = plan_for(plan_id)
    phase = _phase(found, phase_id)
    form = PhaseForm(request.POST or None, phase=phase)
    if request.method == "POST" and form.is_valid():
        actions.save_phase(plan=found, phase=phase, by=request.membership.user, at=timezone.now(), **form.cleaned_data)
        messages.success(request, _("Fase guardada."))
        return redirect("plans:plan", city, found.pk)
    return _form(request, form, found, phase)


@require_POST
@membership_required(permissions.manages_plans)
def done(request: CityRequest, city: str, plan_id: UUID, phase_id: UUID) -> HttpResponse:
    """Say that a phase was done today; one that was done already keeps its day."""
    found = plan_for(plan_id)
    phase = _phase(found, phase_id)
    at = timezone.now()
    if phase.done_on is None:
        today = request.city.day_of(at)
        actions.save_phase(plan=found, phase=phase, done_on=today, by=request.membership.user, at=at)
    messages.success(request, _("«%(title)s» quedó cumplida.") % {"title": phase.title})
    return redirect("plans:plan", city, found.pk)


@require_http_methods(FORM)
@membership_required(permissions.manages_plans)
def delete(request: CityRequest, city: str, plan_id: UUID, phase_id: UUID) -> HttpResponse:
    """Ask, and then take a phase off the calendar."""
    found = plan_for(plan_id)
    phase = _phase(found, phase_id)
    if request.method == "POST":
        actions.delete_phase(phase=phase, by=request.membership.user, at=timezone.now())
        messages.success(request, _("Fase quitada del calendario."))
        return redirect("plans:plan", city, found.pk)
    return render(request, "plans/plans/phase_delete.html", {"plan": found, "phase": phase})


def _phase(plan: Plan, phase_id: UUID) -> Phase:
    phase = plan.phases.filter(pk=phase_id).first()
    if phase is None:
        raise Http404(_("Esta fase no existe."))
    return phase


def _form(request: CityRequest, form: PhaseForm, plan: Plan, phase: Phase | None) -> HttpResponse:
    context = {"form": form, "plan": plan, "phase": phase}
    return render(request, "plans/plans/phase_form.html", context, status=422 if form.is_bound else 200)
