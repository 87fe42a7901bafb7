"""The institutions and their reports on screen."""

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from arraigo.areas.training import permissions
from arraigo.areas.training.documents.figures import period
from arraigo.areas.training.queries import choices
from arraigo.areas.training.queries import institutions as reads
from arraigo.areas.training.queries.figures import FigureFilter
from arraigo.areas.training.queries.institutions import InstitutionReport, Trained
from arraigo.areas.training.web.common import here
from arraigo.areas.training.web.filters import Links, query, quick_periods
from arraigo.areas.training.web.outcomes import opened
from arraigo.areas.training.web.reports import tables as own_tables
from arraigo.areas.training.web.reports.forms import ReportForm
from arraigo.core.accounts.api import CityRequest, membership_required
from arraigo.core.audit import api as audit
from arraigo.core.organisations import api as organisations
from arraigo.core.organisations.models import Organization
from arraigo.core.ui import tables
from arraigo.core.ui.tables import Listing


def organization_for(request: CityRequest, organization_id: UUID) -> Organization:
    """Return an institution whose report this member reads; raises Http404 as for one that does not exist."""
    only = permissions.institutions_of(request.membership)
    if only is not None and organization_id not in only:
        raise Http404(_("Esta institución no existe o es otra."))
    found: Organization = get_object_or_404(organisations.organizations(), pk=organization_id)
    return found


def head(request: CityRequest, form: ReportForm) -> dict[str, Any]:
    """Return what stands above a list or a report: the filter, the periods at one click, the period in words."""
    wanted = form.wanted
    now = here(request, timezone.now())
    return {
        "form": form,
        "quick": quick_periods(wanted, today=now.date(), path=request.path, lit=form.is_valid()),
        "period": period(wanted),
        "words": form.words,
        "query": query(wanted),
    }


@require_safe
@membership_required(permissions.reads_reports)
def institutions(request: CityRequest, city: str) -> HttpResponseBase:
    """List the institutions that have people in training, each with its report."""
    form = ReportForm(request.GET, choices.choices())
    understood = form.is_valid()
    only = permissions.institutions_of(request.membership)
    rows = reads.institutions(form.wanted, only=only) if understood else []
    shown = tables.listing(own_tables.institutions(city, query(form.wanted)), request, rows)
    if not understood:
        return render(request, "training/reports/list.html", {**head(request, form), "listing": shown}, status=422)
    return tables.respond(
        request, "training/reports/list.html", shown, head(request, form), filename=_("instituciones")
    )


@require_safe
@membership_required(permissions.reads_reports)
def report(request: CityRequest, city: str, organization_id: UUID) -> HttpResponseBase:
    """Show the report of an institution; its people to who reads records alone, which is logged."""
    found = organization_for(request, organization_id)
    form = ReportForm(request.GET, choices.choices())
    context: dict[str, Any] = {"institution": found, **head(request, form)}
    if not form.is_valid():
        return render(request, "training/reports/report.html", context, status=422)
    wanted = replace(form.wanted, institution=found.pk)
    names = permissions.reads_records(request.membership)
    context |= {
        "names": names,
        "sends": permissions.sends_reports(request.membership),
        **_shown(reads.institution_report(wanted, at=timezone.now()), Links(city, wanted, names)),
    }
    if not names:
        return render(request, "training/reports/report.html", context)
    shown = _people(request, wanted)
    return tables.respond(request, "training/reports/report.html", shown, context)


def _people(request: CityRequest, wanted: FigureFilter) -> Listing[Trained]:
    shown = tables.listing(own_tables.people_of(request.city.slug), request, reads.trained(wanted))
    seen = dict.fromkeys(one.person_id for one in shown.page_rows)
    audit.seen(
        what="training.institution_report",
        subject=[f"people.person:{one}" for one in seen],
        by=request.membership.user,
        at=timezone.now(),
    )
    return shown


def _shown(found: InstitutionReport, links: Links) -> dict[str, Any]:
    return {
        "report": found,
        "found": found.figures,
        "hours": round(found.figures.seconds / 3600),
        "total": opened(found.outcomes.total, links),
        "courses": [(line, links.to(curso=str(line.pk))) for line in found.courses],
        "links": {
            "people": links.to(),
            "women": links.to(sexo="mujeres"),
            "men": links.to(sexo="hombres"),
            "unknown": links.to(sexo="sin-dato"),
            "attendances": links.to(ver="asistencias"),
            "sessions": links.to(ver="jornadas"),
        },
        "sessions": [
            (line, *_day_and_title(line.detail), links.to(jornada=line.key)) for line in found.figures.by_session
        ],
        "figures_url": reverse("training:figures", args=[links.city]) + query(links.wanted),
    }


def _day_and_title(detail: str) -> tuple[date, str]:
    day, _dot, title = detail.partition(" · ")
    return date.fromisoformat(day), title
