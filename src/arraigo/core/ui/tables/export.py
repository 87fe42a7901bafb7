"""A table as a file. Written whole before the answer starts, while the city's session is still open."""

import csv
import datetime as dt
import tempfile
from collections.abc import Iterable, Iterator
from decimal import Decimal
from io import TextIOWrapper
from typing import IO, Any

import xlsxwriter
from django.db.models import QuerySet
from django.http import FileResponse
from django.utils.html import strip_tags

from arraigo.core.ui.tables.definition import Column
from arraigo.core.ui.tables.listing import Listing

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
IN_MEMORY = 2 * 1024 * 1024
CHUNK = 1000
CONTENT_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
Value = str | int | float | Decimal | dt.date | bool | None


def export(listing: Listing[Any], filename: str, kind: str) -> FileResponse:
    """The listing's matching rows, with the columns on show, as `filename`.`kind` ("csv" or "xlsx")."""
    columns = [column for column in listing.columns if column.exported]
    header = [str(column.label) for column in columns]
    body = ([_value(column, row) for column in columns] for row in _every(listing.rows))
    file = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 — the response closes it
    {"csv": write_csv, "xlsx": write_xlsx}[kind](file, header, body)
    file.seek(0)
    return FileResponse(file, as_attachment=True, filename=f"{filename}.{kind}", content_type=CONTENT_TYPES[kind])


def write_csv(file: IO[bytes], header: Iterable[str], rows: Iterable[Iterable[Value]]) -> None:
    """Write UTF-8 with a byte order mark and semicolons, as Excel in Spanish opens it with a double click."""
    text = TextIOWrapper(file, encoding="utf-8-sig", newline="", write_through=True)
    writer = csv.writer(text, delimiter=";", quoting=csv.QUOTE_MINIMAL)
    writer.writerow([harmless(name) for name in header])
    writer.writerows([_for_csv(value) for value in row] for row in rows)
    text.detach()


def write_xlsx(file: IO[bytes], header: Iterable[str], rows: Iterable[Iterable[Value]]) -> None:
    """Write one sheet row by row in constant memory; text stays text, whatever it begins with."""
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "nan_inf_to_errors": True,
        "remove_timezone": True,
    }
    with xlsxwriter.Workbook(file, options) as book:
        sheet = book.add_worksheet()
        bold = book.add_format({"bold": True, "bottom": 1})
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        moment = book.add_format({"num_format": "dd/mm/yyyy hh:mm"})
        names = list(header)
        sheet.set_column(0, max(len(names) - 1, 0), 20)
        sheet.freeze_panes(1, 0)
        for at, name in enumerate(names):
            sheet.write_string(0, at, name, bold)
        for line, row in enumerate(rows, start=1):
            for at, value in enumerate(row):
                _write_cell(sheet, line, at, value, day, moment)


def _write_cell(sheet: Any, line: int, at: int, value: Value, day: Any, moment: Any) -> None:  # noqa: ANN401 — untyped library
    if value is None or value == "":
        return
    if isinstance(value, bool):
        sheet.write_boolean(line, at, value)
    elif isinstance(value, int | float | Decimal):
        sheet.write_number(line, at, value)
    elif isinstance(value, dt.datetime):
        sheet.write_datetime(line, at, value, moment)
    elif isinstance(value, dt.date):
        sheet.write_datetime(line, at, value, day)
    else:
        sheet.write_string(line, at, value[:32767])


def harmless(text: str) -> str:
    """Text that a spreadsheet cannot take for a formula: an apostrophe goes before a dangerous beginning.

    Source: OWASP, CSV Injection.
    """
    return f"'{text}" if text.startswith(FORMULA_STARTS) or text.lstrip().startswith(FORMULA_STARTS) else text


def _for_csv(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, dt.datetime):
        return f"{value:%Y-%m-%d %H:%M}"
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, bool):
        return str(int(value))
    if isinstance(value, int | float | Decimal):
        return str(value).replace(".", ",")
    return harmless(value)


def _value(column: Column[Any], row: Any) -> Value:  # noqa: ANN401 — a row is the caller's
    value = column.read_for_export(row)
    if value is None or isinstance(value, int | float | Decimal | dt.date):
        return value
    return strip_tags(str(value)) if hasattr(value, "__html__") else str(value)


def _every(rows: Any) -> Iterator[Any]:  # noqa: ANN401 — a queryset or a list
    return rows.iterator(chunk_size=CHUNK) if isinstance(rows, QuerySet) else iter(rows)
