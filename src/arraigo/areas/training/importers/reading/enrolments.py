"""Enrolment lists: who, with which document, of which institution; from Excel, CSV, Google Forms or KoBo."""

from dataclasses import dataclass, field, replace
from typing import Any

from django.utils.translation import gettext as _

from arraigo.areas.training.importers.reading.birth import BirthReader
from arraigo.areas.training.importers.reading.cleaning import lost_digits
from arraigo.areas.training.importers.reading.drafts import LONGEST_NAME, cut_name, long_name, raw_of
from arraigo.areas.training.importers.reading.names import infer_order, split_name
from arraigo.areas.training.importers.reading.repeated import repeated_documents
from arraigo.areas.training.importers.reading.sex_columns import SexReader
from arraigo.areas.training.importers.reading.sexes import MMeans
from arraigo.areas.training.importers.reading.tables import (
    Person,
    Table,
    broken_cells,
    maybe_somebody,
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
from arraigo.core.imports.reading import DEFAULT_MAX_BYTES, Mapped, Row, fold, open_workbook

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
    m_means: MMeans | None = None,
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
    sex = SexReader(table, [(index, row) for index, row, _person in listed.people], m_means, asks=True)
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
                listed.problems.extend(maybe_somebody(table, index, ignored))
            continue
        somebody = person(table, row)
        if not somebody.full_name:
            sentence = _("falta el nombre. Escríbalo o borre la fila.")
            listed.problems.append(table.problem("nameless", sentence, index, _name_label(table)))
            continue
        _check_document(listed, index, row)
        listed.people.append((index, row, _with_short_names(listed, index, somebody)))
    listed.problems.extend(broken_cells(table, {index for index, _row, _person in listed.people}))
    if table.header.found and not listed.people and not listed.problems:
        sentence = _("tiene encabezados pero ninguna persona debajo. Revise que eligió el archivo correcto.")
        listed.problems.append(table.problem("no_rows", sentence, None, ""))
    return listed


def _name_label(table: Table) -> str:
    return next((label for name in ("name", "given_names", "surnames") if (label := table.header.label(name))), "")


def _with_short_names(listed: _List, index: int, somebody: Person) -> Person:
    if max(map(len, (somebody.full_name, somebody.surnames, somebody.given_names))) <= LONGEST_NAME:
        return somebody
    listed.problems.append(listed.table.problem("long_name", long_name(), index, "", "warning"))
    return replace(
        somebody,
        full_name=cut_name(somebody.full_name),
        surnames=cut_name(somebody.surnames),
        given_names=cut_name(somebody.given_names),
    )


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
