"""What is written of a service beside its form: whom it attends, its phones, its free places, that it was checked."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from arraigo.areas.directory import permissions
from arraigo.areas.directory.actions import proposing
from arraigo.areas.directory.actions import services as actions
from arraigo.areas.directory.actions.common import DirectoryError
from arraigo.areas.directory.actions.verifying import verify
from arraigo.areas.directory.models import ServiceCapacity, UpdateLink
from arraigo.areas.directory.queries import desk
from arraigo.areas.directory.web.common import FORM, service_for
from arraigo.areas.directory.web.services.forms import (
    AgesForm,
    CapacityForm,
    GroupSet,
    LinkForm,
    PhoneSet,
    VerifyForm,
    groups_of,
    phones_first,
)
from arraigo.core.accounts.api import CityRequest, membership_required
from arraigo.core.audit import api as audit
from arraigo.core.ui import tables


@require_http_methods(FORM)
@membership_required(permissions.manages_directory)
def eligibility(request: CityRequest, city: str, service_id: UUID) -> HttpResponse:
    """Write whom a service attends and whom not."""
    found = service_for(service_id)
    ages = AgesForm(request.POST or None, initial={"minimum_age": found.minimum_age, "maximum_age": found.maximum_age})
    groups = GroupSet(request.POST or None, initial=groups_of(found), prefix="g")
    refused = ""
    if request.method == "POST" and ages.is_valid() and groups.is_valid():
        told = [form for form in groups.forms if form.cleaned_data]
        try:
            actions.save_eligibility(
                found,
                eligible=[form.group for form in told if form.cleaned_data.get("kind") != "no"],
                ineligible=[form.group for form in told if form.cleaned_data.get("kind") == "no"],
                ages=(ages.cleaned_data["minimum_age"], ages.cleaned_data["maximum_age"]),
                by=request.membership.user,
                at=timezone.now(),
            )
        except DirectoryError as error:
            refused = str(error)
        else:
            messages.success(request, _("Guardamos a quién atiende."))
            return redirect("directory:service", city, found.pk)
    context = {"service": found, "ages": ages, "groups": groups, "refused": refused}
    return render(
        request, "directory/services/eligibility.html", context, status=422 if request.method == "POST" else 200
    )


@require_http_methods(FORM)
@membership_required(permissions.manages_directory)
def phones(request: CityRequest, city: str, service_id: UUID) -> HttpResponse:
    """Write the phones of a service."""
    found = service_for(service_id)
    rows = PhoneSet(request.POST or None, initial=phones_first(desk.phones_of(found)), prefix="t")
    refused = ""
    if request.method == "POST" and rows.is_valid():
        drafts = [form.draft for form in rows.forms if form.cleaned_data]
        try:
            actions.save_phones(found, drafts=drafts, by=request.membership.user, at=timezone.now())
        except DirectoryError as error:
            refused = str(error)
        else:
            messages.success(request, _("Teléfonos guardados."))
            return redirect("directory:service", city, found.pk)
    context = {"service": found, "rows": rows, "refused": refused}
    return render(request, "directory/services/phones.html", context, status=422 if request.method == "POST" else 200)


@require_http_methods(FORM)
@membership_required(permissions.manages_directory)
def capacity(request: CityRequest, city: str, service_id: UUID) -> HttpResponse:
    """Write how many places a service has free."""
    found = service_for(service_id)
    row = ServiceCapacity.objects.filter(service=found).order_by("id").first()
    form = CapacityForm(request.POST or None, row=row)
    if request.method == "POST" and form.is_valid():
        try:
            actions.save_capacity(found, **form.cleaned_data, by=request.membership.user, at=timezone.now())
        except DirectoryError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Cupos anotados."))
            return redirect("directory:service", city, found.pk)
    context = {"service": found, "form": form}
    return render(request, "directory/services/capacity.html", context, status=422 if form.is_bound else 200)


@require_POST
@membership_required(permissions.manages_directory)
def checked(request: CityRequest, city: str, service_id: UUID) -> HttpResponse:
    """Note that a service was checked, and return to where that was said."""
    found = service_for(service_id)
    form = VerifyForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Diga cómo lo verificó: por teléfono, con una visita o por correo."))
    else:
        told = form.cleaned_data
        result = told["result"] or "confirmed"
        row = verify(
            found,
            method=told["method"],
            result=result,
            note=told["note"],
            by=request.membership.user,
            at=timezone.now(),
        )
        if row.result == "not_reached":
            messages.info(
                request, _("Anotado: no respondieron. «%(name)s» sigue por verificar.") % {"name": found.name}
            )
        else:
            messages.success(request, _("«%(name)s»: verificado hoy.") % {"name": found.name})
    default = f"/{city}/directorio/servicios/{found.pk}/"
    return redirect(tables.back(request, default))


@require_http_methods(FORM)
@membership_required(permissions.manages_directory)
def send_link(request: CityRequest, city: str, service_id: UUID) -> HttpResponse:
    """Mail the organisation the link by which it mends its own entry; list those that stand."""
    found, at, by = service_for(service_id), timezone.now(), request.membership.user
    form = LinkForm(request.POST or None, initial={"email": found.email, "scope": "uno"})
    if request.method == "POST" and form.is_valid():
        whole = form.cleaned_data["scope"] == "todos"
        proposing.send_link(
            organization=found.organization,
            service=None if whole else found,
            email=form.cleaned_data["email"],
            by=by,
            at=at,
        )
        messages.success(request, _("Enviamos el enlace. Lo que la organización proponga aparecerá en «Propuestas»."))
        return redirect("directory:service", city, found.pk)
    rows = UpdateLink.objects.filter(organization=found.organization, revoked_at=None, expires_at__gt=at)
    links = list(rows.select_related("service").order_by("-created_at"))
    if links:
        audit.seen(what="directory.update_links", subject=found, by=by, at=at)
    context = {"service": found, "form": form, "links": links}
    return render(request, "directory/services/link.html", context, status=422 if form.is_bound else 200)


@require_POST
@membership_required(permissions.manages_directory)
def revoke_link(request: CityRequest, city: str, service_id: UUID, link_id: UUID) -> HttpResponse:
    """Make a link open nothing more."""
    found = service_for(service_id)
    link = UpdateLink.objects.filter(pk=link_id, organization=found.organization).first()
    if link is not None:
        proposing.revoke_link(link, by=request.membership.user, at=timezone.now())
        messages.success(request, _("Enlace anulado. Lo que se propuso con él sigue en «Propuestas»."))
    return redirect("directory:service_link", city, found.pk)
