"""The table of services. What is exported is public."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from arraigo.areas.directory.enums import ServiceStatus
from arraigo.areas.directory.models import Service
from arraigo.areas.directory.queries import desk, freshness
from arraigo.areas.directory.queries.desk_words import joined
from arraigo.areas.directory.queries.needs import need_names
from arraigo.areas.directory.web.common import need_choices, raised
from arraigo.core.people.countries import language_name
from arraigo.core.ui.formats import short_date
from arraigo.core.ui.tables import Column, Filter, Table
from arraigo.core.ui.templatetags import ui

TONES = {
    ServiceStatus.ACTIVE: "ok",
    ServiceStatus.CLOSED_FOR_NOW: "warn",
    ServiceStatus.INACTIVE: "line",
    ServiceStatus.DEFUNCT: "line",
}
CHECKED = (("vencida", _("Por verificar")), ("al-dia", _("Verificado y al día")), ("nunca", _("Nunca verificado")))
RESERVED = (("si", _("Con un lugar reservado")), ("no", _("Sin lugares reservados")))


def services(city: str, *, today: date, areas: Sequence[tuple[str, str]]) -> Table[Service]:
    """Return the table of services; `areas` are choices, `today` tells what is overdue."""
    organizations = [(str(row.pk), row.name) for row in desk.giving()]
    filters = (
        Filter("necesidad", _("Necesidad"), need_choices(), desk.answering),
        Filter("area", _("Zona, parroquia o barrio"), areas, desk.in_areas),
        Filter("organizacion", _("Organización"), organizations, _of_organizations),
        Filter("estado", _("Estado"), raised(ServiceStatus.choices), _in_states, multiple=True),
        Filter("verificacion", _("Verificación"), CHECKED, _checked(today), quick=("vencida",)),
        Filter("reservado", _("Dirección reservada"), RESERVED, _reserved),
    )
    columns = [replace(one, cell=checked_cell(today)) if one.key == "verified_on" else one for one in SERVICES.columns]
    return replace(
        SERVICES,
        columns=tuple(columns),
        filters=tuple(one for one in filters if one.choices),
        row_url=lambda row: reverse("directory:service", args=[city, row.pk]),
    )


def _of_organizations(rows: QuerySet[Any], values: tuple[str, ...]) -> QuerySet[Any]:
    return rows.filter(organization__in=values)


def _in_states(rows: QuerySet[Service], values: tuple[str, ...]) -> QuerySet[Service]:
    return rows.filter(status__in=values)


def _checked(today: date) -> Any:  # noqa: ANN401 - what a filter applies
    def narrow(rows: QuerySet[Service], values: tuple[str, ...]) -> QuerySet[Service]:
        if "nunca" in values:
            return rows.filter(verified_on__isnull=True, status__in=freshness.KEPT_UP)
        late = freshness.is_overdue(today)
        return rows.filter(late) if "vencida" in values else rows.filter(status__in=freshness.KEPT_UP).exclude(late)

    return narrow


def _reserved(rows: QuerySet[Any], values: tuple[str, ...]) -> QuerySet[Any]:
    return rows.filter(reserved="si" in values)


def checked_cell(today: date) -> Any:  # noqa: ANN401 - what draws a cell
    """Return what draws when a service was checked, and whether that is too long ago."""

    def draw(row: Service) -> str:
        if row.status not in freshness.KEPT_UP:
            return ui.state(row.get_status_display(), "line")
        if row.verified_on is None:
            return ui.state(_now("nunca verificado"), "warn")
        day = short_date(row.verified_on)
        late = row.due_on is None or row.due_on < today
        return ui.state(_now("vencido: %(day)s") % {"day": day}, "warn") if late else day

    return draw


def _needs(row: Any) -> str:  # noqa: ANN401 - an annotated row
    names = need_names()
    return ", ".join(names.get(code, code) for code in row.needs_answered)


def _where(row: Any) -> str:  # noqa: ANN401 - an annotated row
    told = list(dict.fromkeys(filter(None, row.areas))) or list(dict.fromkeys(filter(None, row.places)))
    if row.reserved:
        told.append(_now("lugar reservado"))
    return joined(told) or _now("sin lugar")


def _status(row: Service) -> str:
    return ui.state(row.get_status_display(), TONES.get(ServiceStatus(row.status), ""))


SERVICES: Table[Any] = Table(
    key="servicios",
    caption=_("Servicios"),
    noun=(_("servicio"), _("servicios")),
    columns=(
        Column("name", _("Servicio"), main=True, order=("name",)),
        Column(
            "organization", _("Organización"), value=lambda row: row.organization.name, order=("organization__name",)
        ),
        Column("needs", _("Responde a"), value=_needs),
        Column("where", _("Dónde"), value=_where),
        Column("status", _("Estado"), cell=_status, value=lambda row: row.get_status_display(), order=("status",)),
        Column("verified_on", _("Verificado"), order=("verified_on",)),
        Column("phones", _("Teléfonos"), value=lambda row: ", ".join(row.called), hidden=True),
        Column("email", _("Correo"), hidden=True),
        Column("url", _("Página web"), hidden=True),
        Column("addresses", _("Direcciones"), value=lambda row: "; ".join(filter(None, row.addresses)), hidden=True),
        Column(
            "languages",
            _("Idiomas"),
            value=lambda row: ", ".join(map(language_name, filter(None, row.spoken))),
            hidden=True,
        ),
        Column("fees_description", _("Cuánto cuesta"), hidden=True),
        Column("documents", _("Documentos que pide"), value=lambda row: "; ".join(row.to_bring), hidden=True),
        Column("eligibility_description", _("A quién atiende"), hidden=True),
        Column("due_on", _("Verificar antes del"), order=("due_on",), hidden=True, exported=False),
    ),
    search=desk.search,
    search_label=_("Servicio u organización"),
    sort="name",
    empty_template="directory/services/none.html",
)
