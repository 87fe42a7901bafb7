"""How one row, one cell, one heading and one chip of a table look: plain values that the templates draw."""

import datetime as dt
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from arraigo.core.ui.formats import NO_VALUE, capital, number, short_date
from arraigo.core.ui.shell import Text
from arraigo.core.ui.tables.definition import Column, Row


@dataclass(frozen=True)
class Heading:
    """A column's heading: `order` is "", "ascending" or "descending"; `url` sorts by it."""

    column: Column[Any]
    order: str
    url: str


@dataclass(frozen=True)
class Cell:
    """One drawn cell."""

    column: Column[Any]
    html: Text

    @property
    def css(self) -> str:
        """The classes of the cell."""
        marks = {"num": self.column.numeric, "nowrap": self.column.nowrap, "drop-sm": not self.column.phone}
        return " ".join(name for name, on in marks.items() if on)


@dataclass(frozen=True)
class RowView:
    """One drawn row; `anchor` is its id in the page."""

    id: str
    anchor: str
    label: str
    url: str
    state: str
    note: Text
    main: Cell
    cells: tuple[Cell, ...]
    menu: str


@dataclass(frozen=True)
class Chip:
    """A filter as a chip: on, with the address that takes it off; or offered, with the one that sets it."""

    label: Text
    url: str
    on: bool


@dataclass(frozen=True)
class FilterChoice:
    """One choice of a filter's field."""

    value: str
    label: Text
    chosen: bool


@dataclass(frozen=True)
class FilterField:
    """A filter as the toolbar's form draws it."""

    name: str
    label: Text
    multiple: bool
    choices: tuple[FilterChoice, ...]


def draw(column: Column[Row], row: Row) -> Text:
    """The HTML of one cell; plain text is escaped by the template. The column that names the row keeps its letters."""
    if column.template:
        return render_to_string(column.template, {"row": row, "value": column.read(row)})
    if column.cell is not None:
        return column.cell(row)
    value = column.read(row)
    return plain(value) if column.main else capital(plain(value))


def plain(value: object) -> str:
    """A value in words: numbers grouped, dates as day/month/year, a dash for nothing."""
    if value is None or value == "":
        return NO_VALUE
    if isinstance(value, bool):
        return _("Sí") if value else _("No")
    if isinstance(value, int):
        return number(value)
    if isinstance(value, float | Decimal):
        return number(value, decimals=1)
    if isinstance(value, dt.date):
        return short_date(value)
    return str(value)


def collate(value: Any) -> Any:  # noqa: ANN401 — whatever a column holds
    """A key that sorts text as a dictionary does: without case or accents, ñ after n."""
    if not isinstance(value, str):
        return value
    kept = value.casefold().replace("ñ", "n\uffff")
    return "".join(char for char in unicodedata.normalize("NFD", kept) if not unicodedata.combining(char))
