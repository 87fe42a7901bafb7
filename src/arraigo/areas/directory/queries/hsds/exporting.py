"""Packages of HSDS 3.1 as files: nested JSON, tabular JSON, CSV with its datapackage. Text out, no database."""

import csv
import io
import json
from collections.abc import Mapping, Sequence
from typing import Any

from arraigo.areas.directory.queries.hsds.formulas import harmless
from arraigo.areas.directory.queries.hsds.nested import Nester, Row
from arraigo.areas.directory.queries.hsds.tables import TABLES, Column, Table

VERSION = "3.1"
HOMEPAGE = "https://docs.openreferral.org"
LICENSE = {
    "name": "Creative Commons Attribution-ShareAlike 4.0",
    "type": "CC-BY-SA-4.0",
    "url": "https://creativecommons.org/licenses/by-sa/4.0/",
}
# What fields of a table stand in a CSV besides those that have a column of ours.
EXTRA_FIELDS: Mapping[str, tuple[str, ...]] = {
    "taxonomy_term": ("taxonomy",),
    "service_capacity": ("unit_id",),
    "attribute": ("link_type", "link_entity", "value", "label"),
    "funding": ("source",),
    "organization_identifier": ("identifier_scheme", "identifier_type", "identifier"),
    "url": ("label", "url"),
    "unit": ("name", "scheme", "identifier", "uri"),
    "metadata": (
        "resource_id",
        "resource_type",
        "last_action_date",
        "last_action_type",
        "field_name",
        "previous_value",
        "replacement_value",
        "updated_by",
    ),
    "meta_table_description": ("name", "language", "character_set"),
}
_TYPES = {"whole": "integer", "decimal": "number", "float": "number", "offset": "number"}
_FORMATS = {"url": ("string", "uri"), "email": ("string", "email"), "moment": ("datetime", "default")}


def nested_json(tables: Mapping[str, Sequence[Row]]) -> str:
    """Return a list of services, each with its organisation, places and all that belongs to them (HSDS JSON)."""
    return _json(Nester(tables).every("service"))


def tabular_json(tables: Mapping[str, Sequence[Row]]) -> str:
    """Return all tables in one JSON, under the names of their CSV files."""
    return _json({TABLES[name].file: list(rows) for name, rows in tables.items()})


def csv_package(tables: Mapping[str, Sequence[Row]]) -> dict[str, str]:
    """Return the files of a tabular data package: one CSV for each table that has rows, and datapackage.json."""
    files = {TABLES[name].file: _csv(TABLES[name], rows) for name, rows in tables.items() if rows}
    resources = [_resource(table) for table in TABLES.values() if table.file in files]
    described = {
        "name": "human_services_data",
        "title": "Human Services Data Specification",
        "profile": "tabular-data-package",
        "version": VERSION,
        "homepage": HOMEPAGE,
        "license": LICENSE,
        "resources": resources,
    }
    return {**files, "datapackage.json": _json(described)}


def fields_of(table: Table) -> list[str]:
    """Return the fields of a table as a CSV has them, in the order of HSDS."""
    own = [column.field for column in table.columns if column.kind != "json"]
    return list(
        dict.fromkeys(("id", *(ref.field for ref in table.references), *own, *EXTRA_FIELDS.get(table.name, ())))
    )


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def _csv(table: Table, rows: Sequence[Row]) -> str:
    known = fields_of(table)
    others = sorted({name for row in rows for name in row} - set(known))
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, [*known, *others], extrasaction="ignore", lineterminator="\r\n")
    writer.writeheader()
    writer.writerows({name: _cell(value) for name, value in row.items()} for row in rows)
    return out.getvalue()


def _cell(value: Any) -> Any:  # noqa: ANN401 - a value of JSON
    if isinstance(value, str):
        return harmless(value)
    return json.dumps(value, ensure_ascii=False) if isinstance(value, dict | list) else value


def _resource(table: Table) -> Row:
    columns = {column.field: column for column in table.columns}
    required = {"id", *(ref.field for ref in table.references if ref.required)}
    required |= {column.field for column in table.columns if column.required}
    keys = [
        {"fields": ref.field, "reference": {"resource": "" if ref.table == table.name else ref.table, "fields": "id"}}
        for ref in table.references
        if ref.field != "link_id"
    ]
    return {
        "name": table.name,
        "path": table.file,
        "format": "csv",
        "mediatype": "text/csv",
        "profile": "tabular-data-resource",
        "schema": {
            "primaryKey": "id",
            "fields": [_field(name, columns.get(name), name in required) for name in fields_of(table)],
            **({"foreignKeys": keys} if keys else {}),
        },
    }


def _field(name: str, column: Column | None, is_required: bool) -> Row:
    kind = column.kind if column else "text"
    type_, format_ = _FORMATS.get(kind, (_TYPES.get(kind, "string"), "uuid" if name == "id" else ""))
    constraints: Row = {"required": is_required, "unique": name == "id"}
    if column and column.choices:
        constraints["enum"] = list(column.choices)
    return {"name": name, "type": type_, **({"format": format_} if format_ else {}), "constraints": constraints}
