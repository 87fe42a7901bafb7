"""The whole directory of a city as HSDS tables, for a package."""

from collections import defaultdict
from typing import Any
from uuid import UUID

from django.db.models import Q

from arraigo.areas.directory.models import OrganizationProfile, ScheduleException
from arraigo.areas.directory.queries.hsds.extensions import EXCEPTIONS, PREFIX
from arraigo.areas.directory.queries.hsds.rows import (
    Reach,
    Row,
    base,
    extension_row,
    extension_rows,
    extension_terms,
    kept_rows,
    organization_id,
    organization_row,
    row_of,
)
from arraigo.areas.directory.queries.hsds.tables import TABLES
from arraigo.areas.directory.queries.visible import public_exceptions

Tables = dict[str, list[Row]]


def whole(reach: Reach = Reach.PUBLIC, *, services: Q | None = None) -> Tables:
    """Return every row of the session city's directory, by HSDS table; one query for each table.

    `services` narrows the services, and with them what hangs on them alone.
    """
    ids: dict[str, dict[UUID, UUID]] = {}
    tables: Tables = {}
    extras: list[Row] = []
    for name, table in TABLES.items():
        if table.model is None:
            continue
        if name == "organization":
            tables[name] = _organizations(ids, reach)
            continue
        found = base(name, reach).order_by("id")
        stored = list(found.filter(services) if name == "service" and services is not None else found)
        ids[name] = {row.pk: row.public_id for row in stored}
        tables[name] = [row_of(table, row, ids, reach) for row in stored if _stands(table.name, row, ids)]
        extras += extension_rows(name, stored, reach)
    extras += _exceptions(ids, reach)
    _add_extensions(tables, extras)
    for name, rows in kept_rows(reach).items():
        tables.setdefault(name, []).extend(rows)
    _take_units_out(tables)
    return {name: rows for name, rows in tables.items() if rows}


def _organizations(ids: dict[str, dict[UUID, UUID]], reach: Reach) -> list[Row]:
    profiles = {profile.organization_id: profile for profile in OrganizationProfile.objects.all()}
    stored = list(base("organization", reach).order_by("id"))
    ids["organization"] = {row.pk: organization_id(row, profiles.get(row.pk)) for row in stored}
    return [organization_row(row, profiles.get(row.pk), ids, reach) for row in stored]


def _stands(table: str, row: Any, ids: dict[str, dict[UUID, UUID]]) -> bool:  # noqa: ANN401 - a row of some table
    """Tell whether what a row cannot be without leaves too."""
    required = [ref for ref in TABLES[table].references if ref.required]
    if any(getattr(row, f"{ref.attribute}_id") not in ids[ref.table] for ref in required):
        return False
    if not TABLES[table].owned:
        return True
    owners = ((ref.table, getattr(row, f"{ref.attribute}_id")) for ref in TABLES[table].references)
    return any(key is not None and key in ids[name] for name, key in owners)


def _exceptions(ids: dict[str, dict[UUID, UUID]], reach: Reach) -> list[Row]:
    found = public_exceptions() if reach is Reach.PUBLIC else ScheduleException.objects.all()
    told: dict[tuple[str, UUID], list[dict[str, str]]] = defaultdict(list)
    for row in found:
        for name in ("service", "location", "service_at_location"):
            key = getattr(row, f"{name}_id")
            if key in ids[name]:
                told[name, ids[name][key]].append(_exception(row))
    return [extension_row(EXCEPTIONS, name, of, value) for (name, of), value in told.items()]


def _exception(row: ScheduleException) -> dict[str, str]:
    told = {
        "starts_on": row.starts_on.isoformat(),
        "ends_on": row.ends_on.isoformat(),
        "opens_at": row.opens_at.isoformat() if row.opens_at else "",
        "closes_at": row.closes_at.isoformat() if row.closes_at else "",
        "note": row.note,
    }
    return {name: value for name, value in told.items() if value}


def _add_extensions(tables: Tables, extras: list[Row]) -> None:
    if extras:
        taxonomy, terms = extension_terms(row["label"] for row in extras if row["label"].startswith(PREFIX))
        tables.setdefault("taxonomy", []).append(taxonomy)
        tables.setdefault("taxonomy_term", []).extend(terms)
        tables.setdefault("attribute", []).extend(extras)


def _take_units_out(tables: Tables) -> None:
    """Put the units of capacities into their own table, as packages have them."""
    units = {unit["id"]: unit for unit in tables.get("unit", [])}
    for row in tables.get("service_capacity", []):
        unit = row.pop("unit", None)
        if isinstance(unit, dict) and unit.get("id"):
            row["unit_id"] = unit["id"]
            units.setdefault(unit["id"], unit)
    if units:
        tables["unit"] = list(units.values())
