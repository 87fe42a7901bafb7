"""The tables of routes and of unmet needs."""

from dataclasses import replace
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.text import capfirst
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from arraigo.areas.attention.enums import DemandKind, RouteState
from arraigo.areas.attention.queries import packs, translations
from arraigo.areas.attention.queries.demand import BY_AREA, BY_LANGUAGE, NOWHERE, WHOLE, Unmet
from arraigo.areas.attention.queries.routes import Listed
from arraigo.core.ui.formats import number
from arraigo.core.ui.tables import Column, Filter, Table
from arraigo.core.ui.templatetags import ui
from arraigo.core.ui.templatetags.ui import short_date

TONES = {
    RouteState.DRAFT: "line",
    RouteState.IN_REVIEW: "info",
    RouteState.PUBLISHED: "ok",
    RouteState.RETIRED: "",
}
DUE = {
    "expired": (_("Ya no rige"), "danger"),
    "ending": (_("Termina pronto"), "warn"),
    "check": (_("Toca comprobarla"), "warn"),
}
STATES = [(state.value, capfirst(state.label)) for state in RouteState]


def state_tag(state: str) -> str:
    """Draw the state of a version."""
    return ui.state(RouteState(state).label, TONES[RouteState(state)])


def due_tag(due: str) -> str:
    """Draw what is due of a route; nothing where nothing is."""
    if not due:
        return ""
    words, tone = DUE[due]
    return ui.state(str(words), tone)


def routes(city: str, language: str) -> Table[Listed]:
    """Return the table of routes, with the needs in a language."""
    needs = [(code, packs.need_words(code, language)) for code in packs.needs()]
    filters = (Filter("necesidad", _("Necesidad"), needs, _needs, multiple=True), *ROUTES.filters)
    return replace(ROUTES, filters=filters, row_url=lambda row: reverse("attention:route", args=[city, row.route.slug]))


def _needs(rows: Any, values: tuple[str, ...]) -> Any:  # noqa: ANN401 - a list of rows
    return [row for row in rows if row.route.need in values]


def _states(rows: Any, values: tuple[str, ...]) -> Any:  # noqa: ANN401 - a list of rows
    return [row for row in rows if row.state in values or (row.working and row.working.state in values)]


def _due(rows: Any, values: tuple[str, ...]) -> Any:  # noqa: ANN401 - a list of rows
    return [row for row in rows if row.due in values or ("verify" in values and _verify(row))]


def _search(rows: Any, words: str) -> Any:  # noqa: ANN401 - a list of rows
    wanted = words.casefold().split()
    return [row for row in rows if all(word in f"{row.route.title} {row.route.slug}".casefold() for word in wanted)]


def _state(row: Listed) -> str:
    drawn = state_tag(row.state)
    if row.published and row.working:
        state = RouteState(row.working.state).label
        words = _now("y otra %(state)s") % {"state": state}
        return format_html("{}<small>{}</small>", drawn, words)
    return drawn


def _verify(row: Listed) -> int:
    return int(row.shown.summary.get("verify", 0)) if row.shown else 0


def _steps(row: Listed) -> int:
    return int(row.shown.summary.get("steps", 0)) if row.shown else 0


def _languages(row: Listed) -> str:
    """Say how many texts each language shows; one that shows none is left out."""
    lines = [
        (ui.icon("check") if done == whole else "", names.get(code, code), number(done), number(whole))
        for names in [dict(translations.languages())]
        for code, done, whole in row.languages
        if done
    ]
    return format_html_join("", '<span class="lang-part">{} {} {}/{}</span>', lines)


def _verified(row: Listed) -> date | None:
    return row.shown.verified_on if row.shown else None


def _verified_cell(row: Listed) -> str:
    on = _verified(row)
    if on is None:
        return ui.state(_now("por verificar"), "warn")
    return format_html("{} {}", short_date(on), due_tag(row.due))


ROUTES: Table[Listed] = Table(
    key="rutas",
    caption=_("Rutas"),
    noun=(_("ruta"), _("rutas")),
    row_id=lambda row: str(row.route.pk),
    row_label=lambda row: row.route.title,
    columns=(
        Column("title", _("Ruta"), main=True, value=lambda row: row.route.title, sortable=True),
        Column("need", _("Necesidad"), value=lambda row: packs.need_words(row.route.need, "es"), sortable=True),
        Column("state", _("Estado"), cell=_state, value=lambda row: RouteState(row.state).label, sortable=True),
        Column("steps", _("Pasos"), numeric=True, value=_steps, sortable=True),
        Column("verify", _("Por verificar"), numeric=True, value=_verify, sortable=True),
        Column("verified", _("Comprobada"), cell=_verified_cell, value=_verified, sortable=True),
        Column(
            "languages",
            _("Traducciones"),
            cell=_languages,
            value=lambda row: ", ".join(f"{code} {done}/{whole}" for code, done, whole in row.languages),
        ),
        Column(
            "until",
            _("Vale hasta"),
            value=lambda row: row.shown.valid_until if row.shown else None,
            hidden=True,
            sortable=True,
        ),
        Column("pack", _("Paquete"), value=lambda row: row.route.pack, hidden=True),
    ),
    filters=(
        Filter("estado", _("Estado"), STATES, _states, multiple=True),
        Filter(
            "plazo",
            _("Pendiente"),
            [*((key, words) for key, (words, _tone) in DUE.items()), ("verify", _("Con datos por verificar"))],
            _due,
            multiple=True,
            quick=("check",),
        ),
    ),
    search=_search,
    search_label=_("Título de la ruta"),
    sort="title",
    footnote=_("Toca comprobar una ruta a los seis meses de la última vez."),
    empty_template="attention/desk/no_routes.html",
)


def unmet(split: str) -> Table[Unmet]:
    """Return the table of unmet needs, with a column for what they are split by."""
    titles = {BY_LANGUAGE: _("Idioma"), BY_AREA: _("Barrio o parroquia")}
    extra = () if split == WHOLE else (Column("part", titles[split], value=_part, sortable=True),)
    columns = (*UNMET.columns[:-1], *extra, UNMET.columns[-1])
    return replace(UNMET, columns=columns)


def _part(row: Unmet) -> str:
    return _now("Sin decir dónde") if row.part == NOWHERE else str(capfirst(row.part))


def _step(row: Unmet) -> str:
    return row.step


UNMET: Table[Unmet] = Table(
    key="necesidades",
    caption=_("Necesidades sin respuesta"),
    noun=(_("cuenta"), _("cuentas")),
    row_id=lambda row: f"{row.month:%Y%m}-{row.kind}-{row.code}-{row.step}-{row.part}",
    row_label=lambda row: row.what,
    columns=(
        Column("what", _("Qué buscaban"), main=True, value=lambda row: row.what, sortable=True),
        Column("kind", _("Qué pasó"), value=lambda row: capfirst(DemandKind(row.kind).label), sortable=True),
        Column("step", _("Paso donde se dejó"), value=_step),
        Column("month", _("Mes"), value=lambda row: f"{row.month:%m/%Y}", sort_by=lambda row: row.month),
        Column("count", _("Veces"), numeric=True, value=lambda row: row.count, sortable=True),
    ),
    filters=(
        Filter(
            "tipo",
            _("Qué pasó"),
            [(kind.value, capfirst(kind.label)) for kind in DemandKind],
            lambda rows, values: [row for row in rows if row.kind in values],
        ),
    ),
    search=lambda rows, words: [row for row in rows if words.casefold() in row.what.casefold()],
    search_label=_("Necesidad o ruta"),
    sort="-month",
    empty_template="attention/desk/no_demand.html",
)
