"""Two rows of one list with the same document: the same person twice, or two people, which is an error."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from arraigo.areas.training.importers.reading.tables import Table
from arraigo.areas.training.importers.reading.values import EnrolmentRow
from arraigo.core.imports.problems import Problem
from arraigo.core.imports.reading import fold


def repeated_documents(table: Table, indices: Sequence[int], rows: Sequence[EnrolmentRow]) -> list[Problem]:
    """Return an error for two people with one document, and a warning for one person listed twice."""
    first: dict[str, EnrolmentRow] = {}
    problems = []
    for index, row in zip(indices, rows, strict=True):
        key = _key(row.document)
        if not key:
            continue
        other = first.setdefault(key, row)
        if other is not row:
            problems.append(_problem(table, index, row, other))
    return problems


def _key(document: str) -> str:
    return fold(document).replace(" ", "").lstrip("0")


def _problem(table: Table, index: int, row: EnrolmentRow, other: EnrolmentRow) -> Problem:
    label = table.header.label("document") or table.header.label("passport")
    values = {"document": row.document, "name": row.full_name, "other": other.full_name, "row": other.row}
    if _same_name(row.full_name, other.full_name):
        sentence = _("«%(name)s» ya está en la fila %(row)d con el mismo documento; cuenta una sola vez.") % values
        return table.problem("repeated_row", sentence, index, label, "warning")
    sentence = (
        _("el documento %(document)s es de «%(name)s» y, en la fila %(row)d, de «%(other)s». Corrija el errado.")
        % values
    )
    return table.problem("document_twice", sentence, index, label)


def _same_name(one: str, other: str) -> bool:
    words, others = set(fold(one).split()), set(fold(other).split())
    return words <= others or others <= words
