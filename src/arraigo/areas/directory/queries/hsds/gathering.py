"""Pages of the HSDS API: some services, organisations or places with all that belongs to them, in few queries.

Always what the public may have. Small parts come folded into the query of what they belong to, as JSON made by the
database, so that a page of fifty services takes no more queries than a page of one.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from types import SimpleNamespace
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Q, QuerySet
from django.db.models.functions import JSONObject

from arraigo.areas.directory.models import OrganizationProfile, ServiceNeed
from arraigo.areas.directory.queries.hsds.extensions import EXCEPTIONS
from arraigo.areas.directory.queries.hsds.rows import (
    Reach,
    Row,
    base,
    extension_row,
    extension_rows,
    kept_rows,
    organization_id,
    organization_row,
    row_of,
)
from arraigo.areas.directory.queries.hsds.tables import TABLES
from arraigo.areas.directory.queries.hsds.values import read
from arraigo.areas.directory.queries.hsds.whole import exception_row
from arraigo.areas.directory.queries.visible import public_exceptions
from arraigo.core.organisations.models import Organization

PUBLIC = Reach.PUBLIC
OF_SERVICE = ("required_document", "cost_option", "service_capacity")
OF_LOCATION = ("address", "accessibility")
# What may belong to several things; phones after the contacts, languages after the phones that they may be of.
SHARED = ("contact", "phone", "schedule", "language", "service_area")


class Gathering:
    """Rows of HSDS tables, gathered for some objects. Each method asks once for all that it adds."""

    def __init__(self) -> None:
        self.tables: dict[str, list[Row]] = defaultdict(list)
        self.ids: dict[str, dict[UUID, UUID]] = {name: {} for name in TABLES}

    def services(self, keys: Collection[UUID], *, full: bool) -> None:
        """Add services with their organisations and programmes, and the parts that are theirs alone."""
        rows = base("service", PUBLIC).filter(pk__in=keys).select_related("organization", "program")
        if full:
            rows = _folded(rows, OF_SERVICE, "service", "pk")
        stored = _in_order(rows, keys)
        self._organizations({row.organization_id: row.organization for row in stored}.values())
        self._add("program", {row.program_id: row.program for row in stored if row.program}.values())
        self._add("service", stored)
        if full:
            self._unfold(stored, OF_SERVICE, "service")
            self.tables["attribute"] += extension_rows("service", stored, PUBLIC)
            self._needs(keys)

    def at_locations(self, condition: Q) -> list[Any]:
        """Add services at locations that are not confidential, with those locations and their addresses."""
        found = base("service_at_location", PUBLIC).filter(condition).select_related("location").order_by("id")
        stored = list(_folded(found, OF_LOCATION, "location", "location_id"))
        here = {row.location_id: row for row in stored}
        self._add("location", [row.location for row in here.values()])
        self._add("service_at_location", stored)
        self._unfold(here.values(), OF_LOCATION, "location", key="location_id")
        return stored

    def organizations(self, keys: Collection[UUID]) -> None:
        """Add organisations with their profiles."""
        self._organizations(_in_order(base("organization", PUBLIC).filter(pk__in=keys), keys))

    def locations(self, condition: Q) -> None:
        """Add locations that are not confidential, with their addresses."""
        stored = list(_folded(base("location", PUBLIC).filter(condition).order_by("id"), OF_LOCATION, "location", "pk"))
        self._add("location", stored)
        self._unfold(stored, OF_LOCATION, "location")

    def programs(self) -> None:
        """Add the programmes of the organisations gathered."""
        known = self.ids["program"]
        self._add(
            "program", base("program", PUBLIC).filter(organization__in=self.ids["organization"]).exclude(pk__in=known)
        )

    def belongings(self, *owners: str) -> None:
        """Add what belongs to any of the gathered rows of some tables: contacts, phones, hours, languages, areas."""
        owned = set(owners)
        for name in SHARED:
            references = [ref for ref in TABLES[name].references if ref.table in owned and self.ids[ref.table]]
            condition = Q(pk__in=[])
            for reference in references:
                condition |= Q(**{f"{reference.attribute}__in": list(self.ids[reference.table])})
            if references:
                stored = list(base(name, PUBLIC).filter(condition).order_by("id"))
                self._add(name, stored)
                self.tables["attribute"] += extension_rows(name, stored, PUBLIC)
                owned.add(name)

    def kept(self) -> None:
        """Add what is kept as it came and belongs to what was gathered."""
        own = Q(service__in=self.ids["service"]) | Q(organization__in=self.ids["organization"])
        for name, rows in kept_rows(PUBLIC, own).items():
            self.tables[name] += rows

    def exceptions(self) -> None:
        """Add the days with other hours of the gathered services and places."""
        owners = ("service", "location", "service_at_location")
        condition = Q(pk__in=[])
        for name in owners:
            condition |= Q(**{f"{name}__in": list(self.ids[name])})
        told: dict[tuple[str, UUID], list[Row]] = defaultdict(list)
        for row in public_exceptions().filter(condition):
            owner = next(name for name in owners if getattr(row, f"{name}_id") in self.ids[name])
            told[owner, self.ids[owner][getattr(row, f"{owner}_id")]].append(exception_row(row))
        self.tables["attribute"] += [extension_row(EXCEPTIONS, name, of, value) for (name, of), value in told.items()]

    def _organizations(self, stored: Iterable[Organization]) -> None:
        listed = list(stored)
        found = OrganizationProfile.objects.filter(organization__in=listed)
        profiles = {profile.organization_id: profile for profile in found}
        self.ids["organization"].update({row.pk: organization_id(row, profiles.get(row.pk)) for row in listed})
        rows = [organization_row(row, profiles.get(row.pk), self.ids, PUBLIC) for row in listed]
        self.tables["organization"] += rows

    def _needs(self, services: Collection[UUID]) -> None:
        found = ServiceNeed.objects.filter(service__in=services).select_related("term__taxonomy").order_by("id")
        stored = list(found)
        terms = {row.term_id: row.term for row in stored}
        self._add("taxonomy", {term.taxonomy_id: term.taxonomy for term in terms.values() if term.taxonomy}.values())
        self._add("taxonomy_term", terms.values())
        self._add("attribute", stored)

    def _add(self, name: str, stored: Iterable[Any]) -> None:
        listed = list(stored)
        self.ids[name].update({row.pk: row.public_id for row in listed})
        self.tables[name] += [row_of(TABLES[name], row, self.ids, PUBLIC) for row in listed]

    def _unfold(self, stored: Iterable[Any], names: Sequence[str], attribute: str, key: str = "pk") -> None:
        for name in names:
            parts = (
                _part(name, part, attribute, getattr(row, key)) for row in stored for part in getattr(row, f"of_{name}")
            )
            self._add(name, parts)


def _folded(rows: QuerySet[Any], names: Sequence[str], attribute: str, key: str) -> QuerySet[Any]:
    """Return rows that carry the parts of some tables as JSON, under `of_<table>`."""
    folded: dict[str, Any] = {}
    for name in names:
        # What names a person is sealed, and of no use to the public.
        columns = [column.attribute for column in TABLES[name].columns if column.attribute != "attention"]
        told = JSONObject(**{column: column for column in ("id", "source_id", "more", *columns)})
        parts = base(name, PUBLIC).filter(**{attribute: OuterRef(key)}).order_by("id")
        folded[f"of_{name}"] = ArraySubquery(parts.values(told=told))
    annotated: QuerySet[Any] = rows.annotate(**folded)
    return annotated


def _part(name: str, told: Row, attribute: str, owner: UUID) -> SimpleNamespace:
    """Return a folded part as if it had been read as a row."""
    values = {
        column.attribute: read(column, told[column.attribute])
        for column in TABLES[name].columns
        if column.attribute in told and column.kind != "json"
    }
    values |= {column.attribute: told.get(column.attribute) for column in TABLES[name].columns if column.kind == "json"}
    key = UUID(told["id"])
    source = UUID(told["source_id"]) if told["source_id"] else None
    return SimpleNamespace(
        pk=key, id=key, public_id=source or key, more=told["more"], **values, **{f"{attribute}_id": owner}
    )


def _in_order(rows: QuerySet[Any], keys: Collection[UUID]) -> list[Any]:
    """Return rows in the order of the keys that were asked for."""
    found = {row.pk: row for row in rows}
    return [found[key] for key in keys if key in found]
