"""What must be checked again, how often, and what readers of the guide report."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from arraigo.areas.directory import permissions
from arraigo.areas.directory.actions.common import DirectoryError
from arraigo.areas.directory.actions.reporting import decide_report
from arraigo.areas.directory.actions.verifying import set_freshness
from arraigo.areas.directory.models import Report
from arraigo.areas.directory.queries import desk, freshness
from arraigo.areas.directory.web.common import FORM
from arraigo.areas.directory.web.upkeep import tables as own_tables
from arraigo.areas.directory.web.upkeep.forms import FreshnessForm
from arraigo.core.accounts.api import CityRequest, membership_required
from arraigo.core.audit import api as audit
from arraigo.core.ui import tables


@require_safe
@membership_required(permissions.reads_directory)
def overdue(request: CityRequest, city: str) -> HttpResponseBase:
    """List what must be checked again, with how much of the whole is checked."""
    today = request.city.day_of(timezone.now())
    manages = permissions.manages_directory(request.membership)
    rows = desk.services().filter(freshness.is_overdue(today))
    shown = tables.listing(own_tables.overdue(city, today=today, manages=manages), request, rows)
    context = {"figures": freshness.figures(today), "manages": manages}
    return tables.respond(request, "directory/upkeep/overdue.html", shown, context, filename=_("por-verificar"))


@require_http_methods(FORM)
@membership_required(permissions.manages_directory)
def days(request: CityRequest, city: str) -> HttpResponse:
    """Say within how many days services are checked anew."""
    form = FreshnessForm(request.POST or None, told=freshness.rules())
    if request.method == "POST" and form.is_valid():
        by, at = request.membership.user, timezone.now()
        if set_freshness(city=request.city, days=form.days, by=by, at=at):
            messages.success(request, _("Plazos guardados. Las fechas de los servicios ya cambiaron."))
        else:
            messages.info(request, _("Los plazos ya estaban así."))
        return redirect("directory:overdue", city)
    return render(request, "directory/upkeep/days.html", {"form": form}, status=422 if form.is_bound else 200)


@require_safe
@membership_required(permissions.reads_directory)
def reports(request: CityRequest, city: str) -> HttpResponseBase:
    """List what readers reported; that somebody read it is logged."""
    manages = permissions.manages_directory(request.membership)
    shown = tables.listing(own_tables.reports(request.city, manages=manages), request, desk.reports())
    if shown.page_rows:
        audit.seen(what="directory.reports", subject=shown.page_rows, by=request.membership.user, at=timezone.now())
    return tables.respond(request, "directory/upkeep/reports.html", shown, {"manages": manages})


@require_POST
@membership_required(permissions.manages_directory)
def report(request: CityRequest, city: str, report_id: UUID) -> HttpResponse:
    """Say what became of a report."""
    found = Report.objects.select_related("service").filter(pk=report_id).first()
    if found is not None:
        try:
            decide_report(found, state=request.POST.get("estado", ""), by=request.membership.user, at=timezone.now())
        except DirectoryError as error:
            messages.error(request, str(error))
        else:
            messages.success(request, _("Aviso revisado."))
    return redirect(tables.back(request, f"/{city}/directorio/avisos/"))
