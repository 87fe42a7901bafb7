"""The taxonomy of needs as rows of a package, for what names needs by their code (packs/common/needs.yaml)."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from arraigo.areas.directory.importers.records import Package, Record
from arraigo.areas.directory.models import NEEDS
from arraigo.areas.directory.queries.hsds.extensions import made_id
from arraigo.areas.directory.queries.needs import SPANISH, entries

_TAXONOMY = str(made_id("taxonomy", NEEDS))


def need_id(code: str) -> str:
    """Return the id of a need's term in a package; when it is written it becomes the city's own term."""
    return str(made_id("need", code))


def add_needs(package: Package) -> None:
    """Add the taxonomy of needs to a package, so that its services may refer to it."""
    package.add(_taxonomy(package))
    for entry in entries():
        package.add(_term(package, entry))


def add_need(package: Package, code: str, known: Mapping[str, str]) -> list[Record]:
    """Add a need, and those above it, that a city has not; return what was added. `known` are its terms by code.

    The taxonomy goes along once; a city that has it keeps its own.
    """
    by_code = {entry["id"]: entry for entry in entries()}
    added = [] if package.tables.get("taxonomy") else [_taxonomy(package)]
    there = {record.values["code"] for record in package.tables.get("taxonomy_term", ())}
    wanted: str | None = code
    while wanted and wanted not in known and wanted not in there:
        added.append(_term(package, by_code[wanted], known))
        wanted = by_code[wanted].get("parent")
    for record in added:
        package.add(record)
    return added


def _taxonomy(package: Package) -> Record:
    return Record("taxonomy", {"id": _TAXONOMY, "name": NEEDS, "description": "Necesidades"}, package.name)


def _term(package: Package, entry: Mapping[str, Any], known: Mapping[str, str] = MappingProxyType({})) -> Record:
    parent = entry.get("parent")
    told = {
        "id": need_id(entry["id"]),
        "code": entry["id"],
        "name": entry["name"][SPANISH],
        "description": (entry.get("description") or {}).get(SPANISH),
        "language": SPANISH,
        "taxonomy_id": _TAXONOMY,
        "parent_id": (known.get(parent) or need_id(parent)) if parent else None,
    }
    return Record("taxonomy_term", {key: value for key, value in told.items() if value}, package.name)
