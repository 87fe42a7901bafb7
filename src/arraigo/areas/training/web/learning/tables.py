"""The tables of results: questions, people, opinions."""

from dataclasses import replace
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from arraigo.areas.training.queries.results import Item, Opinion, Sitter
from arraigo.core.people import api as people
from arraigo.core.ui.formats import number
from arraigo.core.ui.tables import Column, Filter, Table
from arraigo.core.ui.templatetags import ui

MOST_FOUND = 500


def _search_people(rows: list[Sitter], words: str) -> list[Sitter]:
    within = frozenset(one.person_id for one in rows)
    found: set[UUID] = {profile.id for profile in people.search(words, limit=MOST_FOUND, visible=within.intersection)}
    return [one for one in rows if one.person_id in found]


def _by_outcome(rows: list[Sitter], values: tuple[str, ...]) -> list[Sitter]:
    return [one for one in rows if ("si" if one.passed else "no") in values]


def sitters(city: str) -> Table[Sitter]:
    """Return the table of those who sat a test, each open to their own page."""
    return replace(SITTERS, row_url=lambda one: reverse("person", args=[city, one.person_id]))


SITTERS: Table[Sitter] = Table(
    key="personas",
    caption=_("Personas que respondieron"),
    noun=(_("persona"), _("personas")),
    columns=(
        Column(
            "name",
            _("Nombre"),
            main=True,
            value=lambda one: one.profile.listed_name,
            sort_by=lambda one: one.profile.sort_key,
        ),
        Column("institution", _("Institución"), sortable=True),
        Column("score", _("Puntos"), numeric=True, sortable=True, cell=lambda one: f"{one.score} / {one.out_of}"),
        Column("out_of", _("De"), numeric=True, hidden=True),
        Column("percent", _("%"), numeric=True, sortable=True),
        Column("attempts", _("Intentos"), numeric=True, sortable=True),
        Column("last", _("Último día"), sortable=True, hidden=True),
        Column(
            "passed",
            _("Resultado"),
            value=lambda one: str(_("Aprobó")) if one.passed else str(_("No aprobó")),
            cell=lambda one: ui.state(_("Aprobó"), "ok") if one.passed else ui.state(_("No aprobó"), "warn"),
            sortable=True,
            label_on_phone=False,
        ),
    ),
    filters=(
        Filter("resultado", _("Resultado"), (("si", _("Aprobó")), ("no", _("No aprobó"))), _by_outcome, quick=("no",)),
    ),
    search=_search_people,
    search_label=_("Nombre o documento"),
    sort="name",
    footnote=_("Puntos del mejor intento. Cada consulta queda registrada."),
    empty_title=_("Nadie ha respondido todavía"),
    empty_text=_("Envíe a cada persona su enlace o proyecte el código en la sala."),
)


def _wrong(item: Item) -> str:
    return f"{item.wrong} ({item.wrong_times})" if item.wrong else ""


ITEMS: Table[Item] = Table(
    key="preguntas",
    prefix="p-",
    caption=_("Preguntas"),
    noun=(_("pregunta"), _("preguntas")),
    columns=(
        Column("number", _("N.º"), numeric=True, sortable=True),
        Column("text", _("Pregunta"), main=True, value=lambda item: item.question.text),
        Column("right", _("Aciertos"), numeric=True, sortable=True),
        Column("asked", _("De"), numeric=True, hidden=True),
        Column("percent", _("% de aciertos"), numeric=True, sortable=True),
        Column("wrong", _("Error más frecuente"), value=_wrong),
    ),
    sort="number",
    records=False,
    footnote=_("Primer intento de cada persona. Entre paréntesis, cuántas eligieron ese error."),
)


def _count(value: int) -> Column[Opinion]:
    return Column(
        f"n{value}",
        str(value),
        numeric=True,
        value=lambda one: one.counts[value - 1] if one.mean is not None else "",
    )


OPINIONS: Table[Opinion] = Table(
    key="opiniones",
    caption=_("Opiniones"),
    noun=(_("pregunta"), _("preguntas")),
    columns=(
        Column("number", _("N.º"), numeric=True, sortable=True),
        Column("text", _("Pregunta"), main=True, value=lambda one: one.question.text),
        Column("given", _("Respuestas"), numeric=True, sortable=True),
        *(_count(value) for value in range(1, 6)),
        Column(
            "mean",
            _("Promedio"),
            numeric=True,
            sortable=True,
            value=lambda one: round(one.mean, 2) if one.mean is not None else "",
            cell=lambda one: number(one.mean, 1) if one.mean is not None else "",
        ),
    ),
    sort="number",
    records=False,
)
