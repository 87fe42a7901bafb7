"""Writing a package into the directory: all of it or nothing, and the second time nothing changes."""

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Model, Q

from arraigo.areas.directory.actions.import_exceptions import write_exceptions
from arraigo.areas.directory.actions.import_kept import write_kept
from arraigo.areas.directory.actions.import_organizations import write_organizations
from arraigo.areas.directory.models import NEEDS, Taxonomy
from arraigo.areas.directory.queries.hsds.drafts import Bound, Draft
from arraigo.areas.directory.queries.hsds.known import ASKED_FOR, among, area_finder, known_ids, model_of
from arraigo.areas.directory.queries.hsds.tables import TABLES, Table
from arraigo.core import tenancy
from arraigo.core.audit import api as audit
from arraigo.core.crypto.api import EncryptedText
from arraigo.core.places.models import City
from arraigo.core.tenancy import bulk
from arraigo.core.tenancy.models import new_id

if TYPE_CHECKING:
    from arraigo.core.accounts.models import User

_Tied = tuple[Any, UUID]
Progress = Callable[[str, int, int], None]
# How long what a package says was verified holds, before somebody must look again.
VERIFIED_FOR = timedelta(days=182)
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
    (a phone that it no longer has) is deleted if it came with a package; what was written here stays.
    """
    with tenancy.scope(city):
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
        self._pairs: tuple[dict[UUID, Any], dict[tuple[UUID, ...], Any]] = ({}, {})

    def write(self, progress: Progress) -> None:
        self._look_up()
        tables = [table for table in TABLES.values() if table.model is not None]
        for number, table in enumerate(tables):
            rows = self.draft.rows.get(table.name, [])
            progress(table.name, number, len(tables))
            if table.name == "organization":
                created, changed = write_organizations(rows, self.keys, city=self.city)
                self._count(table.name, created, changed, len(rows))
            elif rows or table.name in self.draft.said:
                self._write(table, rows)
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
        model = model_of(table.name)
        shape = _Shape(table, model)
        known = self._known(table, rows)
        areas = self._areas(table, rows)
        fresh, changed, parents = [], [], []
        for number, row in enumerate(rows):
            row.values.update(areas.get(number, {}))
            stored = known.pop(row.id, None) or self._natural(table, row, known)
            wanted = shape.wanted(row, self.keys, stored)
            if stored is None:
                stored = model(id=new_id(), city_id=self.city.id, source_id=row.id, **wanted)
                self._born(table, stored)
                fresh.append(stored)
            elif shape.differs(stored, wanted):
                self._touched(table, stored)
                changed.append(stored)
            self.keys[table.name][row.id] = stored.pk
            if "parent" in row.references:
                parents.append((stored, row.references["parent"]))
        bulk.insert(fresh)
        self._update(model, shape, changed)
        changed += self._parents(table, model, parents, {row.pk for row in (*fresh, *changed)})
        self._count(table.name, len(fresh), len(changed), len(rows))
        self.done.of(table.name).deleted += self._delete(table, model, known)

    def _known(self, table: Table, rows: list[Bound]) -> dict[UUID, Any]:
        """Return the rows that the package may be about, by HSDS id: its own, and those of what it has whole."""
        model: Any = model_of(table.name)
        found = model.objects.all()
        if len(rows) <= ASKED_FOR:
            condition = among({row.id for row in rows})
            for reference in self._owners(table):
                condition |= Q(**{f"{reference.attribute}__in": self._own(reference.table)})
            found = found.filter(condition)
        return {row.public_id: row for row in found}

    def _owners(self, table: Table) -> list[Any]:
        return [reference for reference in table.references if reference.table in OWNED_BY and _is_part(table.name)]

    def _own(self, table: str) -> set[UUID]:
        """Return the keys of the rows of a table that the package itself has."""
        return {self.keys[table][row.id] for row in self.draft.rows.get(table, ()) if row.id in self.keys[table]}

    def _natural(self, table: Table, row: Bound, known: dict[UUID, Any]) -> Any:  # noqa: ANN401 - a row of some table
        """Return the row that is the same thing under another id: a need of a service, a service at a place."""
        model: Any = model_of(table.name)
        if table.name == "taxonomy":
            return Taxonomy.objects.filter(name=NEEDS).first() if row.values.get("name") == NEEDS else None
        if table.name == "taxonomy_term":
            taxonomy = self.keys["taxonomy"].get(row.references.get("taxonomy", row.id))
            same = {"taxonomy_id": taxonomy, "code": row.values.get("code", "")}
            return model.objects.filter(**same).first() if taxonomy and same["code"] else None
        if table.name not in ("service_at_location", "attribute"):
            return None
        pair = tuple(self.keys[ref.table][row.references[ref.attribute]] for ref in table.references)
        if self._pairs[0] is not known:
            names = [f"{reference.attribute}_id" for reference in table.references]
            self._pairs = (known, {tuple(getattr(one, name) for name in names): one for one in known.values()})
        same_pair = self._pairs[1].get(pair)
        return known.pop(same_pair.public_id, None) if same_pair is not None else None

    def _areas(self, table: Table, rows: list[Bound]) -> dict[int, dict[str, Any]]:
        """Return the area of each location with coordinates, by its number; nothing where no area has a shape."""
        if table.name != "location":
            return {}
        placed = [number for number, row in enumerate(rows) if row.values.get("latitude") is not None]
        points = [(rows[number].values["latitude"], rows[number].values["longitude"]) for number in placed]
        found = area_finder()(points)
        return {number: {"area_id": area} for number, area in zip(placed, found, strict=True) if area is not None}

    def _born(self, table: Table, row: Any) -> None:  # noqa: ANN401
        if table.name == "service":
            row.source = self.draft.source[:200]
            row.last_modified = row.last_modified or self.at
            row.due_on = row.verified_on + VERIFIED_FOR if row.verified_on else None

    def _touched(self, table: Table, row: Any) -> None:  # noqa: ANN401
        if table.name == "service":
            row.last_modified = row.last_modified or self.at
            row.due_on = row.due_on or (row.verified_on + VERIFIED_FOR if row.verified_on else None)

    def _update(self, model: Any, shape: "_Shape", rows: list[Any]) -> None:  # noqa: ANN401
        if shape.is_sealed:
            for row in rows:
                row.save()
        elif rows:
            model.objects.bulk_update(rows, shape.written, batch_size=_BATCH)

    def _parents(self, table: Table, model: Any, parents: list[_Tied], written: set[UUID]) -> list[Any]:  # noqa: ANN401
        """Tie terms to their parents once all of them have a row; return those that changed by this alone."""
        moved = []
        for row, target in parents:
            key = self.keys[table.name].get(target)
            if row.parent_id != key:
                row.parent_id = key
                moved.append(row)
        if moved:
            model.objects.bulk_update(moved, ["parent"], batch_size=_BATCH)
        return [row for row in moved if row.pk not in written]

    def _delete(self, table: Table, model: Any, left: Mapping[UUID, Any]) -> int:  # noqa: ANN401
        """Delete what came with a package and is no longer said of something that this package has whole."""
        if table.name not in self.draft.said:
            return 0
        owners = [(f"{reference.attribute}_id", self._own(reference.table)) for reference in self._owners(table)]
        stale = [
            row.pk
            for row in left.values()
            if row.source_id and any(getattr(row, attribute) in own for attribute, own in owners)
        ]
        if stale:
            model.objects.filter(pk__in=stale).delete()
        return len(stale)


class _Shape:
    """Which attributes of a table's rows a package writes, and what they hold where it says nothing."""

    def __init__(self, table: Table, model: type[Model]) -> None:
        self.table = table
        fields = {column.attribute: model._meta.get_field(column.attribute) for column in table.columns}
        self.defaults = {name: item.get_default() for name, item in fields.items()}  # type: ignore[union-attr]
        self.is_sealed = any(isinstance(item, EncryptedText) for item in fields.values())
        self.references = {ref.attribute: ref.table for ref in table.references if ref.attribute != "parent"}
        more = {"service": ["due_on", "eligible", "ineligible"], "location": ["area_id", "is_confidential"]}
        extra = {"schedule": ["on_holidays"], "phone": ["is_private"], **more}.get(table.name, [])
        self.written = [*fields, *(f"{name}_id" for name in self.references), *extra, "more", "source_id"]

    def wanted(self, row: Bound, keys: Mapping[str, Mapping[UUID, UUID]], stored: Any) -> dict[str, Any]:  # noqa: ANN401
        """Return what the row should hold."""
        told = {**self.defaults, **row.values, "more": row.more}
        for attribute, table in self.references.items():
            target = row.references.get(attribute)
            told[f"{attribute}_id"] = keys[table].get(target) if target else None
        if self.table.name == "service":
            self._keep_what_is_newer(told, row, stored)
        return told

    def differs(self, stored: Any, wanted: Mapping[str, Any]) -> bool:  # noqa: ANN401
        """Put what the row should hold into it and tell whether anything changed."""
        changed = [name for name, value in wanted.items() if getattr(stored, name) != value]
        for name in changed:
            setattr(stored, name, wanted[name])
        return bool(changed)

    def _keep_what_is_newer(self, told: dict[str, Any], row: Bound, stored: Any) -> None:  # noqa: ANN401
        """What somebody verified here after the package was written stays verified then; a silent package keeps it."""
        if stored is None:
            return
        days = [day for day in (told["verified_on"], stored.verified_on) if day]
        told["verified_on"] = max(days, default=None)
        if "last_modified" not in row.values:
            told["last_modified"] = stored.last_modified


def _is_part(table: str) -> bool:
    """Tell whether rows of a table are parts of what they belong to, and go with it."""
    return table not in ("taxonomy", "taxonomy_term", "organization", "program", "location", "service")
