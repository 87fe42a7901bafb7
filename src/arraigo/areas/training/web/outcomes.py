"""The outcomes under the figures: fetched by their page once it stands, or opened as a page of their own."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from arraigo.areas.training import permissions
from arraigo.areas.training.documents.figures import period
from arraigo.areas.training.queries import breakdowns as parts
from arraigo.areas.training.queries import choices
from arraigo.areas.training.queries import outcomes as reads
from arraigo.areas.training.queries.figures import FigureFilter
from arraigo.areas.training.queries.outcomes import Outcome
from arraigo.areas.training.web import charts
from arraigo.areas.training.web.filters import FigureForm, Links, query
from arraigo.core.accounts.api import CityRequest, membership_required
from arraigo.core.ui import htmx
from arraigo.core.ui.shell import Text

PART = "resultados"


@dataclass(frozen=True)
class Opened:
    """One line of a table of outcomes, and what each of its counts opens."""

    outcome: Outcome
    completed_url: str = ""
    valid_url: str = ""
    revoked_url: str = ""
    tested_url: str = ""


@dataclass(frozen=True)
class Group:
    """One table of outcomes: by course, by series…"""

    key: str
    title: Text
    unit: Text
    lines: tuple[Opened, ...]
    has_satisfaction: bool = True


@require_safe
@membership_required(permissions.reads_figures)
def outcomes(request: CityRequest, city: str) -> HttpResponse:
    """Show the outcomes under the address's filter, the part alone where the figures ask for it."""
    form = FigureForm(request.GET, choices.choices())
    wanted, understood = form.wanted, form.is_valid()
    context: dict[str, Any] = {"back": reverse("training:figures", args=[city]) + query(wanted)}
    if understood:
        links = Links(city, wanted, permissions.reads_records(request.membership))
        context |= {"period": period(wanted), "words": form.words, **_shown(wanted, links)}
    template = "training/parts/outcomes.html" if htmx.asked(request, PART) else "training/outcomes.html"
    return render(request, template, context, status=200 if understood else 422)


def _shown(wanted: FigureFilter, links: Links) -> dict[str, Any]:
    found = reads.outcomes(wanted, at=timezone.now())
    people = parts.breakdowns(wanted)
    return {
        "found": people,
        "outcomes": found,
        "total": opened(found.total, links),
        "panels": charts.breakdown_panels(people, links) if people.people.total else [],
        "groups": _groups(found, links),
    }


def _groups(found: reads.Outcomes, links: Links) -> list[Group]:
    offered: tuple[tuple[str, Text, Text, Sequence[Outcome]], ...] = (
        ("serie", gettext_lazy("Resultados por serie"), gettext_lazy("Serie"), found.by_series),
        ("area", gettext_lazy("Resultados por área del programa"), gettext_lazy("Área"), found.by_area),
        ("institucion", gettext_lazy("Resultados por institución"), gettext_lazy("Institución"), found.by_institution),
        ("curso", gettext_lazy("Resultados por curso"), gettext_lazy("Curso"), found.by_course),
    )
    return [
        Group(
            key,
            title,
            unit,
            tuple(opened(line, links, **{key: line.key}) if line.key else Opened(line) for line in lines),
            has_satisfaction=key != "institucion",
        )
        for key, title, unit, lines in offered
        if any(line.key for line in lines)
    ]


def opened(outcome: Outcome, links: Links, **cell: str) -> Opened:
    """Return an outcome with the address of each of its counts."""
    return Opened(
        outcome,
        links.to(**cell, ver="culminaciones"),
        links.to(**cell, ver="constancias"),
        links.to(**cell, ver="revocadas"),
        links.to(**cell, ver="pruebas"),
    )
