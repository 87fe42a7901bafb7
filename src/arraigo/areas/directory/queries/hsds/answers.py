"""What the public HSDS API answers, as JSON objects of the schema: pages of services, organisations, places, terms.

Keys are those of our rows; `key_of` finds the key of an id of HSDS. A page takes at most twelve queries, however many
objects are on it. Nothing that is confidential is in any of them.
"""

from collections.abc import Collection, Mapping
from uuid import UUID

from django.db.models import Q

from arraigo.areas.directory.models import Taxonomy, TaxonomyTerm
from arraigo.areas.directory.queries.hsds.gathering import Gathering
from arraigo.areas.directory.queries.hsds.known import known_ids
from arraigo.areas.directory.queries.hsds.nested import Nester, Row
from arraigo.areas.directory.queries.hsds.rows import Reach, row_of
from arraigo.areas.directory.queries.hsds.tables import TABLES
from arraigo.areas.directory.queries.visible import public_at_locations


def key_of(table: str, id_: UUID) -> UUID | None:
    """Return the key of the row that leaves under an HSDS id; None where there is none."""
    return known_ids(table, {id_}).get(id_)


def services_json(keys: Collection[UUID], *, full: bool = True) -> list[Row]:
    """Return services in the order of their keys; not `full`, with organisation and programme alone."""
    gathered = Gathering()
    gathered.services(keys, full=full)
    if full:
        gathered.at_locations(Q(service__in=list(keys)))
        gathered.belongings("organization", "service", "service_at_location", "location")
        gathered.exceptions()
        gathered.kept()
    return Nester(gathered.tables).every("service", full=full)


def organizations_json(keys: Collection[UUID], *, full: bool = True) -> list[Row]:
    """Return organisations in the order of their keys; `full`, with places, programmes, contacts and phones."""
    gathered = Gathering()
    gathered.organizations(keys)
    if full:
        gathered.locations(Q(organization__in=list(keys)))
        gathered.programs()
        gathered.belongings("organization", "location")
        gathered.exceptions()
        gathered.kept()
    return Nester(gathered.tables).every("organization", full=full)


def at_locations_json(keys: Collection[UUID], *, full: bool = True) -> list[Row]:
    """Return services at locations, with service and location; `full`, with all that belongs to the three."""
    wanted = list(keys)
    services = list(dict.fromkeys(public_at_locations().filter(pk__in=wanted).values_list("service_id", flat=True)))
    gathered = Gathering()
    gathered.services(services, full=full)
    gathered.at_locations(Q(pk__in=wanted))
    if full:
        gathered.belongings("organization", "service", "service_at_location", "location")
        gathered.exceptions()
    found = Nester(gathered.tables).every("service_at_location", full=full)
    return _in_order(found, wanted, gathered.ids["service_at_location"])


def locations_json(keys: Collection[UUID]) -> list[Row]:
    """Return locations that are not confidential, with addresses, hours, phones and accessibility."""
    gathered = Gathering()
    gathered.locations(Q(pk__in=list(keys)))
    gathered.belongings("location")
    gathered.exceptions()
    return _in_order(Nester(gathered.tables).every("location"), keys, gathered.ids["location"])


def taxonomies_json(keys: Collection[UUID]) -> list[Row]:
    """Return taxonomies in the order of their keys."""
    found = {row.pk: row for row in Taxonomy.objects.filter(pk__in=list(keys))}
    return [row_of(TABLES["taxonomy"], found[key], {}, Reach.PUBLIC) for key in keys if key in found]


def terms_json(keys: Collection[UUID]) -> list[Row]:
    """Return terms in the order of their keys, each with its taxonomy."""
    found = {row.pk: row for row in TaxonomyTerm.objects.filter(pk__in=list(keys)).select_related("taxonomy", "parent")}
    told = []
    for key in (key for key in keys if key in found):
        row = found[key]
        parents = {row.parent.pk: row.parent.public_id} if row.parent else {}
        term = row_of(TABLES["taxonomy_term"], row, {"taxonomy_term": parents}, Reach.PUBLIC)
        if row.taxonomy:
            term["taxonomy"] = row.taxonomy.name
            term["taxonomy_detail"] = row_of(TABLES["taxonomy"], row.taxonomy, {}, Reach.PUBLIC)
        told.append(term)
    return told


def _in_order(rows: list[Row], keys: Collection[UUID], ids: Mapping[UUID, UUID]) -> list[Row]:
    """Return objects in the order of the keys that were asked for."""
    places = {str(ids[key]): place for place, key in enumerate(keys) if key in ids}
    return sorted(rows, key=lambda row: places[row["id"]])
