"""Rows of the directory as nested HSDS 3.1 objects, gathered by the database in one statement for each kind.

Every row comes through a door of queries.visible: what hangs on a confidential location is in no object. A person's
name, whom a letter is for and who verified an entry are in none either.
"""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import F, Lookup, OuterRef, QuerySet
from django.db.models.functions import Coalesce, JSONObject
from django.db.models.sql.compiler import SQLCompiler

from arraigo.areas.directory.models import (
    CostOption,
    Program,
    RequiredDocument,
    ServiceCapacity,
    ServiceNeed,
    Taxonomy,
    TaxonomyTerm,
)
from arraigo.areas.directory.queries.hsds.extensions import EXCEPTIONS, EXTENSIONS, Extension
from arraigo.areas.directory.queries.hsds.rows import PERSONAL
from arraigo.areas.directory.queries.hsds.tables import NESTED, TABLES
from arraigo.areas.directory.queries.hsds.values import show
from arraigo.areas.directory.queries.published.telling import OURS
from arraigo.areas.directory.queries.visible import (
    public_accessibility,
    public_addresses,
    public_at_locations,
    public_contacts,
    public_exceptions,
    public_languages,
    public_locations,
    public_organizations,
    public_phones,
    public_schedules,
    public_service_areas,
    public_services,
)

DOORS: Mapping[str, Callable[[], QuerySet[Any]]] = {
    "accessibility": public_accessibility,
    "address": public_addresses,
    "attribute": ServiceNeed.objects.all,
    "contact": public_contacts,
    "cost_option": CostOption.objects.all,
    "language": public_languages,
    "location": public_locations,
    "organization": public_organizations,
    "phone": public_phones,
    "program": Program.objects.all,
    "required_document": RequiredDocument.objects.all,
    "schedule": public_schedules,
    "service": public_services,
    "service_area": public_service_areas,
    "service_at_location": public_at_locations,
    "service_capacity": ServiceCapacity.objects.all,
    "taxonomy": Taxonomy.objects.all,
    "taxonomy_term": TaxonomyTerm.objects.all,
}
# What core.organisations holds of an organisation; the rest is in its profile.
OF_ORGANIZATION = frozenset({"name", "alternate_name", "description", "website"})
MODIFIED = next(column for column in TABLES["service"].columns if column.field == "last_modified")
# Stands in a statement for the keys that are asked for.
KEYS: list[UUID] = []
# What may have days with other hours, and what is told of them.
WITH_HOURS = ("service", "location", "service_at_location")
EXCEPTION = ("starts_on", "ends_on", "opens_at", "closes_at", "note")
ATTRIBUTES = ("attributes", "attribute", "link_id", "")
Expressions = dict[str, Any]


class AnyOf(Lookup[Any]):
    """The condition that a column has one of some values, given as one parameter however many they are."""

    prepare_rhs = False

    def as_sql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> tuple[str, tuple[Any, ...]]:
        sql, params = self.process_lhs(compiler, connection)
        return f"{sql} = ANY(%s)", (*params, self.rhs)


def rows(kind: str, ids: Sequence[UUID], *, full: bool) -> Iterator[tuple[UUID, dict[str, Any]]]:
    """Yield the key and the object of rows of a kind (the name of an HSDS table): one query."""
    sql, params = _statement(kind, full)
    with connection.cursor() as cursor:
        cursor.execute(sql, [list(ids) if value is KEYS else value for value in params])
        for key, told in cursor:
            yield key, json.loads(told)


@lru_cache(maxsize=32)
def _statement(kind: str, full: bool) -> tuple[str, tuple[Any, ...]]:
    """Return the statement of a kind of object: putting one together takes longer than its answer."""
    told = _full(kind) if full else _plain(kind)
    found = DOORS[kind]().filter(AnyOf(F("pk"), KEYS)).order_by().values_list("pk", JSONObject(**told))
    sql, params = found.query.sql_with_params()
    return sql, tuple(params)


def _plain(kind: str, prefix: str = "") -> Expressions:
    """An object with what it has one of: its fields, and what it points to."""
    told = _fields(kind, prefix)
    if kind == "service":
        told["organization"] = JSONObject(**_fields("organization", f"{prefix}organization__"))
        told["program"] = JSONObject(**_fields("program", f"{prefix}program__"))
    elif kind == "service_at_location":
        told["service"] = JSONObject(**_plain("service", f"{prefix}service__"))
        told["location"] = JSONObject(**_fields("location", f"{prefix}location__"))
    elif kind == "taxonomy_term":
        told["taxonomy"] = F(f"{prefix}taxonomy__name")
        told["taxonomy_id"] = _id(f"{prefix}taxonomy__")
        told["taxonomy_detail"] = JSONObject(**_fields("taxonomy", f"{prefix}taxonomy__"))
    return told


def _full(kind: str) -> Expressions:
    told = {**_plain(kind), **_inside(kind)}
    if kind == "service_at_location":
        told["location"] = JSONObject(**_fields("location", "location__"), **_inside("location", "location_id"))
    elif kind == "organization":
        services = public_services().filter(organization=OuterRef("pk")).order_by("name", "id")
        told["services"] = ArraySubquery(services.values(told=JSONObject(**_fields("service"))))
    return told


def _inside(kind: str, reference: str = "pk") -> Expressions:
    """What an object has many of, each with what it has inside in turn. `reference` leads to the object's key."""
    told: Expressions = {OURS + item.label: F(item.attribute) for item in EXTENSIONS if _is_told(item, kind)}
    if kind in WITH_HOURS:
        days = public_exceptions().filter(**{kind: OuterRef(reference)}).order_by("starts_on", "id")
        told[OURS + EXCEPTIONS] = ArraySubquery(days.values(told=JSONObject(**{name: F(name) for name in EXCEPTION})))
    for key, table, back, _forward in (*NESTED.get(kind, ()), *([ATTRIBUTES] if kind == "service" else [])):
        if not back or table not in DOORS:
            continue
        attribute = next(item.attribute for item in TABLES[table].references if item.field == back)
        found = DOORS[table]().filter(**{attribute: OuterRef(reference)}).order_by("id")
        told[key] = ArraySubquery(found.values(told=JSONObject(**_part(table))))
    return told


def _is_told(extension: Extension, kind: str) -> bool:
    return extension.table == kind and not extension.internal


def _part(table: str) -> Expressions:
    """A row inside another, which it need not name again."""
    told = {**_fields(table), **_inside(table)}
    if table == "service_at_location":
        told["location"] = JSONObject(**_fields("location", "location__"), **_inside("location", "location_id"))
    elif table == "attribute":
        told["link_id"] = _id("service__")
        told["taxonomy_term_id"] = _id("term__")
        told["taxonomy_term"] = JSONObject(**_plain("taxonomy_term", "term__"))
    return told


def _fields(table: str, prefix: str = "") -> Expressions:
    hidden = PERSONAL.get(table, frozenset())
    columns = [column for column in TABLES[table].columns if column.field not in hidden]
    if table == "organization":
        return _organization(prefix)
    told: Expressions = {"id": _id(prefix)}
    told |= {column.field: F(f"{prefix}{column.attribute}") for column in columns}
    if table == "location":
        told["organization_id"] = _organization_id(f"{prefix}organization")
    elif table == "taxonomy_term":
        told["parent_id"] = _id(f"{prefix}parent__")
    return told


def _organization(prefix: str) -> Expressions:
    told: Expressions = {"id": Coalesce(f"{prefix}profiles__source_id", f"{prefix}id")}
    for column in TABLES["organization"].columns:
        where = "" if column.attribute in OF_ORGANIZATION else "profiles__"
        told[column.field] = F(f"{prefix}{where}{column.attribute}")
    told["parent_organization_id"] = _organization_id(f"{prefix}profiles__parent")
    return told


def _organization_id(path: str) -> Coalesce:
    return Coalesce(f"{path}__profiles__source_id", f"{path}__id")


def _id(prefix: str) -> Coalesce:
    """The id under which HSDS knows a row (models.common.HsdsRow.public_id)."""
    return Coalesce(f"{prefix}source_id", f"{prefix}id")


def short_forms(keys: Sequence[UUID]) -> list[dict[str, str]]:
    """Return the id of services and when each was last modified, where that is known, in the order of their keys."""
    found = public_services().filter(pk__in=keys).order_by().values_list("pk", _id(""), "last_modified")
    told = {
        key: {"id": str(leaves), **({"modified_date": show(MODIFIED, moment)} if moment else {})}
        for key, leaves, moment in found
    }
    return [told[key] for key in keys if key in told]
