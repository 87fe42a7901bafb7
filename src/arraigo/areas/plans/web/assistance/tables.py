"""The tables of assistance plans and of their activities."""

from dataclasses import replace
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from arraigo.areas.plans.enums import ActivityState
from arraigo.areas.plans.models import Activity, AssistancePlan
from arraigo.areas.plans.queries.assistance_figures import OVER, whole_percent
from arraigo.areas.plans.templatetags.plans_assistance import ACTIVITY_TONES
from arraigo.areas.plans.web.plans.forms import authority_words
from arraigo.core.ui.formats import NO_VALUE, number, percent
from arraigo.core.ui.tables import Column, Filter, Table
from arraigo.core.ui.templatetags import ui


def assistance_plans(city: str) -> Table[AssistancePlan]:
    """Return the table of assistance plans."""
    return replace(PLANS, row_url=lambda row: reverse("plans:assistance", args=[city, row.pk]))


def activities(city: str, assistance: AssistancePlan, *, day: date) -> Table[Activity]:
    """Return the table of a plan's activities; what should have ended before `day` is late."""
    outputs = [
        (str(one.pk), one.title)
        for objective in assistance.objectives.prefetch_related("outputs")
        for one in objective.outputs.all()
    ]
    late = Filter("plazo", _("Plazo"), (("atrasadas", _("Atrasadas")),), _late(day), quick=("atrasadas",))
    chosen = [late, *ACTIVITIES.filters, *([Filter("producto", _("Producto"), outputs, _outputs)] if outputs else [])]
    return replace(
        ACTIVITIES,
        filters=tuple(chosen),
        row_url=lambda row: reverse("plans:assistance_progress", args=[city, assistance.pk, row.pk]),
        row_state=lambda row: "bad" if _is_late(row, day) else "",
        row_note=lambda row: (
            _now("Debió terminar el %(day)s") % {"day": f"{row.ends_on:%d/%m/%Y}"} if _is_late(row, day) else ""
        ),
        footnote=_now("Presupuesto en %(currency)s.") % {"currency": assistance.currency},
    )


def _is_late(row: Activity, day: date) -> bool:
    return row.state not in OVER and row.ends_on < day


def _late(day: date) -> Any:  # noqa: ANN401 - what a filter calls
    def narrow(rows: QuerySet[Any], values: tuple[str, ...]) -> QuerySet[Any]:
        return rows.exclude(state__in=OVER).filter(ends_on__lt=day)

    return narrow


def _outputs(rows: QuerySet[Any], values: tuple[str, ...]) -> QuerySet[Any]:
    return rows.filter(output__in=values)


def _states(rows: QuerySet[Any], values: tuple[str, ...]) -> QuerySet[Any]:
    return rows.filter(state__in=values)


def _published(rows: QuerySet[Any], values: tuple[str, ...]) -> QuerySet[Any]:
    return rows.filter(edition_number__isnull="si" not in values)


def _search_plans(rows: QuerySet[Any], words: str) -> QuerySet[Any]:
    for word in words.split():
        rows = rows.filter(
            Q(title__icontains=word)
            | Q(plan__title__icontains=word)
            | Q(authority__unit__icontains=word)
            | Q(authority__organization__name__icontains=word)
        )
    return rows


def _search_activities(rows: QuerySet[Any], words: str) -> QuerySet[Any]:
    for word in words.split():
        rows = rows.filter(
            Q(title__icontains=word)
            | Q(responsible__icontains=word)
            | Q(funding__icontains=word)
            | Q(output__title__icontains=word)
        )
    return rows


def _progress(row: Any) -> int | None:  # noqa: ANN401 - a plan with what the query counted
    return whole_percent(row.mean) if row.mean is not None else None


def _edition(row: Any) -> str:  # noqa: ANN401
    if row.edition_number is None:
        return ui.state(_now("sin publicar"), "line")
    return ui.state(_now("edición %(number)s") % {"number": row.edition_number}, "ok")


def _money(row: Any) -> str:  # noqa: ANN401
    return f"{number(row.budget, 2)}\N{NO-BREAK SPACE}{row.currency}" if row.budget is not None else NO_VALUE


PLANS: Table[AssistancePlan] = Table(
    key="asistencia",
    caption=_("Planes de asistencia técnica"),
    noun=(_("plan de asistencia"), _("planes de asistencia")),
    columns=(
        Column("title", _("Título"), main=True, order=("title",)),
        Column("plan", _("Plan que se revisó"), value=lambda row: row.plan.title if row.plan else ""),
        Column(
            "authority",
            _("A quién se asiste"),
            value=lambda row: authority_words(row.authority),
            order=("authority__organization__name",),
        ),
        Column("ends_on", _("Termina"), order=("ends_on",)),
        Column(
            "activity_count",
            _("Actividades"),
            numeric=True,
            value=lambda row: getattr(row, "activity_count", 0),
            order=("activity_count",),
        ),
        Column(
            "progress",
            _("Avance"),
            numeric=True,
            value=_progress,
            cell=lambda row: percent(_progress(row), 100),
            order=("mean",),
        ),
        Column(
            "budget",
            _("Presupuesto"),
            numeric=True,
            value=lambda row: getattr(row, "budget", None),
            cell=_money,
            order=("budget",),
        ),
        Column("currency", _("Moneda"), hidden=True),
        Column(
            "edition",
            _("Publicado"),
            cell=_edition,
            value=lambda row: getattr(row, "edition_number", None),
            order=("edition_number",),
        ),
    ),
    filters=(Filter("publicado", _("Publicado"), (("si", _("Sí")), ("no", _("No"))), _published),),
    search=_search_plans,
    search_label=_("Título, plan o autoridad"),
    sort="title",
    empty_title=_("Todavía no hay planes de asistencia"),
    empty_text=_("Cree el primero: sus objetivos pueden salir de los hallazgos y las recomendaciones de un plan."),
)
ACTIVITIES: Table[Activity] = Table(
    key="actividades",
    caption=_("Actividades"),
    noun=(_("actividad"), _("actividades")),
    columns=(
        Column("title", _("Actividad"), main=True, order=("title",)),
        Column("objective", _("Objetivo"), value=lambda row: row.output.objective.title, hidden=True),
        Column("output", _("Producto"), value=lambda row: row.output.title, order=("output__title",), hidden=True),
        Column("responsible", _("Responsable"), order=("responsible",)),
        Column("starts_on", _("Empieza"), order=("starts_on",), nowrap=True),
        Column("ends_on", _("Termina"), order=("ends_on",), nowrap=True),
        Column(
            "state",
            _("Estado"),
            value=lambda row: capfirst(row.get_state_display()),
            cell=lambda row: ui.state(row.get_state_display(), ACTIVITY_TONES[ActivityState(row.state)]),
            order=("state",),
        ),
        Column("percent", _("Avance (%)"), numeric=True, order=("percent",)),
        Column(
            "budget",
            _("Presupuesto"),
            numeric=True,
            cell=lambda row: number(row.budget, 2),
            order=("budget",),
            nowrap=True,
        ),
        Column("funding", _("Fuente"), order=("funding",)),
    ),
    filters=(
        Filter(
            "estado",
            _("Estado"),
            [(state.value, capfirst(state.label)) for state in ActivityState],
            _states,
            multiple=True,
        ),
    ),
    search=_search_activities,
    search_label=_("Actividad, responsable, producto o fuente"),
    empty_title=_("Todavía no hay actividades"),
    empty_text=_("Agregue un objetivo, un producto y después sus actividades."),
)
