"""The header is found below titles, over two rows and under any spelling; what is missing or double is said."""

import openpyxl
import pytest
from tests.core.imports.reading.builders import csv_bytes, xlsx

from arraigo.core.imports.reading import Vocabulary, choose_sheet, find_header, guess_columns, open_workbook

WORDS = Vocabulary.parse("""
name: Nombres y apellidos | Apellidos y nombres | Nombre completo
document: Cédula | C.I. | N° de cédula
institution: Institución | Dependencia
sex: Sexo | Género
email: Correo electrónico | Correo
signature: Firma
""")
FIELD_NAMES = {"name": "nombres y apellidos", "document": "documento"}


def header_of(rows, change=None, **options):
    sheet = open_workbook(xlsx(rows, change), "lista.xlsx").sheets[0]
    found = find_header(sheet, WORDS, ["name"], file="lista.xlsx", field_names=FIELD_NAMES, **options)
    return sheet, found


def test_titles_above_the_header_are_passed_over():
    _sheet, header = header_of([["MUNICIPIO"], ["Lista"], [None], ["No.", "Nombre completo", "C.I."], [1, "Ana", 5]])

    assert (header.row, dict(header.columns)) == (3, {"name": 1, "document": 2})


@pytest.mark.parametrize(
    "label",
    ["NOMBRES Y APELLIDOS", "nombres y  apellidos:", "Nombres y apellidos (completos)", "1. Nombres y apellidos",
     "  Nombres\ny\napellidos ", "Nombres_y_apellidos", "datos/Nombres y apellidos", "NOMBRES Y APELLIDOS COMPLETOS"],
)  # fmt: skip
def test_labels_are_compared_without_case_accents_punctuation_or_filling(label):
    _sheet, header = header_of([[label, "Cedula"], ["Ana", 5]])

    assert header.columns["name"] == 0
    assert header.columns["document"] == 1


def test_a_label_that_only_contains_a_known_word_is_not_that_field():
    _sheet, header = header_of(
        [["Nombre completo", "Nombre de la institución madre", "Correo del jefe"], ["Ana", 1, 2]]
    )

    assert set(header.columns) == {"name"}
    assert [label for _column, label in header.unknown] == ["Nombre de la institución madre", "Correo del jefe"]


def test_a_header_of_two_rows_with_merged_cells_is_read():
    def merge(book: openpyxl.Workbook) -> None:
        page = book.active
        for area in ("A1:A2", "B1:C1", "D1:E1"):
            page.merge_cells(area)

    rows = [
        ["Nombres y apellidos", "Identificación personal", None, "Asistencia", None],
        [None, "Cédula", "Género", "Día 1", "Día 2"],
        ["Ana", 5, "F", "X", "X"],
    ]

    _sheet, header = header_of(rows, merge)

    assert (header.first_row, header.row) == (0, 1)
    assert dict(header.columns) == {"name": 0, "document": 1, "sex": 2}
    assert header.labels[3:] == ("Día 1", "Día 2")
    assert header.parents[3:] == ("Asistencia", "Asistencia")


def test_one_label_merged_over_two_columns_is_no_duplicate():
    def merge(book: openpyxl.Workbook) -> None:
        book.active.merge_cells("A1:B1")

    _sheet, header = header_of([["Nombres y apellidos", None, "Cédula"], ["Pérez", "Ana", 5]], merge)

    assert header.groups["name"] == (0, 1)
    assert header.problems == ()


def test_the_same_column_twice_names_both():
    _sheet, header = header_of([["Nombre completo", "Cédula", "Sexo", "CÉDULA"], ["Ana", 5, "F", 6]])

    (problem,) = header.problems

    assert (problem.code, problem.column, problem.severity) == ("duplicate_column", "CÉDULA", "error")
    assert "está dos veces, en B y en D" in problem.message
    assert "fila 1" in problem.message


def test_a_missing_column_lists_what_was_found():
    _sheet, header = header_of([["Cédula", "Sexo"], [5, "F"]])

    (problem,) = header.problems

    assert problem.code == "missing_column"
    assert "falta la columna de nombres y apellidos; se encontraron «Cédula», «Sexo»" in problem.message


def test_a_file_without_any_header_says_what_its_first_row_holds():
    _sheet, header = header_of([["uno", "dos"], ["tres", "cuatro"]])

    assert header.problems[0].code == "no_header"
    assert "«uno», «dos»" in header.problems[0].message


@pytest.mark.parametrize("mapping", [{1: "name"}, {"Quién": "name"}, {"quien": "name", 0: ""}])
def test_an_explicit_mapping_overrules_the_labels(mapping):
    _sheet, header = header_of([["Cédula", "Quién", "Sexo"], [5, "Ana", "F"]], mapping=mapping)

    assert header.columns["name"] == 1
    assert ("document" in header.columns) == (0 not in mapping)


def test_the_sheet_that_fits_is_chosen():
    book = open_workbook(xlsx({"Notas": [["x"], ["y"]], "Gente": [["Nombre completo"], ["Ana"]]}), "lista.xlsx")

    choice = choose_sheet(book, WORDS, ["name"])

    assert (choice.sheet.name, choice.problems) == ("Gente", ())


def test_two_sheets_that_fit_are_asked_about_and_naming_one_answers():
    pages = {"A": [["Nombre completo"], ["Ana"]], "B": [["Nombre completo"], ["Luis"]]}
    book = open_workbook(xlsx(pages), "lista.xlsx")

    asked, answered = choose_sheet(book, WORDS, ["name"]), choose_sheet(book, WORDS, ["name"], sheet="B")

    assert (asked.problems[0].code, asked.problems[0].severity) == ("which_sheet", "question")
    assert "«A», «B»" in asked.problems[0].message
    assert (answered.sheet.name, answered.problems) == ("B", ())


def test_the_mapping_screen_gets_samples_suggestions_and_confidence():
    rows = [["Nombre completo", "Correo del jefe", "Dato"], ["Ana", "j@x.ec", "a@x.ec"], ["Luis", "", "b@x.ec"]]
    sheet = open_workbook(csv_bytes(rows), "lista.csv").sheets[0]
    header = find_header(sheet, WORDS, ["name"])

    name, boss, other = guess_columns(sheet, header, WORDS, {"email": lambda text: "@" in text})

    assert (name.letter, name.field, name.confidence, name.samples) == ("A", "name", 1.0, ("Ana", "Luis"))
    assert (boss.field, other.field) == ("email", "email")
    assert other.confidence < boss.confidence < 1
