"""Pages of the parts of an assistance plan: added, changed, moved up and down, taken away."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from arraigo.areas.plans import permissions
from arraigo.areas.plans.actions import assistance as actions
from arraigo.areas.plans.actions.common import PlansError
from arraigo.areas.plans.models import AssistancePlan
from arraigo.areas.plans.web.assistance.common import assistance_for
from arraigo.areas.plans.web.assistance.part_forms import KINDS, Kind, PartForm
from arraigo.core.accounts.api import CityRequest, membership_required

FORM = ("GET", "HEAD", "POST")


@require_http_methods(FORM)
@membership_required(permissions.manages_plans)
def new(request: CityRequest, city: str, assistance_id: UUID, kind: str) -> HttpResponse:
    """Add a part; `en` says to which objective or output."""
    found, sort = assistance_for(assistance_id), _kind(kind)
    form = sort.form(request.POST or None, assistance=found, above=request.GET.get("en"))
    if request.method == "POST" and form.is_valid():
        told = dict(form.cleaned_data)
        above = told.pop("above", found)
        try:
            made = actions.add(sort.model, above=above, by=request.membership.user, at=timezone.now(), **told)
        except PlansError as error:
            form.add_error("ends_on" if "ends_on" in form.fields else None, str(error))
        else:
            messages.success(request, str(sort.saved))
            return _back(city, found, kind, made.pk)
    return _form(request, form, found, kind, None)


@require_http_methods(FORM)
@membership_required(permissions.manages_plans)
def edit(request: CityRequest, city: str, assistance_id: UUID, kind: str, part_id: UUID) -> HttpResponse:
    """Change a part, or move it to another objective or output."""
    found, sort = assistance_for(assistance_id), _kind(kind)
    part = _part(found, sort, part_id)
    above = getattr(part, f"{actions.ABOVE[sort.model]}_id")
    form = sort.form(request.POST or None, assistance=found, part=part, above=above)
    if request.method == "POST" and form.is_valid():
        told = dict(form.cleaned_data)
        try:
            actions.change_part(
                part, above=told.pop("above", None), by=request.membership.user, at=timezone.now(), **told
            )
        except PlansError as error:
            form.add_error("ends_on" if "ends_on" in form.fields else None, str(error))
        else:
            messages.success(request, str(sort.saved))
            return _back(city, found, kind, part.pk)
    return _form(request, form, found, kind, part)


@require_http_methods(FORM)
@membership_required(permissions.manages_plans)
def delete(request: CityRequest, city: str, assistance_id: UUID, kind: str, part_id: UUID) -> HttpResponse:
    """Ask, and then take a part away."""
    found, sort = assistance_for(assistance_id), _kind(kind)
    part = _part(found, sort, part_id)
    if request.method == "POST":
        actions.delete_part(part, by=request.membership.user, at=timezone.now())
        messages.success(request, str(sort.deleted))
        return _back(city, found, kind, None)
    context = {"assistance": found, "part": part, "sort": sort, "kind": kind}
    return render(request, "plans/assistance/part_delete.html", context)


@require_POST
@membership_required(permissions.manages_plans)
def move(request: CityRequest, city: str, assistance_id: UUID, kind: str, part_id: UUID) -> HttpResponse:
    """Move a part one place up or down."""
    found, sort = assistance_for(assistance_id), _kind(kind)
    part = _part(found, sort, part_id)
    moved = actions.move(part, up=request.POST.get("hacia") == "arriba", by=request.membership.user, at=timezone.now())
    if not moved:
        messages.info(request, _("Ya está en ese extremo: no puede moverse más."))
    return _back(city, found, kind, part.pk)


def _kind(kind: str) -> Kind:
    if kind not in KINDS:
        raise Http404(_("Esta parte del plan no existe."))
    return KINDS[kind]


def _part(assistance: AssistancePlan, sort: Kind, part_id: UUID) -> Any:  # noqa: ANN401 - one of the five
    found = sort.model.objects.filter(pk=part_id).first()
    if found is None or actions.plan_id_of(found) != assistance.pk:
        raise Http404(_("Esta parte del plan no existe."))
    return found


def _back(city: str, assistance: AssistancePlan, kind: str, part_id: UUID | None) -> HttpResponseRedirect:
    name = "plans:assistance_risks" if kind == "riesgos" else "plans:assistance"
    place = f"#parte-{part_id}" if part_id else ""
    return redirect(f"{reverse(name, args=[city, assistance.pk])}{place}")


def _form(request: CityRequest, form: PartForm, found: AssistancePlan, kind: str, part: Any) -> HttpResponse:  # noqa: ANN401
    context = {"form": form, "assistance": found, "part": part, "sort": KINDS[kind], "kind": kind}
    return render(request, "plans/assistance/part_form.html", context, status=422 if form.is_bound else 200)
