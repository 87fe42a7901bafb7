"""What is no list is refused with a sentence that names the file and says what to do."""

import contextlib
import io
import random
import struct
import zipfile

import openpyxl
import pytest
from tests.core.imports.reading.builders import csv_bytes, rezipped, xlsx

from arraigo.core.imports.problems import FileRefused, Problem
from arraigo.core.imports.reading import open_workbook, too_large
from arraigo.core.imports.reading import workbooks as limits
from arraigo.core.imports.reading.openxml import extent

LIST = [["Nombres", "Cédula"], ["Ana Pérez", "1710034065"]]


def refusal(data: bytes, name: str = "lista.xlsx", **options: int) -> Problem:
    with pytest.raises(FileRefused) as caught:
        open_workbook(data, name, **options)
    (problem,) = caught.value.problems
    assert problem.severity == "error"
    assert problem.message.startswith(f"«{name}»")
    assert problem.message.rstrip().endswith(".")
    return problem


@pytest.mark.parametrize("data", [b"", b"\xef\xbb\xbf", b" \r\n\r\n", b"\xff\xfe", b"\x00\x00\x00"])
def test_an_empty_file_is_refused(data):
    assert "está vacío" in refusal(data, "vacio.csv").message


def test_a_workbook_without_any_cell_is_refused_as_empty():
    assert refusal(xlsx([])).code == "empty"


def test_a_file_with_headers_alone_is_refused():
    problem = refusal(csv_bytes(LIST[:1]), "solo.csv")

    assert problem.code == "only_headers"
    assert "ninguna persona" in problem.message


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3 1 0 obj", "un PDF"),
        (b"\x89PNG\r\n\x1a\n" + b"\x00" * 40, "una imagen"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF" + b"\x00" * 40, "una imagen"),
        (b"\x00\x00\x00\x18ftypheic" + b"\x00" * 40, "una imagen"),
        (b"7z\xbc\xaf\x27\x1c" + b"\x00" * 40, "comprimido"),
        (b"\x1f\x8b\x08" + b"\x01" * 40, "comprimido"),
        (b"<html><body><table><tr><td>Ana</td></tr></table>", "página web"),
        (b'<?xml version="1.0"?><Workbook></Workbook>', "XML"),
        (b'<data id="x"><name>Ana</name></data>', "XML"),
        (b"{\\rtf1\\ansi Ana}", "RTF"),
        (b"MZ\x90\x00\x03" + bytes(60), "programa"),
        (b'{"nombre": "Ana"}', "JSON"),
    ],
)
def test_what_is_no_list_is_refused_by_its_content_whatever_its_name(data, what):
    problem = refusal(data, "asistencia.xlsx")

    assert problem.code == "not_a_list"
    assert what in problem.message
    assert "vuelva a subirla" in problem.message


@pytest.mark.parametrize(
    ("members", "what"),
    [
        (["word/document.xml"], "un documento de Word"),
        (["ppt/presentation.xml"], "una presentación"),
        (["lista.csv"], "descomprímalo"),
        (["Index/Document.iwa"], "Numbers"),
        (["content.xml"], "LibreOffice"),
    ],
)
def test_a_zip_that_is_no_workbook_is_refused(members, what):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for member in members:
            archive.writestr(member, "x")

    assert what in refusal(out.getvalue()).message


@pytest.mark.parametrize(
    ("stream", "words"),
    [
        ("EncryptedPackage", "protegido con contraseña"),
        ("WordDocument", "Word"),
        ("PowerPoint Document", "PowerPoint"),
        ("Otra cosa", "no es un libro de Excel"),
    ],
)
def test_an_old_office_file_is_refused_for_what_it_is(stream, words):
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512) + stream.encode("utf-16-le") + bytes(512)

    assert words in refusal(data).message


def test_a_zip_encrypted_by_password_is_refused():
    data = bytearray(xlsx(LIST))
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = data.find(signature)
        while place >= 0:
            data[place + offset] |= 1
            place = data.find(signature, place + 4)

    assert refusal(bytes(data)).code == "encrypted"


def test_a_zip_bomb_is_refused_by_what_it_declares():
    bomb = rezipped(xlsx(LIST), {"xl/worksheets/sheet1.xml": b" " * (60 * 1024 * 1024)})

    problem = refusal(bomb)

    assert problem.code == "zip_bomb"
    assert "por seguridad no se abre" in problem.message


def test_a_zip_bomb_that_lies_about_its_sizes_is_refused():
    honest = rezipped(xlsx(LIST), {"xl/bomb.xml": b" " * (60 * 1024 * 1024)})
    size = struct.pack("<I", 60 * 1024 * 1024)
    lying = honest.replace(size, struct.pack("<I", 1000))

    assert refusal(lying).code in ("zip_bomb", "damaged")


def test_a_workbook_with_entity_definitions_is_refused():
    laughs = b'<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY lol2 "&lol;&lol;">]><worksheet/>'

    problem = refusal(rezipped(xlsx(LIST), {"xl/worksheets/sheet1.xml": laughs}))

    assert problem.code == "unsafe_xml"


def test_more_bytes_than_allowed_are_refused_before_anything_is_read():
    problem = refusal(b"a" * 2000, "grande.csv", max_bytes=1000)

    assert problem.code == "too_large"


def test_a_refusal_of_200_mb_says_both_sizes():
    sentence = str(too_large("enorme.xlsx", 200 * 1024 * 1024, 25 * 1024 * 1024))

    assert sentence.startswith("«enorme.xlsx»: pesa 200 MB y el máximo es 25 MB.")


def test_a_truncated_workbook_is_refused_as_damaged():
    data = xlsx(LIST)

    assert refusal(data[: len(data) // 2]).code == "damaged"


@pytest.mark.parametrize("seed", range(25))
def test_a_workbook_with_damaged_bytes_is_read_or_refused_but_never_breaks(seed):
    chance = random.Random(seed)
    data = bytearray(xlsx(LIST))
    for _ in range(20):
        data[chance.randrange(4, len(data))] = chance.randrange(256)

    with contextlib.suppress(FileRefused):
        assert open_workbook(bytes(data), "lista.xlsx").sheets


def test_bytes_that_are_no_text_are_refused():
    chance = random.Random(1)
    garbage = b"\x01" + bytes(chance.randrange(256) for _ in range(5000))

    assert "no contiene texto" in refusal(garbage, "basura.csv").message


def test_too_many_columns_are_refused():
    wide = csv_bytes([[str(number) for number in range(limits.MAX_COLUMNS + 1)]] * 2)

    problem = refusal(wide, "ancha.csv")

    assert problem.code == "too_many_columns"
    assert "1001 columnas" in problem.message


def test_a_workbook_whose_one_far_cell_would_fill_the_memory_is_refused():
    def far(book: openpyxl.Workbook) -> None:
        book["Hoja1"]["ZZ190000"] = "lejos"

    assert refusal(xlsx(LIST, far)).code == "too_many_rows"


def test_too_many_rows_are_refused(monkeypatch):
    monkeypatch.setattr("arraigo.core.imports.reading.opening.MAX_ROWS", 3)

    problem = refusal(csv_bytes(LIST * 3), "larga.csv")

    assert problem.code == "too_many_rows"
    assert "6 filas" in problem.message


def test_styled_but_empty_columns_do_not_count_as_columns():
    def styled(book: openpyxl.Workbook) -> None:
        for column in range(3, 1500):
            book["Hoja1"].cell(1, column).font = openpyxl.styles.Font(bold=True)

    assert open_workbook(xlsx(LIST, styled), "lista.xlsx").sheets[0].width == 2


@pytest.mark.parametrize("empty", ['<c r="ZZ9" s="1"/>', '<c r="ZZ9" s="1"></c>', '<x:c r="ZZ9" s="1"> </x:c>'])
def test_an_empty_cell_is_empty_however_it_is_spelt(empty):
    assert extent(f'<row r="1"><c r="B2"><v>1</v></c>{empty}</row>'.encode()) == (2, 2)


def test_a_quotation_mark_that_is_never_closed_is_refused_at_its_row():
    rows = "".join(f"Ana {number},1710034065\r\n" for number in range(60))
    data = ("Nombres,Cédula\r\nLuis,1\r\n" + '"Chio, Pérez,2\r\n' + rows).encode()

    problem = refusal(data, "comillas.csv")

    assert (problem.code, problem.row) == ("open_quote", 3)
    assert "fila 3" in problem.message


def test_a_quotation_mark_within_a_name_is_no_quotation():
    rows = "".join(f"Ana {number},1710034065\r\n" for number in range(60))
    data = ("Nombres,Cédula\r\n" + '"Chio" Pérez,2\r\nLuis "Lucho" Loor,3\r\n' + rows).encode()

    assert open_workbook(data, "apodos.csv").sheets[0].rows[2][0] == 'Luis "Lucho" Loor'


def test_a_problem_becomes_plain_values():
    problem = refusal(b"")

    assert problem.as_dict()["code"] == "empty"
    assert problem.as_dict()["row"] is None
