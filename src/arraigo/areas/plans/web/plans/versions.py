"""Pages of a version: loading, changing, reading anew, taking away, downloading."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from arraigo.areas.plans import permissions
from arraigo.areas.plans.actions import versions as actions
from arraigo.areas.plans.actions.common import PlansError
from arraigo.areas.plans.models import PlanVersion
from arraigo.areas.plans.tasks.reading import start_reading
from arraigo.areas.plans.web.plans.common import plan_for, version_for
from arraigo.areas.plans.web.plans.forms import VersionForm
from arraigo.core.accounts.api import CityRequest, membership_required
from arraigo.core.files import api as files

FORM = ("GET", "HEAD", "POST")


@require_http_methods(FORM)
@membership_required(permissions.manages_plans)
def new(request: CityRequest, city: str, plan_id: UUID) -> HttpResponse:
    """Load a version, and start reading it."""
    found = plan_for(plan_id)
    at = timezone.now()
    today = request.city.day_of(at)
    form = VersionForm(request.POST or None, request.FILES or None, today=today)
    if request.method == "POST" and form.is_valid():
        told = dict(form.cleaned_data)
        given, by = told.pop("file"), request.membership.user
        try:
            with transaction.atomic():
                made = actions.receive_version(plan=found, content=given.read(), name=given.name, by=by, at=at, **told)
                start_reading(made, by=by, at=at)
        except (PlansError, files.FileError) as error:
            form.add_error("file", str(error))
        else:
            return redirect("plans:version", city, found.pk, made.pk)
    context = {"plan": found, "version": None, "form": form}
    return render(request, "plans/plans/version_form.html", context, status=422 if form.is_bound else 200)


@require_http_methods(FORM)
@membership_required(permissions.manages_plans)
def edit(request: CityRequest, city: str, plan_id: UUID, version_id: UUID) -> HttpResponse:
    """Change what is said of a version; the file stays."""
    version = version_for(plan_id, version_id)
    form = VersionForm(request.POST or None, version=version, today=version.received_on)
    if request.method == "POST" and form.is_valid():
        told: dict[str, Any] = form.cleaned_data
        actions.change_version(version=version, by=request.membership.user, at=timezone.now(), **told)
        messages.success(request, _("Versión guardada."))
        return redirect("plans:plan", city, version.plan_id)
    context = {"plan": version.plan, "version": version, "form": form}
    return render(request, "plans/plans/version_form.html", context, status=422 if form.is_bound else 200)


@require_POST
@membership_required(permissions.manages_plans)
def read(request: CityRequest, city: str, plan_id: UUID, version_id: UUID) -> HttpResponse:
    """Read a version's file again."""
    version = version_for(plan_id, version_id)
    start_reading(version, by=request.membership.user, at=timezone.now())
    return redirect("plans:version", city, version.plan_id, version.pk)


@require_http_methods(FORM)
@membership_required(permissions.manages_plans)
def delete(request: CityRequest, city: str, plan_id: UUID, version_id: UUID) -> HttpResponse:
    """Ask, and then take a version away on which nothing rests."""
    version = version_for(plan_id, version_id)
    refused = ""
    if request.method == "POST":
        refused = _deleted(request, version)
        if not refused:
            messages.success(request, _("Versión eliminada."))
            return redirect("plans:plan", city, version.plan_id)
    context = {"plan": version.plan, "version": version, "refused": refused}
    return render(request, "plans/plans/version_delete.html", context, status=409 if refused else 200)


@require_safe
@membership_required(permissions.reads_plans)
def file(request: CityRequest, city: str, plan_id: UUID, version_id: UUID) -> HttpResponse:
    """Hand out a version's file as it came."""
    version = version_for(plan_id, version_id)
    return files.download(version.file, by=request.membership.user, at=timezone.now())


def _deleted(request: CityRequest, version: PlanVersion) -> str:
    """Take a version away; returns why not, where it cannot be."""
    try:
        actions.delete_version(version=version, by=request.membership.user, at=timezone.now())
    except PlansError as error:
        return str(error)
    return ""
