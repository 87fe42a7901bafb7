"""The tables of recommendations and of letters."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from arraigo.areas.plans.enums import Origin, Priority
from arraigo.areas.plans.enums import RecommendationState as State
from arraigo.areas.plans.models import Letter, Recommendation
from arraigo.areas.plans.queries import recommending as reads
from arraigo.areas.plans.queries.recommending_letters import named
from arraigo.areas.plans.web.recommending.common import TONES, raised
from arraigo.core.places.models import City
from arraigo.core.ui.formats import short_date
from arraigo.core.ui.tables import Column, Filter, Table
from arraigo.core.ui.templatetags import ui

Rows = QuerySet[Recommendation]


def recommendations(city: City, *, at: datetime) -> Table[Recommendation]:
    """Return the table of recommendations with the filters that the city has choices for."""
    late = reads.overdue(city, at=at)
    filters = (
        Filter("plan", _("Plan"), reads.plan_choices(), partial(_in, "plan_id")),
        Filter("estado", _("Estado"), raised(State.choices), partial(_in, "state"), multiple=True),
        Filter("prioridad", _("Prioridad"), raised(Priority.choices), partial(_in, "priority")),
        Filter("autoridad", _("Autoridad"), reads.authority_choices(used=True), partial(_in, "authority_id")),
        Filter("sigue", _("Quién la sigue"), reads.responsible_choices(), partial(_in, "responsible_id")),
        Filter(
            "plazo",
            _("Plazo"),
            (("vencido", _("Con plazo vencido")),),
            lambda rows, values: rows.filter(late),
            quick=("vencido",),
        ),
        Filter("origen", _("Origen"), raised(Origin.choices), partial(_in, "origin")),
    )
    return replace(
        RECOMMENDATIONS,
        filters=tuple(one for one in filters if one.choices),
        row_url=lambda row: reverse("plans:recommendation", args=[city.slug, row.pk]),
    )


def _in(field: str, rows: Rows, values: tuple[str, ...]) -> Rows:
    return rows.filter(**{f"{field}__in": list(values)})


def _search(rows: Rows, words: str) -> Rows:
    for word in words.split():
        texts = Q(title__icontains=word) | Q(proposed__icontains=word) | Q(norm__icontains=word)
        rows = rows.filter(texts | Q(quote__icontains=word) | Q(plan__title__icontains=word))
    return rows


def _display(field: str) -> Callable[[Recommendation], str]:
    return lambda row: str(capfirst(getattr(row, f"get_{field}_display")()))


RECOMMENDATIONS: Table[Recommendation] = Table(
    key="recomendaciones",
    caption=_("Recomendaciones"),
    noun=(_("recomendación"), _("recomendaciones")),
    columns=(
        Column(
            "title",
            _("Qué se recomienda"),
            main=True,
            cell=lambda row: f"{row.number}. {row.title}",
            order=("plan__title", "number"),
        ),
        Column("number", _("N.º"), order=("number",), numeric=True, hidden=True),
        Column("plan", _("Plan"), value=lambda row: row.plan.title, order=("plan__title", "number")),
        Column(
            "state",
            _("Estado"),
            value=_display("state"),
            cell=lambda row: ui.state(row.get_state_display(), TONES[State(row.state)]),
            order=("state",),
            label_on_phone=False,
        ),
        Column("priority", _("Prioridad"), value=_display("priority"), order=("priority",)),
        Column(
            "authority",
            _("A quién"),
            value=lambda row: named(row.authority.organization.name, row.authority.unit),
            order=("authority__organization__name", "authority__unit"),
            hidden=True,
        ),
        Column(
            "due_on",
            _("Responder hasta"),
            value=lambda row: row.due_on,
            cell=lambda row: short_date(row.due_on) if row.due_on else "",
            order=("due_on",),
            nowrap=True,
        ),
        Column(
            "responsible",
            _("Quién la sigue"),
            value=lambda row: row.responsible.name if row.responsible else "",
            order=("responsible__name",),
            hidden=True,
        ),
        Column("origin", _("Origen"), value=_display("origin"), order=("origin",), hidden=True),
        Column("norm", _("Norma"), hidden=True),
        Column("where", _("Dónde está en el plan"), hidden=True),
        Column("proposed", _("Redacción propuesta"), hidden=True),
    ),
    row_state=lambda row: "off" if row.state == State.WITHDRAWN else "",
    search=_search,
    search_label=_("Título, norma, pasaje o redacción"),
    sort="plan",
    empty_template="plans/recommending/no_recommendations.html",
)


# ── Letters ──


def letters(city: City, *, at: datetime) -> Table[Letter]:
    """Return the table of letters, with days as the city's calendar has them."""
    told: dict[str, dict[str, Any]] = {
        "state": {
            "value": lambda letter: str(letter_state(letter, at=at)[0]),
            "cell": lambda letter: ui.state(*letter_state(letter, at=at)),
        },
        "sent_at": {"value": lambda letter: city.day_of(letter.sent_at) if letter.sent_at else None},
    }
    return replace(
        LETTERS,
        columns=tuple(replace(one, **told.get(one.key, {})) for one in LETTERS.columns),
        row_url=lambda letter: reverse("plans:letter", args=[city.slug, letter.pk]),
    )


def letter_state(letter: Letter, *, at: datetime) -> tuple[str, str]:
    """Return in what state a letter is, as words and a tone. The list and the page say the same."""
    carried, answered = getattr(letter, "carried", 0), getattr(letter, "answered", 0)
    if letter.sent_at is None:
        return str(_("Sin enviar")), "line"
    if carried and answered == carried:
        return str(_("Respondido")), "ok"
    if letter.revoked_at is not None:
        return str(_("Enlace anulado")), "danger"
    if at >= letter.expires_at:
        return str(_("Enlace vencido")), "danger"
    return (str(_("Respondido en parte")), "warn") if answered else (str(_("Espera respuesta")), "info")


def _search_letters(rows: QuerySet[Letter], words: str) -> QuerySet[Letter]:
    for word in words.split():
        rows = rows.filter(Q(number__icontains=word) | Q(subject__icontains=word) | Q(plan__title__icontains=word))
    return rows


LETTERS: Table[Letter] = Table(
    key="oficios",
    caption=_("Oficios"),
    noun=(_("oficio"), _("oficios")),
    columns=(
        Column("number", _("Número"), main=True, order=("number",), nowrap=True),
        Column("subject", _("Asunto"), order=("subject",)),
        Column(
            "authority",
            _("A quién"),
            value=lambda letter: named(letter.authority.organization.name, letter.authority.unit),
            order=("authority__organization__name",),
        ),
        Column("state", _("Estado"), label_on_phone=False),
        Column("answered", _("Respondidas"), numeric=True, order=("answered",)),
        Column("carried", _("Recomendaciones"), numeric=True, order=("carried",)),
        Column("sent_at", _("Enviado"), order=("sent_at",), nowrap=True),
        Column(
            "answer_by",
            _("Responder hasta"),
            value=lambda letter: letter.answer_by,
            cell=lambda letter: short_date(letter.answer_by) if letter.answer_by else "",
            order=("answer_by",),
            nowrap=True,
        ),
    ),
    search=_search_letters,
    search_label=_("Número, asunto o plan"),
    sort="-sent_at",
    empty_template="plans/recommending/no_letters.html",
)
