"""How rows of a package become rows of a table: which attributes are written, compared and made, thousands at a time.

Stored rows are compared as plain tuples; an object is made only of what is new or changed.
"""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db.models import NOT_PROVIDED, QuerySet

from arraigo.areas.directory.queries.hsds.drafts import Bound
from arraigo.areas.directory.queries.hsds.known import model_of
from arraigo.areas.directory.queries.hsds.tables import Table
from arraigo.core.crypto.api import EncryptedText
from arraigo.core.imports.reading import text_of
from arraigo.core.tenancy.models import new_id

Stored = tuple[Any, ...]
# What a package of ours may write besides the columns of HSDS.
EXTRA: Mapping[str, tuple[str, ...]] = {
    "service": ("last_modified", "eligible", "ineligible"),
    "location": ("area_id", "is_confidential"),
    "schedule": ("on_holidays",),
    "phone": ("is_private",),
}
_BATCH = 1_000
_SAME_POINT = 1e-9


class Shape:
    """A table's attributes, what they hold where a package says nothing, and its rows as tuples."""

    def __init__(self, table: Table, city: UUID) -> None:
        self.table, self.city = table, city
        self.model: Any = model_of(table.name)
        fields = self.model._meta.concrete_fields
        self.names = [field.attname for field in fields]
        self.at = {name: number for number, name in enumerate(self.names)}
        self.sealed = {field.attname for field in fields if isinstance(field, EncryptedText)}
        own = [column.attribute for column in table.columns]
        self.defaults = {field.attname: field.get_default() for field in fields if field.attname in own}
        self.blank = [None if field.default is NOT_PROVIDED and field.null else field.get_default for field in fields]
        self.references = {ref.attribute: ref.table for ref in table.references if ref.attribute != "parent"}
        written = (*own, *(f"{name}_id" for name in self.references), *EXTRA.get(table.name, ()), "more")
        self.written = list(dict.fromkeys(written))
        self.different: dict[UUID, set[str]] = {}

    def wanted(self, row: Bound, keys: Mapping[str, Mapping[UUID, UUID]]) -> dict[str, Any]:
        """Return what the row's attributes should hold."""
        told = {**self.defaults, **row.values, "more": row.more}
        for attribute, table in self.references.items():
            target = row.references.get(attribute)
            told[f"{attribute}_id"] = keys[table].get(target) if target else None
        return told

    def said(self, row: Bound, stored: Stored, keys: Mapping[str, Mapping[UUID, UUID]]) -> dict[str, Any]:
        """Return what a row says of a stored one in part: what it leaves out, or says the same of, stays."""
        at = self.at
        told = {name: value for name, value in row.values.items() if not _alike(stored[at[name]], value)}
        fields = {column.attribute: column.field for column in self.table.columns}
        again = {fields.get(name) for name in row.values.keys() - told.keys()}
        replaced = {fields.get(name) for name in told}
        kept = {name: value for name, value in stored[at["more"]].items() if name not in replaced}
        told["more"] = kept | {name: value for name, value in row.more.items() if name not in again}
        for attribute, table in self.references.items():
            target = row.references.get(attribute)
            if target and target in keys[table]:
                told[f"{attribute}_id"] = keys[table][target]
        return told

    def made(self, row: Bound, told: Mapping[str, Any]) -> Any:  # noqa: ANN401 - a row of some table
        """Return a new row."""
        values = {"id": new_id(), "city_id": self.city, "source_id": row.id, **told}
        return self.model(
            *(
                values[name] if name in values else (blank() if blank else None)
                for name, blank in zip(self.names, self.blank, strict=True)
            )
        )

    def read(self, rows: QuerySet[Any]) -> dict[UUID, Stored]:
        """Return stored rows by the id under which they leave."""
        source, own = self.at["source_id"], self.at["id"]
        return {row[source] or row[own]: row for row in rows.values_list(*self.names)}

    def changed(self, stored: Stored, told: Mapping[str, Any]) -> Any:  # noqa: ANN401 - a row of some table, or None
        """Return a stored row with what it should hold, None where it holds that already."""
        at = self.at
        for name, value in told.items():
            if stored[at[name]] != value:
                break
        else:
            return None
        row = self.model.from_db("default", self.names, stored)
        different = [name for name, value in told.items() if getattr(row, name) != value]
        for name in different:
            setattr(row, name, told[name])
        self.different[row.pk] = set(different)
        return row if different else None

    def update(self, rows: list[Any]) -> None:
        """Write of changed rows what differs; those with something sealed one by one, because it is bound to its row.

        Nothing else is written: somebody may have made a place confidential since it was read.
        """
        alike: dict[frozenset[str], list[Any]] = defaultdict(list)
        for row in rows:
            alike[frozenset(self.different[row.pk] | ({"last_modified"} & set(self.written)))].append(row)
        for different, same in alike.items():
            names = [name.removesuffix("_id") if name != "source_id" else name for name in sorted(different)]
            if self.sealed:
                for row in same:
                    row.save(update_fields=names)
            else:
                self.model.objects.bulk_update(same, names, batch_size=_BATCH)


def _alike(stored: object, told: object) -> bool:
    """Tell whether a cell can say no more of a stored value than it does: cells hold one line, and fewer digits."""
    if isinstance(stored, str) and isinstance(told, str):
        return text_of(stored) == told
    if isinstance(stored, float) and isinstance(told, float):
        return abs(stored - told) < _SAME_POINT
    return stored == told
