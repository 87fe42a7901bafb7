"""KoBo and ODK exports brought to one flat list: repeat sheets joined to their parents, flattened groups unfolded."""

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import Literal

from django.utils.translation import gettext as _

from arraigo.areas.training.importers.reading.vocabularies import ATTENDANCE
from arraigo.core.imports.problems import Problem, problem_at
from arraigo.core.imports.reading import Cell, Row, Sheet, Workbook, fold, is_blank, text_of

OWN_LABELS = frozenset(
    ("_id", "_index", "_status", "_uuid", "_submission_time",
      "_parent_table_name", "_parent_index", "_submission__id", "_submission__uuid",
     "__version__", "_validation_status", "_submitted_by", "meta/instanceID", "instanceID", "meta-instanceID",
     "SubmissionDate", "KEY", "PARENT_KEY", "_xform_id_string", "formhub/uuid")
)  # fmt: skip
FLATTENED = re.compile(r"^(.*?)\[(\d+)\]/(.+)$")
NAMES = frozenset({"name", "given_names", "surnames", "first_surname"})
FROM_PARENT = frozenset({"institution", "day", "entry", "exit"})


@dataclass(frozen=True, slots=True)
class FlatList:
    """A list of one header row and one person a row; ``numbers`` are the rows' numbers in the file."""

    sheet: Sheet
    numbers: tuple[int, ...]
    problems: tuple[Problem, ...] = ()


def is_kobo(workbook: Workbook) -> bool:
    """Say whether a workbook is an export of KoBo or ODK, by the columns that they add."""
    return any(_own(sheet) >= 2 for sheet in workbook.sheets)


def is_xlsform(workbook: Workbook) -> bool:
    """Say whether a workbook is a form's definition (XLSForm) rather than anybody's answers."""
    for sheet in workbook.sheets:
        labels = {fold(text_of(cell)) for cell in sheet.rows[0]} if sheet.rows else set()
        if fold(sheet.name) == "survey" and {"type", "name"} <= labels:
            return True
    return False


def flatten(workbook: Workbook, sheet: str | None = None) -> FlatList:
    """Return the export as one list of people: of the repeat group that holds names, else of the submissions."""
    sheets = [page for page in workbook.sheets if page.rows]
    repeats = [page for page in sheets if "_parent_index" in _labels(page)]
    with_names = [page for page in repeats if _fields(_labels(page)) & NAMES]
    if not with_names:
        return _unfolded(next((page for page in sheets if page not in repeats), sheets[0]), workbook.name)
    named = [page for page in with_names if sheet and fold(page.name) == fold(sheet)]
    flat = _joined((named or with_names)[0], sheets, workbook.name)
    if named or len(with_names) == 1:
        return flat
    return FlatList(flat.sheet, flat.numbers, (_which(workbook, with_names), *flat.problems))


def _own(sheet: Sheet) -> int:
    return len(OWN_LABELS & set(_labels(sheet)))


def _labels(sheet: Sheet) -> list[str]:
    return [text_of(cell) for cell in sheet.rows[0]] if sheet.rows else []


def _fields(labels: list[str]) -> set[str | None]:
    return {ATTENDANCE.match(label)[0] for label in labels if label and not label.startswith("_")}


def _joined(repeat: Sheet, sheets: list[Sheet], file: str) -> FlatList:
    labels = _labels(repeat)
    parents = {page.name: _Parent(page, _fields(labels)) for page in sheets if page is not repeat}
    added = list(dict.fromkeys(label for parent in parents.values() for label in parent.borrowed))
    rows: list[Row] = [[*labels, *added]]
    numbers = [repeat.shown_row(0)]
    orphans = []
    for index, row in enumerate(repeat.rows[1:], 1):
        if is_blank(row):
            continue
        values = _submission(repeat, labels, index, parents)
        if parents and values is None:
            orphans.append(_orphan(repeat, index, file))
        padding = [None] * (len(labels) - len(row))
        rows.append([*row, *padding, *((values or {}).get(label) for label in added)])
        numbers.append(repeat.shown_row(index))
    return FlatList(Sheet(repeat.name, rows), tuple(numbers), tuple(orphans))


def _submission(repeat: Sheet, labels: list[str], index: int, parents: "dict[str, _Parent]") -> dict[str, Cell] | None:
    """Return what a repeat's row takes from the submission that it belongs to, None when that is not in the file."""
    table = text_of(repeat.cell(index, labels.index("_parent_table_name"))) if "_parent_table_name" in labels else ""
    parent = parents.get(table) or next(iter(parents.values()), None)
    found = parent.row(text_of(repeat.cell(index, labels.index("_parent_index")))) if parent else None
    return parent.values(found) if parent and found is not None else None


class _Parent:
    """A sheet of submissions, found by the number that its repeats point to."""

    def __init__(self, sheet: Sheet, present: set[str | None]) -> None:
        labels = _labels(sheet)
        self.borrowed = {
            label: index
            for index, label in enumerate(labels)
            if label and (name := ATTENDANCE.match(label)[0]) in FROM_PARENT and name not in present
        }
        index_at = labels.index("_index") if "_index" in labels else -1
        self.rows = {
            text_of(row[index_at]) if 0 <= index_at < len(row) else str(number): row
            for number, row in enumerate(sheet.rows[1:], 1)
        }

    def row(self, key: str) -> Row | None:
        return self.rows.get(key)

    def values(self, row: Row) -> dict[str, Cell]:
        return {label: row[index] if index < len(row) else None for label, index in self.borrowed.items()}


def _unfolded(sheet: Sheet, file: str) -> FlatList:
    labels = _labels(sheet)
    groups: dict[tuple[str, int], dict[str, int]] = defaultdict(dict)
    for index, label in enumerate(labels):
        found = FLATTENED.match(label)
        if found:
            groups[(found.group(1), int(found.group(2)))][found.group(3)] = index
    people = [place for place in groups if _fields(list(groups[place])) & NAMES]
    if not people:
        return _plain_list(sheet, labels, file)
    return _one_row_each(sheet, labels, [groups[place] for place in people])


def _one_row_each(sheet: Sheet, labels: list[str], people: list[dict[str, int]]) -> FlatList:
    inner = list(dict.fromkeys(label for columns in people for label in columns))
    shared = [index for index, label in enumerate(labels) if not FLATTENED.match(label) and not _is_identity(label)]
    rows: list[Row] = [[*inner, *(labels[index] for index in shared)]]
    numbers = [sheet.shown_row(0)]
    for index in range(1, len(sheet.rows)):
        common = [sheet.cell(index, column) for column in shared]
        for columns in people:
            own = [_answer(sheet.cell(index, columns.get(label, -1))) for label in inner]
            if not is_blank(own):
                rows.append([*own, *common])
                numbers.append(sheet.shown_row(index))
    return FlatList(Sheet(sheet.name, rows), tuple(numbers))


def _is_identity(label: str) -> bool:
    return (ATTENDANCE.match(label)[0] or "institution") not in FROM_PARENT


def _answer(cell: Cell) -> Cell:
    return None if text_of(cell).casefold() in ("n/a", "na") else cell


def _plain_list(sheet: Sheet, labels: list[str], file: str) -> FlatList:
    rows = [[_answer(cell) for cell in row] for row in sheet.rows]
    numbers = tuple(sheet.shown_row(index) for index in range(len(rows)))
    problems = () if _fields(labels) & NAMES else (_without_people(sheet, file),)
    return FlatList(Sheet(sheet.name, rows, broken=sheet.broken), numbers, problems)


def _without_people(sheet: Sheet, file: str) -> Problem:
    sentence = _(
        "es una exportación de KoBo sin columnas con nombres: el CSV no trae los grupos que se repiten. "
        "En KoBo, exporte los datos en formato XLS y suba ese archivo."
    )
    return problem_at("kobo_without_repeats", sentence, file=file, sheet=sheet.name or None, severity="warning")


def _orphan(repeat: Sheet, index: int, file: str) -> Problem:
    sentence = _("la fila remite a un envío que no está en el archivo; se leyó sin los datos de ese envío.")
    row = repeat.shown_row(index)
    severity: Literal["warning"] = "warning"
    return problem_at(
        "orphan", sentence, file=file, sheet=repeat.name, row=row, column="_parent_index", severity=severity
    )


def _which(workbook: Workbook, chosen: list[Sheet]) -> Problem:
    names = ", ".join(f"«{page.name}»" for page in chosen)
    sentence = _("hay varias hojas con una lista: %(names)s. Diga cuál se debe leer.") % {"names": names}
    return problem_at("which_sheet", sentence, file=workbook.name, severity="question")
