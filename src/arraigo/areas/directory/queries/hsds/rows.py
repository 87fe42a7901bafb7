"""Rows of the directory as HSDS says them, one at a time.

`Reach.PUBLIC` is what anybody may have: without confidential places and what hangs on them, private phones, names of
people, or metadata that say who changed what. `Reach.INTERNAL` is whole, for a copy that stays inside.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from enum import Enum
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from arraigo.areas.directory import models
from arraigo.areas.directory.queries import visible
from arraigo.areas.directory.queries.hsds.extensions import EXTENSIONS, PREFIX, TAXONOMY, made_id
from arraigo.areas.directory.queries.hsds.tables import TABLES, Reference, Table
from arraigo.areas.directory.queries.hsds.values import say
from arraigo.core.organisations.models import Organization

Row = dict[str, Any]
Ids = Mapping[str, Mapping[UUID, UUID]]


class Reach(Enum):
    """Who will read what leaves."""

    PUBLIC = "public"
    INTERNAL = "internal"


# The only door of each table to the public; a table that is not here has nothing that is confidential.
DOORS: Mapping[str, Callable[[], QuerySet[Any]]] = {
    "organization": visible.public_organizations,
    "service": lambda: visible.public_services(every_status=True),
    "location": visible.public_locations,
    "service_at_location": visible.public_at_locations,
    "address": visible.public_addresses,
    "accessibility": visible.public_accessibility,
    "contact": visible.public_contacts,
    "phone": visible.public_phones,
    "schedule": visible.public_schedules,
    "language": visible.public_languages,
    "service_area": visible.public_service_areas,
}
# Fields that name people, or somebody who works there.
PERSONAL: Mapping[str, frozenset[str]] = {
    "contact": frozenset({"name"}),
    "address": frozenset({"attention"}),
    "service": frozenset({"assurer_email"}),
}
# What is kept as it came and may be published: none of it names people.
PUBLISHED_KEPT = ("funding", "organization_identifier", "url")
# What HSDS requires of a row and ours may not have.
REQUIRED: Mapping[str, Mapping[str, str]] = {
    "program": {"description": ""},
    "taxonomy": {"description": ""},
    "taxonomy_term": {"description": ""},
    "address": {"address_1": "", "city": "", "state_province": "", "postal_code": "", "country": ""},
}
ATTRIBUTE_FIELDS = ("link_type", "link_entity", "value", "label")


def base(table: str, reach: Reach) -> QuerySet[Any]:
    """Return the rows of a table that a reach allows."""
    if reach is Reach.PUBLIC and table in DOORS:
        return DOORS[table]()
    if table == "organization":
        return Organization.objects.all()
    model: Any = TABLES[table].model
    found: QuerySet[Any] = model.objects.all()
    return found


def row_of(table: Table, stored: Any, ids: Ids, reach: Reach) -> Row:  # noqa: ANN401 - a row of some table
    """Return a stored row as HSDS says it; `ids` maps keys of each table to the ids that leave."""
    is_whole = reach is Reach.INTERNAL
    hidden = frozenset() if is_whole else PERSONAL.get(table.name, frozenset())
    referred = {ref.field: _target(ref, stored, ids, is_whole) for ref in table.references}
    said = {
        column.field: say(column, getattr(stored, column.attribute), stored.more, whole=is_whole)
        for column in table.columns
        if column.field not in hidden
    }
    told: Row = {"id": str(stored.public_id)}
    told |= {field: value for field, value in (referred | said).items() if value not in (None, {})}
    return _with_rest({**REQUIRED.get(table.name, {}), **told}, table, stored, reach)


def _target(reference: Reference, stored: Any, ids: Ids, is_whole: bool) -> str | None:  # noqa: ANN401
    """Return the id to which a row refers; a whole copy also says one that leads to nothing."""
    key = getattr(stored, f"{reference.attribute}_id")
    if key is None:
        return stored.more.get(reference.field) if is_whole else None
    found = ids.get(reference.table, {}).get(key)
    return str(found) if found else None


def _with_rest(told: Row, table: Table, stored: Any, reach: Reach) -> Row:  # noqa: ANN401
    if table.name == "attribute":
        told |= {name: stored.more[name] for name in ATTRIBUTE_FIELDS if name in stored.more}
        told.setdefault("link_entity", "service")
    if reach is Reach.INTERNAL:
        told |= {name: value for name, value in stored.more.items() if name not in table.fields}
    return told


def organization_row(stored: Organization, profile: models.OrganizationProfile | None, ids: Ids, reach: Reach) -> Row:
    """Return an organisation with its profile as HSDS says it; `ids` has the ids of organisations."""
    table, is_whole = TABLES["organization"], reach is Reach.INTERNAL
    held = profile or models.OrganizationProfile()
    said = {
        column.field: say(column, _held(stored, held, column.attribute), held.more, whole=is_whole)
        for column in table.columns
    }
    said["parent_organization_id"] = _target(table.references[0], held, ids, is_whole)
    told: Row = {"id": str(organization_id(stored, profile)), "description": stored.name}
    told |= {field: value for field, value in said.items() if value is not None}
    return _with_rest(told, table, held, reach)


def _held(stored: Organization, profile: models.OrganizationProfile, attribute: str) -> Any:  # noqa: ANN401
    return getattr(stored if hasattr(stored, attribute) else profile, attribute)


def organization_id(stored: Organization, profile: models.OrganizationProfile | None) -> UUID:
    """Return the id under which an organisation leaves."""
    return (profile.source_id if profile else None) or stored.pk


def kept_rows(reach: Reach, within: Q | None = None) -> dict[str, list[Row]]:
    """Return what is kept as it came, by table; the public gets none that names people or that refers to nothing."""
    found = models.KeptRecord.objects.order_by("table", "id")
    if reach is Reach.PUBLIC:
        found = found.filter(Q(service__isnull=False) | Q(organization__isnull=False), table__in=PUBLISHED_KEPT)
    rows: dict[str, list[Row]] = {}
    for record in found.filter(within) if within is not None else found:
        told = json.loads(record.content)
        if reach is Reach.INTERNAL or record.table != "url" or _is_of_the_web(told.get("url")):
            rows.setdefault(record.table, []).append(told)
    return rows


def _is_of_the_web(address: object) -> bool:
    return str(address).lower().startswith(("http://", "https://"))


def extension_rows(table: str, rows: Iterable[Any], reach: Reach) -> Iterator[Row]:
    """Yield the attributes that carry what rows of a table know beyond HSDS."""
    own = [item for item in EXTENSIONS if item.table == table and (reach is Reach.INTERNAL or not item.internal)]
    for stored in rows if own else ():
        for item in own:
            value = getattr(stored, item.attribute)
            if value:
                yield extension_row(item.label, table, stored.public_id, value)


def extension_row(label: str, table: str, of: UUID, value: object) -> Row:
    """Return one attribute of ours."""
    return {
        "id": str(made_id("attribute", label, of)),
        "link_id": str(of),
        "link_entity": table,
        "taxonomy_term_id": str(made_id("taxonomy_term", PREFIX + label)),
        "label": PREFIX + label,
        "value": json.dumps(value, ensure_ascii=False, sort_keys=True),
    }


def extension_terms(labels: Iterable[str]) -> tuple[Row, list[Row]]:
    """Return the taxonomy and the terms to which attributes of ours refer, given their labels."""
    taxonomy = {
        "id": str(made_id("taxonomy", TAXONOMY)),
        "name": TAXONOMY,
        "description": "Lo que el directorio sabe además de HSDS 3.1.",
    }
    terms = [
        {
            "id": str(made_id("taxonomy_term", label)),
            "code": label,
            "name": label,
            "description": "",
            "taxonomy_id": taxonomy["id"],
        }
        for label in sorted(set(labels))
    ]
    return taxonomy, terms
