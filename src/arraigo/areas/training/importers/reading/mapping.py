"""The columns of a list for the screen on which somebody says what each one is."""

import re
from collections.abc import Callable, Mapping
from typing import Literal

from arraigo.areas.training.importers.reading.cleaning import EMAIL
from arraigo.areas.training.importers.reading.sexes import WORDS
from arraigo.areas.training.importers.reading.tables import open_table
from arraigo.areas.training.importers.reading.vocabularies import (
    ATTENDANCE,
    ATTENDANCE_NEEDS,
    ENROLMENT,
    ENROLMENT_NEEDS,
)
from arraigo.core.imports.reading import (
    DEFAULT_MAX_BYTES,
    ColumnGuess,
    Mapped,
    fold,
    guess_columns,
    open_workbook,
)

ListKind = Literal["enrolments", "attendance"]
DOCUMENT = re.compile(r"^[A-Z]{0,3}-?\d{6,12}-?\d?$")
FULL_NAME = re.compile(r"^[^\W\d_]{2,}( [^\W\d_]{2,}){1,6}$")
RECOGNISERS: Mapping[str, Callable[[str], bool]] = {
    "email": lambda text: bool(EMAIL.fullmatch(text)),
    "document": lambda text: bool(DOCUMENT.match(text)),
    "sex": lambda text: fold(text) in WORDS,
    "name": lambda text: bool(FULL_NAME.match(text)),
}


def preview_columns(
    data: bytes,
    name: str,
    kind: ListKind,
    *,
    mapping: Mapped | None = None,
    sheet: str | None = None,
    max_bytes: int = DEFAULT_MAX_BYTES,
) -> tuple[ColumnGuess, ...]:
    """Return the columns of a list exactly as the readers number them, KoBo's repeats joined and unfolded.

    Each with header, samples, the field that it may be and how sure that is (1: taken; less: only suggested).
    """
    words, needs = (ENROLMENT, ENROLMENT_NEEDS) if kind == "enrolments" else (ATTENDANCE, ATTENDANCE_NEEDS)
    table = open_table(open_workbook(data, name, max_bytes), words, needs, sheet=sheet, mapping=mapping)
    return guess_columns(table.sheet, table.header, words, RECOGNISERS)
