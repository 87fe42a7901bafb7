"""The tables of assistance plans and of their activities."""

from dataclasses import replace
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from arraigo.areas.plans.enums import ActivityState
from arraigo.areas.plans.models import Activity, AssistancePlan
from arraigo.areas.plans.queries.assistance import is_late
from arraigo.core.ui.tables import Column, Filter, Table
from arraigo.core.ui.templatetags import ui

TONES = {
    ActivityState.PLANNED: "line",
    ActivityState.STARTED: "info",
    ActivityState.DONE: "ok",
    ActivityState.DROPPED: "",
}


STATES = [(one.value, capfirst(one.label)) for one in ActivityState]


def assistance_plans(city: str) -> Table[AssistancePlan]:
    """Return the table of assistance plans."""
    return replace(PLANS, row_url=lambda row: reverse("plans:assistance", args=[city, row.pk]))


def activities(city: str, assistance: AssistancePlan, *, today: date, manages: bool) -> Table[Activity]:
    """Return the table of an assistance plan's activities; those that are late say so."""
    link = (lambda row: reverse("plans:assistance_progress", args=[city, assistance.pk, row.pk])) if manages else None

    def late(rows: QuerySet[Any], values: tuple[str, ...]) -> QuerySet[Any]:
        over = Q(ends_on__lt=today) | Q(state=ActivityState.PLANNED, starts_on__lt=today)
        return rows.filter(over).exclude(state__in=[ActivityState.DONE, ActivityState.DROPPED])

    return replace(
        ACTIVITIES,
        row_url=link,
        row_state=lambda row: "bad" if is_late(row, today=today) else "",
        row_note=lambda row: _("Atrasada") if is_late(row, today=today) else "",
        filters=(
            *ACTIVITIES.filters,
            Filter("atraso", _("Atraso"), (("si", _("Atrasadas")),), late, quick=("si",)),
        ),
    )


def _search(rows: QuerySet[Any], words: str) -> QuerySet[Any]:
    for word in words.split():
        rows = rows.filter(Q(title__icontains=word) | Q(authority__organization__name__icontains=word))
    return rows


def _edition(row: Any) -> str:  # noqa: ANN401 - a plan with what the query counted
    return ui.state(str(row.edition_number), "ok") if row.edition_number else ui.state(_("Sin publicar"), "line")


PLANS: Table[AssistancePlan] = Table(
    key="asistencia",
    caption=_("Planes de asistencia técnica"),
    noun=(_("plan"), _("planes")),
    columns=(
        Column("title", _("Título"), main=True, order=("title",)),
        Column("authority", _("A quién se asiste"), value=lambda row: row.authority.organization.name),
        Column("plan", _("Plan que se acompaña"), value=lambda row: row.plan.title if row.plan else ""),
        Column("starts_on", _("Empieza"), order=("starts_on",), nowrap=True),
        Column("ends_on", _("Termina"), order=("ends_on",), nowrap=True),
        Column("activity_count", _("Actividades"), numeric=True, value=lambda row: getattr(row, "activity_count", 0)),
        Column("edition_number", _("Edición publicada"), cell=_edition),
    ),
    search=_search,
    search_label=_("Título o autoridad"),
    sort="-starts_on",
    empty_title=_("Todavía no hay planes de asistencia técnica"),
    empty_text=_("Nacen de los hallazgos de una revisión: qué se hará, quién, cuándo y con cuánto."),
)


def _search_activities(rows: QuerySet[Any], words: str) -> QuerySet[Any]:
    for word in words.split():
        rows = rows.filter(Q(title__icontains=word) | Q(responsible__icontains=word) | Q(output__title__icontains=word))
    return rows


def _states(rows: QuerySet[Any], values: tuple[str, ...]) -> QuerySet[Any]:
    return rows.filter(state__in=values)


def _state(row: Activity) -> str:
    state = ActivityState(row.state)
    return ui.state(state.label, TONES[state])


ACTIVITIES: Table[Activity] = Table(
    key="actividades",
    caption=_("Actividades"),
    noun=(_("actividad"), _("actividades")),
    columns=(
        Column("title", _("Actividad"), main=True, order=("title",)),
        Column("objective", _("Objetivo"), value=lambda row: row.output.objective.title, hidden=True),
        Column("output", _("Producto"), value=lambda row: row.output.title),
        Column("responsible", _("Responsable"), order=("responsible",)),
        Column("starts_on", _("Empieza"), order=("starts_on",), nowrap=True),
        Column("ends_on", _("Termina"), order=("ends_on",), nowrap=True),
        Column("budget", _("Presupuesto"), numeric=True, order=("budget",)),
        Column("funding", _("Fuente"), hidden=True),
        Column("state", _("Estado"), cell=_state, value=lambda row: ActivityState(row.state).label),
        Column("percent", _("Avance (%)"), numeric=True, order=("percent",)),
    ),
    filters=(Filter("estado", _("Estado"), STATES, _states, multiple=True),),
    search=_search_activities,
    search_label=_("Actividad, responsable o producto"),
    sort="starts_on",
    empty_title=_("Todavía no hay actividades"),
    empty_text=_("Agréguelas desde el plan de asistencia, en el producto al que sirven."),
)
