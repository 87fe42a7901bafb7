"""Writing a package into the directory: all of it or nothing, and the second time nothing changes."""

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Q, QuerySet

from arraigo.areas.directory.actions.import_due import write_due_days
from arraigo.areas.directory.actions.import_exceptions import write_exceptions
from arraigo.areas.directory.actions.import_kept import write_kept
from arraigo.areas.directory.actions.import_organizations import write_organizations
from arraigo.areas.directory.actions.import_shapes import Shape, Stored
from arraigo.areas.directory.models import NEEDS
from arraigo.areas.directory.queries.hsds.drafts import Bound, Draft
from arraigo.areas.directory.queries.hsds.extensions import EXTENSIONS
from arraigo.areas.directory.queries.hsds.known import ASKED_FOR, among, area_finder, known_ids
from arraigo.areas.directory.queries.hsds.memory import without_collecting
from arraigo.areas.directory.queries.hsds.tables import TABLES, Table
from arraigo.core import tenancy
from arraigo.core.audit import api as audit
from arraigo.core.places.models import City
from arraigo.core.tenancy import bulk

if TYPE_CHECKING:
    from arraigo.core.accounts.models import User

Progress = Callable[[str, int, int], None]
# Rows that belong to another, which a package says whole: those of a service in it that it no longer has are deleted.
OWNED_BY = ("service", "location", "service_at_location", "contact", "phone")
_BATCH = 1_000


@dataclass
class Tally:
    """How many rows of HSDS were made, changed, deleted, were the same, or are kept aside."""

    created: int = 0
    changed: int = 0
    same: int = 0
    deleted: int = 0
    kept: int = 0


@dataclass
class Imported:
    """What an import did, by table of HSDS."""

    tables: dict[str, Tally] = field(default_factory=dict)

    def of(self, table: str) -> Tally:
        """Return the counts of a table, to add to."""
        return self.tables.setdefault(table, Tally())

    @property
    def total(self) -> Tally:
        """Return the counts of all tables together."""
        names = Tally.__dataclass_fields__
        return Tally(**{name: sum(getattr(one, name) for one in self.tables.values()) for name in names})

    def as_dict(self) -> dict[str, dict[str, int]]:
        """Return the counts as plain values."""
        return {table: asdict(tally) for table, tally in self.tables.items()}


def silent(_what: str, _done: int, _of: int) -> None:
    """Tell nobody how far it is."""


@transaction.atomic
def apply(draft: Draft, *, city: City, by: "User | None", at: datetime, progress: Progress = silent) -> Imported:
    """Write a draft and return what was done. Sent twice, the second time finds everything the same.

    Rows are found again by their HSDS id, organisations also by their name. What a package leaves out of a service
    (a phone that it no longer has) is deleted if it came with a package; what was written here stays. A sheet deletes
    only what a sheet brought.
    """
    with tenancy.scope(city), without_collecting():
        with connection.cursor() as cursor:
            # Two imports at once would each make the rows that the other makes.
            cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"directory.import:{city.id}"])
        writing = _Writing(draft, city, at)
        writing.write(progress)
        total = writing.done.total
        if total.created or total.changed or total.deleted:
            detail = {"source": draft.source[:120], **asdict(total)}
            audit.record(action="directory.import", subject=city, by=by, at=at, detail=detail)
    return writing.done


class _Writing:
    def __init__(self, draft: Draft, city: City, at: datetime) -> None:
        self.draft, self.city, self.at = draft, city, at
        self.done = Imported()
        # The key of the row of each HSDS id, by table; of rows in this package and of those that they refer to.
        self.keys: dict[str, dict[UUID, UUID]] = {name: {} for name in TABLES}
        # The rows last read, and the same by what they tie together.
        self._pairs: tuple[dict[UUID, Stored], dict[tuple[UUID, ...], UUID]] = ({}, {})

    def write(self, progress: Progress) -> None:
        self._look_up()
        tables = [table for table in TABLES.values() if table.model is not None]
        for number, table in enumerate(tables):
            rows = self.draft.rows.get(table.name, [])
            progress(table.name, number, len(tables))
            if table.name == "organization":
                created, changed = write_organizations(
                    rows, self.keys, city=self.city, is_partial=self.draft.is_partial
                )
                self._count(table.name, created, changed, len(rows))
            elif rows or table.name in self.draft.said:
                self._write(table, rows)
        for name, ids in self.draft.secret.items():
            self.done.of(name).changed += self._hide(TABLES[name], ids)
        write_due_days(self._own("service"))
        write_exceptions(self.draft.exceptions, self.keys, city=self.city)
        for name, count in write_kept(self.draft, self.keys, city=self.city).items():
            self.done.of(name).kept += count

    def _look_up(self) -> None:
        """Find the keys of the rows that the package refers to without having them."""
        wanted: dict[str, set[UUID]] = {}
        for name, rows in self.draft.rows.items():
            targets = {reference.attribute: reference.table for reference in TABLES[name].references}
            for row in rows:
                for attribute, target in row.references.items():
                    wanted.setdefault(targets[attribute], set()).add(target)
        for name, ids in wanted.items():
            self.keys[name].update(known_ids(name, ids - {row.id for row in self.draft.rows.get(name, ())}))

    def _count(self, name: str, created: int, changed: int, of: int) -> None:
        tally = self.done.of(name)
        tally.created += created
        tally.changed += changed
        tally.same += of - created - changed

    def _write(self, table: Table, rows: list[Bound]) -> None:
        shape = Shape(table, self.city.id)
        known = shape.read(self._known(table, shape, rows))
        areas = self._areas(table, rows)
        own = self.keys[table.name]
        fresh: list[Any] = []
        changed: list[Any] = []
        for number, row in enumerate(rows):
            stored = known.pop(row.id, None) or self._natural(table, shape, row, known)
            told = {**self._told(shape, row, stored), **areas.get(number, {})}
            if table.name == "service":
                self._dated(told, row, stored, shape)
            if stored is None:
                made = shape.made(row, told)
                own[row.id] = made.pk
                fresh.append(made)
                continue
            own[row.id] = stored[shape.at["id"]]
            different = shape.changed(stored, told)
            if different is not None:
                changed.append(self._touched(table, different, row))
        bulk.insert(fresh)
        shape.update(changed)
        moved = self._parents(table, shape, rows) - {row.pk for row in (*fresh, *changed)}
        self._count(table.name, len(fresh), len(changed) + len(moved), len(rows))
        self.done.of(table.name).deleted += self._delete(table, shape, known)

    def _told(self, shape: Shape, row: Bound, stored: Stored | None) -> dict[str, Any]:
        """Return what a row's attributes should hold; of a partial draft, only those of which it speaks."""
        if stored is None or not self.draft.is_partial:
            return shape.wanted(row, self.keys)
        return shape.said(row, stored, self.keys)

    def _known(self, table: Table, shape: Shape, rows: list[Bound]) -> QuerySet[Any]:
        """Return the rows that the package may be about: its own, and those of what it has whole."""
        found: QuerySet[Any] = shape.model.objects.all()
        if len(rows) > ASKED_FOR:
            return found
        condition = among({row.id for row in rows})
        for reference in self._owners(table):
            condition |= Q(**{f"{reference.attribute}__in": self._own(reference.table)})
        return found.filter(condition)

    def _owners(self, table: Table) -> list[Any]:
        return [reference for reference in table.references if reference.table in OWNED_BY and _is_part(table.name)]

    def _own(self, table: str) -> set[UUID]:
        """Return the keys of the rows of a table that the package itself has."""
        return {self.keys[table][row.id] for row in self.draft.rows.get(table, ()) if row.id in self.keys[table]}

    def _natural(self, table: Table, shape: Shape, row: Bound, known: dict[UUID, Stored]) -> Stored | None:
        """Return the row that is the same thing under another id: a need of a service, a service at a place."""
        if table.name in ("taxonomy", "taxonomy_term"):
            return self._same_term(table, shape, row)
        if table.name not in ("service_at_location", "attribute"):
            return None
        pair = tuple(self.keys[ref.table][row.references[ref.attribute]] for ref in table.references)
        if self._pairs[0] is not known:
            places = [shape.at[f"{reference.attribute}_id"] for reference in table.references]
            self._pairs = (known, {tuple(one[at] for at in places): key for key, one in known.items()})
        same = self._pairs[1].get(pair)
        return known.pop(same, None) if same is not None else None

    def _same_term(self, table: Table, shape: Shape, row: Bound) -> Stored | None:
        """Return the city's own taxonomy of needs, and the term of a taxonomy that has the same code."""
        same: dict[str, Any] = {"name": NEEDS} if row.values.get("name") == NEEDS else {}
        if table.name == "taxonomy_term":
            taxonomy = self.keys["taxonomy"].get(row.references.get("taxonomy", row.id))
            code = row.values.get("code")
            same = {"taxonomy_id": taxonomy, "code": code} if taxonomy and code else {}
        found: dict[UUID, Stored] = shape.read(shape.model.objects.filter(**same)[:1]) if same else {}
        return next(iter(found.values()), None)

    def _areas(self, table: Table, rows: list[Bound]) -> dict[int, dict[str, Any]]:
        """Return the area of each location with coordinates, by its number; nothing where no area has a shape."""
        if table.name != "location":
            return {}
        placed = [number for number, row in enumerate(rows) if row.values.get("latitude") is not None]
        points = [(rows[number].values["latitude"], rows[number].values["longitude"]) for number in placed]
        found = area_finder()(points)
        return {number: {"area_id": area} for number, area in zip(placed, found, strict=True) if area is not None}

    def _dated(self, told: dict[str, Any], row: Bound, stored: Stored | None, shape: Shape) -> None:
        """Say of a service when it was changed.

        What somebody verified here after the package was written stays verified then; a silent package keeps it.
        """
        if stored is None:
            told.setdefault("source", self.draft.source[:200])
            told["last_modified"] = row.values.get("last_modified") or self.at
        else:
            days = [day for day in (told.get("verified_on"), stored[shape.at["verified_on"]]) if day]
            told["verified_on"] = max(days, default=None)
            told["last_modified"] = row.values.get("last_modified") or stored[shape.at["last_modified"]]

    def _touched(self, table: Table, changed: Any, row: Bound) -> Any:  # noqa: ANN401 - a row of some table
        if table.name == "service":
            changed.last_modified = row.values.get("last_modified") or self.at
        return changed

    def _hide(self, table: Table, ids: set[UUID]) -> int:
        """Make secret what the directory has and the package only speaks of; return how many were not."""
        model: Any = table.model
        column = next(one.attribute for one in EXTENSIONS if one.internal and one.table == table.name)
        return int(model.objects.filter(among(ids), **{column: False}).update(**{column: True}))

    def _parents(self, table: Table, shape: Shape, rows: list[Bound]) -> set[UUID]:
        """Tie terms to their parents once all of them have a row; return the keys of those that moved."""
        if table.name != "taxonomy_term":
            return set()
        own = self.keys[table.name]
        wanted = {own[row.id]: own.get(row.references["parent"]) for row in rows if "parent" in row.references}
        moved = [row for row in shape.model.objects.filter(pk__in=wanted) if row.parent_id != wanted[row.pk]]
        for row in moved:
            row.parent_id = wanted[row.pk]
        shape.model.objects.bulk_update(moved, ["parent"], batch_size=_BATCH)
        return {row.pk for row in moved}

    def _delete(self, table: Table, shape: Shape, left: Mapping[UUID, Stored]) -> int:
        """Delete what came with a package and is no longer said of something that this package has whole."""
        owners = [(shape.at[f"{ref.attribute}_id"], self._own(ref.table)) for ref in self._owners(table)]
        if table.name not in self.draft.said or not owners:
            return 0
        source, key = shape.at["source_id"], shape.at["id"]
        stale = [row[key] for row in left.values() if row[source] and any(row[at] in own for at, own in owners)]
        if self.draft.is_partial:
            gone = self.draft.gone.get(table.name, set())
            stale = [row[key] for row in left.values() if row[source] in gone]
        if stale:
            shape.model.objects.filter(pk__in=stale).delete()
        return len(stale)


def _is_part(table: str) -> bool:
    """Tell whether rows of a table are parts of what they belong to, and go with it."""
    return table not in ("taxonomy", "taxonomy_term", "organization", "program", "location", "service")
