"""Enrolment lists and sign-in sheets as offices keep them: titles above the header, one habit each."""

import csv
import io
import random
from collections.abc import Sequence
from datetime import date, datetime

import xlsxwriter

from arraigo.areas.training.demo.cast import SHARED_MAILBOX, Participant
from arraigo.core.people.enums import Sex

TITLE = "MUNICIPIO DE SANTA MARINA (CIUDAD INVENTADA)"
LONG_SEX = {Sex.WOMAN: "Mujer", Sex.MAN: "Hombre"}
SHORT_SEX = {Sex.WOMAN: "F", Sex.MAN: "M"}
Cells = Sequence[str | int]


def enrolments(listed: Sequence[Participant], *, style: str, known: frozenset[str], title: str, on: datetime) -> bytes:
    """Return a list of enrolment. style: parts (names apart), surnames (surnames first) or csv (as Excel saves it).

    known: documents of those who were enrolled elsewhere before; a third of them come with their e-mail alone.
    """
    write = {"parts": _in_parts, "surnames": _surnames_first, "csv": _as_csv}[style]
    documents = ["" if one.document in known and _email_is_enough(one) else one.document for one in listed]
    return write(listed, documents, title, on)


def _email_is_enough(one: Participant) -> bool:
    return bool(one.email) and one.email != SHARED_MAILBOX and int(one.document[-2]) % 3 == 0


def _in_parts(listed: Sequence[Participant], documents: Sequence[str], title: str, on: datetime) -> bytes:
    header = ["N°", "Nombres", "Apellidos", "Cédula", "Institución", "Cargo", "Sexo", "Correo electrónico",
              "Fecha de nacimiento"]  # fmt: skip
    rows: list[Cells] = [
        [number, one.draft.given_names, one.draft.surnames, document, one.institution, one.position,
         LONG_SEX.get(Sex(one.draft.sex), ""), one.email, _day(one)]
        for number, (one, document) in enumerate(zip(listed, documents, strict=True), 1)
    ]  # fmt: skip
    return workbook("Inscritos", [TITLE, f"Lista de inscripción: {title}"], header, rows, on=on)


def _surnames_first(listed: Sequence[Participant], documents: Sequence[str], title: str, on: datetime) -> bytes:
    header = ["No.", "Apellidos y nombres", "C.I.", "Dependencia", "Cargo / función", "Género (M/F)", "E-mail",
              "F. nacimiento"]  # fmt: skip
    rows: list[Cells] = [
        [number, f"{one.draft.surnames} {one.draft.given_names}", document, one.institution.upper(), one.position,
         SHORT_SEX.get(Sex(one.draft.sex), ""), one.email, str(one.draft.birth_year)]
        for number, (one, document) in enumerate(zip(listed, documents, strict=True), 1)
    ]  # fmt: skip
    return workbook("Participantes", [TITLE, f"Participantes de «{title}»"], header, rows, on=on)


def _as_csv(listed: Sequence[Participant], documents: Sequence[str], title: str, on: datetime) -> bytes:
    out = io.StringIO()
    lines = csv.writer(out, delimiter=";")
    lines.writerow(["Nombres y apellidos", "Cédula de identidad", "Entidad", "Puesto", "Sexo", "Correo institucional"])
    for one, document in zip(listed, documents, strict=True):
        sex = LONG_SEX.get(Sex(one.draft.sex), "")
        lines.writerow([one.name, document, one.institution, one.position, sex, one.email])
    return out.getvalue().encode("cp1252")


def with_errors(listed: Sequence[Participant], *, title: str, on: datetime) -> bytes:
    """Return a list that somebody has to mend: one document on two people, a lost name, a number that Excel cut."""
    rows: list[list[str | int]] = [
        [number, one.draft.given_names, one.draft.surnames, one.document, one.institution, one.position,
         LONG_SEX.get(Sex(one.draft.sex), ""), one.email]
        for number, one in enumerate(listed, 1)
    ]  # fmt: skip
    rows[1][3] = rows[0][3]
    rows[3][1] = rows[3][2] = ""
    rows[5][3] = "3,01E+09"
    header = ["N°", "Nombres", "Apellidos", "Cédula", "Institución", "Cargo", "Sexo", "Correo electrónico"]
    return workbook("Adicionales", [TITLE, f"Inscripciones de última hora: {title}"], header, rows, on=on)


def signed(rows: Sequence[tuple[str, str, str]], *, title: str, held: date, on: datetime) -> bytes:
    """Return a sheet of signatures typed from paper; rows are name, document and institution, all of whom signed."""
    header = ["N°", "Nombres y Apellidos", "C.I.", "Dependencia", "Firma"]
    cells: list[Cells] = [[number, *row, "X"] for number, row in enumerate(rows, 1)]
    return workbook("Asistencia", [f"REGISTRO DE ASISTENCIA — {held:%d/%m/%Y}", title], header, cells, on=on)


def signed_two_days(rows: Sequence[tuple[str, str, str, bool, bool]], *, title: str, on: datetime) -> bytes:
    """Return one sheet for two days, whose headings are no dates; a blank beside a mark is an absence."""
    header = ["N°", "Nombres y Apellidos", "C.I.", "Dependencia", "Día 1", "Día 2"]
    cells: list[Cells] = [
        [number, name, document, institution, "✓" if first else "", "✓" if second else ""]
        for number, (name, document, institution, first, second) in enumerate(rows, 1)
    ]
    return workbook("Asistencia", ["REGISTRO DE ASISTENCIA", title], header, cells, on=on)


def workbook(sheet: str, titles: Sequence[str], header: Cells, rows: Sequence[Cells], *, on: datetime) -> bytes:
    """Return an XLSX with merged titles above the header; the same values give the same bytes."""
    held = io.BytesIO()
    with xlsxwriter.Workbook(held, {"in_memory": True}) as book:
        book.set_properties({"created": on.replace(tzinfo=None)})
        page = book.add_worksheet(sheet)
        centred = book.add_format({"bold": True, "align": "center"})
        for number, title in enumerate(titles):
            page.merge_range(number, 0, number, len(header) - 1, title, centred)
        top = len(titles) + 1
        page.write_row(top, 0, header, book.add_format({"bold": True, "border": 1}))
        for number, row in enumerate(rows, top + 1):
            page.write_row(number, 0, row)
    return held.getvalue()


def as_on_paper(one: Participant, chance: random.Random) -> tuple[str, str, str]:
    """Return how somebody is typed from a sheet of signatures: sometimes in capitals, sometimes without a document."""
    name = one.name.upper() if chance.random() < 0.3 else one.name
    return name, "" if chance.random() < 0.08 else one.document, one.institution


def _day(one: Participant) -> str:
    return f"{date.fromisoformat(one.draft.birth_date):%d/%m/%Y}"
