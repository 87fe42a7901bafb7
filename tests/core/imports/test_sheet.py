"""What a page of a preview shows, on plain values."""

import pytest

from arraigo.core.imports.kinds import Column, Preview, PreviewRow
from arraigo.core.imports.problems import Problem, problem_at
from arraigo.core.imports.sheet import Sheet, discreet
from arraigo.core.imports.web.review import Review

FIELDS = (("name", "Nombre"), ("document", "Documento"))


def preview(*rows, headers=("Nombre", "Número", "Obs."), columns=None, **more):
    given = columns or (Column("0", "Nombre", "name"), Column("1", "Número", "document"), Column("2", "Obs."))
    return Preview("x", headers, rows, columns=given, fields=FIELDS, **more)


def test_a_document_shows_its_end_alone_whether_by_field_by_position_or_by_header():
    row = PreviewRow(2, ("Rosa", "1712345675", "x"))
    by_position = Preview("x", ("Nombre", "Número", "Obs."), [row], private=(1,))
    by_header = Preview("x", ("Nombre", "Nro. de cédula", "Obs."), [row])

    for seen in (preview(row), by_position, by_header):
        assert [cell.text for cell in Sheet(seen).lines[0].cells] == ["Rosa", "••••\xa05675", "x"]


def test_a_column_that_nobody_mapped_shows_no_long_number():
    seen = preview(PreviewRow(2, ("Rosa", "99", "llamar a 1712345675 hoy")))

    assert Sheet(seen).lines[0].cells[2].text == "llamar a •••• 5675 hoy"


@pytest.mark.parametrize(
    ("sentence", "shown"),
    [
        ("La cédula 1712345675 está en dos filas.", "La cédula •••• 5675 está en dos filas."),
        ("El 31/02/2021 no existe.", "El 31/02/2021 no existe."),
        ("Fila 123456.", "Fila 123456."),
    ],
)
def test_a_sentence_that_quotes_a_document_is_shown_with_its_end_alone(sentence, shown):
    assert discreet(sentence) == shown


def test_a_kind_may_show_its_own_columns_in_place_of_the_files():
    seen = preview(PreviewRow(2, ("Rosa", "099")), headers=("Persona", "Entrada"))

    assert [(heading.label, heading.left_out) for heading in Sheet(seen).headings] == [("", False), ("", False)]


def test_a_row_shorter_or_longer_than_the_headers_fits_them():
    rows = (
        PreviewRow(2, ("Rosa",)),
        PreviewRow(3, ("Ana", "", "", "sobra")),
        PreviewRow(4, ("Eva", "1712345675", "x")),
    )

    assert [len(line.cells) for line in Sheet(preview(*rows)).lines] == [3, 3, 3]


def test_a_column_that_is_empty_in_every_row_is_left_out_unless_that_is_the_fault():
    rows = (PreviewRow(2, ("Rosa", "", ""), "bad", bad_columns={1: "Está vacío."}), PreviewRow(3, ("Ana", "", "")))

    sheet = Sheet(preview(*rows))

    assert [heading.header for heading in sheet.headings] == ["Nombre", "Número"]
    assert [cell.anchor for cell in sheet.lines[0].cells] == ["f2-0", "f2-1"]
    assert sheet.fixes[0].where == "Fila 2. Documento"


def test_a_fault_is_said_once_without_naming_the_file_that_is_open():
    place = {"file": "lista.xlsx", "sheet": "Hoja 1", "row": 2, "column": "Número"}
    fault = problem_at("a", "el número no pasa la prueba.", **place)
    elsewhere = problem_at("b", "la fila no tiene nombre.", file="lista.xlsx", sheet="Hoja 1", row=9)
    row = PreviewRow(2, ("Rosa", "17", ""), "bad", fault.message, bad_columns={1: fault.message})

    sheet = Sheet(preview(row, problems=(fault, elsewhere)))

    assert [(fix.where, fix.why) for fix in sheet.fixes] == [("Fila 2. Documento", "El número no pasa la prueba.")]
    assert sheet.general == ["Fila 9: la fila no tiene nombre."]
    assert Review(sheet, "/x/").told == {"f2"}


def test_only_rows_to_mend_are_listed_and_each_reason_once():
    rows = (
        PreviewRow(2, ("", "", ""), "bad", "Está vacío.", {0: "Está vacío."}),
        PreviewRow(3, ("Ana", "", ""), "bad", "Falta el documento."),
        PreviewRow(4, ("Eva", "", ""), "same", "Ya está."),
    )

    assert [(fix.where, fix.why, fix.anchor) for fix in Sheet(preview(*rows)).fixes] == [
        ("Fila 2. Nombre", "Está vacío.", "f2-0"),
        ("Fila 3", "Falta el documento.", "f3"),
    ]


def test_a_problem_of_no_row_is_told_for_the_whole_file():
    problems = (
        Problem("a", "Falta la columna «Sexo»."),
        Problem("b", "Fila mala.", row=2),
        Problem("c", "Otra.", row=9),
    )
    seen = preview(PreviewRow(2, ("", "", ""), "bad"), problems=problems)

    assert Sheet(seen).general == ["Falta la columna «Sexo».", "Otra."]


def test_unknown_filters_show_all_and_pages_past_the_end_the_last():
    seen = preview(*(PreviewRow(n, ("Ana", "", "")) for n in range(2, 62)))

    sheet = Sheet(seen, state="nada", page=99)

    assert (sheet.state, sheet.page, sheet.first, sheet.last, sheet.total) == ("todas", 3, 51, 60, 60)


def test_the_bar_of_rows_adds_up_to_the_whole():
    states = ["ready"] * 7 + ["review", "same", "bad", "ignored"]
    review = Review(Sheet(preview(*(PreviewRow(n, (), state) for n, state in enumerate(states)))), "/x/")

    assert sum(span.count for span in review.spans) == 11
    assert sum(span.width for span in review.spans) == pytest.approx(100, abs=0.5)
    assert [span.label for span in review.spans][1] == "dudosa, que esperará revisión"


def test_pages_far_away_are_left_out_with_a_gap():
    seen = preview(*(PreviewRow(n, ("Ana", "", "")) for n in range(250)))

    assert [page for page, _url in Review(Sheet(seen, page=5), "/x/").pages] == [1, None, 4, 5, 6, None, 10]
