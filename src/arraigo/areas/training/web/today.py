"""The first page of a city."""

from datetime import date, datetime

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from arraigo.areas.training import permissions
from arraigo.areas.training.queries import figures
from arraigo.areas.training.queries import today as reads
from arraigo.areas.training.queries.figures import FigureFilter
from arraigo.areas.training.web.common import here
from arraigo.areas.training.web.filters import query
from arraigo.core.accounts.api import CityRequest, Standing, membership_required


@require_safe
@membership_required(permissions.is_member)
def today(request: CityRequest, city: str) -> HttpResponse:
    """Say what happens, who is missing and what waits; to who reads figures alone, how the cycle goes."""
    at = timezone.now()
    now = here(request, at)
    standing = request.membership
    context = {
        "now": now,
        "greeting": _greeting(now),
        "name": standing.user.name.partition(" ")[0],
        "manages": permissions.manages_training(standing),
        "reads": permissions.reads_training(standing),
        "figures": _cycle(standing, now.date()),
        "since": date(now.year, 1, 1),
        "figures_link": _figures_link(city, now.date()),
    }
    if context["reads"]:
        context["day"] = reads.today(
            permissions.courses_of(standing), at=at, zone=request.city.timezone, manages=bool(context["manages"])
        )
    return render(request, "training/today.html", context)


def _cycle(standing: Standing, day: date) -> figures.Figures | None:
    if not permissions.reads_figures(standing):
        return None
    return figures.figures(FigureFilter(since=date(day.year, 1, 1), until=day))


def _figures_link(city: str, day: date) -> str:
    return reverse("training:figures", args=[city]) + query(FigureFilter(since=date(day.year, 1, 1), until=day))


def _greeting(now: datetime) -> str:
    if now.hour < 12:
        return _("Buenos días")
    return _("Buenas tardes") if now.hour < 19 else _("Buenas noches")
