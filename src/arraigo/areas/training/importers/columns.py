"""The columns of a list, for the screen on which somebody says what each of them is."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from arraigo.areas.training.importers.reading.mapping import ListKind, preview_columns
from arraigo.areas.training.importers.reading.vocabularies import ATTENDANCE, ENROLMENT, FIELD_NAMES
from arraigo.core.imports.kinds import Column
from arraigo.core.imports.reading import Vocabulary, open_workbook

SAMPLES = 3
SURE = 1.0


def columns_of(data: bytes, name: str, kind: ListKind, options: Mapping[str, Any]) -> tuple[Column, ...]:
    """Return every column of the list that is chosen, with what it was taken for."""
    guesses = preview_columns(
        data,
        name,
        kind,
        mapping=mapping_of(options),
        sheet=options.get("sheet") or None,
        max_bytes=settings.IMPORT_MAX_BYTES,
    )
    return tuple(
        Column(
            key=str(guess.index),
            header=guess.header or _("Columna %(letter)s") % {"letter": guess.letter},
            field=guess.field or "",
            samples=guess.samples[:SAMPLES],
            sure=guess.confidence >= SURE,
        )
        for guess in guesses
    )


def mapping_of(options: Mapping[str, Any]) -> dict[int | str, str] | None:
    """Return what somebody said of the columns, by position; None when nobody said anything."""
    said = options.get("columns")
    return {int(key): field for key, field in said.items() if field} if said else None


def sheet_names(data: bytes, name: str) -> tuple[str, ...]:
    """Return the names of a workbook's sheets."""
    return tuple(sheet.name for sheet in open_workbook(data, name, len(data) or 1).sheets)


def enrolment_fields() -> tuple[tuple[str, str], ...]:
    """Return what a column of an enrolment list may be."""
    return _fields(ENROLMENT)


def attendance_fields() -> tuple[tuple[str, str], ...]:
    """Return what a column of a sign-in sheet may be."""
    return _fields(ATTENDANCE)


def _fields(words: Vocabulary) -> tuple[tuple[str, str], ...]:
    return tuple((field, str(label)) for field, label in FIELD_NAMES.items() if field in words.exact.values())
