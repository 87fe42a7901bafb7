"""The tables of consultations and of the comments that the team moderates."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from arraigo.areas.plans.enums import CommentState
from arraigo.areas.plans.models import Comment, Consultation
from arraigo.core.people import api as people
from arraigo.core.places.models import City
from arraigo.core.ui.tables import Action, Column, Filter, Table
from arraigo.core.ui.templatetags import ui

TONES = {CommentState.TO_MODERATE: "warn", CommentState.PUBLISHED: "ok", CommentState.REFUSED: "line"}


def consultations(city: City, plans: Sequence[tuple[str, str]]) -> Table[Consultation]:
    """Return the table of consultations, with days as the city's calendar has them; `plans` are those consulted."""
    return replace(
        CONSULTATIONS,
        columns=_dated(CONSULTATIONS.columns, city, {"opens": "opens_at", "closes": "closes_at"}),
        row_url=lambda row: reverse("plans:consultation", args=[city.slug, row.pk]),
        filters=(*CONSULTATIONS.filters, *([Filter("plan", _("Plan"), list(plans), _of_plans)] if plans else [])),
    )


def _of_plans(rows: QuerySet[Any], values: tuple[str, ...]) -> QuerySet[Any]:
    return rows.filter(version__plan__in=values)


def comments(city: City, consultation_id: UUID, *, moderates: bool) -> Table[Comment]:
    """Return the table of a consultation's comments, with what may be done to those that are ticked."""
    return replace(
        COMMENTS,
        columns=_dated(COMMENTS.columns, city, {"at": "created_at"}),
        row_url=lambda row: reverse("plans:comment_desk", args=[city.slug, consultation_id, row.pk]),
        actions=COMMENTS.actions if moderates else (),
        actions_url=reverse("plans:comments_moderate", args=[city.slug, consultation_id]),
    )


def _dated(columns: tuple[Column[Any], ...], city: City, fields: dict[str, str]) -> tuple[Column[Any], ...]:
    def day(field: str) -> Callable[[Any], object]:
        return lambda row: city.day_of(getattr(row, field))

    return tuple(
        replace(column, value=day(fields[column.key])) if column.key in fields else column for column in columns
    )


def _search_consultations(rows: QuerySet[Consultation], words: str) -> QuerySet[Consultation]:
    for word in words.split():
        rows = rows.filter(Q(title__icontains=word) | Q(version__plan__title__icontains=word))
    return rows


def _published(rows: QuerySet[Consultation], values: tuple[str, ...]) -> QuerySet[Consultation]:
    wanted = Q(pk__in=[])
    if "si" in values:
        wanted |= Q(published_at__isnull=False)
    if "no" in values:
        wanted |= Q(published_at__isnull=True)
    return rows.filter(wanted)


def _waiting(rows: QuerySet[Any], values: tuple[str, ...]) -> QuerySet[Any]:
    return rows.filter(waiting__gt=0)


def _waiting_tag(row: Consultation) -> str:
    number = getattr(row, "waiting", 0)
    return ui.state(str(number), "warn") if number else "0"


def _shown_words(row: Consultation) -> str:
    return _now("Publicada") if row.published_at else _now("Sin publicar")


def _shown(row: Consultation) -> str:
    return ui.state(_shown_words(row), "ok" if row.published_at else "line")


CONSULTATIONS: Table[Consultation] = Table(
    key="consultas",
    caption=_("Consultas públicas"),
    noun=(_("consulta"), _("consultas")),
    columns=(
        Column("title", _("Título"), main=True, order=("title",)),
        Column("plan", _("Plan"), value=lambda row: row.version.plan.title, order=("version__plan__title",)),
        Column("version", _("Versión"), numeric=True, value=lambda row: row.version.number),
        Column("opens", _("Abre"), order=("opens_at",), nowrap=True),
        Column("closes", _("Cierra"), order=("closes_at",), nowrap=True),
        Column("shown", _("Publicación"), cell=_shown, value=_shown_words),
        Column("comments", _("Comentarios"), numeric=True, value=lambda row: getattr(row, "comment_count", 0)),
        Column(
            "waiting",
            _("Por moderar"),
            numeric=True,
            value=lambda row: getattr(row, "waiting", 0),
            cell=_waiting_tag,
            order=("waiting",),
        ),
    ),
    filters=(
        Filter("publicada", _("Publicación"), (("si", _("Publicada")), ("no", _("Sin publicar"))), _published),
        Filter("estado", _("Estado"), (("moderar", _("Con comentarios por moderar")),), _waiting, quick=("moderar",)),
    ),
    search=_search_consultations,
    search_label=_("Título o plan"),
    sort="-closes",
    empty_title=_("Todavía no hay consultas"),
    empty_text=_("Publique una versión en borrador para que cualquier persona la comente artículo por artículo."),
)


def author(row: Comment) -> str:
    """Return who wrote a comment, for the team: name and organisation where they were told."""
    told = ", ".join(part for part in (row.name, row.organization_name) if part)
    return told or str(_("Sin nombre"))


def _search_comments(rows: list[Comment], words: str) -> list[Comment]:
    wanted = people.fold(words).split()
    return [row for row in rows if all(word in _text(row) for word in wanted)]


def _text(row: Comment) -> str:
    return people.fold(f"{row.body} {row.proposed} {row.where} {row.name} {row.organization_name}")


def _in_states(rows: list[Comment], values: tuple[str, ...]) -> list[Comment]:
    return [row for row in rows if row.state in values]


def _recommended(rows: list[Comment], values: tuple[str, ...]) -> list[Comment]:
    return [row for row in rows if ("si" if row.recommendation_id else "no") in values]


def _state(row: Comment) -> str:
    state = CommentState(row.state)
    return ui.state(state.label, TONES.get(state, ""))


def _begins(row: Comment) -> str:
    return row.body if len(row.body) < 160 else f"{row.body[:150].rsplit(' ', 1)[0]} […]"


COMMENTS: Table[Comment] = Table(
    key="comentarios",
    caption=_("Comentarios"),
    noun=(_("comentario"), _("comentarios")),
    columns=(
        Column("body", _("Comentario"), main=True, value=_begins, export=lambda row: row.body),
        Column("where", _("Sobre"), value=lambda row: row.where or str(_("El plan en general")), sortable=True),
        Column("proposed", _("Redacción que propone"), value=lambda row: row.proposed, hidden=True),
        Column("author", _("Quién"), value=author),
        Column("at", _("Recibido"), sortable=True, nowrap=True),
        Column("state", _("Estado"), cell=_state, value=lambda row: CommentState(row.state).label),
        Column(
            "recommendation",
            _("Recomendación"),
            value=lambda row: row.recommendation.number if row.recommendation else "",
            numeric=True,
        ),
    ),
    filters=(
        Filter("estado", _("Estado"), [(one.value, one.label) for one in TONES], _in_states, quick=("to_moderate",)),
        Filter("recomendacion", _("Dio una recomendación"), (("si", _("Sí")), ("no", _("No"))), _recommended),
    ),
    search=_search_comments,
    search_label=_("Palabras, artículo u organización"),
    sort="-at",
    actions=(Action("publicar", _("Publicar")), Action("rechazar", _("No publicar"))),
    empty_title=_("Todavía no hay comentarios"),
    empty_text=_("Cuando alguien comente un artículo, aparecerá aquí para que lo lea antes de publicarse."),
)
