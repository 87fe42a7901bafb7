"""Enrolment lists: names in parts, documents, sex by its company, two people with one document."""

from datetime import date

import openpyxl
import pytest
from tests.core.imports.reading.builders import csv_bytes, sample, xlsx

from arraigo.areas.training.importers.reading import read_enrolments
from arraigo.areas.training.importers.reading.values import DateOrder


def read(rows, change=None, **options):
    return read_enrolments(xlsx(rows, change), "inscritos.xlsx", **options)


def codes(file):
    return [(problem.code, problem.severity, problem.row, problem.column) for problem in file.problems]


@pytest.mark.parametrize(("course", "enrolled"), [("amc", 213), ("sthv", 53), ("sis", 35)])
def test_the_programmes_lists_are_read_whole(course, enrolled):
    file = read_enrolments(sample(f"programme/{course}/inscritos.xlsx"), "inscritos.xlsx")

    assert (len(file.rows), file.problems) == (enrolled, ())
    assert {row.sex for row in file.rows} == {"woman", "man"}
    assert {row.name_order for row in file.rows} == {"surnames_first"}
    assert all(row.surnames and row.given_names and row.document_kind == "cedula" for row in file.rows)


def sexes(values, header="Sexo", **options):
    rows = [["Nombre completo", header], *([f"Persona {number} Loor", value] for number, value in enumerate(values))]
    file = read(rows, **options)
    return [row.sex for row in file.rows], [problem for problem in file.problems if problem.code != "name_order"]


@pytest.mark.parametrize(
    ("values", "read_as"),
    [
        (["M", "F"], ["man", "woman"]),
        (["M", "H"], ["woman", "man"]),
        (["m", "f "], ["man", "woman"]),
        (["Mujer", "Hombre"], ["woman", "man"]),
        (["FEMENINO", "Masculino"], ["woman", "man"]),
        (["Fem.", "Masc."], ["woman", "man"]),
        (["M", "Femenino"], ["man", "woman"]),
        (["M", "Hombre"], ["woman", "man"]),
        (["M", "V"], ["woman", "man"]),
        (["Otro", "No binario"], ["other", "other"]),
        (["Prefiere no decir", "F"], ["not_said", "woman"]),
        ([None, "F"], ["unknown", "woman"]),
        (["N/A", "H"], ["unknown", "man"]),
    ],
)
def test_sex_is_read_by_the_company_of_its_column(values, read_as):
    found, problems = sexes(values)

    assert (found, problems) == (read_as, [])


@pytest.mark.parametrize("values", [["M", "M"], ["M", "Mujer"], ["M", None], ["M", "F", "H"]])
def test_a_column_with_m_alone_is_asked(values):
    found, (question,) = sexes(values)

    assert found[0] == "unknown"
    assert (question.code, question.severity, question.row, question.column) == ("m_means", "question", 2, "Sexo")
    assert "¿" not in question.message
    assert "Responda qué significa M" in question.message


@pytest.mark.parametrize("told", ["woman", "man"])
def test_what_m_means_may_be_told(told):
    assert sexes(["M", "M"], m_means=told) == ([told, told], [])


@pytest.mark.parametrize(
    ("values", "header", "told", "read_as"),
    [
        (["M", "F"], "Sexo", "woman", ["man", "woman"]),
        (["M", "H"], "Sexo", "man", ["woman", "man"]),
        (["M", "M"], "Sexo (M/F)", "woman", ["man", "man"]),
        (["M", "F", "H"], "Sexo", "woman", ["woman", "woman", "man"]),
    ],
)
def test_what_was_told_of_m_is_taken_only_where_the_column_tells_nothing(values, header, told, read_as):
    assert sexes(values, header, m_means=told) == (read_as, [])


@pytest.mark.parametrize(
    ("header", "means"), [("Sexo (M/F)", "man"), ("Sexo (H/M)", "woman"), ("Género H / M", "woman")]
)
def test_the_header_may_say_what_m_means(header, means):
    assert sexes(["M", "M"], header) == ([means, means], [])


def test_what_is_no_sex_is_a_warning_at_its_cell():
    found, (problem,) = sexes(["Mujer", "1"])

    assert found == ["woman", "unknown"]
    assert (problem.code, problem.severity, problem.row, problem.column) == ("unclear_sex", "warning", 3, "Sexo")


def test_two_ticked_columns_under_sex():
    def merge(book: openpyxl.Workbook) -> None:
        for area in ("A1:A2", "B1:C1"):
            book.active.merge_cells(area)

    rows = [
        ["Nombre completo", "Sexo", None],
        [None, "H", "M"],
        ["Ana Loor Paz", None, "X"],
        ["Luis Paz Loor", "X", None],
    ]

    file = read(rows, merge)

    assert [row.sex for row in file.rows] == ["woman", "man"]


@pytest.mark.parametrize(
    ("header", "typed", "surnames", "given"),
    [
        ("Apellidos y nombres", "De la Torre Yánez Lorena Ximena", "De la Torre Yánez", "Lorena Ximena"),
        ("Nombres y apellidos", "Lorena Ximena De la Torre Yánez", "De la Torre Yánez", "Lorena Ximena"),
        ("Apellidos y nombres", "Loor Ana", "Loor", "Ana"),
        ("Nombres y apellidos", "Ana Loor", "Loor", "Ana"),
        ("Apellidos y nombres", "Loor Vaca Ana", "Loor Vaca", "Ana"),
        ("Nombres y apellidos", "Ana Loor Vaca", "Loor Vaca", "Ana"),
        ("Nombres y apellidos", "Ana María Loor", "Loor", "Ana María"),
        ("Apellidos y nombres", "Loor Ana María", "Loor", "Ana María"),
        ("Nombres y apellidos", "María del Carmen Loor Vaca", "Loor Vaca", "María del Carmen"),
        ("Nombres y apellidos", "María de los Ángeles de la Cruz y Mora", "de la Cruz y Mora", "María de los Ángeles"),
        ("Apellidos y nombres", "San Martín Vaca Luis Iván José", "San Martín Vaca", "Luis Iván José"),
        ("Apellidos y nombres", "Von Lippke Mora Eva", "Von Lippke Mora", "Eva"),
        ("Nombre completo", "LOOR VACA, Ana", "LOOR VACA", "Ana"),
        ("Nombres y apellidos", "Ronaldinho", "", "Ronaldinho"),
    ],
)
def test_names_are_split_with_their_particles_whole(header, typed, surnames, given):
    (row,) = read([[header, "Cédula"], [typed, 1]]).rows

    assert (row.full_name, row.surnames, row.given_names) == (typed, surnames, given)


def test_names_in_four_columns():
    rows = [["Primer apellido", "Segundo apellido", "Primer nombre", "Segundo nombre"], ["Loor", "Vaca", "Ana", None]]

    (row,) = read(rows).rows

    assert (row.surnames, row.given_names, row.name_order) == ("Loor Vaca", "Ana", "parts")


def test_an_order_that_no_header_tells_is_inferred_from_common_names():
    names = ["Loor Vaca Ana María", "Paz Mora Luis", "Vélez Ruiz José Iván", "Ñato Pin Rosa"]

    file = read([["Nombre completo"], *([name] for name in names)])

    assert {row.name_order for row in file.rows} == {"surnames_first"}
    assert (file.rows[1].surnames, file.rows[1].given_names) == ("Paz Mora", "Luis")


def test_an_order_that_nothing_tells_stays_unknown():
    file = read([["Nombre"], ["Loor Vaca"], ["Ana Paz"]])

    assert {row.name_order for row in file.rows} == {"unknown"}


def test_two_people_with_one_document_is_an_error_that_names_both():
    file = read([["Nombres y apellidos", "Cédula"], ["Ana Loor", "0102030405"], ["Luis Paz", 102030405]])

    assert codes(file) == [("document_twice", "error", 3, "Cédula")]
    assert "«Luis Paz» y, en la fila 2, de «Ana Loor»" in file.problems[0].message


def test_one_person_listed_twice_is_a_warning():
    file = read([["Nombres y apellidos", "Cédula"], ["Ana Loor", "0102030405"], ["ANA MARIA LOOR", 102030405]])

    assert codes(file) == [("repeated_row", "warning", 3, "Cédula")]


def test_a_document_without_a_name_is_an_error():
    file = read([["Nombres y apellidos", "Cédula"], ["Ana Loor", 1], [None, 1710034065]])

    assert codes(file) == [("nameless", "error", 3, "Nombres y apellidos")]


def test_all_the_other_columns():
    rows = [
        ["Nombres", "Apellidos", "Tipo de documento", "Número de documento", "Entidad", "Cargo", "Celular", "E-mail",
         "Fecha de nacimiento", "Nacionalidad", "Condición migratoria", "Edad", "Observaciones"],
        ["Ana", "Loor", "Pasaporte", "AB123456", "ACNUR", "Técnica", 991234567, "ANA@X.EC ", date(1985, 4, 9),
         "Venezolana", "Refugiada", 36, "x"],
    ]  # fmt: skip

    file = read(rows)

    (row,) = file.rows
    assert (row.full_name, row.document, row.document_kind) == ("Loor Ana", "AB123456", "passport")
    assert (row.institution, row.position, row.phone, row.email) == ("ACNUR", "Técnica", "991234567", "ana@x.ec")
    assert (row.birth_date, row.birth_year, row.age) == (date(1985, 4, 9), 1985, 36)
    assert (row.nationality, row.population_group) == ("Venezolana", "Refugiada")
    assert file.unknown_columns == ("Observaciones",)


@pytest.mark.parametrize(
    ("header", "document", "kind"),
    [
        ("Cédula", "1710034065", "cedula"),
        ("Pasaporte", "X1", "passport"),
        ("Cédula o pasaporte", "X1", ""),
        ("Documento", "1", ""),
    ],
)
def test_the_kind_of_document_follows_from_its_header(header, document, kind):
    assert read([["Nombre completo", header], ["Ana Loor", document]]).rows[0].document_kind == kind


def test_ambiguous_dates_of_birth_are_asked_and_the_answer_is_taken():
    rows = [["Nombre completo", "Fecha de nacimiento"], ["Ana Loor", "04/05/1985"]]

    asked, told = read(rows), read(rows, date_order="dmy")

    assert (asked.dates, codes(asked)[0][:3]) == (DateOrder.AMBIGUOUS, ("date_order", "question", 2))
    assert (asked.rows[0].birth_date, told.rows[0].birth_date) == (None, date(1985, 5, 4))


@pytest.mark.parametrize(
    ("typed", "born"),
    [("13/04/85", date(1985, 4, 13)), ("9 de abril de 1985", date(1985, 4, 9)), ("1985-04-09", date(1985, 4, 9))],
)
def test_dates_of_birth_as_typed(typed, born):
    assert read([["Nombre completo", "Fecha de nacimiento"], ["Ana Loor", typed]]).rows[0].birth_date == born


def test_google_forms_questions_are_understood():
    rows = [
        ["Marca temporal", "Dirección de correo electrónico", "1. ¿Cuál es su nombre completo?",
         "Número de cédula de ciudadanía", "Institución a la que pertenece", "Género"],
        ["2021/04/01 9:00:00 a. m. GMT-5", "ana@x.ec", "Ana Loor", "0102030405", "STHV", "Femenino"],
    ]  # fmt: skip

    (row,) = read_enrolments(csv_bytes(rows), "respuestas.csv").rows

    assert (row.full_name, row.document, row.institution, row.sex) == ("Ana Loor", "0102030405", "STHV", "woman")


def test_the_same_column_twice_is_an_error_and_a_mapping_mends_it():
    rows = [["Nombre completo", "Correo", "Correo"], ["Ana Loor", "a@x.ec", "b@x.ec"]]

    refused, mended = read(rows), read(rows, mapping={1: ""})

    assert codes(refused) == [("duplicate_column", "error", None, "Correo")]
    assert "en B y en C" in refused.problems[0].message
    assert (mended.problems, mended.rows[0].email) == ((), "b@x.ec")


def test_two_kinds_of_e_mail_are_one_field_and_the_first_filled_one_is_taken():
    rows = [["Nombre completo", "Correo institucional", "Correo personal"], ["Ana Loor", None, "b@x.ec"]]

    file = read(rows)

    assert (file.problems, file.rows[0].email) == ((), "b@x.ec")


def test_a_formula_that_was_calculated_gives_its_value_and_an_error_is_told():
    def spoil(book: openpyxl.Workbook) -> None:
        book.active["B2"] = "#REF!"
        book.active["B2"].data_type = "e"

    file = read([["Nombre completo", "Cédula"], ["Ana Loor", None]], spoil)

    assert codes(file) == [("broken_formula", "error", 2, "Cédula")]
    assert "#REF!" in file.problems[0].message


def test_a_document_kept_whole_by_a_formula_in_a_csv_is_unwrapped():
    data = csv_bytes([["Nombre completo", "Cédula"], ["Ana Loor", '="0102030405"'], ["Luis Paz", "1710034065,00"]], ";")

    file = read_enrolments(data, "inscritos.csv")

    assert [row.document for row in file.rows] == ["0102030405", "1710034065"]


def test_a_mapping_by_index_as_text_is_understood():
    rows = [["Quién", "Qué"], ["Ana Loor", 1], ["Luis Paz", 2]]

    file = read(rows, mapping={"0": "name", "1": "document"})

    assert [(row.full_name, row.document) for row in file.rows] == [("Ana Loor", "1"), ("Luis Paz", "2")]


def test_a_name_of_ten_thousand_letters_is_cut_and_told():
    file = read([["Apellidos", "Nombres", "Cédula"], ["L" * 10_000, "Ana", "1710034065"], ["Paz", "Luis", ""]])

    assert [(len(row.full_name), len(row.surnames), row.given_names) for row in file.rows] == [
        (200, 200, "Ana"),
        (8, 3, "Luis"),
    ]
    assert codes(file) == [("long_name", "warning", 2, None)]


def test_a_numbered_row_with_an_institution_is_a_person_whatever_the_name_begins_with():
    file = read([["N°", "Nombre completo", "Institución"], [1, "Ana Loor", "A"], [2, "Taller Mora Ana", "A"]])

    assert [row.full_name for row in file.rows] == ["Ana Loor", "Taller Mora Ana"]
