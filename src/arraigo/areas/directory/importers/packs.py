"""The public contacts of a pack (packs/<pack>/contacts.yaml) as organisations and services of a city.

A contact is installed once for each text that the pack gives it: what the city changed since then stays as the city
has it, and so does what it took away from the guide.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from importlib.resources import files
from typing import Any

import yaml
from django.db import transaction
from django.utils.translation import gettext as _

from arraigo.areas.directory.actions.common import DirectoryError
from arraigo.areas.directory.actions.importing import apply
from arraigo.areas.directory.importers.binding import bind
from arraigo.areas.directory.importers.need_rows import add_needs, need_id
from arraigo.areas.directory.importers.packages import known
from arraigo.areas.directory.importers.records import Package, Record
from arraigo.areas.directory.models import Service
from arraigo.areas.directory.queries.hsds.drafts import Bound
from arraigo.areas.directory.queries.hsds.extensions import PREFIX, made_id
from arraigo.core import tenancy
from arraigo.core.accounts.models import User
from arraigo.core.imports.problems import Problem
from arraigo.core.organisations.api import name_key
from arraigo.core.places.models import City

FILE = "contacts.yaml"
# Under which key of a service's `more` its pack, the mark of its text and the moment of its installation stand.
MARK = "arraigo_pack"


@dataclass(frozen=True, slots=True)
class Installed:
    """The contacts of a pack by id: written now, the same as before, and left because the city changed them."""

    written: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


@transaction.atomic
def install_pack(*, city: City, pack: str, by: User | None, at: datetime) -> Installed:
    """Bring a pack's public contacts into a city's directory; done again it changes only what the pack changed.

    Raises DirectoryError where there is no such pack; one without contacts brings none.
    """
    contacts = read_contacts(pack)
    with tenancy.scope(city):
        done = Installed()
        chosen = [contact for contact in contacts if _is_due(contact, pack, done)]
        if not chosen:
            return done
        package = Package(f"{pack}/{FILE}")
        add_needs(package)
        owners: set[str] = set()
        for number, contact in enumerate(chosen):
            told = _Contact(contact, pack, f"contacts[{number}]", city.country)
            for record in (*told.owner(owners), *told.service(), *told.place()):
                package.add(record)
        draft = bind(package, country=city.country, known=known)
        marks = {_id(pack, "service", contact): contact for contact in chosen}
        for row in draft.rows.get("service", ()):
            _mark(row, marks[str(row.id)], pack, at)
        apply(draft, city=city, by=by, at=at)
        stood = {str(row.id) for row in draft.rows.get("service", ())}
        done.written.extend(contact["id"] for key, contact in marks.items() if key in stood)
        done.problems.extend(draft.problems)
        return done


def read_contacts(pack: str) -> list[Mapping[str, Any]]:
    """Return the contacts of a pack; raises DirectoryError where there is no such pack."""
    folder = files("arraigo.packs") / pack
    if not pack.replace("-", "").isalnum() or not (folder / "pack.yaml").is_file():
        there = ", ".join(sorted(one.name for one in files("arraigo.packs").iterdir() if (one / "pack.yaml").is_file()))
        raise DirectoryError(_("No hay un paquete «%(pack)s». Hay: %(known)s.") % {"pack": pack, "known": there})
    source = folder / FILE
    if not source.is_file():
        return []
    read = yaml.load(source.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader) or {}
    return list(read.get("contacts") or ())


def _is_due(contact: Mapping[str, Any], pack: str, done: Installed) -> bool:
    """Tell whether a contact must be written, and note why where it must not."""
    row = Service.objects.filter(source_id=_id(pack, "service", contact)).first()
    if row is None:
        return True
    mark = row.more.get(MARK) or {}
    if mark.get("digest") == digest(contact):
        done.unchanged.append(contact["id"])
    elif row.last_modified is None or mark.get("at") != row.last_modified.isoformat():
        done.left.append(contact["id"])
    else:
        return True
    return False


def digest(contact: Mapping[str, Any]) -> str:
    """Return the mark of a contact's text."""
    return hashlib.sha256(json.dumps(contact, sort_keys=True, default=str).encode()).hexdigest()[:16]


def _mark(row: Bound, contact: Mapping[str, Any], pack: str, at: datetime) -> None:
    source = contact.get("source") or {}
    told = (
        source if isinstance(source, str) else " ".join(str(source[key]) for key in ("title", "url") if source.get(key))
    )
    row.values["source"] = told[:200]
    row.values["last_modified"] = at
    row.more[MARK] = {"pack": pack, "digest": digest(contact), "at": at.isoformat()}


def _id(pack: str, table: str, contact: Mapping[str, Any], *more: str) -> str:
    return str(made_id("pack", pack, table, contact["id"], *more))


class _Contact:
    """One contact of a pack as rows of HSDS."""

    def __init__(self, told: Mapping[str, Any], pack: str, path: str, country: str) -> None:
        self.told, self.pack, self.path, self.country = told, pack, path, country
        self.name = str(told["name"])
        self.organization = str(told.get("organization") or told["name"])
        self.is_reserved = bool(told.get("reserved"))

    def owner(self, known: set[str]) -> Iterator[Record]:
        """Yield the organisation, unless another contact brought it."""
        key = self._owner_id()
        if key not in known:
            known.add(key)
            yield self._row("organization", id=key, name=self.organization)

    def service(self) -> Iterator[Record]:
        """Yield the service, its phone and its needs."""
        told, key = self.told, self._id("service")
        yield self._row(
            "service",
            id=key,
            organization_id=self._owner_id(),
            name=self.name,
            description=told.get("note"),
            email=told.get("email"),
            url=told.get("url"),
            status="active",
            assured_date=str(told["verified_on"]) if told.get("verified_on") else None,
        )
        if told.get("phone"):
            number = str(told["phone"])
            yield self._row("phone", id=self._id("phone"), service_id=key, number=number, type="voice")
        for need in told.get("needs") or ():
            of = {"link_id": key, "link_entity": "service", "taxonomy_term_id": need_id(need)}
            yield self._row("attribute", id=self._id("attribute", need), **of)

    def place(self) -> Iterator[Record]:
        """Yield the place; a reserved one has neither name nor address, only that it is one."""
        if not self.is_reserved and not self.told.get("address"):
            return
        key = self._id("location")
        yield self._row("location", id=key, location_type="physical", name="" if self.is_reserved else self.name)
        at = {"service_id": self._id("service"), "location_id": key}
        yield self._row("service_at_location", id=self._id("service_at_location"), **at)
        if self.is_reserved:
            of = {"link_id": key, "link_entity": "location", "label": f"{PREFIX}confidential", "value": "true"}
            yield self._row("attribute", id=self._id("attribute", "reserved"), **of)
        else:
            address = {"location_id": key, "address_1": self.told["address"], "address_type": "physical"}
            yield self._row("address", id=self._id("address"), country=self.country, **address)

    def _owner_id(self) -> str:
        return str(made_id("pack", self.pack, "organization", name_key(self.organization)))

    def _id(self, table: str, *more: str) -> str:
        return _id(self.pack, table, self.told, *more)

    def _row(self, table: str, **values: Any) -> Record:
        told = {name: value for name, value in values.items() if value not in (None, "")}
        return Record(table, told, f"{self.pack}/{FILE}", path=self.path)
