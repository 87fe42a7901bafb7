"""The one way into a file that somebody uploaded: bytes and a name in, sheets of cells out."""

import re

from django.utils.translation import gettext as _

from arraigo.core.imports.problems import Problem, problem_at
from arraigo.core.imports.reading import refusals
from arraigo.core.imports.reading.cells import Sheet, Workbook, column_letter, is_blank, without_controls
from arraigo.core.imports.reading.delimited import read_delimited
from arraigo.core.imports.reading.kinds import container
from arraigo.core.imports.reading.texts import decode, looks_like_text
from arraigo.core.imports.reading.workbooks import MAX_COLUMNS, MAX_ROWS, read_ole_workbook, read_zip_workbook

DEFAULT_MAX_BYTES = 25 * 1024 * 1024
LOST_LETTER = re.compile(r"\ufffd|(?<=[a-záéíóúñA-ZÁÉÍÓÚÑ])\?(?=[a-záéíóúñA-ZÁÉÍÓÚÑ])")
AT_MOST_REPORTED = 20


def open_workbook(data: bytes, name: str, max_bytes: int = DEFAULT_MAX_BYTES) -> Workbook:
    """Return the visible sheets of a list, whatever it is: CSV in any encoding, XLSX, XLSB, XLS, ODS.

    The content decides, not the name's ending. Cells hold plain values, None where blank; a formula gives the
    value that was saved with it. Raises FileRefused, with sentences for people, for anything that is not a list.
    """
    if len(data) > max_bytes:
        raise refusals.too_large(name, len(data), max_bytes)
    if not data.strip(b"\xef\xbb\xbf\xff\xfe \t\r\n\x00"):
        raise refusals.empty(name)
    packed = container(data, name)
    if packed == "text":
        workbook = _read_text(data, name)
    else:
        workbook = read_zip_workbook(data, name) if packed == "zip" else read_ole_workbook(data, name)
    _check_rows(workbook)
    return workbook


def _check_rows(workbook: Workbook) -> None:
    filled = sum(1 for sheet in workbook.sheets for row in sheet.rows if not is_blank(row))
    if not filled:
        raise refusals.empty(workbook.name)
    if filled == 1:
        raise refusals.only_headers(workbook.name)


def _read_text(data: bytes, name: str) -> Workbook:
    decoded = decode(data)
    if not looks_like_text(decoded.text):
        raise refusals.not_a_list(name, _("un archivo que no contiene texto"))
    table = read_delimited(without_controls(decoded.text))
    if table.open_quote is not None:
        raise refusals.open_quote(name, table.open_quote + 1)
    sheet = Sheet("", table.rows)
    if len(table.rows) > MAX_ROWS:
        raise refusals.too_many_rows(name, None, len(table.rows), MAX_ROWS)
    if sheet.width > MAX_COLUMNS:
        raise refusals.too_many_columns(name, None, sheet.width, MAX_COLUMNS)
    problems = _lost_letters(sheet, name)
    if decoded.repaired:
        problems.insert(0, _repaired(name))
    return Workbook(name, (sheet,), "csv", decoded.encoding, table.delimiter, tuple(problems))


def _repaired(name: str) -> Problem:
    sentence = _(
        "algunas letras con tilde estaban mal codificadas y se corrigieron. Revise los nombres antes de seguir."
    )
    return problem_at("encoding_repaired", sentence, file=name, severity="warning")


def _lost_letters(sheet: Sheet, name: str) -> list[Problem]:
    """Return a warning for every cell that lost a letter on the way, up to a limit."""
    found: list[Problem] = []
    sentence = _(
        "«%(text)s» perdió una letra al guardarse con otra codificación. "
        "Corríjala, o exporte de nuevo el archivo como «CSV UTF-8»."
    )
    for index, row in enumerate(sheet.rows):
        for column, cell in enumerate(row):
            if isinstance(cell, str) and _lost_a_letter(cell):
                text = sentence % {"text": cell[:60]}
                letter = column_letter(column)
                found.append(
                    problem_at("lost_letter", text, file=name, row=index + 1, column=letter, severity="warning")
                )
                if len(found) == AT_MOST_REPORTED:
                    return found
    return found


def _lost_a_letter(cell: str) -> bool:
    return ("\ufffd" in cell or "?" in cell) and "://" not in cell and bool(LOST_LETTER.search(cell))
