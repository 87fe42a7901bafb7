"""Readers of the lists that people upload: bytes in, plain values and problems out. No database, no clock."""

from arraigo.core.imports.reading.cells import (
    Cell,
    Merge,
    Row,
    Sheet,
    Workbook,
    column_index,
    column_letter,
    is_blank,
    text_of,
)
from arraigo.core.imports.reading.choosing import Choice, ColumnGuess, choose_sheet, guess_columns
from arraigo.core.imports.reading.folding import fold, without_parentheses
from arraigo.core.imports.reading.headers import Header, Mapped, Required, find_header
from arraigo.core.imports.reading.opening import DEFAULT_MAX_BYTES, open_workbook
from arraigo.core.imports.reading.refusals import too_large
from arraigo.core.imports.reading.vocabulary import Vocabulary

__all__ = [
    "DEFAULT_MAX_BYTES",
    "Cell",
    "Choice",
    "ColumnGuess",
    "Header",
    "Mapped",
    "Merge",
    "Required",
    "Row",
    "Sheet",
    "Vocabulary",
    "Workbook",
    "choose_sheet",
    "column_index",
    "column_letter",
    "find_header",
    "fold",
    "guess_columns",
    "is_blank",
    "open_workbook",
    "text_of",
    "too_large",
    "without_parentheses",
]
