"""The table of places; of a confidential one it says whose it is and no more."""

from dataclasses import replace
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from arraigo.areas.directory.models import Location
from arraigo.areas.directory.queries import desk
from arraigo.core.ui.tables import Column, Filter, Table
from arraigo.core.ui.templatetags import ui


def locations(city: str) -> Table[Location]:
    """Return the table of places of a city."""
    return replace(LOCATIONS, row_url=lambda row: reverse("directory:location", args=[city, row.pk]))


def _reserved(rows: QuerySet[Location], values: tuple[str, ...]) -> QuerySet[Location]:
    return rows.filter(is_confidential="si" in values)


def _used(rows: QuerySet[Any], values: tuple[str, ...]) -> QuerySet[Any]:
    return rows.filter(services_count=0) if "no" in values else rows.filter(services_count__gt=0)


def shown_name(row: Location) -> str:
    """Return what anybody of the staff may call a place."""
    return _now("Lugar reservado") if row.is_confidential else row.name or _now("Sin nombre")


def _kind(row: Location) -> str:
    return ui.state(_now("Reservada"), "warn", "lock") if row.is_confidential else ui.state(_now("Pública"), "line")


LOCATIONS: Table[Any] = Table(
    key="lugares",
    caption=_("Lugares de atención"),
    noun=(_("lugar"), _("lugares")),
    columns=(
        Column("name", _("Lugar"), main=True, value=shown_name),
        Column("address", _("Dirección"), value=lambda row: "; ".join(filter(None, row.addressed))),
        Column("organization", _("Organización"), value=lambda row: row.organization.name if row.organization else ""),
        Column(
            "area",
            _("Barrio"),
            value=lambda row: row.area.name if row.area and not row.is_confidential else "",
        ),
        Column("services_count", _("Servicios"), numeric=True, order=("services_count",)),
        Column("kind", _("Se publica"), cell=_kind, value=lambda row: row.is_confidential, exported=False),
    ),
    filters=(
        Filter("reservado", _("Dirección"), (("si", _("Reservada")), ("no", _("Pública"))), _reserved),
        Filter("uso", _("Uso"), (("si", _("Con servicios")), ("no", _("Sin servicios"))), _used),
    ),
    search=desk.search_locations,
    search_label=_("Lugar, dirección u organización"),
    empty_title=_("Todavía no hay lugares"),
    empty_text=_("Se agregan desde cada servicio, con «Agregar un lugar»."),
)
