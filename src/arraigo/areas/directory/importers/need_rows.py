"""The taxonomy of needs as rows of a package, for what names needs by their code (packs/common/needs.yaml)."""

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
    taxonomy = {"id": _TAXONOMY, "name": NEEDS, "description": "Necesidades"}
    package.add(Record("taxonomy", taxonomy, package.name))
    for entry in entries():
        parent = entry.get("parent")
        told = {
            "id": need_id(entry["id"]),
            "code": entry["id"],
            "name": entry["name"][SPANISH],
            "description": (entry.get("description") or {}).get(SPANISH),
            "language": SPANISH,
            "taxonomy_id": _TAXONOMY,
            "parent_id": need_id(parent) if parent else None,
        }
        package.add(Record("taxonomy_term", {key: value for key, value in told.items() if value}, package.name))
