"""Pages of the follow-up: how an activity stands, and what an indicator was measured at."""

from collections.abc import Sequence
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from arraigo.areas.plans import permissions
from arraigo.areas.plans.actions import assistance_progress as actions
from arraigo.areas.plans.actions.common import PlansError
from arraigo.areas.plans.models import AssistanceIndicator, IndicatorValue
from arraigo.areas.plans.web.assistance.common import activity_for, assistance_for, indicator_for
from arraigo.areas.plans.web.assistance.forms import ProgressForm, ValueForm
from arraigo.core.accounts.api import CityRequest, membership_required
from arraigo.core.ui import charts
from arraigo.core.ui.formats import short_date

FORM = ("GET", "HEAD", "POST")


@require_http_methods(FORM)
@membership_required(permissions.reads_plans)
def progress(request: CityRequest, city: str, assistance_id: UUID, activity_id: UUID) -> HttpResponse:
    """Show the notes of an activity, and take one."""
    found = assistance_for(assistance_id)
    activity = activity_for(found, activity_id)
    day, manages = request.city.day_of(timezone.now()), permissions.manages_plans(request.membership)
    form = ProgressForm(request.POST or None, activity=activity, day=day)
    if request.method == "POST" and manages and form.is_valid():
        by, at = request.membership.user, timezone.now()
        try:
            actions.note_progress(activity, **form.cleaned_data, today=day, by=by, at=at)
        except PlansError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Avance anotado."))
            return redirect("plans:assistance_progress", city, found.pk, activity.pk)
    context = {
        "assistance": found,
        "activity": activity,
        "notes": activity.notes.select_related("by").order_by("-on", "-created_at"),
        "form": form,
        "manages": manages,
        "today": day,
    }
    return render(request, "plans/assistance/progress.html", context, status=_status(request, manages))


@require_http_methods(FORM)
@membership_required(permissions.reads_plans)
def values(request: CityRequest, city: str, assistance_id: UUID, indicator_id: UUID) -> HttpResponse:
    """Show what an indicator was measured at over time, and take a value."""
    found = assistance_for(assistance_id)
    indicator = indicator_for(found, indicator_id)
    day, manages = request.city.day_of(timezone.now()), permissions.manages_plans(request.membership)
    form = ValueForm(request.POST or None, unit=indicator.unit, day=day)
    if request.method == "POST" and manages and form.is_valid():
        by, at = request.membership.user, timezone.now()
        try:
            actions.save_value(indicator, **form.cleaned_data, today=day, by=by, at=at)
        except PlansError as error:
            form.add_error("on", str(error))
        else:
            messages.success(request, _("Valor guardado."))
            return redirect("plans:assistance_values", city, found.pk, indicator.pk)
    rows = list(indicator.values.select_related("by"))
    context = {
        "assistance": found,
        "indicator": indicator,
        "values": rows[::-1],
        "chart": chart(indicator, rows),
        "form": form,
        "manages": manages,
    }
    return render(request, "plans/assistance/values.html", context, status=_status(request, manages))


def chart(indicator: AssistanceIndicator, rows: Sequence[IndicatorValue]) -> charts.LineChart | None:
    """Return the line from the baseline over what was measured; nothing where there is less than two points.

    Its top is the target or above, so that the way to go is seen. A line below zero is not drawn.
    """
    points = [charts.Point(short_date(one.on), one.value) for one in rows]
    if indicator.baseline is not None and indicator.baseline_on is not None:
        points.insert(0, charts.Point(short_date(indicator.baseline_on), indicator.baseline))
    measured = [one.value for one in points if one.value is not None]
    if len(points) < 2 or min(measured) < 0:
        return None
    return charts.line(points, full=max(*measured, indicator.target, 1))


def _status(request: CityRequest, manages: bool) -> int:
    if request.method != "POST":
        return 200
    return 422 if manages else 403
