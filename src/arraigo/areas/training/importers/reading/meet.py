"""Google Meet: first and last name or one name, durations in words, hours that often come without a date."""

from django.utils.translation import gettext as _

from arraigo.areas.training.importers.reading.cleaning import email_of, plain
from arraigo.areas.training.importers.reading.drafts import Draft, Place, finish, raw_of
from arraigo.areas.training.importers.reading.durations import seconds_of
from arraigo.areas.training.importers.reading.names import name_and_brackets
from arraigo.areas.training.importers.reading.platforms import MEET
from arraigo.areas.training.importers.reading.values import AttendanceFile, GivenOrder, NameOrder
from arraigo.core.imports.problems import problem_at
from arraigo.core.imports.reading import Cell, Row, Sheet, fold, is_blank, text_of

LOOKED_AT = 40
SAMPLE = 20
MEETS_OWN = frozenset({"time joined", "time exited", "first seen", "time in call", "last seen", "arrival time"})


def is_meet(sheet: Sheet) -> bool:
    """Say whether a sheet is Meet's attendance report."""
    return _header(sheet) is not None


def read_meet(sheet: Sheet, file: str, told: GivenOrder | None) -> AttendanceFile:
    """Return the attendance in a Meet report; hours without date stay hours, to be joined to the session's date."""
    found = _header(sheet)
    index, columns = found if found else (-1, {})
    header = sheet.rows[index] if index >= 0 else []
    drafts = []
    for number, row in enumerate(sheet.rows[index + 1 :], index + 1):
        draft = _draft(sheet.shown_row(number), row, columns)
        if draft:
            drafts.append(draft)
    labels = {name: text_of(header[column]) for name, column in columns.items()}
    place = Place(file, sheet.name, labels.get("joined", ""), labels.get("left", ""), labels.get("duration", ""))
    done = finish(drafts, place, told)
    sentence = _("tiene encabezados pero ninguna persona. Revise que es el informe de asistencia de Meet.")
    nobody = () if drafts else (problem_at("no_rows", sentence, file=file, sheet=sheet.name or None),)
    return AttendanceFile(
        source="meet",
        modality="online",
        rows=done.rows,
        dates=done.dates.dates,
        problems=(*done.problems, *nobody),
        date_readings=done.dates.readings,
        columns=labels,
    )


def _header(sheet: Sheet) -> tuple[int, dict[str, int]] | None:
    for index, row in enumerate(sheet.rows[:LOOKED_AT]):
        columns = _columns(row)
        if columns and _is_meets(sheet, index, columns):
            return index, columns
    return None


def _columns(row: Row) -> dict[str, int]:
    columns: dict[str, int] = {}
    for index, cell in enumerate(row):
        name = MEET.match(text)[0] if (text := text_of(cell)) else None
        if name:
            columns.setdefault(name, index)
    named = "name" in columns or "first" in columns
    return columns if named and {"duration", "joined"} & set(columns) else {}


def _is_meets(sheet: Sheet, index: int, columns: dict[str, int]) -> bool:
    """Tell Meet from a sign-in sheet: its own labels, or durations written in words beside an e-mail or surname."""
    labels = {fold(text_of(sheet.rows[index][column])) for column in columns.values()}
    if labels & MEETS_OWN:
        return True
    if "duration" not in columns or not {"email", "last", "joined"} & set(columns):
        return False
    cells = [_at(row, columns, "duration") for row in sheet.rows[index + 1 : index + 1 + SAMPLE]]
    written = [cell for cell in cells if isinstance(cell, str) and not text_of(cell).isdigit()]
    return bool(written) and all(seconds_of(cell) is not None for cell in written)


def _draft(shown: int, row: Row, columns: dict[str, int]) -> Draft | None:
    if is_blank(row):
        return None
    first, last, whole = (plain(_at(row, columns, name)) for name in ("first", "last", "name"))
    order: NameOrder = "parts" if last else "unknown"
    name, with_brackets = name_and_brackets(whole or f"{first} {last}".strip())
    email = email_of(_at(row, columns, "email"))
    if not name and not email:
        return None
    who = {"name": name, "original_name": with_brackets, "email": email, "name_order": order}
    joined, left, stayed = (_at(row, columns, name) for name in ("joined", "left", "duration"))
    return Draft(shown, who, joined, left, stayed, raw_of(row))


def _at(row: Row, columns: dict[str, int], name: str) -> Cell:
    column = columns.get(name, -1)
    return row[column] if 0 <= column < len(row) else None
