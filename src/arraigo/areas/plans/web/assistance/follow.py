"""Following an assistance plan: its activities as a table, how each stands, and what indicators are at."""

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
from arraigo.areas.plans.models import Activity
from arraigo.areas.plans.web.assistance import tables as own_tables
from arraigo.areas.plans.web.assistance.common import KINDS, assistance_for, part_for, today_in
from arraigo.areas.plans.web.assistance.forms import ProgressForm, ValueForm
from arraigo.core.accounts.api import CityRequest, membership_required
from arraigo.core.ui import charts, tables

FORM = ("GET", "HEAD", "POST")


@require_safe
@membership_required(permissions.reads_plans)
def activities(request: CityRequest, city: str, assistance_id: UUID) -> HttpResponseBase:
    """List the activities, to search, narrow and download."""
    found = assistance_for(assistance_id)
    rows = Activity.objects.filter(output__objective__assistance=found).select_related("output__objective")
    manages = permissions.manages_plans(request.membership)
    table = own_tables.activities(city, found, today=today_in(request), manages=manages)
    shown = tables.listing(table, request, rows)
    filename = _("%(title)s, actividades") % {"title": found.title}
    return tables.respond(request, "plans/assistance/activities.html", shown, {"assistance": found}, filename=filename)


@require_http_methods(FORM)
@membership_required(permissions.manages_plans)
def progress(request: CityRequest, city: str, assistance_id: UUID, activity_id: UUID) -> HttpResponse:
    """Note how an activity stands, beside what was noted before."""
    found = assistance_for(assistance_id)
    activity: Activity = part_for(found, KINDS["actividad"], activity_id)
    form = ProgressForm(request.POST or None, activity=activity, today=today_in(request))
    if request.method == "POST" and form.is_valid():
        try:
            actions.note_progress(activity, by=request.membership.user, at=timezone.now(), **form.cleaned_data)
        except PlansError as error:
            form.add_error("percent", str(error))
        else:
            messages.success(request, _("Avance anotado."))
            return redirect("plans:assistance", city, found.pk)
    notes = activity.notes.select_related("by").order_by("-on", "-created_at")
    context = {"assistance": found, "activity": activity, "form": form, "notes": list(notes)}
    return render(request, "plans/assistance/progress.html", context, status=422 if form.is_bound else 200)


@require_http_methods(FORM)
@membership_required(permissions.manages_plans)
def value(request: CityRequest, city: str, assistance_id: UUID, indicator_id: UUID) -> HttpResponse:
    """Note what an indicator is at, beside how it went."""
    found = assistance_for(assistance_id)
    indicator = part_for(found, KINDS["indicador"], indicator_id)
    form = ValueForm(request.POST or None, initial={"on": today_in(request)})
    if request.method == "POST" and form.is_valid():
        actions.note_value(indicator, by=request.membership.user, at=timezone.now(), **form.cleaned_data)
        messages.success(request, _("Valor anotado."))
        return redirect("plans:assistance", city, found.pk)
    values = list(indicator.values.order_by("on"))
    points = [charts.Point(one.on.strftime("%d/%m/%Y"), float(one.value)) for one in values]
    chart = charts.line(points) if len(points) > 1 else None
    context = {"assistance": found, "indicator": indicator, "form": form, "values": values, "chart": chart}
    return render(request, "plans/assistance/value.html", context, status=422 if form.is_bound else 200)
