"""What a reader hands on: workbooks, sheets and cells as plain values."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Literal

from arraigo.core.imports.problems import Problem

Cell = str | int | float | datetime | date | time | timedelta | bool | None
Row = list[Cell]
Kind = Literal["csv", "xlsx", "xlsb", "xls", "ods"]

UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")  # PostgreSQL holds no NUL, UTF-8 no surrogate
INVISIBLE = re.compile("[\u200b\u200e\u200f\u2060\ufeff\u202a\u202c\u00ad]")


@dataclass(frozen=True, slots=True)
class Merge:
    """A merged range; indices from 0, both ends included."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table of cells. Blank cells are None; rows may differ in length.

    ``broken`` says which cells could not be worked out: ``formula`` (a formula that was never calculated)
    or the error as Excel writes it, for example ``#REF!``; by (row index, column index).
    """

    name: str
    rows: list[Row]
    merged: tuple[Merge, ...] = ()
    first_row: int = 1
    broken: Mapping[tuple[int, int], str] = field(default_factory=dict)

    def cell(self, row: int, column: int) -> Cell:
        """Return a cell, None beyond the end."""
        if 0 <= row < len(self.rows) and 0 <= column < len(self.rows[row]):
            return self.rows[row][column]
        return None

    def shown_row(self, row: int) -> int:
        """Return the row's number as Excel shows it."""
        return row + self.first_row

    @property
    def width(self) -> int:
        """Return the length of the longest row."""
        return max((len(row) for row in self.rows), default=0)


@dataclass(frozen=True, slots=True)
class Workbook:
    """A file as read: its visible sheets and what was found out about it on the way."""

    name: str
    sheets: tuple[Sheet, ...]
    kind: Kind
    encoding: str = ""
    delimiter: str = ""
    problems: tuple[Problem, ...] = ()


def text_of(cell: Cell) -> str:
    """Return a cell as a person would type it: whole numbers without decimals, spaces collapsed."""
    if cell is None:
        return ""
    if isinstance(cell, str):
        return " ".join(cell.split()) if cell.isascii() else " ".join(INVISIBLE.sub("", cell).split())
    if isinstance(cell, bool):
        return "1" if cell else "0"
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.isoformat(sep=" ")
    return str(cell)


def without_controls(text: str) -> str:
    """Return a text with a space for each control code and each lone surrogate; tabs and line ends stay."""
    return text if text.isprintable() else UNPRINTABLE.sub(" ", text)


def is_blank(row: Row) -> bool:
    """Say whether a row holds nothing but blanks."""
    return not any(text_of(cell) for cell in row)


def column_letter(index: int) -> str:
    """Return the letters of a column counted from 0: 0 → A, 26 → AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def column_index(letters: str) -> int:
    """Return the index from 0 of a column's letters: A → 0, AA → 26."""
    index = 0
    for letter in letters.upper():
        index = index * 26 + ord(letter) - 64
    return index - 1
