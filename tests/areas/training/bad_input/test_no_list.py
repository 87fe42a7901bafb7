"""What is no list is refused by its name, as a list of people and as attendance, by screen and by folder."""

import io
import zipfile

import pytest
from tests.areas.training.bad_input.ways import GOOD_LIST, HEADER, ZOOM, listed, refusal
from tests.core.imports.reading.builders import rezipped, xlsx

pytestmark = pytest.mark.django_db


def bomb() -> bytes:
    """An XLSX of some hundred kilobytes whose sheet would be 400 MB."""
    held = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(GOOD_LIST)) as book, zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as new:
        for name in book.namelist():
            if name.startswith("xl/worksheets/sheet"):
                with new.open(name, "w") as member:
                    for _piece in range(400):
                        member.write(b" " * 1024 * 1024)
            else:
                new.writestr(name, book.read(name))
    return held.getvalue()


def half(data: bytes) -> bytes:
    return data[: len(data) // 2]


NO_LISTS = {
    "a PDF named .xlsx": ("lista.xlsx", lambda: b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", "un PDF"),
    "a zip bomb": ("lista.xlsx", bomb, "por seguridad no se abre"),
    "an empty file": ("vacio.csv", lambda: b"", "vacío"),
    "only blanks": ("vacio.csv", lambda: b"\xef\xbb\xbf \r\n\r\n", "vacío"),
    "a workbook without cells": ("vacio.xlsx", lambda: xlsx([]), "vacío"),
    "only headers of a list": ("inscritos.xlsx", lambda: listed(title=False), "solo los encabezados"),
    "only headers under a title": ("inscritos.xlsx", listed, "ninguna persona"),
    "only headers of Zoom": ("zoom.csv", ZOOM.encode, "solo los encabezados"),
    "half a workbook": ("lista.xlsx", lambda: half(GOOD_LIST), "dañado"),
    "another zip": ("lista.xlsx", lambda: rezipped(GOOD_LIST, {"xl/workbook.xml": b"no"}), "«lista.xlsx»"),
    "bytes that are no text": ("lista.csv", lambda: bytes(range(256)) * 40, "no contiene texto"),
    "text that is no list": ("nota.csv", lambda: b"Estimada Ana:\r\nLe escribo por el curso.\r\n", "encabezados"),
    "no column of names": (
        "inscritos.xlsx",
        lambda: listed(["Agencia", "Analista"], header=["Dependencia", "Cargo"]),
        "falta la columna de",
    ),
    "two columns of names": (
        "inscritos.xlsx",
        lambda: listed([1, "Ana Loor", "Luis Vera"], header=["N°", "Nombres y apellidos", "Nombres y apellidos"]),
        "está dos veces",
    ),
    "two columns of documents": (
        "inscritos.xlsx",
        lambda: listed(["Ana Loor", "1710034065", ""], header=["Nombres y apellidos", "Cédula", "Cédula"]),
        "columna «Cédula» está dos veces, en B y en C",
    ),
    "a quotation mark that never closes": (
        "inscritos.csv",
        lambda: (";".join(HEADER) + '\r\n1;"Quishpe Ana;1710034065\r\n' + "2;Vera Luis;1712345675\r\n" * 60).encode(),
        "«inscritos.csv»",
    ),
}
CASES = [pytest.param(*case, id=name) for name, case in NO_LISTS.items()]


@pytest.mark.parametrize(("name", "make", "words"), CASES)
def test_as_a_list_of_people_it_is_refused_and_not_kept(name, make, words, take_list, nothing_changes):
    with nothing_changes:
        sentence = refusal(take_list, make(), name)

    assert f"«{name}»" in sentence
    assert words in sentence


@pytest.mark.parametrize(("name", "make", "words"), CASES)
def test_as_attendance_it_is_refused_and_not_kept(name, make, words, take_attendance, nothing_changes):
    with nothing_changes:
        sentence = refusal(take_attendance, make(), name)

    assert f"«{name}»" in sentence


@pytest.mark.parametrize(("name", "make", "words"), CASES)
def test_in_a_folder_it_stops_the_whole_course(name, make, words, folder, nothing_changes):
    folder.put(lists=[("bien.xlsx", GOOD_LIST), (name, make())])

    with nothing_changes:
        sentence = refusal(folder.load)

    assert f"«{name}»" in sentence
    assert words in sentence
