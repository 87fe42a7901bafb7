"""What a plan amounts to, at the desk: its schedule, money and risks."""

from collections.abc import Sequence
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from arraigo.areas.plans import permissions
from arraigo.areas.plans.documents.assistance_calendar import MEDIA_TYPE, assistance_calendar
from arraigo.areas.plans.documents.assistance_words import schedule as drawn
from arraigo.areas.plans.queries import assistance_figures as figures
from arraigo.areas.plans.queries.assistance_content import content_of
from arraigo.areas.plans.web.assistance.common import assistance_for
from arraigo.core.accounts.api import CityRequest, membership_required
from arraigo.core.ui import charts


@require_safe
@membership_required(permissions.reads_plans)
def schedule(request: CityRequest, city: str, assistance_id: UUID) -> HttpResponse:
    """Show the schedule as bars and as a table, and first of all what is late."""
    found = assistance_for(assistance_id)
    content = content_of(found, on=request.city.day_of(timezone.now()))
    gantt = drawn(content)
    context = {
        "assistance": found,
        "content": content,
        "gantt": gantt,
        "rows": list(zip(gantt.bars, content.activities, strict=True)),
        "standing": figures.standing(content),
        "manages": permissions.manages_plans(request.membership),
    }
    return render(request, "plans/assistance/schedule.html", context)


@require_safe
@membership_required(permissions.reads_plans)
def calendar(request: CityRequest, city: str, assistance_id: UUID) -> HttpResponse:
    """Give the activities and targets as a calendar."""
    found = assistance_for(assistance_id)
    url = request.build_absolute_uri(reverse("plans:assistance", args=[city, found.pk]))
    content = content_of(found, on=request.city.day_of(timezone.now()))
    response = HttpResponse(assistance_calendar(content, at=timezone.now(), url=url), content_type=MEDIA_TYPE)
    response["Content-Disposition"] = f'attachment; filename="{found.slug}.ics"'
    return response


@require_safe
@membership_required(permissions.reads_plans)
def budget(request: CityRequest, city: str, assistance_id: UUID) -> HttpResponse:
    """Show the money by objective, source and year."""
    found = assistance_for(assistance_id)
    told = figures.budget(content_of(found, on=request.city.day_of(timezone.now())), no_source=_("Sin fuente definida"))
    parts = ((_("Por objetivo"), told.by_objective), (_("Por fuente"), told.by_source), (_("Por año"), told.by_year))
    context = {
        "assistance": found,
        "budget": told,
        "charts": [(label, _bars(rows, told), rows) for label, rows in parts],
        "manages": permissions.manages_plans(request.membership),
    }
    return render(request, "plans/assistance/budget.html", context)


@require_safe
@membership_required(permissions.reads_plans)
def risks(request: CityRequest, city: str, assistance_id: UUID) -> HttpResponse:
    """Show the risks in their matrix, the gravest first in words."""
    found = assistance_for(assistance_id)
    content = content_of(found, on=request.city.day_of(timezone.now()))
    context = {
        "assistance": found,
        "risks": [(number, one, figures.gravity(one.score)) for number, one in enumerate(content.risks, 1)],
        "matrix": figures.risk_matrix(content.risks),
        "manages": permissions.manages_plans(request.membership),
    }
    return render(request, "plans/assistance/risks.html", context)


def _bars(rows: Sequence[figures.Sum], told: figures.Budget) -> charts.BarChart | None:
    if not told.total:
        return None
    return charts.bars([charts.Datum(one.label, one.amount) for one in rows], whole=told.total)
