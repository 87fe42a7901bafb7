"""Tabular rows of HSDS put one inside the other, as the JSON of the schema and the API has them. Pure."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from arraigo.areas.directory.queries.hsds.tables import NESTED, TABLES

Row = dict[str, Any]
# References that stand in an object although it does not hold what they refer to.
STAY = frozenset({"parent_id", "parent_organization_id"})
_REFERS = {name: frozenset(ref.field for ref in table.references) - STAY for name, table in TABLES.items()}
_REFERS["metadata"] = frozenset({"resource_id"})
_REFERS["service_capacity"] |= {"unit_id"}
_NOTHING: frozenset[str] = frozenset()
# What does not stand inside another, so that nothing is inside itself.
WITHOUT: Mapping[tuple[str, str], frozenset[str]] = {
    ("service_at_location", "service"): frozenset({"service_at_locations"}),
}


class Nester:
    """Puts the rows of some tables one inside the other."""

    def __init__(self, tables: Mapping[str, Sequence[Row]]) -> None:
        self.tables = tables
        self.by_id = {name: {row.get("id"): row for row in rows} for name, rows in tables.items()}
        self.inside: dict[tuple[str, str, str], list[Row]] = defaultdict(list)
        for name, rows in tables.items():
            for row in rows:
                for field in (*_REFERS.get(name, ()), "resource_id"):
                    if row.get(field):
                        self.inside[name, field, row[field]].append(row)

    def nest(self, table: str, row: Row, *, full: bool = True, without: frozenset[str] = _NOTHING) -> Row:
        """Return a row with all that belongs to it inside; not `full`, with what it refers to alone."""
        told = {key: value for key, value in row.items() if key not in _REFERS.get(table, ())}
        for key, of, back, own in NESTED.get(table, ()):
            if key in without:
                continue
            if back:
                told |= {key: self._all(of, back, row)} if full else {}
            else:
                told |= self._one(key, (table, of), row.get(own), full)
        return told | self._linked(row) if full else told

    def _all(self, of: str, back: str, row: Row) -> list[Row]:
        # A place of a service does not hold the service again.
        omitted = frozenset({back.removesuffix("_id")})
        return [self.nest(of, item, without=omitted) for item in self.inside[of, back, row["id"]]]

    def _one(self, key: str, pair: tuple[str, str], target: object, full: bool) -> Row:
        found = self.by_id.get(pair[1], {}).get(target)
        return {} if found is None else {key: self.nest(pair[1], found, full=full, without=WITHOUT.get(pair, _NOTHING))}

    def _linked(self, row: Row) -> Row:
        links = (("attributes", "attribute", "link_id"), ("metadata", "metadata", "resource_id"))
        return {key: rows for key, of, back in links if (rows := self._all(of, back, row))}

    def every(self, table: str, *, full: bool = True) -> list[Row]:
        """Return every row of a table, nested."""
        return [self.nest(table, row, full=full) for row in self.tables.get(table, ())]
