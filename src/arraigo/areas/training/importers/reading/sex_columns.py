"""The sex of the people of a list: one column, or two that are ticked under «Sexo»."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from arraigo.areas.training.importers.reading import sexes
from arraigo.areas.training.importers.reading.marks import mark_of
from arraigo.areas.training.importers.reading.tables import Table
from arraigo.areas.training.importers.reading.values import Sex
from arraigo.areas.training.importers.reading.vocabularies import ENROLMENT
from arraigo.core.imports.problems import Problem
from arraigo.core.imports.reading import Row, fold, text_of

AT_MOST_REPORTED = 100


class SexReader:
    """Reads a column of sexes, or the two columns «H» and «M» that are ticked; asks what M means when it must."""

    def __init__(self, table: Table, rows: Sequence[tuple[int, Row]], told: sexes.MMeans | None, *, asks: bool) -> None:
        self.table = table
        self.asks = asks
        self.problems: list[Problem] = []
        self.ticked = self._ticked()
        header = table.header.label("sex")
        legend = " ".join(table.header.labels[column] for column in self.ticked) or header
        values = {text for _index, row in rows if (text := self._said(row))}
        self.column = sexes.read_column(values, legend, told)
        if asks and self.column.to_ask:
            first = next(index for index, row in rows if fold(self._said(row)) == "m")
            self.problems.append(table.problem("m_means", _ask_m(), first, header or "M", "question"))

    def of(self, index: int, row: Row) -> Sex:
        """Return the sex of a row; unknown where nothing tells."""
        text = self._said(row)
        found = sexes.sex_of(text, self.column)
        if found is None and self.asks and len(self.problems) < AT_MOST_REPORTED:
            sentence = _("no se entiende «%(text)s» como sexo; queda sin dato. Escriba Mujer, Hombre u Otro.")
            label = self.table.header.label("sex")
            self.problems.append(
                self.table.problem("unclear_sex", sentence % {"text": text[:40]}, index, label, "warning")
            )
        return found or "unknown"

    def _said(self, row: Row) -> str:
        if not self.ticked:
            return self.table.text(row, "sex")
        for column in self.ticked:
            if column < len(row) and text_of(row[column]) and mark_of(row[column], {}, signature=True):
                return self.table.header.labels[column]
        return ""

    def _ticked(self) -> tuple[int, ...]:
        """Return the columns of a two-row header «Sexo» over «H» and «M» (or «Mujer», «Hombre»…)."""
        header = self.table.header
        found = tuple(
            column
            for column, label in enumerate(header.labels)
            if header.parents[column] and _is_sex(header.parents[column]) and fold(label) in {"m", *sexes.WORDS}
        )
        return found if len(found) >= 2 else ()


def _is_sex(label: str) -> bool:
    return ENROLMENT.match(label)[0] == "sex"


def _ask_m() -> str:
    return _(
        "«M» puede ser mujer o masculino y la columna no lo aclara. Responda qué significa M en esta lista: "
        "mujer u hombre."
    )
