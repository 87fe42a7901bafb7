"""Sign-in sheets as people keep them: titles, merges, marks, days, footers; and what has to be asked."""

from datetime import date, time

import openpyxl
import pytest
from tests.core.imports.reading.builders import csv_bytes, sample, xlsx

from arraigo.areas.training.importers.reading import preview_columns, read_attendance
from arraigo.areas.training.importers.reading.values import DateOrder

HEADER = ["N°", "Nombres y apellidos", "Cédula", "Institución", "Firma"]


def read(rows, change=None, **options):
    return read_attendance(xlsx(rows, change), "firmas.xlsx", **options)


def people(file):
    return [(row.row, row.name, row.present) for row in file.rows]


def codes(file):
    return [(problem.code, problem.severity, problem.row, problem.column) for problem in file.problems]


def test_the_programmes_sheets_are_read_with_documents_as_typed():
    file = read_attendance(sample("programme/amc/asistencia_20210416.xlsx"), "asistencia.xlsx")

    assert (file.source, file.modality, len(file.rows), file.problems) == ("sheet", "in_person", 104, ())
    assert (file.meeting_date, file.title[:22]) == (date(2021, 4, 16), "REGISTRO DE ASISTENCIA")
    first, fifth = file.rows[0], file.rows[4]
    assert (first.row, first.document, first.name_order) == (4, "535853402", "given_first")
    assert fifth.document == "0513992842"
    assert all(row.present for row in file.rows)


@pytest.mark.parametrize(
    ("typed", "document"),
    [
        (535853402, "535853402"),
        (535853402.0, "535853402"),
        ("0535853402", "0535853402"),
        ("'0535853402", "0535853402"),
        ("053585340-2", "0535853402"),
        (" 053 585 3402 ", "0535853402"),
        ("1.710034065E9", "1710034065"),
        ("V-12.345.678", "V-12.345.678"),
        ("AB123456", "AB123456"),
        ("s/n", ""),
    ],
)
def test_documents_are_kept_as_typed_digits(typed, document):
    (row,) = read([HEADER, [1, "Ana Loor", typed, "STHV", "X"]]).rows

    assert row.document == document


def test_a_document_cut_by_scientific_notation_is_an_error_at_its_cell():
    data = csv_bytes([HEADER, [1, "Ana Loor", "1,71E+09", "STHV", "X"]], ";")

    file = read_attendance(data, "firmas.csv")

    assert codes(file) == [("lost_digits", "error", 2, "Cédula")]


def test_a_blank_mark_beside_filled_ones_means_absent():
    file = read([HEADER, [1, "Ana", 1, "a", "X"], [2, "Luis", 2, "a", None], [3, "Eva", 3, "a", "EVargas"]])

    assert people(file) == [(2, "Ana", True), (3, "Luis", False), (4, "Eva", True)]


def test_an_empty_signature_column_is_asked_and_answered():
    rows = [["Título"], HEADER, [1, "Ana", 1, "a"], [2, "Luis", 2, "a"]]

    asked, all_there, nobody = read(rows), read(rows, unmarked_present=True), read(rows, unmarked_present=False)

    assert codes(asked) == [("unmarked", "question", 2, "Firma")]
    assert [row.present for row in asked.rows] == [False, False]
    assert [row.present for row in all_there.rows] == [True, True]
    assert [row.present for row in nobody.rows] == [False, False]
    assert "asistieron todas las personas" in asked.problems[0].message


def test_a_list_without_any_mark_column_is_a_list_of_who_came():
    assert people(read([["Nombre completo", "Cédula"], ["Ana", 1]])) == [(2, "Ana", True)]


@pytest.mark.parametrize(
    "mark", ["X", "x", "✓", "✔", "☑", 1, "P", "Presente", "Sí", "si", "SI", "Asistió", True, "OK", "√"]
)
def test_marks_of_presence(mark):
    file = read([["Nombre completo", "Asistió"], ["Ana", mark], ["Luis", "No"]])

    assert [row.present for row in file.rows] == [True, False]
    assert file.problems == ()


@pytest.mark.parametrize(
    "mark", ["No", "NO", "Ausente", "0", 0, "-", "—", "Falta", "No asistió", False, "n", "Justificado", "☐"]
)
def test_marks_of_absence(mark):
    file = read([["Nombre completo", "Asistió"], ["Ana", mark], ["Luis", "Sí"]])

    assert [row.present for row in file.rows] == [False, True]
    assert file.problems == ()


@pytest.mark.parametrize(("company", "present"), [("P", False), ("F", True)])
def test_the_letter_a_is_read_by_its_company(company, present):
    file = read([["Nombre completo", "Asistencia"], ["Ana", "A"], ["Luis", company]])

    assert [row.present for row in file.rows] == [present, not present]


def test_the_letter_a_alone_is_asked_and_answered():
    rows = [["Nombre completo", "Asistencia"], ["Ana", "A"]]

    asked, told = read(rows), read(rows, marks={"A": True})

    assert codes(asked) == [("unclear_mark", "question", 2, "Asistencia")]
    assert (told.problems, told.rows[0].present) == ((), True)


def test_a_cross_beside_ticks_means_absent_and_alone_means_present():
    beside = read([["Nombre completo", "Asistió"], ["Ana", "✗"], ["Luis", "✓"]])
    alone = read([["Nombre completo", "Asistió"], ["Ana", "✗"], ["Luis", None]])

    assert [row.present for row in beside.rows] == [False, True]
    assert [row.present for row in alone.rows] == [True, False]


def test_a_column_a_day_gives_a_row_for_each_day():
    rows = [
        ["Nombres y apellidos", "Cédula", "16/04/2021", "17/04/2021"],
        ["Ana", 1, "X", None],
        ["Luis", 2, None, "X"],
    ]

    file = read(rows)

    assert [(row.name, row.day_date, row.present) for row in file.rows] == [
        ("Ana", date(2021, 4, 16), True),
        ("Ana", date(2021, 4, 17), False),
        ("Luis", date(2021, 4, 16), False),
        ("Luis", date(2021, 4, 17), True),
    ]
    assert file.dates == DateOrder.DMY


def test_day_columns_with_doubtful_dates_are_asked():
    rows = [["Nombres y apellidos", "04/05/2021", "05/05/2021"], ["Ana", "X", "X"]]

    asked, told = read(rows), read(rows, date_order="dmy")

    assert codes(asked) == [("date_order", "question", 1, "04/05/2021")]
    assert [row.day_date for row in told.rows] == [date(2021, 5, 4), date(2021, 5, 5)]


def test_real_dates_as_day_columns_need_no_question():
    rows = [["Nombres y apellidos", date(2021, 5, 4), date(2021, 5, 5)], ["Ana", "X", None]]

    file = read(rows)

    assert [(row.day_date, row.present) for row in file.rows] == [(date(2021, 5, 4), True), (date(2021, 5, 5), False)]
    assert file.dates == DateOrder.ISO


@pytest.mark.parametrize(
    "labels",
    [("Día 1", "Día 2"), ("Jornada 1", "Jornada 2"), ("Sesión 1", "Sesión 2"), ("Lunes 12", "Martes 13"),
     ("Firma día 1", "Firma día 2"), ("Asistencia 1", "Asistencia 2"), ("Módulo I", "Módulo II"),
     ("Primer día", "Segundo día")],
)  # fmt: skip
def test_days_by_name_are_told_apart(labels):
    file = read([["Nombres y apellidos", *labels], ["Ana", "X", None], ["Luis", None, "X"]])

    assert [(row.name, row.day, row.present) for row in file.rows] == [
        ("Ana", labels[0], True),
        ("Ana", labels[1], False),
        ("Luis", labels[0], False),
        ("Luis", labels[1], True),
    ]


def test_days_under_a_merged_header():
    def merge(book: openpyxl.Workbook) -> None:
        for area in ("A1:F1", "A2:A3", "B2:B3", "C2:C3", "D2:F2"):
            book.active.merge_cells(area)

    rows = [
        ["REGISTRO DE ASISTENCIA DEL 16 DE ABRIL DE 2021"],
        ["N°", "Apellidos y nombres", "C.I.", "Asistencia"],
        [None, None, None, "Día 1", "Día 2", "Día 3"],
        [1, "Loor Vaca Ana", 1710034065, "P", "A", "P"],
        [2, "Paz Luis", 1710034073, "P", "P", "A"],
    ]

    file = read(rows, merge)

    assert [(row.name, row.day, row.present) for row in file.rows][:3] == [
        ("Loor Vaca Ana", "Día 1", True),
        ("Loor Vaca Ana", "Día 2", False),
        ("Loor Vaca Ana", "Día 3", True),
    ]
    assert (len(file.rows), file.rows[0].name_order, file.meeting_date) == (6, "surnames_first", date(2021, 4, 16))
    assert file.problems == ()


def test_cells_merged_down_fill_the_institution():
    def merge(book: openpyxl.Workbook) -> None:
        book.active.merge_cells("D2:D4")

    file = read([HEADER, [1, "Ana", 1, "STHV", "X"], [2, "Luis", 2, None, "X"], [3, "Eva", 3, None, "X"]], merge)

    assert [row.institution for row in file.rows] == ["STHV"] * 3


def test_hours_of_entry_and_exit_stay_hours():
    header = ["Nombre completo", "Hora de entrada", "Hora de salida", "Firma"]
    rows = [header, ["Ana", time(8, 55), "11h05", "X"], ["Luis", "9:10 a. m.", "", "X"]]

    file = read(rows)

    assert [(row.joined, row.joined_time, row.left_time) for row in file.rows] == [
        (None, time(8, 55), time(11, 5)),
        (None, time(9, 10), None),
    ]


def test_footers_totals_notes_and_repeated_headers_are_no_people():
    rows = [
        HEADER,
        [1, "Ana Loor", 1, "STHV", "X"],
        HEADER,
        [2, "Luis Paz", 2, "STHV", "X"],
        [3, None, None, None, None],
        ["Total", 2],
        [None, "TOTAL ASISTENTES: 2"],
        ["Nota: la lista se cerró a las 9:30"],
        ["Elaborado por:"],
        [None, "Ing. Juan Pérez"],
        [None, "Coordinador de capacitación"],
        ["Responsable: Dra. Eva Mora"],
    ]

    file = read(rows)

    assert people(file) == [(2, "Ana Loor", True), (4, "Luis Paz", True)]
    assert {one.reason for one in file.ignored} == {"repeated_header", "footer", "signature"}
    assert file.problems == ()


def test_a_mark_without_a_name_is_told():
    file = read([HEADER, [1, "Ana", 1, "a", "X"], [2, None, None, None, "X"]])

    assert codes(file) == [("nameless", "warning", 3, "Nombres y apellidos")]


def test_surnames_and_given_names_in_two_columns():
    (row,) = read([["Apellidos", "Nombres", "C.I.", "Firma"], ["De la Torre Yánez", "Lorena", 1, "X"]]).rows

    assert (row.name, row.name_order) == ("De la Torre Yánez Lorena", "parts")


def test_a_formula_that_was_never_calculated_is_an_error_at_its_cell():
    def formula(book: openpyxl.Workbook) -> None:
        book.active["C2"] = "=A2+1"

    file = read([HEADER, [1, "Ana", None, "a", "X"]], formula)

    assert codes(file) == [("broken_formula", "error", 2, "Cédula")]
    assert "fórmula sin calcular" in file.problems[0].message


def test_several_sheets_that_fit_are_asked_about():
    pages = {"Lunes": [HEADER, [1, "Ana", 1, "a", "X"]], "Martes": [HEADER, [1, "Luis", 2, "a", "X"]]}

    asked = read_attendance(xlsx(pages), "firmas.xlsx")
    told = read_attendance(xlsx(pages), "firmas.xlsx", sheet="Martes")

    assert [(one.code, one.severity) for one in asked.problems] == [("which_sheet", "question")]
    assert [row.name for row in told.rows] == ["Luis"]


def test_an_explicit_mapping_overrules_the_headers():
    rows = [["Quién", "Papel", "¿Vino?"], ["Ana", "1710034065", "Sí"], ["Luis", "1710034073", "No"]]

    file = read(rows, mapping={"Quién": "name", 1: "document", "¿Vino?": "attended"})

    assert [(row.name, row.document, row.present) for row in file.rows] == [
        ("Ana", "1710034065", True),
        ("Luis", "1710034073", False),
    ]


def test_a_list_with_nothing_that_says_who_is_refused_with_what_was_found():
    (problem,) = read([["Cargo", "Institución"], ["Técnica", "STHV"]]).problems

    assert problem.code == "missing_column"
    assert "se encontraron «Cargo», «Institución»" in problem.message


@pytest.mark.parametrize(
    "form",
    [
        "pyxform_group.xlsx",
        "pyxform_blank_second_row.xls",
        "pyxform_case_insensitivity.xlsx",
        "pyxform_UCL_Biomass_Plot_Form.xlsx",
    ],
)
def test_a_forms_definition_is_no_list(form):
    file = read_attendance(sample(f"xlsform/{form}"), form)

    assert [problem.code for problem in file.problems] == ["xlsform"]
    assert file.rows == ()


def test_a_row_a_day_keeps_its_date():
    rows = [["Fecha", "Nombre completo", "Firma"], [date(2021, 4, 16), "Ana", "X"], [date(2021, 4, 17), "Ana", "X"]]

    file = read(rows)

    assert [row.day_date for row in file.rows] == [date(2021, 4, 16), date(2021, 4, 17)]


def test_entry_and_exit_columns_that_hold_signatures_are_marks():
    rows = [["Nombre completo", "Entrada", "Salida"], ["Ana", "X", "X"], ["Luis", None, None], ["Eva", "EV", None]]

    file = read(rows)

    assert [(row.name, row.present, row.joined_time) for row in file.rows] == [
        ("Ana", True, None),
        ("Luis", False, None),
        ("Eva", True, None),
    ]
    assert file.problems == ()


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Ing. Ana Loor", "Ana Loor"),
        ("ING. MSC. ANA LOOR", "ANA LOOR"),
        ("Dra. Ana Loor, MSc.", "Ana Loor"),
        ("12. Ana Loor", "Ana Loor"),
        ("Lcda Ana Loor Phd", "Ana Loor"),
        ("Ana Loor (Invitada)", "Ana Loor"),
        ("Drago Mora", "Drago Mora"),
        ("Abdón Soc", "Abdón Soc"),
        ("Mario Mago", "Mario Mago"),
    ],
)
def test_titles_degrees_and_list_numbers_are_no_names(typed, name):
    (row,) = read([["Nombre completo", "Cédula", "Firma"], [typed, 1, "X"]]).rows

    assert row.name == name


@pytest.mark.parametrize("labels", [("16-abr", "17-abr"), ("16/04", "17/04"), ("16 de abril", "17 de abril")])
def test_days_without_a_year_are_days_without_a_date(labels):
    file = read([["Nombre completo", *labels], ["Ana", "X", None]])

    assert [(row.day, row.day_date, row.present) for row in file.rows] == [
        (labels[0], None, True),
        (labels[1], None, False),
    ]


def test_the_line_below_the_header_that_explains_it_is_no_person():
    rows = [["Nombre completo", "Cédula", "Firma"], [None, "(diez dígitos)", None], ["Ana", 1710034065, "X"]]

    assert people(read(rows)) == [(3, "Ana", True)]


def test_the_columns_for_the_mapping_screen_carry_suggestions_by_content():
    rows = [["Nombre completo", "Dato", "Otro"], ["Ana Loor", "ana@x.ec", "1710034065"], ["Luis Paz", "l@x.ec", "17"]]

    name, mail, other = preview_columns(xlsx(rows), "lista.xlsx", "attendance")

    assert (name.field, name.confidence) == ("name", 1.0)
    assert (mail.field, mail.confidence < 1) == ("email", True)
    assert other.field is None


@pytest.mark.parametrize(
    ("label", "field"),
    [
        ("Cédula de Ciudadanía/Identidad", "document"),
        ("N° Cédula / Pasaporte", "document"),
        ("CORREO ELECTRÓNICO INSTITUCIONAL Y PERSONAL", "email"),
        ("Teléfono convencional o celular", "phone"),
        ("Institución / Organización / Colectivo", "institution"),
        ("Unidad o dependencia en la que labora", "institution"),
        ("Cargo que ocupa", "position"),
        ("FIRMA DEL PARTICIPANTE", "signature"),
        ("NOMBRES Y APELLIDOS DEL SERVIDOR/A", "name"),
        ("Correo del jefe inmediato", None),
        ("Nombre del curso", None),
        ("Fecha de registro", None),
    ],
)
def test_labels_that_nobody_listed_are_known_by_their_words(label, field):
    rows = [["Nombre completo" if field != "name" else "Cargo", label], ["Ana Loor", "x"], ["Luis Paz", "y"]]

    file = read(rows)

    assert (label in file.columns.values()) == (field is not None)
    assert field is None or file.columns[field] == label


def test_a_day_with_a_column_of_entries_and_one_of_exits_keeps_its_own_hours():
    rows = [
        ["Nombre completo", "16/04/2021", None, "17/04/2021", None],
        [None, "Entrada", "Salida", "Entrada", "Salida"],
        ["Ana", time(8, 0), time(10, 0), time(8, 5), None],
        ["Luis", None, None, "X", "X"],
    ]

    file = read(rows)

    assert [(row.name, row.day_date, row.present, row.joined_time, row.left_time) for row in file.rows] == [
        ("Ana", date(2021, 4, 16), True, time(8, 0), time(10, 0)),
        ("Ana", date(2021, 4, 17), True, time(8, 5), None),
        ("Luis", date(2021, 4, 16), False, None, None),
        ("Luis", date(2021, 4, 17), True, None, None),
    ]
    assert file.problems == ()


def test_an_unclear_mark_is_asked_once_however_often_it_stands():
    file = read([["Nombre completo", "Asistencia"], ["Ana", "100%"], ["Luis", "100%"], ["Eva", "50%"]])

    assert [(one.code, one.row) for one in file.problems] == [("unclear_mark", 2), ("unclear_mark", 4)]


@pytest.mark.parametrize("name", ["Suma Quispe Ana", "Taller Mora Ana", "F. Vega Mora Ana", "Hoja Responsable Eva"])
@pytest.mark.parametrize(
    "rest", [[None, None, "X"], [None, "STHV", None], ["1710034065", None, None], [None, None, "EV"]]
)
def test_a_numbered_row_with_a_mark_a_document_or_an_institution_is_a_person(name, rest):
    file = read([HEADER, [1, "Luis Paz", 2, "STHV", "X"], [2, name, *rest], [3, "Eva Mora", None, None, "X"]])

    assert [row.row for row in file.rows] == [2, 3, 4]
    assert (file.ignored, file.problems) == ((), ())


def test_a_numbered_row_with_a_mark_under_a_day_is_a_person():
    rows = [["N°", "Nombres y apellidos", "Día 1", "Día 2"], [1, "Ana Loor", "X", None], [2, "Suma Paz Eva", 1, "X"]]

    assert people(read(rows))[2:] == [(3, "Suma Paz Eva", True), (3, "Suma Paz Eva", True)]


def test_a_total_in_the_column_of_order_numbers_is_no_person():
    file = read([HEADER, [1, "Ana Loor", 1, "STHV", "X"], [2, "Total", None, None, 25], [2, "Total asistentes"]])

    assert people(file) == [(2, "Ana Loor", True)]
    assert file.problems == ()


def test_who_signed_below_a_line_for_a_signature_is_read():
    rows = [["Nombres y Apellidos", "Firma"], ["Ana Loor", "X"], ["Firma del responsable"], ["Luis Paz", "X"]]

    file = read([*rows, ["Eva Mora", "✓"], ["Elaborado por:"], ["Rosa Jefa"]])

    assert people(file) == [(2, "Ana Loor", True), (4, "Luis Paz", True), (5, "Eva Mora", True)]
    assert file.problems == ()


@pytest.mark.parametrize("name", ["Taller Mora Ana", "Suma Quispe Ana"])
@pytest.mark.parametrize("mark", ["X", "Sí", "✓", 1])
def test_a_row_that_is_passed_over_though_it_carries_a_mark_is_told(name, mark):
    file = read([["Nombres y Apellidos", "Firma"], ["Ana Loor", "X"], [name, mark], ["Luis Paz", "X"]])

    assert [row.row for row in file.rows] == [2, 4]
    assert codes(file) == [("marked_footer", "warning", 3, None)]
    assert f"«{name}»" in file.problems[0].message


@pytest.mark.parametrize("day", ["31/04/2021", "2021-02-30", "31 de abril de 2021", "30-feb-2021", "16/04/021"])
def test_a_day_that_no_calendar_has_is_an_error_at_its_row(day):
    rows = [["Fecha", "Nombre completo", "Firma"], ["16/04/2021", "Ana", "X"], [day, "Luis", "X"]]

    file = read(rows)

    assert codes(file) == [("bad_date", "error", 3, "Fecha")]
    assert [row.day_date for row in file.rows] == [date(2021, 4, 16), None]


def test_a_day_whose_cell_lost_its_format_is_a_date():
    (row,) = read([["Fecha", "Nombre completo", "Firma"], [44302, "Ana", "X"]]).rows

    assert row.day_date == date(2021, 4, 16)


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        (("F", "M"), ("woman", "man")),
        (("M", "H"), ("woman", "man")),
        (("Mujer", "Hombre"), ("woman", "man")),
        (("femenino", "MASCULINO"), ("woman", "man")),
        (("M", "M"), ("unknown", "unknown")),
        ((None, "F"), ("unknown", "woman")),
    ],
)
@pytest.mark.parametrize("label", ["Sexo", "Género"])
def test_a_sign_in_sheet_tells_the_sex(label, written, read_as):
    header = [*HEADER, label]

    file = read([header, [1, "Ana", 1, "A", "X", written[0]], [2, "Luis", 2, "A", "X", written[1]]])

    assert (tuple(row.sex for row in file.rows), file.problems) == (read_as, ())


def test_a_sign_in_sheet_with_two_ticked_columns_tells_the_sex():
    rows = [["N°", "Nombres y apellidos", "Sexo", None, "Firma"], [None, None, "H", "M", None]]
    rows += [[1, "Ana Loor", None, "X", "X"], [2, "Luis Paz", "X", None, "X"]]

    def merge(book: openpyxl.Workbook) -> None:
        for area in ("A1:A2", "B1:B2", "C1:D1", "E1:E2"):
            book.active.merge_cells(area)

    assert [row.sex for row in read(rows, merge).rows] == ["woman", "man"]


def test_what_m_means_may_be_told_of_a_sign_in_sheet():
    (row,) = read([[*HEADER, "Sexo"], [1, "Ana", 1, "A", "X", "M"]], sex_meaning="woman").rows

    assert row.sex == "woman"


def test_a_name_of_ten_thousand_letters_is_cut_and_told():
    file = read([HEADER, [1, "Ana Loor", 1, "A", "X"], [2, "Luis " * 2000, 2, "A", "X"]])

    assert [len(row.name) for row in file.rows] == [8, 199]
    assert codes(file) == [("long_name", "warning", 3, None)]
