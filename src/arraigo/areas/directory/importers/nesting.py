"""Objects of HSDS JSON, one inside the other, as the rows of a package."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from arraigo.areas.directory.importers.records import Package, Record
from arraigo.areas.directory.queries.hsds.tables import NESTED, TABLES, table_of_file

DEEPEST = 12
# How the objects of the API are told apart: a key that one kind has and those after it do not.
TOLD_BY = (
    ("location", ("location_type",)),
    ("service", ("status", "organization_id", "capacities", "service_at_locations")),
    ("service_at_location", ("location", "location_id")),
    ("taxonomy_term", ("taxonomy_detail", "term_uri", "taxonomy", "taxonomy_id")),
    ("taxonomy", ("version",)),
)
_LINKS = {"attributes": ("attribute", "link_id"), "metadata": ("metadata", "resource_id")}


class Flattener:
    """Takes objects apart. What stands in several places under one id becomes one row that refers to all of them."""

    def __init__(self, package: Package, file: str) -> None:
        self.package, self.file = package, file
        self.seen: dict[tuple[str, str, str], Record] = {}

    def take(self, read: object) -> None:
        """Add whatever a JSON file holds: a package by tables, a page of the API, a list, or one object."""
        if isinstance(read, Mapping) and isinstance(read.get("contents"), list):
            read = read["contents"]
        if isinstance(read, list):
            for number, value in enumerate(read):
                self._take_object(value, f"[{number}]")
        elif isinstance(read, Mapping) and read and all(table_of_file(str(key)) for key in read):
            self._take_tables(read)
        else:
            self._take_object(read, "")

    def _take_tables(self, read: Mapping[str, Any]) -> None:
        for key, values in read.items():
            table = table_of_file(str(key))
            if table is None:
                continue
            self.package.said.add(table.name)
            listed = values if isinstance(values, list) else [values]
            for number, value in enumerate(listed):
                self._object(table.name, value, f"{key}[{number}]", {}, 0)

    def _take_object(self, value: object, path: str) -> None:
        if not isinstance(value, Mapping):
            self._refuse(path, _("aquí debe haber un objeto de HSDS."))
            return
        kind = next((kind for kind, keys in TOLD_BY if any(key in value for key in keys)), "organization")
        self._object(kind, value, path or kind, {}, 0)

    def _refuse(self, path: str, sentence: str) -> None:
        record = Record("", {}, self.file, path=path or "$")
        self.package.problems.append(record.problem("not_hsds", sentence))

    def _object(self, table: str, value: object, path: str, links: Mapping[str, str], depth: int) -> None:
        if not isinstance(value, Mapping) or depth > DEEPEST:
            self._refuse(
                path, _("aquí debe haber un objeto de HSDS, no un valor suelto ni uno dentro de otro sin fin.")
            )
            return
        inner = [one for one in NESTED.get(table, ()) if one[0] in value]
        left = value.keys() - {one[0] for one in inner} - _LINKS.keys()
        plain = {key: value[key] for key in value if key in left}
        plain.update({key: item for key, item in links.items() if not plain.get(key)})
        own_id = str(value.get("id") or "")
        for key, of, back, own in inner:
            self.package.said.add(of)
            if back:
                self._inside(of, value[key], f"{path}.{key}", {back: own_id}, depth)
            elif isinstance(value[key], Mapping):
                self._outward(of, own, value, (key, plain), f"{path}.{key}", depth)
        self._linked(table, value, own_id, path, depth)
        self._row(table, plain, path)

    def _outward(
        self, of: str, own: str, value: Mapping[str, Any], at: tuple[str, dict[str, Any]], path: str, depth: int
    ) -> None:
        """Take what an object refers to and holds: its id becomes the object's own field."""
        key, plain = at
        plain[own] = plain.get(own) or value[key].get("id")
        # A programme that stands inside a service is of the organisation that gives the service.
        passed = _organization_of(value, plain) if of == "program" else {}
        self._object(of, value[key], path, passed, depth + 1)

    def _linked(self, table: str, value: Mapping[str, Any], own_id: str, path: str, depth: int) -> None:
        """Take the attributes and metadata of an object."""
        for key, (of, back) in _LINKS.items():
            if isinstance(value.get(key), list):
                named = {"link_entity": table} if of == "attribute" else {"resource_type": table}
                self._inside(of, value[key], f"{path}.{key}", {back: own_id, **named}, depth)

    def _inside(self, table: str, values: object, path: str, links: Mapping[str, str], depth: int) -> None:
        if not isinstance(values, list):
            if values is not None:
                self._refuse(path, _("aquí debe haber una lista."))
            return
        for number, value in enumerate(values):
            self._object(table, value, f"{path}[{number}]", links, depth + 1)

    def _row(self, table: str, values: dict[str, Any], path: str) -> None:
        linked = str(values.get("link_id") or values.get("resource_id") or "")
        key = (table, str(values.get("id") or path), linked)
        known = self.seen.get(key)
        if known is None:
            self.seen[key] = record = Record(table, values, self.file, path=path)
            self.package.add(record)
            return
        for name, value in values.items():
            before = known.values.setdefault(name, value)
            if before != value and _says(before) and _says(value):
                self._differs(known, name, path)

    def _differs(self, record: Record, name: str, path: str) -> None:
        refers = any(reference.field == name for reference in TABLES[record.table].references)
        sentence = (
            _("el mismo «id» está también en «%(path)s», bajo otro dueño. Se deja donde apareció primero.")
            if refers
            else _("el mismo «id» está también en «%(path)s» y dice otra cosa. Se toma lo que dice aquí.")
        )
        self.package.problems.append(
            record.problem("differs", sentence % {"path": path}, column=name, severity="warning")
        )


def _says(value: object) -> bool:
    return value is not None and value != ""


def _organization_of(value: Mapping[str, Any], plain: Mapping[str, Any]) -> dict[str, str]:
    whole = value.get("organization")
    found = plain.get("organization_id") or (whole.get("id") if isinstance(whole, Mapping) else None)
    return {"organization_id": str(found)} if found else {}
