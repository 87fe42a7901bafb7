"""The list of services, one service, and the form that writes it."""

from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from arraigo.areas.directory import permissions
from arraigo.areas.directory.actions import services as actions
from arraigo.areas.directory.actions.common import DirectoryError
from arraigo.areas.directory.models import NEEDS, RequiredDocument, Service, ServiceNeed
from arraigo.areas.directory.queries import desk, freshness
from arraigo.areas.directory.queries.desk_sheet import sheet
from arraigo.areas.directory.web.common import FORM, service_for
from arraigo.areas.directory.web.services import tables as own_tables
from arraigo.areas.directory.web.services.forms import ServiceForm, VerifyForm, first_of
from arraigo.core.accounts.api import CityRequest, membership_required
from arraigo.core.organisations import api as organisations
from arraigo.core.organisations.models import Organization
from arraigo.core.ui import tables


@require_safe
@membership_required(permissions.reads_directory)
def listed(request: CityRequest, city: str) -> HttpResponseBase:
    """List the services with when each was last checked."""
    today = request.city.day_of(timezone.now())
    table = own_tables.services(city, today=today, areas=desk.area_choices())
    shown = tables.listing(table, request, desk.services())
    context = {"manages": permissions.manages_directory(request.membership), "figures": freshness.figures(today)}
    return tables.respond(request, "directory/services/list.html", shown, context, filename=_("servicios"))


@require_safe
@membership_required(permissions.reads_directory)
def service(request: CityRequest, city: str, service_id: UUID) -> HttpResponse:
    """Show a service; of a confidential place only that there is one."""
    at = timezone.now()
    shown = sheet(service_id, at=at, city=request.city)
    if shown is None:
        raise Http404(_("Este servicio no existe."))
    today = request.city.day_of(at)
    context = {
        "sheet": shown,
        "service": shown.service,
        "at": at,
        "manages": permissions.manages_directory(request.membership),
        "sees_places": permissions.sees_confidential_places(request.membership),
        "is_kept_up": shown.service.status in freshness.KEPT_UP,
        "is_late": shown.service.verified_on is None or not shown.service.due_on or shown.service.due_on < today,
        "verifying": VerifyForm(initial={"method": "phone", "result": "confirmed"}),
    }
    return render(request, "directory/services/service.html", context)


@require_http_methods(FORM)
@membership_required(permissions.manages_directory)
def new(request: CityRequest, city: str) -> HttpResponse:
    """Add a service."""
    first = {"organization": request.GET.get("organizacion"), "row_id": uuid4(), "status": "active"}
    form = ServiceForm(request.POST or None, first=first)
    return _saved(request, form, None)


@require_http_methods(FORM)
@membership_required(permissions.manages_directory)
def edit(request: CityRequest, city: str, service_id: UUID) -> HttpResponse:
    """Change a service."""
    found = service_for(service_id)
    needs = ServiceNeed.objects.filter(service=found, term__taxonomy__name=NEEDS).values_list("term__code", flat=True)
    documents = RequiredDocument.objects.filter(service=found).order_by("id").values_list("document", flat=True)
    first = first_of(found, needs=needs, languages=desk.languages_of(found), documents=documents)
    return _saved(request, ServiceForm(request.POST or None, first=first), found)


def _saved(request: CityRequest, form: ServiceForm, found: Service | None) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        at, by = timezone.now(), request.membership.user
        try:
            made = actions.save_service(
                service_id=found.pk if found else form.cleaned_data["row_id"],
                organization=_organization(request, form.cleaned_data),
                draft=form.draft,
                by=by,
                at=at,
            )
        except DirectoryError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Servicio guardado."))
            return redirect("directory:service", request.city.slug, made.pk)
    context = {"form": form, "service": found}
    return render(request, "directory/services/form.html", context, status=422 if form.is_bound else 200)


def _organization(request: CityRequest, told: dict[str, Any]) -> Organization:
    chosen = told.get("organization")
    if isinstance(chosen, Organization):
        return chosen
    name = told["new_organization"]
    known = organisations.resolve_names([name], city=request.city, by=request.membership.user, at=timezone.now())
    return known[name]
