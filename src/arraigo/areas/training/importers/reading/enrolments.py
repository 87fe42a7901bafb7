"""Enrolment lists: who, with which document, of which institution; from Excel, CSV, Google Forms or KoBo."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from arraigo.areas.training.importers.reading import sexes
from arraigo.areas.training.importers.reading.birth import BirthReader
from arraigo.areas.training.importers.reading.cleaning import lost_digits
from arraigo.areas.training.importers.reading.drafts import raw_of
from arraigo.areas.training.importers.reading.marks import mark_of
from arraigo.areas.training.importers.reading.names import infer_order, split_name
from arraigo.areas.training.importers.reading.repeated import repeated_documents
from arraigo.areas.training.importers.reading.tables import (
    Person,
    Table,
    broken_cells,
    open_table,
    people_rows,
    person,
)
from arraigo.areas.training.importers.reading.values import (
    DocumentKind,
    EnrolmentFile,
    EnrolmentRow,
    GivenOrder,
    IgnoredRow,
    NameOrder,
    Sex,
)
from arraigo.areas.training.importers.reading.vocabularies import ENROLMENT, ENROLMENT_NEEDS
from arraigo.core.imports.problems import Problem
from arraigo.core.imports.reading import DEFAULT_MAX_BYTES, Mapped, Row, fold, open_workbook, text_of

KIND_WORDS: tuple[tuple[str, DocumentKind], ...] = (
    ("pasaporte", "passport"),
    ("passport", "passport"),
    ("refugi", "refugee_id"),
    ("cedula extranjera", "foreign_id"),
    ("cedula de extranjeria", "foreign_id"),
    ("venezolan", "foreign_id"),
    ("colombian", "foreign_id"),
    ("dni", "foreign_id"),
    ("cedula", "cedula"),
    ("ruc", "other"),
    ("otro", "other"),
)
AT_MOST_REPORTED = 100


@dataclass(slots=True)
class _List:
    table: Table
    people: list[tuple[int, Row, Person]]
    ignored: list[IgnoredRow]
    problems: list[Problem] = field(default_factory=list)


def read_enrolments(
    data: bytes,
    name: str,
    *,
    mapping: Mapped | None = None,
    m_means: sexes.MMeans | None = None,
    date_order: GivenOrder | None = None,
    sheet: str | None = None,
    max_bytes: int = DEFAULT_MAX_BYTES,
) -> EnrolmentFile:
    """Return the people of an enrolment list.

    ``mapping`` (column index from 0 or header text → field) overrules the headers; ``m_means`` answers a column of
    sexes with M alone, ``date_order`` ambiguous dates of birth, ``sheet`` which of several sheets is the list.
    Raises FileRefused for a file that is no list.
    """
    workbook = open_workbook(data, name, max_bytes)
    table = open_table(workbook, ENROLMENT, ENROLMENT_NEEDS, sheet=sheet, mapping=mapping)
    listed = _people(table)
    sex = _SexReader(listed, m_means)
    births = BirthReader(table, [(index, row) for index, row, _person in listed.people], date_order)
    order = _order_of_list(listed)
    rows = tuple(
        _row(table, index, row, somebody, order, sex.of(index, row), births.of(index, row))
        for index, row, somebody in listed.people
    )
    twice = repeated_documents(table, [index for index, _row, _person in listed.people], rows)
    problems = (*table.problems, *listed.problems, *sex.problems, *births.problems, *twice)
    return EnrolmentFile(
        rows=rows,
        problems=problems,
        columns=table.labels(),
        unknown_columns=tuple(label for _column, label in table.header.unknown),
        dates=births.dates,
        ignored=tuple(listed.ignored),
        source="kobo" if table.kobo else "sheet",
    )


def _people(table: Table) -> _List:
    listed = _List(table, [], [])
    nameless = {index for index, _row, ignored in people_rows(table) if ignored and ignored.reason == "blank"}
    listed.problems.extend(broken_cells(table, nameless))
    for index, row, ignored in people_rows(table):
        if ignored is not None:
            if ignored.reason != "blank":
                listed.ignored.append(ignored)
            continue
        somebody = person(table, row)
        if not somebody.full_name:
            sentence = _("falta el nombre. Escríbalo o borre la fila.")
            listed.problems.append(table.problem("nameless", sentence, index, _name_label(table)))
            continue
        _check_document(listed, index, row)
        listed.people.append((index, row, somebody))
    listed.problems.extend(broken_cells(table, {index for index, _row, _person in listed.people}))
    if table.header.found and not listed.people and not listed.problems:
        sentence = _("tiene encabezados pero ninguna persona debajo. Revise que eligió el archivo correcto.")
        listed.problems.append(table.problem("no_rows", sentence, None, ""))
    return listed


def _name_label(table: Table) -> str:
    return next((label for name in ("name", "given_names", "surnames") if (label := table.header.label(name))), "")


def _check_document(listed: _List, index: int, row: Row) -> None:
    if lost_digits(listed.table.cell(row, "document")):
        sentence = _("el documento quedó en notación científica y perdió cifras. Escríbalo completo, como texto.")
        label = listed.table.header.label("document")
        listed.problems.append(listed.table.problem("lost_digits", sentence, index, label))


def _order_of_list(listed: _List) -> NameOrder:
    """Return the order of names whose header does not tell it, by the common given names in the list."""
    unknown = [somebody.full_name for _index, _row, somebody in listed.people if somebody.name_order == "unknown"]
    return infer_order(unknown) if unknown else "unknown"


def _row(
    table: Table, index: int, row: Row, somebody: Person, order: NameOrder, sex: Sex, born: dict[str, Any]
) -> EnrolmentRow:
    known: NameOrder = order if somebody.name_order == "unknown" else somebody.name_order
    surnames, given = somebody.surnames, somebody.given_names
    if known != "parts":
        surnames, given = split_name(somebody.full_name, known)
    return EnrolmentRow(
        row=table.shown(index),
        full_name=somebody.full_name,
        surnames=surnames,
        given_names=given,
        name_order=known,
        document=somebody.document,
        document_kind=_document_kind(table, row, somebody.document),
        institution=table.text(row, "institution"),
        position=table.text(row, "position"),
        sex=sex,
        email=somebody.email,
        phone=table.text(row, "phone"),
        nationality=table.text(row, "nationality"),
        population_group=table.text(row, "population_group"),
        raw=raw_of(row),
        sheet=table.sheet.name,
        **born,
    )


def _document_kind(table: Table, row: Row, document: str) -> DocumentKind:
    if not document:
        return ""
    said = _kind_in(table.text(row, "document_kind"))
    if said:
        return said
    if not table.text(row, "document") and table.text(row, "passport"):
        return "passport"
    label = fold(table.header.label("document"))
    kind = _kind_in(label)
    mixed = kind == "passport" and "cedula" in label
    return "" if mixed or (kind == "cedula" and not document.isdigit()) else kind


def _kind_in(text: str) -> DocumentKind:
    folded = fold(text)
    return next((kind for word, kind in KIND_WORDS if word in folded), "")


class _SexReader:
    """Reads a column of sexes, or the two columns «H» and «M» that are ticked, and asks what M means when it must."""

    def __init__(self, listed: _List, told: sexes.MMeans | None) -> None:
        self.table = listed.table
        self.ticked = self._ticked()
        self.problems: list[Problem] = []
        header = listed.table.header.label("sex")
        values = [text for _index, row, _person in listed.people if (text := self._said(row))]
        self.column = sexes.read_column(values, header, told)
        if self.column.to_ask:
            first = next(index for index, row, _person in listed.people if fold(self._said(row)) == "m")
            self.problems.append(self.table.problem("m_means", _ask_m(), first, header or "M", "question"))

    def of(self, index: int, row: Row) -> Sex:
        text = self._said(row)
        found = sexes.sex_of(text, self.column)
        if found is None and len(self.problems) < AT_MOST_REPORTED:
            sentence = _("no se entiende «%(text)s» como sexo; queda sin dato. Escriba Mujer, Hombre u Otro.")
            label = self.table.header.label("sex")
            self.problems.append(
                self.table.problem("unclear_sex", sentence % {"text": text[:40]}, index, label, "warning")
            )
        return found or "unknown"

    def _said(self, row: Row) -> str:
        if not self.ticked:
            return self.table.text(row, "sex")
        for column in self.ticked:
            if column < len(row) and text_of(row[column]) and mark_of(row[column], {}, signature=True):
                return self.table.header.labels[column]
        return ""

    def _ticked(self) -> tuple[int, ...]:
        """Return the columns of a two-row header «Sexo» over «H» and «M» (or «Mujer», «Hombre»…)."""
        header = self.table.header
        columns: Iterable[int] = (
            column
            for column, label in enumerate(header.labels)
            if header.parents[column] and _is_sex(header.parents[column]) and fold(label) in {"m", *sexes.WORDS}
        )
        found = tuple(columns)
        return found if len(found) >= 2 else ()


def _is_sex(label: str) -> bool:
    return ENROLMENT.match(label)[0] == "sex"


def _ask_m() -> str:
    return _(
        "«M» puede ser mujer o masculino y la columna no lo aclara. Responda qué significa M en esta lista: "
        "mujer u hombre."
    )
