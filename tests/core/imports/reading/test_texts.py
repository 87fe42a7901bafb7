"""Text files read right whatever their encoding, delimiter, line ends and quotes."""

import csv
import io

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.core.imports.reading.builders import csv_bytes, xlsx

from arraigo.core.imports.reading import open_workbook
from arraigo.core.imports.reading.delimited import find_delimiter, read_delimited
from arraigo.core.imports.reading.texts import decode

PEOPLE = [
    ["Nombres y apellidos", "Cédula", "Institución"],
    ["María José Ñacata Muñoz", "1710034065", "Secretaría de Hábitat"],
    ["Íñigo Úrgüelles Álvarez", "1710034073", "Administración Zonal"],
    ["BELÉN ÑAUÑAY PÉREZ", "0102030405", "Dirección"],
]
ENCODINGS = [
    "utf-8",
    "utf-8-sig",
    "utf-16",
    "utf-16-le",
    "utf-16-be",
    "cp1252",
    "latin-1",
    "mac_roman",
    "cp850",
    "utf-32",
]
LETTERS = "abcdefghijlmnopqrstuvz"
ACCENTED = "áéíóúñü"
words = st.text(alphabet=LETTERS, min_size=2, max_size=6)
accented = st.builds(
    lambda start, mark, end: f"{start}{mark}{end}".capitalize(), words, st.sampled_from(ACCENTED), words
)


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_spanish_letters_survive_every_encoding(encoding):
    book = open_workbook(csv_bytes(PEOPLE, encoding=encoding), "lista.csv")

    assert book.sheets[0].rows == PEOPLE
    assert book.problems == ()


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\r\n", "\n", "\r"])
def test_every_delimiter_and_line_end_is_understood(delimiter, end):
    book = open_workbook(csv_bytes(PEOPLE, delimiter, end=end), "lista.csv")

    assert book.delimiter == delimiter
    assert book.sheets[0].rows == PEOPLE


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.lists(accented, min_size=3, max_size=3), min_size=3, max_size=12),
    st.sampled_from([",", ";", "\t", "|"]),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "mac_roman", "cp850"]),
    st.sampled_from(["\r\n", "\n", "\r"]),
)
def test_what_was_written_is_what_is_read(rows, delimiter, encoding, end):
    book = open_workbook(csv_bytes(rows, delimiter, encoding, end), "lista.csv")

    assert book.sheets[0].rows == rows


awkward = st.text(st.sampled_from([*LETTERS, *ACCENTED, " ", "(", "."]), min_size=1, max_size=12) | st.sampled_from(
    ["a,b", "c;d", 'dijo "sí"', "dos\nlíneas", "e\tf", "=1+1", "x|y"]
)


@settings(max_examples=120, deadline=None)
@given(st.lists(st.lists(awkward, min_size=4, max_size=4), min_size=3, max_size=10))
@example([["a,b", "c;d", "e", "f"], ["x", "y", "z", "w"], ["x", "y", "z", "w"]])
def test_quoted_cells_hold_delimiters_quotes_and_line_ends(rows):
    written = io.StringIO(newline="")
    csv.writer(written, quoting=csv.QUOTE_ALL).writerows(rows)

    assert read_delimited(written.getvalue()).rows == [[cell or None for cell in row] for row in rows]


def test_names_with_commas_do_not_hide_the_real_delimiter():
    lines = "Nombre\tEntrada\tSalida\r\n" + "PÉREZ, Ana\t10/04/21, 09:00:00\t10/04/21, 10:00:00\r\n" * 5

    assert find_delimiter(lines) == "\t"
    assert find_delimiter(lines.replace("\t", ";")) == ";"


def test_excels_sep_line_decides_and_is_no_row():
    book = open_workbook(b"sep=;\r\nNombres;Edad\r\nAna, Luz;30\r\n", "lista.csv")

    assert book.sheets[0].rows == [["Nombres", "Edad"], ["Ana, Luz", "30"]]


def test_lines_that_a_spreadsheet_saved_whole_in_one_cell_are_split_again():
    data = b'Nombre,Correo,Minutos\r\n"""Perez, Ana"",ana@x.ec,10"\r\n"Luis,luis@x.ec,20"\r\n'

    rows = open_workbook(data, "zoom.csv").sheets[0].rows

    assert rows[1:] == [["Perez, Ana", "ana@x.ec", "10"], ["Luis", "luis@x.ec", "20"]]


def test_a_csv_pasted_into_the_first_column_of_a_workbook_is_split():
    rows = [["Nombre,Correo,Minutos"], ['"Pérez, Ana",ana@x.ec,10'], ["Luis,luis@x.ec,20"]]

    assert open_workbook(xlsx(rows), "zoom.xlsx").sheets[0].rows[1] == ["Pérez, Ana", "ana@x.ec", "10"]


def test_a_list_of_one_column_stays_one_column():
    book = open_workbook("Nombres\r\nPÉREZ, Ana\r\nLOOR, Luis\r\nVaca Juan\r\n".encode(), "lista.csv")

    assert [row[0] for row in book.sheets[0].rows][-1] == "Vaca Juan"


def test_letters_encoded_twice_are_mended_with_a_warning():
    data = "Nombres,Sector\r\nMarÃ­a MuÃ±oz,Quito\r\n".encode()

    book = open_workbook(data, "lista.csv")

    assert book.sheets[0].rows[1][0] == "María Muñoz"
    assert [problem.code for problem in book.problems] == ["encoding_repaired"]


def test_portuguese_capitals_are_not_taken_for_letters_encoded_twice():
    assert decode("JOÃO DA CONCEIÇÃO".encode()).text == "JOÃO DA CONCEIÇÃO"


def test_one_stray_byte_does_not_spoil_a_file_in_utf_8():
    data = "Nombres,Sector\r\nMaría Muñoz,Iñaquito\r\n".encode() + "Peña,Quito\r\n".encode("cp1252")

    book = open_workbook(data, "lista.csv")

    assert book.sheets[0].rows[2][0] == "Peña"
    assert book.problems[0].severity == "warning"


@pytest.mark.parametrize("spoilt", ["Mu\ufffdoz", "Mu?oz"])
def test_a_letter_lost_for_good_is_reported_at_its_cell(spoilt):
    data = f"Nombres,Sector\r\nAna {spoilt},Quito\r\n".encode()

    (problem,) = open_workbook(data, "lista.csv").problems

    assert (problem.code, problem.row, problem.column, problem.severity) == ("lost_letter", 2, "A", "warning")
    assert "CSV UTF-8" in problem.message


def test_a_text_that_begins_with_an_equals_sign_stays_text():
    book = open_workbook(b"Nombres,Nota\r\nAna,=1+1\r\n", "lista.csv")

    assert book.sheets[0].rows[1][1] == "=1+1"


def test_rows_are_numbered_as_excel_shows_them_blank_ones_included():
    sheet = open_workbook(b"Titulo,,\r\n\r\nNombres,Edad,x\r\nAna,3,y\r\n", "lista.csv").sheets[0]

    assert sheet.shown_row(sheet.rows.index(["Ana", "3", "y"])) == 4


def test_a_control_code_in_a_text_file_becomes_a_space():
    data = "Nombre,Cargo\r\nAna,Secre\x00taría\x01\r\n".encode()

    assert open_workbook(data, "lista.csv").sheets[0].rows[1] == ["Ana", "Secre taría "]
