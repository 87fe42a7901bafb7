"""Workbooks as Excel and LibreOffice save them: values, merges, formulas, hidden sheets."""

import io
import zipfile
from datetime import date, datetime, time

import openpyxl
import pytest
from tests.core.imports.reading.builders import sample, xlsx

from arraigo.core.imports.problems import FileRefused
from arraigo.core.imports.reading import open_workbook

SPACES = "".join(
    f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
)
ODS = (
    f'<?xml version="1.0" encoding="UTF-8"?><office:document-content{SPACES} office:version="1.2"><office:body>'
    '<office:spreadsheet><table:table table:name="Lista">{rows}</table:table></office:spreadsheet></office:body>'
    "</office:document-content>"
)


def ods(rows: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", ODS.format(rows=rows))
        archive.writestr(
            "META-INF/manifest.xml",
            '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>',
        )
    return out.getvalue()


def text_row(*texts: str, attributes: str = "") -> str:
    cells = "".join(
        f'<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>' for text in texts
    )
    return f"<table:table-row{attributes}>{cells}</table:table-row>"


def test_cells_come_as_plain_values():
    row = ["Nombres", 1710034065, 2.5, date(2021, 4, 9), datetime.fromisoformat("2021-04-09T08:05"), time(8, 5), True]

    read = open_workbook(xlsx([row, ["x"]]), "lista.xlsx").sheets[0].rows

    assert read == [row, ["x", *[None] * 6]]
    assert type(read[0][1]) is int


def test_a_formula_never_calculated_and_an_error_are_known_by_cell():
    def spoil(book: openpyxl.Workbook) -> None:
        page = book.active
        page["B2"] = "=A2&A3"
        page["B3"] = "#REF!"
        page["B3"].data_type = "e"

    book = open_workbook(xlsx([["Nombres", "Cédula"], ["Ana"], ["Luis"]], spoil), "lista.xlsx")

    assert book.sheets[0].broken == {(1, 1): "formula", (2, 1): "#REF!"}


def test_a_hidden_sheet_is_passed_over_with_a_note():
    def hide(book: openpyxl.Workbook) -> None:
        book["Vieja"].sheet_state = "hidden"

    book = open_workbook(xlsx({"Vieja": [["a"], ["b"]], "Lista": [["c"], ["d"]]}, hide), "lista.xlsx")

    assert [sheet.name for sheet in book.sheets] == ["Lista"]
    assert (book.problems[0].code, book.problems[0].sheet, book.problems[0].severity) == (
        "hidden_sheet",
        "Vieja",
        "warning",
    )


def test_merged_ranges_are_told():
    def merge(book: openpyxl.Workbook) -> None:
        book.active.merge_cells("A1:C1")

    (merged,) = open_workbook(xlsx([["Título"], ["a", "b", "c"]], merge), "lista.xlsx").sheets[0].merged

    assert (merged.top, merged.left, merged.bottom, merged.right) == (0, 0, 0, 2)


def test_a_workbook_is_known_by_its_content_and_not_by_its_name():
    assert open_workbook(xlsx([["a"], ["b"]]), "lista.csv").kind == "xlsx"
    assert open_workbook(b"a,b\r\nc,d\r\n", "lista.xlsx").kind == "csv"


def test_an_ods_is_read():
    book = open_workbook(ods(text_row("Nombres", "Cédula") + text_row("María Ñato", "1710034065")), "lista.ods")

    assert book.kind == "ods"
    assert book.sheets[0].rows == [["Nombres", "Cédula"], ["María Ñato", "1710034065"]]


def test_an_ods_row_repeated_a_million_times_is_refused():
    bomb = ods(text_row("a", "b") + text_row("x", attributes=' table:number-rows-repeated="1048576"'))

    with pytest.raises(FileRefused, match="1048576 filas"):
        open_workbook(bomb, "lista.ods")


def test_an_old_xls_is_read():
    book = open_workbook(sample("xlsform/pyxform_blank_second_row.xls"), "formulario.xls")

    assert book.kind == "xls"
    assert book.sheets[0].rows[0] == ["type", "name", "label"]
    assert book.sheets[0].rows[1] == [None, None, None]


@pytest.mark.parametrize("share", [2, 3, 5, 50])
def test_a_truncated_xls_is_refused_as_damaged_whatever_its_reader_does(share):
    whole = sample("xlsform/pyxform_blank_second_row.xls")

    with pytest.raises(FileRefused, match="«formulario"):
        open_workbook(whole[: len(whole) // share], "formulario.xls")


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Agencia_x0000_", "Agencia "),
        ("Agen_x0007_cia", "Agen cia"),
        ("Agencia_xD800_", "Agencia "),
        ("Agencia_x0009_Sur", "Agencia\tSur"),
        ("Agencia_x000A_Sur", "Agencia\nSur"),
        ("Mar_x00ED_a", "María"),
        ("_x005F_x0000_", "_x0000_"),
        ("A_xD83D__xDE00_B", "A\U0001f600B"),
    ],
)
def test_what_no_table_holds_becomes_a_space_and_the_rest_of_the_escapes_what_they_say(written, read):
    book = open_workbook(xlsx([["Nombre", "Cargo"], ["Ana", written]]), "lista.xlsx")

    assert book.sheets[0].rows[1] == ["Ana", read]
