"""Rows of the plain sheet as the rows of HSDS tables, under ids that are the same whenever the sheet comes again."""

import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _
from rapidfuzz import fuzz, process

from arraigo.areas.directory.importers.days import byday_of, clock_of
from arraigo.areas.directory.importers.need_rows import add_needs, need_id
from arraigo.areas.directory.importers.records import Package, Record
from arraigo.areas.directory.queries.hsds.extensions import PREFIX, made_id
from arraigo.areas.directory.queries.hsds.languages import is_language
from arraigo.areas.directory.queries.hsds.sheet_columns import BY_KEY, LANGUAGES, NO, REQUIRED, YES
from arraigo.areas.directory.queries.needs import entries
from arraigo.core.imports.problems import Severity
from arraigo.core.imports.reading import Cell, fold, text_of
from arraigo.core.organisations.api import name_key

_PARTS = re.compile(r"\s*[;\n|]\s*")
_SPANISH_DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_TRUE = frozenset({fold(YES), "si", "x", "1", "verdadero", "reservada", "confidencial"})
_FALSE = frozenset({NO, "", "0", "falso"})
_NOTHING = frozenset({"nada", "ninguno", "ninguna", "no", "no se pide", "n a"})
# Close enough to be proposed, never enough to be taken.
_ALIKE = 70
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
        self, package: Package, file: str, sheet: str | None, headings: Mapping[str, str], *, country: str
    ) -> None:
        self.package, self.file, self.sheet, self.headings, self.country = package, file, sheet, headings, country
        self.made: dict[tuple[str, str], Record] = {}
        self.names = {fold(name): entry["id"] for entry in entries() for name in _called(entry)}
        add_needs(package)

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
        location = line.location()
        line.hours(service, location)
        line.phones(service)
        line.details(service, location)

    def record(self, table: str, key: str, values: dict[str, Any], number: int, named: Mapping[str, str]) -> str:
        """Add a row of a table unless it is there; return its id. Other values than before are said."""
        id_ = str(made_id("sheet", table, key))
        known = self.made.get((table, key))
        told = {name: value for name, value in values.items() if value not in (None, "")}
        if known is None:
            headings = {field: self.headings.get(column, column) for column, field in named.items()}
            record = Record(table, {"id": id_, **told}, self.file, number, sheet=self.sheet, headings=headings)
            self.made[table, key] = record
            self.package.add(record)
            return id_
        for name, value in told.items():
            if known.values.setdefault(name, value) != value:
                self._differs(known, name, number)
        return id_

    def _differs(self, known: Record, name: str, number: int) -> None:
        here = Record(known.table, {}, self.file, number, sheet=self.sheet, headings=known.headings)
        sentence = _("dice otra cosa que la fila %(row)d, que es del mismo servicio o lugar. Se toma la fila %(row)d.")
        problem = here.problem("differs", sentence % {"row": known.row}, column=name, severity="warning")
        self.package.problems.append(problem)


class _Line:
    """One row of the sheet."""

    def __init__(self, rows: SheetRows, number: int, cells: Mapping[str, Cell]) -> None:
        self.rows, self.number, self.cells = rows, number, cells
        self.owner = name_key(self.text("organization"))
        self.place = fold(self.text("place") or self.text("address"))

    def text(self, key: str) -> str:
        return text_of(self.cells.get(key))

    def is_example(self) -> bool:
        return all(self.text(key) == BY_KEY[key].example for key in REQUIRED)

    def parts(self, key: str) -> list[str]:
        whole = self.cells.get(key)
        said = _PARTS.split(whole) if isinstance(whole, str) else [text_of(whole)]
        return [text for part in said if (text := text_of(part))]

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
        organization = self._add("organization", self.owner, {"name": name}, {"organization": "name"})
        values: dict[str, Any] = {field: self.text(key) for key, field in SERVICE_FIELDS.items()}
        values |= {"organization_id": organization, "status": "active", "assured_date": self._day("verified_on")}
        named = {**SERVICE_FIELDS, "verified_on": "assured_date", "organization": "organization_id"}
        return self._add("service", f"{self.owner}|{fold(self.text('service'))}", values, named)

    def location(self) -> str:
        """Add the place with its address, and return its id; nothing where the row names no place."""
        told = {field: self.text(key) for key, field in {**LOCATION_FIELDS, **ADDRESS_FIELDS}.items()}
        if not self.place and not told["latitude"]:
            return ""
        key = f"{self.owner}|{self.place or told['latitude'] + told['longitude']}"
        values = {field: told[field] for field in LOCATION_FIELDS.values()}
        location = self._add("location", key, {**values, "location_type": "physical"}, LOCATION_FIELDS)
        if told["address_1"]:
            address = {field: told[field] for field in ADDRESS_FIELDS.values()}
            address |= {"location_id": location, "country": self.rows.country, "address_type": "physical"}
            self._add("address", key, address, ADDRESS_FIELDS)
        if self._is_reserved():
            told_of = {"link_id": location, "link_entity": "location", "value": "true"}
            self._add("attribute", f"reserved|{key}", {**told_of, "label": f"{PREFIX}confidential"}, {})
        return location

    def hours(self, service: str, location: str) -> None:
        """Add the service at the place, with its hours."""
        at = ""
        if location:
            at = self._add(
                "service_at_location", f"{service}|{location}", {"service_id": service, "location_id": location}, {}
            )
        days, opens, closes = byday_of(self.text("days")), self._clock("opens"), self._clock("closes")
        if days is None:
            sentence = _("«%(value)s» no se entiende. Escriba, por ejemplo, «lunes a viernes».")
            self.problem("bad_days", sentence % {"value": self.text("days")[:60]}, "days")
        if not (days or opens or closes):
            return
        values = {"freq": "WEEKLY" if days else "", "byday": days, "opens_at": opens, "closes_at": closes}
        owner = {"service_at_location_id": at} if at else {"service_id": service}
        key = f"{at or service}|{days}|{opens}|{closes}"
        self._add("schedule", key, values | owner, {"days": "byday", "opens": "opens_at", "closes": "closes_at"})

    def phones(self, service: str) -> None:
        """Add the numbers of the row."""
        for key, kind in (("phone", "voice"), ("whatsapp", "whatsapp")):
            for number in self.parts(key):
                told = {"service_id": service, "number": number, "type": kind}
                told["description"] = "WhatsApp" if kind == "whatsapp" else ""
                self._add("phone", f"{service}|{fold(number)}|{kind}", told, {key: "number"})

    def details(self, service: str, location: str) -> None:
        """Add needs, languages, documents and accessibility."""
        for need in self.parts("needs"):
            self._need(service, need)
        for name in self.parts("languages"):
            self._language(service, name)
        for document in self.parts("documents"):
            if fold(document) not in _NOTHING:
                told = {"service_id": service, "document": document}
                self._add("required_document", f"{service}|{fold(document)}", told, {"documents": "document"})
        access = self.text("accessibility")
        if access and location:
            told = {"location_id": location, "description": access}
            self._add("accessibility", f"{location}|{fold(access)}", told, {"accessibility": "description"})

    def _add(self, table: str, key: str, values: dict[str, Any], named: Mapping[str, str]) -> str:
        return self.rows.record(table, key, values, self.number, named)

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
        told = {
            "link_id": service,
            "link_entity": "service",
            "taxonomy_term_id": need_id(code),
        }
        self._add("attribute", f"{service}|{code}", told, {"needs": "taxonomy_term_id"})

    def _language(self, service: str, said: str) -> None:
        code = LANGUAGES.get(fold(said)) or (said.lower() if is_language(said) else "")
        told = {"service_id": service, "name": said, "code": code}
        if not code:
            sentence = _("«%(value)s» no es un idioma conocido aquí; se guarda el nombre sin código.")
            self.problem("unknown_language", sentence % {"value": said[:60]}, "languages")
        self._add("language", f"{service}|{fold(said)}", told, {"languages": "name"})

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
        cell = self.cells.get(key)
        if isinstance(cell, date):
            return (cell.date() if isinstance(cell, datetime) else cell).isoformat()
        found = _SPANISH_DAY.fullmatch(self.text(key))
        return f"{found[3]}-{int(found[2]):02d}-{int(found[1]):02d}" if found else self.text(key)


def _called(entry: Mapping[str, Any]) -> list[str]:
    """Return the names by which a need is written in a sheet: its code, and its name in each language."""
    return [entry["id"], entry["id"].replace("-", " "), *entry["name"].values()]
