"""The plain sheet of services as XLSX: a template to fill, with help and an example, or what the directory has."""

from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import Any

import xlsxwriter

from arraigo.areas.directory.queries.hsds.sheet_columns import COLUMNS, HELP, NO, REQUIRED, SHEET, YES
from arraigo.areas.directory.queries.needs import needs

GREEN = "#0d4a36"
# Text stays text: a cell that begins with «=» is what somebody wrote, never a formula to run.
OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
LONGEST_CELL = 32_767
ROWS_TO_FILL = 500
NUMBERS = frozenset({"latitude", "longitude", "minimum_age", "maximum_age"})
ABOUT = (
    "Cómo llenar esta hoja",
    "Escriba una fila por cada servicio y lugar, desde la fila 2 de la hoja «Servicios». Borre la fila de ejemplo.",
    "Solo «Organización» y «Servicio» son obligatorias. Lo que no sepa, déjelo vacío.",
    "No escriba nombres ni teléfonos de personas: solo los de la institución.",
)


def template() -> bytes:
    """Return an empty sheet with an example, and a page of help with the list of needs."""
    return services_sheet([{column.key: column.example for column in COLUMNS}], is_template=True)


def services_sheet(rows: Sequence[Mapping[str, str]], *, is_template: bool = False) -> bytes:
    """Return services as XLSX, one row for each service and place, by the keys of the columns."""
    file = BytesIO()
    with xlsxwriter.Workbook(file, OPTIONS) as book:
        looks = {
            "head": book.add_format(
                {"bold": True, "font_color": "white", "bg_color": GREEN, "text_wrap": True, "valign": "top"}
            ),
            "need": book.add_format({"bold": True}),
            "cell": book.add_format({"text_wrap": True, "valign": "top"}),
            "example": book.add_format({"italic": True, "font_color": "#5b6b64", "text_wrap": True, "valign": "top"}),
            "title": book.add_format({"bold": True, "font_size": 14, "font_color": GREEN}),
        }
        _services(book.add_worksheet(SHEET), looks, rows, is_template)
        _help(book.add_worksheet(HELP), looks)
    return file.getvalue()


def _services(sheet: Any, looks: Mapping[str, Any], rows: Sequence[Mapping[str, str]], is_template: bool) -> None:  # noqa: ANN401 - xlsxwriter has no hints
    sheet.freeze_panes(1, 2)
    sheet.set_row(0, 32)
    for at, column in enumerate(COLUMNS):
        sheet.set_column(at, at, column.width)
        sheet.write_string(0, at, column.heading, looks["head"])
        if is_template:
            sheet.data_validation(1, at, ROWS_TO_FILL, at, _validation(column.key, column.heading, column.help))
    for number, row in enumerate(rows, start=1):
        for at, column in enumerate(COLUMNS):
            _cell(sheet, (number, at), column.key, row.get(column.key, ""), looks["example" if is_template else "cell"])
    if not is_template:
        sheet.autofilter(0, 0, max(len(rows), 1), len(COLUMNS) - 1)


def _cell(sheet: Any, at: tuple[int, int], key: str, value: str, look: Any) -> None:  # noqa: ANN401
    if value and key in NUMBERS:
        sheet.write_number(*at, float(value), look)
    elif value:
        sheet.write_string(*at, value[:LONGEST_CELL], look)


def _validation(key: str, heading: str, help_: str) -> dict[str, Any]:
    """Return what a cell says when somebody enters it; a list to choose from where there is one."""
    told = {"input_title": heading[:32], "input_message": help_[:255]}
    if key == "reserved":
        return {"validate": "list", "source": [YES, NO], **told}
    return {"validate": "any", **told}


def _help(sheet: Any, looks: Mapping[str, Any]) -> None:  # noqa: ANN401
    sheet.set_column(0, 0, 28)
    sheet.set_column(1, 1, 90)
    title, *sentences = ABOUT
    sheet.write_string(0, 0, title, looks["title"])
    for number, sentence in enumerate(sentences, start=1):
        sheet.write_string(number, 0, sentence)
    at = len(ABOUT) + 1
    for column in COLUMNS:
        heading = f"{column.heading} *" if column.key in REQUIRED else column.heading
        sheet.write_string(at, 0, heading, looks["need"])
        sheet.write_string(at, 1, column.help, looks["cell"])
        at += 1
    sheet.write_string(at + 1, 0, "Lista de necesidades", looks["title"])
    names = {need.code: need.name for need in needs()}
    for number, need in enumerate(needs(), start=at + 2):
        sheet.write_string(number, 0, need.name, looks["need"])
        sheet.write_string(number, 1, names.get(need.parent, ""), looks["cell"])
