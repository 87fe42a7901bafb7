"""Pages of the authorities that make plans and answer for them."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from arraigo.areas.plans import permissions
from arraigo.areas.plans.actions import plans as actions
from arraigo.areas.plans.queries import plans as reads
from arraigo.areas.plans.web.plans import tables as own_tables
from arraigo.areas.plans.web.plans.forms import AuthorityForm
from arraigo.core.accounts.api import CityRequest, membership_required
from arraigo.core.audit import api as audit
from arraigo.core.organisations import api as organisations
from arraigo.core.organisations.models import Organization
from arraigo.core.ui import tables

FORM = ("GET", "HEAD", "POST")


@require_safe
@membership_required(permissions.reads_plans)
def listed(request: CityRequest, city: str) -> HttpResponseBase:
    """List the authorities with whom to write to; that somebody looked is logged."""
    manages = permissions.manages_plans(request.membership)
    shown = tables.listing(own_tables.authorities(city, manages=manages), request, reads.authorities())
    audit.seen(what="plans.authorities", subject=request.city, by=request.membership.user, at=timezone.now())
    context = {"manages": manages}
    return tables.respond(request, "plans/plans/authorities.html", shown, context, filename=_("autoridades"))


@require_http_methods(FORM)
@membership_required(permissions.manages_plans)
def new(request: CityRequest, city: str) -> HttpResponse:
    """Add an authority."""
    form = AuthorityForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        told = dict(form.cleaned_data)
        organization = _organization(request, told.pop("organization"), told.pop("new_organization"))
        actions.save_authority(organization=organization, by=request.membership.user, at=timezone.now(), **told)
        messages.success(request, _("Autoridad guardada."))
        return redirect("plans:authorities", city)
    context = {"form": form, "authority": None}
    return render(request, "plans/plans/authority_form.html", context, status=422 if form.is_bound else 200)


@require_http_methods(FORM)
@membership_required(permissions.manages_plans)
def edit(request: CityRequest, city: str, authority_id: UUID) -> HttpResponse:
    """Change whom to write to at an authority."""
    found = reads.authorities().filter(pk=authority_id).first()
    if found is None:
        raise Http404(_("Esta autoridad no existe."))
    form = AuthorityForm(request.POST or None, authority=found)
    if request.method == "POST" and form.is_valid():
        actions.save_authority(
            organization=found.organization,
            unit=found.unit,
            by=request.membership.user,
            at=timezone.now(),
            **form.cleaned_data,
        )
        messages.success(request, _("Autoridad guardada."))
        return redirect("plans:authorities", city)
    context = {"form": form, "authority": found}
    return render(request, "plans/plans/authority_form.html", context, status=422 if form.is_bound else 200)


def _organization(request: CityRequest, chosen: Any, name: str) -> Organization:  # noqa: ANN401 - a form's value
    if isinstance(chosen, Organization):
        return chosen
    known = organisations.resolve_names([name], city=request.city, by=request.membership.user, at=timezone.now())
    return known[name]
