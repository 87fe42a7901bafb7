"""What a focal point pastes from a spreadsheet, as rows of the form. Pure."""

import csv
from collections.abc import Mapping, Sequence
from itertools import islice

from arraigo.core.people.api import Sex, fold

FIELDS = ("given_names", "surnames", "document", "email", "sex", "position")
MOST = 60
HEADINGS: Mapping[str, tuple[str, ...]] = {
    "given_names": ("nombres", "nombre", "given names", "first name"),
    "surnames": ("apellidos", "apellido", "surnames", "last name", "surname"),
    "document": ("documento", "cedula", "ci", "identificacion", "pasaporte", "numero de documento", "document"),
    "email": ("correo", "correo electronico", "email", "e-mail", "mail"),
    "sex": ("sexo", "genero", "sex"),
    "position": ("cargo", "puesto", "funcion", "position"),
}
SEXES: Mapping[str, str] = {
    "mujer": Sex.WOMAN.value,
    "femenino": Sex.WOMAN.value,
    "f": Sex.WOMAN.value,
    "hombre": Sex.MAN.value,
    "masculino": Sex.MAN.value,
    "h": Sex.MAN.value,
    "intersexual": Sex.INTERSEX.value,
    "prefiere no decirlo": Sex.NOT_SAID.value,
}


def rows_in(text: str) -> list[dict[str, str]]:
    """Return the people of a pasted text, by field; columns are found by their headings, else taken in our order.

    «M» for a sex is left open, because it says woman in one office and man in the next.
    """
    lines = [line for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n") if line.strip()]
    if not lines:
        return []
    cells = list(csv.reader(islice(lines, MOST + 1), delimiter=_delimiter(lines)))
    columns = _columns(cells[0])
    rows = cells[1:] if columns else cells
    named = columns or dict(enumerate(FIELDS))
    return [row for cell in rows[:MOST] if any((row := _row(cell, named)).values())]


def _delimiter(lines: Sequence[str]) -> str:
    """Return what parts the cells: a tab as spreadsheets copy, else whichever of ; and , the first lines have more."""
    if any("\t" in line for line in lines):
        return "\t"
    first = "\n".join(lines[:5])
    return ";" if first.count(";") >= first.count(",") and ";" in first else ","


def _columns(cells: Sequence[str]) -> dict[int, str]:
    """Return which column is which field, where the first line is headings."""
    found: dict[int, str] = {}
    for at, cell in enumerate(cells):
        word = fold(cell).strip(" .:*")
        name = next((name for name, words in HEADINGS.items() if word in words), None)
        if name is not None and name not in found.values():
            found[at] = name
    return found if len(found) >= 2 else {}


def _row(cells: Sequence[str], columns: Mapping[int, str]) -> dict[str, str]:
    row = {name: cells[at].strip() for at, name in columns.items() if at < len(cells)}
    if "sex" in row:
        row["sex"] = SEXES.get(fold(row["sex"]), "")
    return row
