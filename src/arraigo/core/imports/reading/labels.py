"""The header labels that a row, or two rows together, give each column; merged cells are filled."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from arraigo.core.imports.reading.cells import Cell, Merge, Sheet, text_of


@dataclass(frozen=True, slots=True)
class Labels:
    """What stands over each column: ``leaf`` nearest to the data, ``parent`` above it (blank where there is none)."""

    first: int
    last: int
    leaf: tuple[str, ...]
    parent: tuple[str, ...]
    span: tuple[int, ...]  # the first column of the merged label that covers each column


def label_text(cell: Cell) -> str:
    """Return a header cell's text; a date is written as people do, day first."""
    if isinstance(cell, datetime | date):
        return cell.strftime("%d/%m/%Y")
    return text_of(cell)


def one_row(sheet: Sheet, row: int, width: int) -> Labels:
    """Return the labels of a header of one row."""
    leaf, span = _filled(sheet, row, width)
    return Labels(row, row, leaf, ("",) * width, span)


def two_rows(sheet: Sheet, row: int, width: int, is_key: Callable[[str], bool]) -> Labels | None:
    """Return the labels of a header of two rows that begins at ``row``, None when the next row is data.

    The next row belongs to the header when the columns whose label matters (``is_key``) are empty there, or are
    several under one label, and what it does hold are labels: texts or dates, never documents or numbers.
    """
    upper, upper_span = _filled(sheet, row, width)
    lower = [sheet.cell(row + 1, column) for column in range(width)]
    filled = frozenset(column for column in range(width) if text_of(lower[column]))
    parents = _carried(upper, filled)
    if not _completes(upper, lower, filled, parents, is_key):
        return None
    leaf = tuple(label_text(cell) or text for cell, text in zip(lower, upper, strict=True))
    parent = tuple(parents[column] if column in filled else "" for column in range(width))
    span = tuple(column if column in filled else upper_span[column] for column in range(width))
    return Labels(row, row + 1, leaf, parent, span)


def _completes(
    upper: tuple[str, ...],
    lower: list[Cell],
    filled: frozenset[int],
    parents: list[str],
    is_key: Callable[[str], bool],
) -> bool:
    """Say whether the lower row is the second half of a header."""
    if not filled or not all(_may_be_label(lower[column]) for column in filled):
        return False
    keys = {column for column, label in enumerate(upper) if label and is_key(label)}
    alone = {column for column in keys if parents.count(upper[column]) == 1}
    return bool(keys - filled) and not alone & filled


def _carried(upper: tuple[str, ...], filled: frozenset[int]) -> list[str]:
    """Return the label above each column, carried to the right where the merge was lost on the way."""
    carried = list(upper)
    for column in sorted(filled):
        if not carried[column] and (column - 1) in filled:
            carried[column] = carried[column - 1]
    return carried


def _may_be_label(cell: Cell) -> bool:
    if isinstance(cell, datetime | date):
        return True
    if isinstance(cell, int) and not isinstance(cell, bool):
        return 1 <= cell <= 31
    return isinstance(cell, str) and len(cell) <= 60 and "@" not in cell and sum(map(str.isdigit, cell)) <= 8


def _filled(sheet: Sheet, row: int, width: int) -> tuple[tuple[str, ...], tuple[int, ...]]:
    texts = [label_text(sheet.cell(row, column)) for column in range(width)]
    span = list(range(width))
    for merge in sheet.merged:
        if merge.top <= row <= merge.bottom:
            _fill(sheet, merge, texts, span)
    return tuple(texts), tuple(span)


def _fill(sheet: Sheet, merge: Merge, texts: list[str], span: list[int]) -> None:
    text = label_text(sheet.cell(merge.top, merge.left))
    for column in range(merge.left, min(merge.right + 1, len(texts))):
        texts[column] = text
        span[column] = merge.left
