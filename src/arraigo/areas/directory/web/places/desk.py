"""The list of places and one place. Whoever looks at a confidential one is written in the log, each time."""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from arraigo.areas.directory import permissions
from arraigo.areas.directory.actions import services as phone_actions
from arraigo.areas.directory.actions import services_places as actions
from arraigo.areas.directory.actions.common import DirectoryError
from arraigo.areas.directory.models import Location, Service, ServiceAtLocation
from arraigo.areas.directory.queries import desk
from arraigo.areas.directory.queries.desk_hours import opening_of
from arraigo.areas.directory.queries.desk_sheet import address_words
from arraigo.areas.directory.web.common import FORM, location_for, service_for
from arraigo.areas.directory.web.places import tables as own_tables
from arraigo.areas.directory.web.places.forms import AttachForm, LocationForm, first_of
from arraigo.areas.directory.web.services.forms import PhoneSet, phones_first
from arraigo.core.accounts.api import CityRequest, membership_required
from arraigo.core.audit import api as audit
from arraigo.core.ui import tables


@require_safe
@membership_required(permissions.reads_directory)
def listed(request: CityRequest, city: str) -> HttpResponseBase:
    """List the places; a confidential one by its organisation alone."""
    shown = tables.listing(own_tables.locations(city), request, desk.locations())
    context = {"manages": permissions.manages_directory(request.membership)}
    return tables.respond(request, "directory/places/list.html", shown, context, filename=_("lugares"))


@require_safe
@membership_required(permissions.reads_directory)
def location(request: CityRequest, city: str, location_id: UUID) -> HttpResponse:
    """Show a place with its address and hours; a confidential one only to whom may see it."""
    found, at = location_for(location_id), timezone.now()
    services = Service.objects.filter(at_locations__location=found).select_related("organization").order_by("name")
    context: dict[str, Any] = {
        "location": found,
        "services": list(services),
        "manages": permissions.manages_directory(request.membership),
    }
    if found.is_confidential and not permissions.sees_confidential_places(request.membership):
        return render(request, "directory/places/reserved.html", context)
    look(request, found, at)
    context |= {
        "address": address_words(list(found.addresses.order_by("id"))),
        "opening": opening_of(found, at=at, city=request.city),
        "phones": list(desk.phones_of(found)),
        "accessibility": [row.description for row in found.accessibility.order_by("id") if row.description],
        "at": at,
    }
    return render(request, "directory/places/location.html", context)


def look(request: CityRequest, location: Location, at: datetime) -> None:
    """Let somebody see a confidential place and write it in the log; raises PermissionDenied for whom may not."""
    if not location.is_confidential:
        return
    if not permissions.sees_confidential_places(request.membership):
        raise PermissionDenied(_("La dirección de este lugar es reservada y su función no la ve."))
    audit.seen(what="directory.confidential_place", subject=location, by=request.membership.user, at=at)


@require_http_methods(FORM)
@membership_required(permissions.manages_directory)
def new(request: CityRequest, city: str, service_id: UUID) -> HttpResponse:
    """Add a place to a service: one that is there already, or a new one."""
    service = service_for(service_id)
    adds = request.POST.get("accion") == "elegir"
    attaching = AttachForm(request.POST if adds else None, service=service)
    first = {"organization": service.organization_id, "row_id": uuid4(), "location_type": "physical"}
    form = LocationForm(request.POST if request.method == "POST" and not adds else None, first=first)
    by, at = request.membership.user, timezone.now()
    if adds and attaching.is_valid():
        actions.attach(service, attaching.cleaned_data["location"], by=by, at=at)
        messages.success(request, _("Lugar agregado al servicio."))
        return redirect("directory:service", city, service.pk)
    if form.is_bound and form.is_valid() and _save(request, form, None, service):
        return redirect("directory:service", city, service.pk)
    context = {"form": form, "attaching": attaching, "service": service, "location": None}
    return render(request, "directory/places/form.html", context, status=422 if request.method == "POST" else 200)


@require_http_methods(FORM)
@membership_required(permissions.manages_directory)
def edit(request: CityRequest, city: str, location_id: UUID) -> HttpResponse:
    """Change a place."""
    found = location_for(location_id)
    look(request, found, timezone.now())
    form = LocationForm(request.POST or None, first=first_of(found))
    if request.method == "POST" and form.is_valid() and _save(request, form, found, None):
        return redirect("directory:location", city, found.pk)
    context = {"form": form, "location": found, "service": None}
    return render(request, "directory/places/form.html", context, status=422 if form.is_bound else 200)


def _save(request: CityRequest, form: LocationForm, found: Location | None, service: Service | None) -> bool:
    try:
        actions.save_location(
            location_id=found.pk if found else form.cleaned_data["row_id"],
            organization=form.cleaned_data["organization"],
            draft=form.draft,
            service=service,
            by=request.membership.user,
            at=timezone.now(),
        )
    except DirectoryError as error:
        form.add_error(None, str(error))
        return False
    messages.success(request, _("Lugar guardado."))
    return True


@require_http_methods(FORM)
@membership_required(permissions.manages_directory)
def phones(request: CityRequest, city: str, location_id: UUID) -> HttpResponse:
    """Write the phones of a place."""
    found = location_for(location_id)
    look(request, found, timezone.now())
    rows = PhoneSet(request.POST or None, initial=phones_first(desk.phones_of(found)), prefix="t")
    refused = ""
    if request.method == "POST" and rows.is_valid():
        drafts = [form.draft for form in rows.forms if form.cleaned_data]
        try:
            phone_actions.save_phones(found, drafts=drafts, by=request.membership.user, at=timezone.now())
        except DirectoryError as error:
            refused = str(error)
        else:
            messages.success(request, _("Teléfonos guardados."))
            return redirect("directory:location", city, found.pk)
    context = {"location": found, "rows": rows, "refused": refused}
    return render(request, "directory/places/phones.html", context, status=422 if request.method == "POST" else 200)


@require_POST
@membership_required(permissions.manages_directory)
def detach(request: CityRequest, city: str, service_id: UUID, at_id: UUID) -> HttpResponse:
    """Say that a service is not given at a place any more."""
    service = service_for(service_id)
    here = ServiceAtLocation.objects.filter(pk=at_id, service=service).first()
    if here is not None:
        actions.detach(here, by=request.membership.user, at=timezone.now())
        messages.success(request, _("Quitamos el lugar de este servicio. El lugar sigue en el directorio."))
    return redirect("directory:service", city, service.pk)


@require_POST
@membership_required(permissions.manages_directory)
def delete(request: CityRequest, city: str, location_id: UUID) -> HttpResponse:
    """Delete a place where nothing is given any more."""
    found = location_for(location_id)
    look(request, found, timezone.now())
    try:
        actions.delete_location(found, by=request.membership.user, at=timezone.now())
    except DirectoryError as error:
        messages.error(request, str(error))
        return redirect("directory:location", city, found.pk)
    messages.success(request, _("Lugar eliminado."))
    return redirect("directory:locations", city)
