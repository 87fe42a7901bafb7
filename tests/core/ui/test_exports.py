"""A download carries what is on screen, and nothing that a spreadsheet would run."""

import csv
import datetime as dt
import io
from decimal import Decimal

import openpyxl
import pytest
from django.test import RequestFactory
from django.utils.safestring import SafeString

from arraigo.core.ui import tables
from arraigo.core.ui.tables import Column, Table

EVIL = [
    "=1+1",
    "+593991234567",
    "-2",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "  =1",
    "＝1",
    '=HYPERLINK("http://malo.example";"x")',
]


def _table():
    return Table(
        key="filas",
        caption="Filas",
        noun=("fila", "filas"),
        columns=(
            Column("text", "=Texto", main=True),
            Column("number", "Número"),
            Column("day", "Día"),
            Column(
                "state",
                "Estado",
                cell=lambda row: SafeString("<b>html</b>"),
                value=lambda row: SafeString("<b>Aprobó</b>"),
            ),
            Column("hidden", "Oculta", hidden=True),
            Column("menu", "Menú", exported=False, value=lambda row: "no"),
        ),
        page_sizes=(2,),
    )


def _row(text, number=1.5):
    return {"text": text, "number": number, "day": dt.date(2026, 11, 16), "hidden": "x"}


def _export(kind, rows):
    request = RequestFactory().get(f"/?formato={kind}")
    response = tables.respond(request, "", tables.listing(_table(), request, rows), filename="lista")
    body = b"".join(response.streaming_content)
    response.file_to_stream.close()
    return response, body


@pytest.mark.parametrize("text", EVIL)
def test_csv_takes_no_text_for_a_formula(text):
    _, body = _export("csv", [_row(text)])
    rows = list(csv.reader(io.StringIO(body.decode("utf-8-sig"), newline=""), delimiter=";"))

    assert rows[1][0] == f"'{text}"
    assert rows[0][0] == "'=Texto"


@pytest.mark.parametrize("text", EVIL)
def test_xlsx_keeps_text_as_text(text):
    _, body = _export("xlsx", [_row(text)])
    sheet = openpyxl.load_workbook(io.BytesIO(body)).active

    assert sheet["A2"].data_type == "s"
    assert sheet["A2"].hyperlink is None
    assert sheet["A1"].data_type == "s"


def test_csv_opens_in_a_spanish_excel_with_accents_numbers_and_dates():
    response, body = _export("csv", [_row("Ñandú; sí", Decimal("1.5"))])

    assert body.startswith(b"\xef\xbb\xbf")
    assert body.decode("utf-8-sig").splitlines()[1] == '"Ñandú; sí";1,5;2026-11-16;Aprobó'
    assert response["Content-Disposition"] == 'attachment; filename="lista.csv"'


def test_xlsx_has_numbers_as_numbers_and_dates_as_dates():
    _, body = _export("xlsx", [_row("a")])
    sheet = openpyxl.load_workbook(io.BytesIO(body)).active

    assert sheet["B2"].value == 1.5
    assert sheet["C2"].value.date() == dt.date(2026, 11, 16)
    assert sheet["D2"].value == "Aprobó"


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_every_matching_row_is_there_not_the_page_alone(kind):
    _, body = _export(kind, [_row(f"fila {at}") for at in range(7)])

    if kind == "csv":
        assert len(body.decode("utf-8-sig").splitlines()) == 8
    else:
        assert openpyxl.load_workbook(io.BytesIO(body)).active.max_row == 8


def test_columns_that_are_hidden_or_not_for_files_stay_out():
    _, body = _export("csv", [_row("a")])

    assert body.decode("utf-8-sig").splitlines()[0] == "'=Texto;Número;Día;Estado"
