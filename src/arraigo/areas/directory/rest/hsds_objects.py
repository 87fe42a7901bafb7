"""HSDS 3.1 objects for the API's own document, made of the tables that the directory knows."""

from collections.abc import Mapping
from typing import Any

from ninja import Schema
from pydantic import Field, create_model

from arraigo.areas.directory.queries.hsds.rows import PERSONAL
from arraigo.areas.directory.queries.hsds.tables import TABLES
from arraigo.areas.directory.queries.published.telling import OBJECTS, RECORDS, REQUIRED

_TYPES: Mapping[str, Any] = {
    "whole": float,
    "decimal": float,
    "float": float,
    "offset": float,
}
# References that are told as ids.
IDS: Mapping[str, tuple[str, ...]] = {
    "attribute": ("link_id", "link_entity", "taxonomy_term_id", "label", "value"),
    "location": ("organization_id",),
    "organization": ("parent_organization_id",),
    "taxonomy_term": ("parent_id", "taxonomy_id", "taxonomy"),
}
_made: dict[str, Any] = {}
# As a value, so that a class made at run time can stand in it.
_list: Any = list


def hsds(table: str) -> Any:  # noqa: ANN401 - a class made at run time
    """Return the schema of a table's objects, with what they have inside."""
    if table not in _made:
        fields = _record(table) if table in RECORDS else {"id": (str, ...), **_columns(table), **_inside(table)}
        _made[table] = create_model(_name(table), __base__=Schema, __doc__=f"An HSDS {table}.", **fields)
    return _made[table]


def _summary(table: str) -> Any:  # noqa: ANN401 - a class made at run time
    """Return the schema of a table's objects where they are inside another: with what they have one of."""
    key = f"{table}_summary"
    if key not in _made:
        fields = {"id": (str, ...), **_columns(table), **_inside(table, summary=True)}
        _made[key] = create_model(_name(key), __base__=Schema, __doc__=f"An HSDS {table}, in short.", **fields)
    return _made[key]


def _name(table: str) -> str:
    return "Hsds" + "".join(part.capitalize() for part in table.split("_"))


def page_of(table: str, *others: Any) -> Any:  # noqa: ANN401 - classes made at run time
    """Return the schema of a page of a table's objects, or of those `others`."""
    item = hsds(table)
    for other in others:
        item = item | other
    return create_model(_name(f"page_of_{table}"), __base__=HsdsPage, contents=(_list[item], ...))


class HsdsPage(Schema):
    """A page of a list, as the standard has it."""

    total_items: int
    total_pages: int
    page_number: int
    size: int
    first_page: bool
    last_page: bool
    empty: bool


class HsdsMinimalService(Schema):
    """A service in its short form."""

    id: str
    modified_date: str = Field("", description="Left out where it is not known.")


class HsdsMeta(Schema):
    """What this API is."""

    version: str
    profile: str
    openapi_url: str


def _columns(table: str) -> dict[str, Any]:
    hidden, always = PERSONAL.get(table, ()), REQUIRED.get(table, ())
    told: dict[str, Any] = {}
    for column in TABLES[table].columns:
        if column.field not in hidden and column.kind != "json":
            kind = float if (table, column.field) == ("phone", "extension") else _TYPES.get(column.kind, str)
            told[column.field] = (kind, ...) if column.field in always else (kind, None)
    return told | dict.fromkeys(IDS.get(table, ()), (str, None))


def _inside(table: str, *, summary: bool = False) -> dict[str, Any]:
    told: dict[str, Any] = {}
    for key, (part, many) in OBJECTS.get(table, {}).items():
        if summary and many:
            continue
        # A service is in its organization and at its places, and they are in it: inside, they are told in short.
        short = summary or part == "service" or (table == "service" and not many)
        made = _summary(part) if short else hsds(part)
        needed = ... if key in REQUIRED.get(table, ()) else None
        told[key] = (_list[made] if many else made, needed)
    return told


def _record(table: str) -> dict[str, Any]:
    fields, needed = RECORDS[table]
    return {field: (str, ... if field in needed else None) for field in fields}
