"""HSDS objects as they leave: nothing empty, numbers as numbers, what the standard requires always there."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any
from uuid import UUID

from arraigo.areas.directory.queries.hsds.rows import extension_row
from arraigo.areas.directory.queries.hsds.tables import NESTED, TABLES, Column
from arraigo.areas.directory.queries.hsds.values import show

# What the schema requires besides the id; where a column is empty an empty text says so.
REQUIRED: Mapping[str, tuple[str, ...]] = {
    "address": ("address_1", "city", "state_province", "postal_code", "country", "address_type"),
    "location": ("location_type",),
    "organization": ("name", "description"),
    "phone": ("number",),
    "program": ("name", "description"),
    "service": ("name", "status"),
    "service_capacity": ("unit", "available", "updated"),
    "taxonomy": ("name", "description"),
    "taxonomy_term": ("name", "description"),
}
# Records without a table of their own: their fields, and those without which one is left out.
RECORDS: Mapping[str, tuple[tuple[str, ...], frozenset[str]]] = {
    "url": (("id", "label", "url"), frozenset({"id", "url"})),
    "funding": (("id", "source"), frozenset({"id"})),
    "organization_identifier": (
        ("id", "identifier_scheme", "identifier_type", "identifier"),
        frozenset({"id", "identifier_type", "identifier"}),
    ),
    "unit": (("id", "name", "scheme", "identifier", "uri"), frozenset({"id", "name"})),
}
_MORE: Mapping[str, Mapping[str, tuple[str, bool]]] = {
    "organization": {"services": ("service", True)},
    "location": {"attributes": ("attribute", True)},
    "schedule": {"attributes": ("attribute", True)},
    "service": {"attributes": ("attribute", True)},
    "service_at_location": {"attributes": ("attribute", True)},
}
# What is inside an object: its key, the table of what is there, and whether there may be many.
OBJECTS: Mapping[str, Mapping[str, tuple[str, bool]]] = {
    owner: {key: (table, bool(back)) for key, table, back, _forward in NESTED.get(owner, ())}
    | dict(_MORE.get(owner, {}))
    for owner in (*NESTED, "schedule")
}
# Before the name of what the directory knows beyond HSDS, which leaves as an attribute (queries.hsds.extensions).
OURS = "+"
_NUMBERS = frozenset({"whole", "decimal", "float"})


def tell(table: str, told: Mapping[str, Any], *, zone: str) -> dict[str, Any] | None:
    """Return an object of a table as the API answers it; None for one that is not there. `zone` is the city's."""
    if table in RECORDS:
        return record(table, told)
    if not told.get("id"):
        return None
    parts, columns = OBJECTS.get(table, {}), {column.field: column for column in TABLES[table].columns}
    required = REQUIRED.get(table, ())
    made: dict[str, Any] = {}
    for key in _in_order(columns, parts, told):
        value = told[key]
        shown = _part(parts[key][0], value, zone) if key in parts else _value(columns.get(key), value, zone)
        if shown not in (None, "", [], {}):
            made[key] = shown
        elif key in required:
            made[key] = ""
    ours = [_ours(key, table, told) for key in told if key.startswith(OURS) and told[key]]
    if ours:
        made["attributes"] = [*made.get("attributes", ()), *ours]
    return _MENDED[table](made) if table in _MENDED else made


def _in_order(columns: Iterable[str], parts: Iterable[str], told: Mapping[str, Any]) -> list[str]:
    """Return the keys of an object as the standard has them: fields, then what is inside."""
    usual = dict.fromkeys(("id", *columns, *(key for key in told if key not in parts), *parts))
    return [key for key in usual if key in told and not key.startswith(OURS)]


def _ours(key: str, table: str, told: Mapping[str, Any]) -> dict[str, Any]:
    """Return as an attribute what the directory knows of a row beyond HSDS, with its label in place of a term."""
    value = told[key]
    if isinstance(value, list):
        value = [
            {name: part for name, part in item.items() if part} if isinstance(item, dict) else item for item in value
        ]
    row = extension_row(key.removeprefix(OURS), table, UUID(str(told["id"])), value)
    return {field: value for field, value in row.items() if field != "taxonomy_term_id"}


def _without_empty(value: Any) -> Any:  # noqa: ANN401 - a value of JSON
    if not isinstance(value, list):
        return value
    return [{name: part for name, part in item.items() if part not in (None, "")} for item in value]


def record(table: str, told: Mapping[str, Any]) -> dict[str, str] | None:
    """Return a record as it came, with the fields that may leave; None where one that it needs is not there.

    An address that is none of the web runs as a program where somebody shows it as a link.
    """
    fields, needed = RECORDS[table]
    made = {field: str(told[field]) for field in fields if told.get(field)}
    if "url" in made and not _reaches("url", made["url"]):
        return None
    return made if needed <= set(made) else None


def _part(table: str, value: Any, zone: str) -> Any:  # noqa: ANN401 - a value of JSON
    if isinstance(value, Mapping):
        return tell(table, value, zone=zone)
    return [shown for item in value or () if (shown := tell(table, item, zone=zone))]


def _value(column: Column | None, value: Any, zone: str) -> Any:  # noqa: ANN401 - a value of JSON
    if column is None or value is None:
        return value
    if column.kind == "offset":
        return show(column, value or zone)
    if column.kind in _NUMBERS and isinstance(value, float) and value.is_integer():
        return int(value)
    if column.kind in ("url", "email") and not _reaches(column.kind, str(value)):
        return None
    return value


def _reaches(kind: str, value: str) -> bool:
    return value.startswith(("http://", "https://")) if kind == "url" else "@" in value


def _phone(made: dict[str, Any]) -> dict[str, Any]:
    """The standard wants a number for an extension: what is none, as «101 o 102», stays with the telephone's number."""
    extension = str(made.pop("extension", "")).strip()
    if extension.isascii() and extension.isdigit():
        made["extension"] = int(extension)
    elif extension:
        made["number"] = f"{made['number']} ext. {extension}"
    return made


def _capacity(made: dict[str, Any]) -> dict[str, Any] | None:
    """How many of what: without a unit that says so, a number says nothing, and the standard requires it."""
    return made if made["unit"] else None


def _attribute(made: dict[str, Any]) -> dict[str, Any]:
    return {"link_entity": "service", **made}


def _organization(made: dict[str, Any]) -> dict[str, Any]:
    """The standard wants a description, be it the name."""
    return {**made, "description": made["description"] or made["name"]}


_MENDED: Mapping[str, Callable[[dict[str, Any]], dict[str, Any] | None]] = {
    "attribute": _attribute,
    "organization": _organization,
    "phone": _phone,
    "service_capacity": _capacity,
}
