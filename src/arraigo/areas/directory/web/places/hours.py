"""The editor of hours, and the city's holidays. Both work without scripts."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from arraigo.areas.directory import permissions
from arraigo.areas.directory.actions import services_hours as actions
from arraigo.areas.directory.actions.common import DirectoryError
from arraigo.areas.directory.models import Holiday, Location, Service, ServiceAtLocation
from arraigo.areas.directory.queries import desk
from arraigo.areas.directory.queries.desk_hours import Owner, lines_of, week
from arraigo.areas.directory.web.common import FORM, location_for, service_for
from arraigo.areas.directory.web.places.desk import look
from arraigo.areas.directory.web.places.forms import (
    ExceptionSet,
    HolidayForm,
    HoursSet,
    exceptions_first,
    hours_first,
)
from arraigo.core.accounts.api import CityRequest, membership_required
from arraigo.core.ui.ids import ids_from


@require_http_methods(FORM)
@membership_required(permissions.manages_directory)
def hours(request: CityRequest, city: str, kind: str, owner_id: UUID) -> HttpResponse:
    """Write the hours of a service, of a place, or of a service at a place."""
    owner = _owner(request, kind, owner_id)
    told = week(owner, request.city.timezone)
    first = hours_first(row for _schedule, row in told.rows)
    rows = HoursSet(request.POST or None, initial=first, prefix="h")
    exceptions = ExceptionSet(request.POST or None, initial=exceptions_first(told.exceptions), prefix="e")
    refused = ""
    if request.method == "POST" and rows.is_valid() and exceptions.is_valid():
        if request.POST.get("accion") == "otra":
            return _page(request, owner, rows=_more(rows), exceptions=exceptions, status=200)
        refused = _save(request, owner, rows, exceptions)
        if not refused:
            messages.success(request, _("Horario guardado."))
            return redirect(_back(request, owner))
    status = 422 if request.method == "POST" else 200
    return _page(request, owner, rows=rows, exceptions=exceptions, refused=refused, status=status)


def _save(request: CityRequest, owner: Owner, rows: Any, exceptions: Any) -> str:  # noqa: ANN401 - formsets
    """Write what two valid formsets say; return why not, where it cannot be."""
    try:
        actions.save_hours(
            owner,
            rows=[row for form in rows.forms if form.cleaned_data and (row := form.row)],
            exceptions=[one for form in exceptions.forms if form.cleaned_data and (one := form.draft)],
            drops=ids_from(request.POST.getlist("quitar")),
            by=request.membership.user,
            at=timezone.now(),
        )
    except DirectoryError as error:
        return str(error)
    return ""


def _page(
    request: CityRequest, owner: Owner, *, rows: object, exceptions: object, refused: str = "", status: int
) -> HttpResponse:
    told = week(owner, request.city.timezone)
    context = {
        "owner": owner,
        "title": _title(owner),
        "back": _back(request, owner),
        "rows": rows,
        "exceptions": exceptions,
        "particular": lines_of(told.particular, on=request.city.day_of(timezone.now())),
        "refused": refused,
    }
    return render(request, "directory/places/hours.html", context, status=status)


def _more(rows: object) -> object:
    """Return the same rows with blank ones after them, for those who need more than there are."""
    filled = [form.cleaned_data for form in rows.forms if form.cleaned_data and form.row]  # type: ignore[attr-defined]
    return HoursSet(initial=filled, prefix="h")


def _owner(request: CityRequest, kind: str, owner_id: UUID) -> Owner:
    found: Owner | None = None
    if kind == "servicio":
        found = service_for(owner_id)
    elif kind == "lugar":
        found = location_for(owner_id)
    elif kind == "servicio-en-lugar":
        rows = ServiceAtLocation.objects.select_related("service", "location", "city")
        found = rows.filter(pk=owner_id).first()
    if found is None:
        raise Http404(_("Este horario no existe."))
    place = found.location if isinstance(found, ServiceAtLocation) else found
    if isinstance(place, Location):
        look(request, place, timezone.now())
    return found


def _title(owner: Owner) -> str:
    if isinstance(owner, ServiceAtLocation):
        words = _("%(service)s en %(place)s")
        return words % {"service": owner.service.name, "place": owner.location.name}
    return owner.name


def _back(request: CityRequest, owner: Owner) -> str:
    root = f"/{request.city.slug}/directorio"
    if isinstance(owner, Location):
        return f"{root}/lugares/{owner.pk}/"
    return f"{root}/servicios/{owner.pk if isinstance(owner, Service) else owner.service_id}/"


@require_http_methods(FORM)
@membership_required(permissions.reads_directory)
def holidays(request: CityRequest, city: str) -> HttpResponse:
    """List the holidays, those to come first; whoever manages the directory adds to them."""
    manages = permissions.manages_directory(request.membership)
    if request.method == "POST" and not manages:
        raise PermissionDenied(_("Su función en esta ciudad lee los feriados y no los cambia."))
    form, at = HolidayForm(request.POST or None), timezone.now()
    if form.is_bound and form.is_valid():
        actions.add_holiday(city=request.city, **form.cleaned_data, by=request.membership.user, at=at)
        messages.success(request, _("Feriado guardado."))
        return redirect("directory:holidays", city)
    today = request.city.day_of(at)
    rows = list(desk.holidays())
    context = {
        "form": form if manages else None,
        "manages": manages,
        "coming": [row for row in rows if row.day >= today],
        "past": [row for row in reversed(rows) if row.day < today],
    }
    return render(request, "directory/places/holidays.html", context, status=422 if form.is_bound else 200)


@require_POST
@membership_required(permissions.manages_directory)
def holiday_remove(request: CityRequest, city: str, holiday_id: UUID) -> HttpResponse:
    """Say that a day is no holiday."""
    row = Holiday.objects.filter(pk=holiday_id).first()
    if row is not None:
        actions.remove_holiday(row, by=request.membership.user, at=timezone.now())
        messages.success(request, _("Feriado quitado."))
    return redirect("directory:holidays", city)
