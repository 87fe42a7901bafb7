"""Rows of a package as the columns of the directory will hold them, with what is wrong by cell."""

import json
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from arraigo.areas.directory.importers.checks import check
from arraigo.areas.directory.importers.ids import id_of
from arraigo.areas.directory.importers.records import Package, Record
from arraigo.areas.directory.importers.secrecy import is_secrecy, secrets
from arraigo.areas.directory.queries.hsds.drafts import Bound, Draft, Kept
from arraigo.areas.directory.queries.hsds.extensions import BY_LABEL, EXCEPTIONS, PREFIX, are_days, fits
from arraigo.areas.directory.queries.hsds.known import model_of
from arraigo.areas.directory.queries.hsds.tables import TABLES, Column, Reference, Table
from arraigo.areas.directory.queries.hsds.values import Unreadable, keep, read
from arraigo.core.imports.problems import Problem, Severity
from arraigo.core.organisations.models import Organization

Known = Callable[[str, set[UUID]], Iterable[UUID]]
# What a message says of a value that its field cannot hold.
WRONG = {
    "url": gettext_lazy("«%(value)s» no es una dirección web. Debe empezar con http:// o https://."),
    "email": gettext_lazy("«%(value)s» no es un correo electrónico."),
    "day": gettext_lazy("«%(value)s» no es una fecha. Escríbala así: 2026-11-22."),
    "time": gettext_lazy("«%(value)s» no es una hora. Escríbala así: 08:30."),
    "moment": gettext_lazy("«%(value)s» no es una fecha con hora. Escríbala así: 2026-11-22T08:30:00Z."),
    "whole": gettext_lazy("«%(value)s» no es un número entero."),
    "decimal": gettext_lazy("«%(value)s» no es un número."),
    "float": gettext_lazy("«%(value)s» no es un número."),
    "offset": gettext_lazy("«%(value)s» no es una diferencia horaria. Escriba horas respecto a UTC, por ejemplo -5."),
    "language": gettext_lazy("«%(value)s» no es un código de idioma conocido. Use, por ejemplo, es, en, qu, ht."),
    "choice": gettext_lazy("«%(value)s» no es una de las opciones: %(choices)s."),
    "text": gettext_lazy("aquí debe haber un texto."),
    "digits": gettext_lazy("aquí debe haber un número."),
}
# The same where a sheet asks for it in another way.
WRONG_IN_A_SHEET = {**WRONG, "day": gettext_lazy("«%(value)s» no es una fecha. Escríbala así: 22/11/2026.")}


class Binder:
    """Binds a package table by table, in the order in which rows refer to each other."""

    def __init__(self, package: Package, *, country: str, known: Known, mends: bool) -> None:
        self.package, self.country, self.known, self.mends = package, country, known, mends
        self.draft = Draft(package.name, problems=list(package.problems), said=frozenset(package.said))
        self.ids: dict[str, set[UUID]] = {name: set() for name in TABLES}
        self.elsewhere: dict[str, set[UUID]] = {}
        self.bound: dict[tuple[str, UUID], Bound] = {}
        self.pairs: set[tuple[str, UUID, UUID]] = set()
        self.units = {str(unit.values.get("id")): unit.values for unit in package.tables.get("unit", ())}
        self.used_units: set[str] = set()
        self.secret: dict[tuple[str, UUID], str] = {}

    def bind(self) -> Draft:
        """Return the draft; nothing is written."""
        self._look_up()
        self._keep_secrets()
        for table in TABLES.values():
            records = self._identified(table)
            self.ids[table.name] |= {key for key, _record in records if table.name in ("organization", "taxonomy_term")}
            for key, record in records:
                self._bind(table, key, record)
        return self.draft

    def _keep_secrets(self) -> None:
        """Note what is secret before any row is bound; of rows that the directory has, the draft keeps it."""
        own: dict[str, set[UUID]] = {}
        for found in secrets(self.package.tables.get("attribute", ())):
            if isinstance(found, Problem):
                self.draft.problems.append(found)
                continue
            table = found.extension.table
            if (table, found.row) in self.secret:
                continue
            self.secret[table, found.row] = found.extension.attribute
            if table not in own:
                own[table] = {id_of(table, record.values.get("id")) for record in self.package.tables.get(table, ())}
            if found.row in own[table]:
                continue
            if set(self.known(table, {found.row})):
                self.draft.secret.setdefault(table, set()).add(found.row)
            else:
                self._leads_nowhere(found.record, "link_id", table)

    def _look_up(self) -> None:
        """Ask which of the ids that rows refer to the directory has, where the package has not."""
        wanted: dict[str, set[UUID]] = {}
        for table in TABLES.values():
            for record in self.package.tables.get(table.name, ()):
                for reference in table.references:
                    value = record.values.get(reference.field)
                    if value:
                        wanted.setdefault(reference.table, set()).add(id_of(reference.table, value))
        for name, ids in wanted.items():
            own = {id_of(name, record.values.get("id")) for record in self.package.tables.get(name, ())}
            self.elsewhere[name] = set(self.known(name, ids - own)) if ids - own else set()

    def _identified(self, table: Table) -> list[tuple[UUID, Record]]:
        """Return the rows of a table with their ids, each id once."""
        first: dict[tuple[UUID, str], Record] = {}
        found = []
        for record in self.package.tables.get(table.name, ()):
            if not record.values.get("id"):
                self._problem(record, "no_id", _("falta el «id». Cada fila necesita uno, distinto de las demás."), "id")
                continue
            key = id_of(table.name, record.values["id"])
            linked = str(record.values.get("link_id") or record.values.get("resource_id") or "")
            known = first.setdefault((key, linked), record)
            if known is record:
                found.append((key, record))
            else:
                self._twice(known, record)
        return found

    def _twice(self, first: Record, record: Record) -> None:
        where = _("la fila %(row)d") % {"row": first.row} if first.row else f"«{first.path}»"
        if first.values == record.values:
            sentence = _("esta fila repite %(where)s, así que se toma una sola vez.")
            self._problem(record, "repeated", sentence % {"where": where}, "id", "warning")
        else:
            sentence = _("el «id» ya está en %(where)s con otros datos. Dé a cada fila un «id» distinto.")
            self._problem(record, "duplicate_id", sentence % {"where": where}, "id")

    def _bind(self, table: Table, key: UUID, record: Record) -> None:
        if table.name == "attribute":
            self._attribute(table, key, record)
        elif table.model is None:
            if table.name != "unit" or str(record.values.get("id")) not in self.used_units:
                self._keep(table, key, record)
        else:
            self._row(table, key, record)

    def _row(self, table: Table, key: UUID, record: Record) -> None:
        row = Bound(table.name, key)
        if (table.name, key) in self.secret:
            row.values[self.secret[table.name, key]] = True
        # Every cell is looked at, so that all that is wrong is said at once.
        told = [
            self._value(table.by_field[name], raw, row, record)
            for name, raw in record.values.items()
            if name in table.by_field
        ]
        told += [self._is_there(column, row, record) for column in table.needed]
        told += [self._reference(reference, row, record) for reference in table.references]
        stands = all(told) and self._is_owned(table, row, record) and self._is_alone(row, record)
        self._rest(table, row, record)
        found = check(record, row, country=self.country, mends=self.mends)
        self.draft.problems += found
        if not stands or any(problem.severity == "error" for problem in found):
            self.ids[table.name].discard(key)
            self._keep(table, key, record)
            return
        if table.name == "service_capacity":
            self._unit(row, record)
        self.ids[table.name].add(key)
        self.bound[table.name, key] = row
        self.draft.rows.setdefault(table.name, []).append(row)

    def _value(self, column: Column, raw: object, row: Bound, record: Record) -> bool:
        """Put a value in its column; tell whether the row can stand with it."""
        if column.kind == "text" and type(raw) is str:
            value: Any = raw if raw.strip() else None
        else:
            try:
                value = read(column, raw)
            except Unreadable:
                told = {"value": str(raw)[:80], "choices": ", ".join(column.choices)}
                # Only rows of a sheet have headings.
                sentence = str((WRONG_IN_A_SHEET if record.headings else WRONG)[column.kind]) % told
                self._problem(record, "unreadable", sentence, column.field, _grave(column.required))
                row.more[column.field] = raw
                return not column.required
        if value is None:
            return True
        longest = longest_of(row.table, column.attribute)
        if longest and len(value) > longest:
            sentence = _("es más largo que %(longest)d letras; en pantalla se corta.") % {"longest": longest}
            self._problem(record, "too_long", sentence, column.field, "warning")
            row.more[column.field], value = raw, value[:longest]
        elif value is not raw and keep(column, raw, value):
            row.more[column.field] = raw
        row.values[column.attribute] = value
        return True

    def _is_there(self, column: Column, row: Bound, record: Record) -> bool:
        """Tell whether what a row cannot be without is there; what is there and cannot be read has been told."""
        if column.attribute in row.values or column.field in row.more:
            return True
        self._problem(record, "missing", _("este dato hace falta y está vacío."), column.field)
        return False

    def _reference(self, reference: Reference, row: Bound, record: Record) -> bool:
        raw = record.values.get(reference.field)
        if not raw:
            if reference.required:
                self._problem(record, "missing", _("este dato hace falta y está vacío."), reference.field)
            return not reference.required
        target = id_of(reference.table, raw)
        if self._is_known(reference.table, target):
            row.references[reference.attribute] = target
            return True
        row.more[reference.field] = raw
        if not reference.required:
            self._leads_nowhere(record, reference.field, reference.table)
            return True
        sentence = _("no existe «%(id)s» en «%(file)s», así que esta fila no puede mostrarse; se guarda aparte.")
        told = sentence % {"id": str(raw)[:60], "file": TABLES[reference.table].file}
        self._problem(record, "broken_reference", told, reference.field)
        return False

    def _is_owned(self, table: Table, row: Bound, record: Record) -> bool:
        if not table.owned or row.references:
            return True
        sentence = _("no dice de qué servicio, lugar u organización es, o no existe. Se guarda aparte.")
        self._problem(record, "nobodys", sentence, table.references[0].field)
        return False

    def _is_alone(self, row: Bound, record: Record) -> bool:
        """Tell whether a service stands at a location once in the package."""
        if row.table != "service_at_location" or len(row.references) < len(TABLES[row.table].references):
            return True
        pair = (row.table, row.references["service"], row.references["location"])
        if pair in self.pairs:
            self._problem(record, "twice_there", _("el servicio ya está en ese lugar con otro «id»."), "location_id")
            return False
        self.pairs.add(pair)
        return True

    def _rest(self, table: Table, row: Bound, record: Record) -> None:
        for name in record.values.keys() - table.fields:
            row.more[name] = record.values[name]

    def _unit(self, row: Bound, record: Record) -> None:
        written = record.values.get("unit_id")
        if not written:
            return
        unit = self.units.get(str(written))
        if unit is None:
            self._leads_nowhere(record, "unit_id", "unit")
            return
        row.values["unit"] = dict(unit)
        row.more.pop("unit_id", None)
        self.used_units.add(str(written))

    def _attribute(self, table: Table, key: UUID, record: Record) -> None:
        """A term of a service is a need; what is ours goes to its row; any other attribute is kept as it is."""
        link = id_of(str(record.values.get("link_entity") or "service"), record.values.get("link_id") or "")
        label = str(record.values.get("label") or "")
        if is_secrecy(label):
            # It was read before any row, so that nothing stands in its way.
            return
        if label.startswith(PREFIX):
            self._extension(label, link, record)
            return
        term = self._term(record)
        if term is None or not self._is_known("service", link) or ("attribute", link, term) in self.pairs:
            self._keep(table, key, record)
            return
        self.pairs.add(("attribute", link, term))
        row = Bound("attribute", key, {}, {"service": link, "term": term})
        self._rest(table, row, record)
        self.draft.rows.setdefault("attribute", []).append(row)

    def _term(self, record: Record) -> UUID | None:
        """Return the term of an attribute, where there is one; a reference to none is said."""
        raw = record.values.get("taxonomy_term_id")
        term = id_of("taxonomy_term", raw) if raw else None
        if term is None or self._is_known("taxonomy_term", term):
            return term
        self._leads_nowhere(record, "taxonomy_term_id", "taxonomy_term")
        return None

    def _leads_nowhere(self, record: Record, column: str, table: str) -> None:
        sentence = _("no existe «%(id)s» en «%(file)s»; se guarda la referencia, pero no lleva a nada.")
        told = sentence % {"id": str(record.values[column])[:60], "file": TABLES[table].file}
        self._problem(record, "broken_reference", told, column, "warning")

    def _is_known(self, table: str, id_: UUID) -> bool:
        """Tell whether a row that can stand is in the package, or is in the directory."""
        return id_ in self.ids[table] or id_ in self.elsewhere.get(table, ())

    def _extension(self, label: str, link: UUID, record: Record) -> None:
        try:
            value = json.loads(str(record.values.get("value")))
        except (ValueError, RecursionError):
            self._problem(record, "unreadable", _("el valor no es JSON válido."), "value", "warning")
            return
        known = BY_LABEL.get(label)
        if known is not None and not fits(known, value):
            self._problem(record, "unreadable", _("el valor no es de los que admite «%s».") % label, "value", "warning")
        elif known is not None and (known.table, link) in self.bound:
            self.bound[known.table, link].values[known.attribute] = value
        elif label == PREFIX + EXCEPTIONS and are_days(value):
            self.draft.exceptions[str(record.values.get("link_entity")), link] = value

    def _keep(self, table: Table, key: UUID, record: Record) -> None:
        of = Bound(table.name, key)
        for reference in table.references if table.model is None else ():
            self._reference(reference, of, record)
        resource = record.values.get("link_id") or record.values.get("resource_id")
        linked = id_of("", resource) if resource else None
        self.draft.kept.append(Kept(table.name, key, record.values, linked, **of.references))

    def _problem(self, record: Record, code: str, sentence: str, column: str, severity: Severity = "error") -> None:
        self.draft.problems.append(record.problem(code, sentence, column=column, severity=severity))


def _grave(is_required: bool) -> Severity:
    return "error" if is_required else "warning"


@lru_cache(maxsize=1_000)
def longest_of(table: str, attribute: str) -> int:
    """Return how many letters a column holds; 0 for any number."""
    model: Any = Organization if table == "organization" and hasattr(Organization, attribute) else model_of(table)
    return int(model._meta.get_field(attribute).max_length or 0) if table != "attribute" else 0


def bind(package: Package, *, country: str, known: Known, mends: bool = False) -> Draft:
    """Return what would be written of a package; `known` tells which of some ids of a table the directory has."""
    return Binder(package, country=country, known=known, mends=mends).bind()
