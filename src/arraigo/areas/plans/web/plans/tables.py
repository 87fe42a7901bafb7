"""The tables of plans and authorities."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from arraigo.areas.plans.enums import InstrumentKind, VersionState
from arraigo.areas.plans.models import Authority, Plan
from arraigo.areas.plans.templatetags.plans import VERSION_TONES
from arraigo.areas.plans.web.plans.forms import authority_words
from arraigo.core.ui.formats import number
from arraigo.core.ui.tables import Column, Filter, Table
from arraigo.core.ui.templatetags import ui
from arraigo.core.ui.templatetags.ui import short_date


def plans(city: str, authorities: Iterable[Authority]) -> Table[Plan]:
    """Return the table of plans, with the authorities of the city to choose from."""
    choices = [(str(one.pk), authority_words(one)) for one in authorities]
    filters = tuple(
        replace(one, choices=choices) if one.key == "autoridad" else one
        for one in PLANS.filters
        if one.key != "autoridad" or choices
    )
    return replace(PLANS, filters=filters, row_url=lambda row: reverse("plans:plan", args=[city, row.pk]))


def authorities(city: str, *, manages: bool) -> Table[Authority]:
    """Return the table of authorities."""
    link = (lambda row: reverse("plans:authority", args=[city, row.pk])) if manages else None
    return replace(AUTHORITIES, row_url=link)


def _search(rows: QuerySet[Any], words: str) -> QuerySet[Any]:
    for word in words.split():
        rows = rows.filter(
            Q(title__icontains=word)
            | Q(authority__unit__icontains=word)
            | Q(authority__organization__name__icontains=word)
        )
    return rows


def _kinds(rows: QuerySet[Any], values: tuple[str, ...]) -> QuerySet[Any]:
    return rows.filter(kind__in=values)


def _states(rows: QuerySet[Any], values: tuple[str, ...]) -> QuerySet[Any]:
    return rows.filter(version_state__in=values)


def _authorities(rows: QuerySet[Any], values: tuple[str, ...]) -> QuerySet[Any]:
    return rows.filter(authority__in=values)


def _version(row: Any) -> str:  # noqa: ANN401 - a plan with what the query counted
    if row.version_number is None:
        return str(_now("Sin versiones"))
    state = VersionState(row.version_state)
    tag = ui.state(f"{row.version_number}, {state.label}", VERSION_TONES[state])
    return format_html("{}<small>{}</small>", tag, _pages(row.version_pages)) if row.version_pages > 1 else tag


def _pages(count: int) -> str:
    return ngettext("%(n)s página", "%(n)s páginas", count) % {"n": number(count)}


def _kind_words(kind: str) -> str:
    """Return a kind of instrument as a list names it, without the explanation that the form gives."""
    return str(capfirst(InstrumentKind(kind).label)).split(" (", 1)[0]


def _authority(row: Plan) -> str:
    unit, name = row.authority.unit, row.authority.organization.name
    return format_html("{}<small>{}</small>", unit, name) if unit else name


def _next(row: Any) -> str:  # noqa: ANN401 - a plan with what the query counted
    return format_html("{}<small>{}</small>", short_date(row.next_on), row.next_title) if row.next_on else ""


def _public(row: Plan) -> str:
    return ui.state(str(_now("Público")), "ok") if row.is_public else ui.state(str(_now("Sin publicar")), "line")


PLANS: Table[Plan] = Table(
    key="planes",
    caption=_("Planes"),
    noun=(_("plan"), _("planes")),
    columns=(
        Column("title", _("Título"), main=True, order=("title",)),
        Column("kind", _("Tipo"), value=lambda row: _kind_words(row.kind), order=("kind",)),
        Column(
            "authority",
            _("Autoridad"),
            cell=_authority,
            value=lambda row: authority_words(row.authority),
            order=("authority__organization__name",),
        ),
        Column(
            "version",
            _("Última versión"),
            cell=_version,
            value=lambda row: getattr(row, "version_number", None),
            order=("version_number",),
        ),
        Column(
            "version_pages",
            _("Páginas"),
            numeric=True,
            hidden=True,
            value=lambda row: getattr(row, "version_pages", None),
        ),
        Column(
            "next_on",
            _("Próxima fecha"),
            cell=_next,
            value=lambda row: getattr(row, "next_on", None),
            order=("next_on",),
        ),
        Column(
            "open_count",
            _("Abiertas"),
            numeric=True,
            value=lambda row: getattr(row, "open_count", 0),
            order=("open_count",),
        ),
        Column(
            "is_public",
            _("Seguimiento"),
            cell=_public,
            value=lambda row: _now("Público") if row.is_public else _now("Sin publicar"),
            order=("is_public",),
        ),
    ),
    filters=(
        Filter("tipo", _("Tipo"), [(kind.value, _kind_words(kind)) for kind in InstrumentKind], _kinds),
        Filter(
            "estado",
            _("Estado"),
            [(state.value, capfirst(state.label)) for state in VersionState],
            _states,
            multiple=True,
        ),
        Filter("autoridad", _("Autoridad"), (), _authorities),
    ),
    search=_search,
    search_label=_("Título o autoridad"),
    sort="title",
    footnote=_("Abiertas: las recomendaciones de las que todavía no se sabe qué pasó."),
    empty_template="plans/plans/no_plans.html",
)


def _search_authorities(rows: QuerySet[Any], words: str) -> QuerySet[Any]:
    for word in words.split():
        rows = rows.filter(Q(unit__icontains=word) | Q(organization__name__icontains=word))
    return rows


AUTHORITIES: Table[Authority] = Table(
    key="autoridades",
    caption=_("Autoridades"),
    noun=(_("autoridad"), _("autoridades")),
    columns=(
        Column(
            "organization",
            _("Institución"),
            main=True,
            value=lambda row: row.organization.name,
            order=("organization__name",),
        ),
        Column("unit", _("Unidad"), order=("unit",)),
        Column("contact_name", _("Persona de contacto")),
        Column("contact_email", _("Correo")),
        Column("plan_count", _("Planes"), numeric=True, value=lambda row: getattr(row, "plan_count", 0)),
    ),
    search=_search_authorities,
    search_label=_("Institución o unidad"),
    sort="organization",
    empty_template="plans/plans/no_authorities.html",
)
