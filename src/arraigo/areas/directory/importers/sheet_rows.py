"""Rows of the plain sheet as the rows of HSDS tables, under the ids that the city has for what they name.

What the city has not gets an id that is the same whenever the sheet comes again.
"""

import re
from collections.abc import Mapping
from contextlib import suppress
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from rapidfuzz import fuzz, process

from arraigo.areas.directory.importers.days import byday_of, clock_of
from arraigo.areas.directory.importers.need_rows import add_need, need_id
from arraigo.areas.directory.importers.records import Package, Record
from arraigo.areas.directory.importers.sheet_known import (
    Part,
    SheetKnown,
    hours_key,
    number_key,
    parts_of,
    point_key,
    sheet_id,
)
from arraigo.areas.directory.queries.hsds.extensions import PREFIX
from arraigo.areas.directory.queries.hsds.languages import is_language
from arraigo.areas.directory.queries.hsds.sheet_columns import BY_KEY, LANGUAGES, NO, REQUIRED, YES
from arraigo.areas.directory.queries.needs import entries
from arraigo.core.imports.problems import Severity
from arraigo.core.imports.reading import Cell, fold, text_of
from arraigo.core.organisations.api import name_key

_SPANISH_DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_TRUE = frozenset({fold(YES), "si", "x", "1", "verdadero", "reservada", "confidencial"})
_FALSE = frozenset({NO, "", "0", "falso"})
_NOTHING = frozenset({"nada", "ninguno", "ninguna", "no", "no se pide", "n a"})
# Close enough to be proposed, never enough to be taken.
_ALIKE = 70
# What a sheet says whole of a service or place, and the columns that say it.
LISTED = {
    "phone": ("phone", "whatsapp"),
    "language": ("languages",),
    "required_document": ("documents",),
    "attribute": ("needs",),
    "schedule": ("days", "opens", "closes"),
    "service_at_location": ("place", "address"),
    "accessibility": ("accessibility",),
}
# Fields of HSDS that the sheet writes under another heading.
SERVICE_FIELDS = {
    "service": "name",
    "description": "description",
    "email": "email",
    "url": "url",
    "cost": "fees_description",
    "eligibility": "eligibility_description",
    "minimum_age": "minimum_age",
    "maximum_age": "maximum_age",
    "process": "application_process",
}
LOCATION_FIELDS = {"place": "name", "arrive": "transportation", "latitude": "latitude", "longitude": "longitude"}
ADDRESS_FIELDS = {"address": "address_1", "reference": "address_2", "sector": "region", "city": "city"}


class SheetRows:
    """Takes rows of the sheet and adds to the package what each says for the first time."""

    def __init__(
        self,
        package: Package,
        file: str,
        sheet: str | None,
        headings: Mapping[str, str],
        *,
        country: str,
        known: SheetKnown,
    ) -> None:
        self.package, self.file, self.sheet, self.headings, self.country = package, file, sheet, headings, country
        self.known = known
        self.made: dict[tuple[str, str], Record] = {}
        self.names = {fold(name): entry["id"] for entry in entries() for name in _called(entry)}

    def add(self, number: int, cells: Mapping[str, Cell], broken: Mapping[str, str]) -> None:
        """Add one row: a service, and where, when and how it is given."""
        line = _Line(self, number, cells)
        for key, error in broken.items():
            line.broken(key, error)
        if line.is_example():
            sentence = _("es la fila de ejemplo de la plantilla, así que no se toma.")
            line.problem("example", sentence, "organization")
            return
        if not line.text("organization") or not line.text("service"):
            line.missing("organization" if not line.text("organization") else "service")
            return
        service = line.service()
        location = line.location(service)
        line.hours(service, location)
        line.phones(service)
        line.details(service, location)

    def record(self, table: str, id_: str, values: dict[str, Any], number: int, named: Mapping[str, str]) -> str:
        """Add a row of a table unless it is there; return its id. Other values than before are said."""
        known = self.made.get((table, id_))
        told = {name: value for name, value in values.items() if value not in (None, "")}
        if known is None:
            headings = {field: self.headings.get(column, column) for column, field in named.items()}
            record = Record(table, {"id": id_, **told}, self.file, number, sheet=self.sheet, headings=headings)
            self.made[table, id_] = record
            self.package.add(record)
            return id_
        for name, value in told.items():
            if known.values.setdefault(name, value) != value:
                self._differs(known, name, number)
        return id_

    def need(self, code: str) -> str:
        """Return the id of a need's term: the city's own, or one that comes with the sheet."""
        if code in self.known.terms:
            return self.known.terms[code]
        if ("taxonomy_term", code) not in self.made:
            for record in add_need(self.package, code, self.known.terms):
                self.made[record.table, str(record.values.get("code"))] = record
        return need_id(code)

    def gone(self) -> dict[str, set[UUID]]:
        """Return what an earlier sheet brought of these services and places, and this one no longer says, by table."""
        owners = {id_ for table, id_ in self.made if table in ("service", "location", "service_at_location")}
        told = {table for table, columns in LISTED.items() if any(column in self.headings for column in columns)}
        found: dict[str, set[UUID]] = {}
        for (table, owner), parts in self.known.parts.items():
            if table in told and owner in owners:
                ids = {part.id for part in parts.values() if part.is_sheets}
                found.setdefault(table, set()).update(UUID(id_) for id_ in ids if (table, id_) not in self.made)
        return found

    def _differs(self, known: Record, name: str, number: int) -> None:
        here = Record(known.table, {}, self.file, number, sheet=self.sheet, headings=known.headings)
        sentence = _("dice otra cosa que la fila %(row)d, que es del mismo servicio o lugar. Se toma la fila %(row)d.")
        problem = here.problem("differs", sentence % {"row": known.row}, column=name, severity="warning")
        self.package.problems.append(problem)


class _Line:
    """One row of the sheet."""

    def __init__(self, rows: SheetRows, number: int, cells: Mapping[str, Cell]) -> None:
        self.rows, self.number, self.cells = rows, number, cells
        self.known = rows.known
        self.owner = name_key(self.text("organization"))
        self.place = fold(self.text("place") or self.text("address"))
        point = "" if self.place else point_key(self.text("latitude"), self.text("longitude"))
        self.mark = (fold(self.text("place")), fold(self.text("address")) or point)

    def text(self, key: str) -> str:
        return text_of(self.cells.get(key))

    def is_example(self) -> bool:
        return all(self.text(key) == BY_KEY[key].example for key in REQUIRED)

    def parts(self, key: str) -> list[str]:
        whole = self.cells.get(key)
        return parts_of(whole) if isinstance(whole, str) else list(filter(None, [text_of(whole)]))

    def problem(self, code: str, sentence: str, key: str, severity: Severity = "warning") -> None:
        here = Record("", {}, self.rows.file, self.number, sheet=self.rows.sheet, headings=self.rows.headings)
        self.rows.package.problems.append(here.problem(code, sentence, column=key, severity=severity))

    def broken(self, key: str, error: str) -> None:
        sentence = (
            _("la fórmula no tiene un resultado guardado. Abra el archivo en Excel, guárdelo y vuelva a subirlo.")
            if error == "formula"
            else _("la fórmula da el error %(error)s. Corríjala o escriba el valor.") % {"error": error}
        )
        self.problem("formula", sentence, key)

    def missing(self, key: str) -> None:
        self.problem("missing", _("este dato hace falta y está vacío; la fila no se toma."), key, "error")

    def service(self) -> str:
        """Add the organisation and the service, and return the service's id."""
        name = self.text("organization")
        owner = self.known.organizations.get(self.owner) or sheet_id("organization", self.owner)
        organization = self._add("organization", owner, {"name": name}, {"organization": "name"})
        said = fold(self.text("service"))
        id_ = self.known.service(self.owner, said, self.mark) or sheet_id("service", f"{self.owner}|{said}")
        values: dict[str, Any] = {field: self.text(key) for key, field in SERVICE_FIELDS.items()}
        values |= {"organization_id": organization, "assured_date": self._day("verified_on")}
        if id_ not in self.known.here:
            values["status"] = "active"
        named = {**SERVICE_FIELDS, "verified_on": "assured_date", "organization": "organization_id"}
        return self._add("service", id_, values, named)

    def location(self, service: str) -> str:
        """Add the place with its address, and return its id; nothing where the row names no place."""
        told = {field: self.text(key) for key, field in {**LOCATION_FIELDS, **ADDRESS_FIELDS}.items()}
        if not self.place and not told["latitude"]:
            return ""
        key = f"{self.owner}|{self.place or told['latitude'] + told['longitude']}"
        id_ = self.known.location(self.owner, service, self.mark) or sheet_id("location", key)
        values = {field: told[field] for field in LOCATION_FIELDS.values()}
        if id_ not in self.known.here:
            values["location_type"] = "physical"
        location = self._add("location", id_, values, LOCATION_FIELDS)
        if told["address_1"]:
            self._address(location, key, {field: told[field] for field in ADDRESS_FIELDS.values()})
        if self._is_reserved():
            told_of = {"link_id": location, "link_entity": "location", "value": "true"}
            reserved = sheet_id("attribute", f"reserved|{key}")
            self._add("attribute", reserved, {**told_of, "label": f"{PREFIX}confidential"}, {})
        return location

    def _address(self, location: str, key: str, address: dict[str, str]) -> None:
        known = self.known.addresses.get(location)
        if known is None:
            address |= {"country": self.rows.country, "address_type": "physical"}
        id_ = known or sheet_id("address", key)
        self._add("address", id_, {**address, "location_id": location}, ADDRESS_FIELDS)

    def hours(self, service: str, location: str) -> None:
        """Add the service at the place, with its hours."""
        at = ""
        if location:
            at = self.known.ties.get((service, location)) or sheet_id("service_at_location", f"{service}|{location}")
            self._add("service_at_location", at, {"service_id": service, "location_id": location}, {})
        days, opens, closes = byday_of(self.text("days")), self._clock("opens"), self._clock("closes")
        if days is None:
            sentence = _("«%(value)s» no se entiende. Escriba, por ejemplo, «lunes a viernes».")
            self.problem("bad_days", sentence % {"value": self.text("days")[:60]}, "days")
        if not (days or opens or closes):
            return
        key = hours_key(days or "", opens, closes)
        table, owner = self._whose_hours(at, service, location, key)
        part = self.known.part("schedule", owner, key)
        values = {"freq": "WEEKLY" if days else "", "byday": days, "opens_at": opens, "closes_at": closes}
        id_ = part.id if part else sheet_id("schedule", f"{owner}|{key}")
        said: dict[str, Any] = {} if part else values
        named = {"days": "byday", "opens": "opens_at", "closes": "closes_at"}
        self._add("schedule", id_, {**said, f"{table}_id": owner}, named)

    def _whose_hours(self, at: str, service: str, location: str, key: str) -> tuple[str, str]:
        """Return of what the hours of a row are: of what has hours already, else of the service at its place."""
        owners = [("service_at_location", at), ("service", service), ("location", location)]
        listed = [(table, owner) for table, owner in owners if owner]
        holder = next((one for one in listed if self.known.has("schedule", one[1])), None)
        if holder and (at in self.known.here or self.known.part("schedule", holder[1], key)):
            return holder
        return listed[0]

    def phones(self, service: str) -> None:
        """Add the numbers of the row. A private number that the city has stays private."""
        for key, kind in (("phone", "voice"), ("whatsapp", "whatsapp")):
            for number in self.parts(key):
                part = self.known.part("phone", service, number_key(number, kind))
                told = {"service_id": service, "number": part.said if part else number}
                if part is None:
                    told |= {"type": kind, "description": "WhatsApp" if kind == "whatsapp" else ""}
                id_ = part.id if part else sheet_id("phone", f"{service}|{fold(number)}|{kind}")
                self._add("phone", id_, told, {key: "number"})

    def details(self, service: str, location: str) -> None:
        """Add needs, languages, documents and accessibility."""
        for need in self.parts("needs"):
            self._need(service, need)
        for name in self.parts("languages"):
            self._language(service, name)
        for document in self.parts("documents"):
            if fold(document) not in _NOTHING:
                self._described("required_document", ("service_id", service), "document", document)
        if location:
            for said in self._access(location):
                self._described("accessibility", ("location_id", location), "description", said)

    def _access(self, location: str) -> list[str]:
        """Return how one enters: one text, or the several that the city has and wrote in one cell."""
        said = self.text("accessibility")
        parts = self.parts("accessibility")
        several = all(self.known.part("accessibility", location, fold(part)) for part in parts)
        return parts if several else [said]

    def _described(self, table: str, owner: tuple[str, str], field: str, said: str) -> None:
        name, of = owner
        part = self.known.part(table, of, fold(said))
        id_ = part.id if part else sheet_id(table, f"{of}|{fold(said)}")
        column = "documents" if field == "document" else "accessibility"
        self._add(table, id_, {name: of} if part else {name: of, field: said}, {column: field})

    def _add(self, table: str, id_: str, values: dict[str, Any], named: Mapping[str, str]) -> str:
        return self.rows.record(table, id_, values, self.number, named)

    def _need(self, service: str, said: str) -> None:
        code = self.rows.names.get(fold(said))
        if code is None:
            close = process.extractOne(fold(said), list(self.rows.names), scorer=fuzz.WRatio, score_cutoff=_ALIKE)
            sentence = (
                _("«%(value)s» no está en la lista de necesidades. ¿Quiso decir «%(close)s»?")
                if close
                else _("«%(value)s» no está en la lista de necesidades; vea la hoja «Ayuda».")
            )
            self.problem("unknown_need", sentence % {"value": said[:60], "close": close[0] if close else ""}, "needs")
            return
        part = self.known.part("attribute", service, code)
        told = {"link_id": service, "taxonomy_term_id": self.rows.need(code)}
        if part is None:
            told["link_entity"] = "service"
        id_ = part.id if part else sheet_id("attribute", f"{service}|{code}")
        self._add("attribute", id_, told, {"needs": "taxonomy_term_id"})

    def _language(self, service: str, said: str) -> None:
        code = LANGUAGES.get(fold(said)) or (said.lower() if is_language(said) else "")
        part = self._known_language(service, said, code)
        if part:
            self._add("language", part.id, {"service_id": service}, {})
            return
        told = {"service_id": service, "name": said, "code": code}
        if not code:
            sentence = _("«%(value)s» no es un idioma conocido aquí; se guarda el nombre sin código.")
            self.problem("unknown_language", sentence % {"value": said[:60]}, "languages")
        self._add("language", sheet_id("language", f"{service}|{fold(said)}"), told, {"languages": "name"})

    def _known_language(self, service: str, said: str, code: str) -> Part | None:
        by_name = self.known.part("language", service, fold(said))
        return by_name or (self.known.part("language", service, f"code {code}") if code else None)

    def _is_reserved(self) -> bool:
        said = fold(self.text("reserved"))
        if said in _FALSE:
            return False
        if said not in _TRUE:
            sentence = _("«%(value)s» no es «sí» ni «no». Por prudencia, la dirección se trata como reservada.")
            self.problem("not_yes_or_no", sentence % {"value": self.text("reserved")[:60]}, "reserved")
        return True

    def _clock(self, key: str) -> str:
        found = clock_of(self.cells.get(key))
        if found is None:
            sentence = _("«%(value)s» no es una hora. Escríbala así: 08:30.")
            self.problem("unreadable", sentence % {"value": self.text(key)[:60]}, key)
        return found or ""

    def _day(self, key: str) -> str:
        """Return a day as HSDS writes it; what is none stays as it was written, and the binder says so."""
        cell = self.cells.get(key)
        if isinstance(cell, date):
            return (cell.date() if isinstance(cell, datetime) else cell).isoformat()
        found = _SPANISH_DAY.fullmatch(self.text(key))
        if found:
            with suppress(ValueError):
                return date(int(found[3]), int(found[2]), int(found[1])).isoformat()
        return self.text(key)


def _called(entry: Mapping[str, Any]) -> list[str]:
    """Return the names by which a need is written in a sheet: its code, and its name in each language."""
    return [entry["id"], entry["id"].replace("-", " "), *entry["name"].values()]
