"""What a table is, said once: its columns, filters, search and actions. Knows no model."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from arraigo.core.ui.shell import Text

Row = TypeVar("Row")
Rows = Any
"""A queryset or a sequence; what the table's own callables take and give back."""


@dataclass(frozen=True)
class Column(Generic[Row]):
    """One column.

    `value` reads the plain value (default: the attribute or the key named `key`); it sorts lists and is exported.
    `cell` or `template` draws it; a template sees `row` and `value`. `order` are the queryset lookups behind a click
    on the heading; for lists `sort_by` may replace the value. The column marked `main` names the row and always shows.
    """

    key: str
    label: Text
    value: Callable[[Row], object] | None = None
    cell: Callable[[Row], Text] | None = None
    template: str = ""
    numeric: bool = False
    sortable: bool = False
    order: tuple[str, ...] = ()
    sort_by: Callable[[Row], object] | None = None
    main: bool = False
    hidden: bool = False
    phone: bool = True
    label_on_phone: bool = True
    nowrap: bool = False
    export: Callable[[Row], object] | None = None
    exported: bool = True

    def read(self, row: Row) -> object:
        """The plain value of `row` in this column."""
        if self.value is not None:
            return self.value(row)
        return row.get(self.key) if isinstance(row, dict) else getattr(row, self.key)

    def read_for_export(self, row: Row) -> object:
        """The value as it goes into a file."""
        return self.export(row) if self.export is not None else self.read(row)

    @property
    def can_sort(self) -> bool:
        """Whether a click on the heading orders by this column."""
        return self.sortable or bool(self.order) or self.sort_by is not None


@dataclass(frozen=True)
class Filter:
    """A way to narrow the list. `apply` takes the rows and the chosen values and gives the rows that stay.

    `choices` are (value, label) pairs; nothing else is let through. Values listed in `quick` are offered as chips.
    """

    key: str
    label: Text
    choices: Sequence[tuple[str, Text]]
    apply: Callable[[Rows, tuple[str, ...]], Rows]
    multiple: bool = False
    quick: tuple[str, ...] = ()

    def label_of(self, value: str) -> Text:
        """The words of a choice."""
        return next((label for key, label in self.choices if str(key) == value), value)


@dataclass(frozen=True)
class Action:
    """Something to do with the rows that are ticked; posted as `accion` with the rows' ids as `filas`."""

    name: str
    label: Text
    icon: str = ""
    danger: bool = False


@dataclass(frozen=True)
class Table(Generic[Row]):
    """A list on screen.

    `key` is its id in the page and, when `prefix` is set, keeps its parameters apart from another table's.
    `noun` is (singular, plural) of what a row is. `row_id` must be stable: links, ticks and anchors use it.
    `row_state` gives "", "sel", "bad" or "off"; `row_note` the reason, shown under the name.
    """

    key: str
    caption: Text
    noun: tuple[Text, Text]
    columns: tuple[Column[Row], ...]
    row_id: Callable[[Row], str] = field(default=lambda row: str(getattr(row, "pk", "")))
    row_label: Callable[[Row], str] | None = None
    row_url: Callable[[Row], str] | None = None
    row_state: Callable[[Row], str] | None = None
    row_note: Callable[[Row], Text] | None = None
    row_menu: str = ""
    filters: tuple[Filter, ...] = ()
    search: Callable[[Rows, str], Rows] | None = None
    search_label: Text = ""
    sort: str = ""
    page_sizes: tuple[int, ...] = (25, 50, 100)
    actions: tuple[Action, ...] = ()
    actions_url: str = ""
    exports: bool = True
    choose_columns: bool = True
    prefix: str = ""
    footnote: Text = ""
    empty_title: Text = ""
    empty_text: Text = ""
    empty_template: str = ""
    records: bool = True
    dense: bool = False

    @property
    def main(self) -> Column[Row]:
        """The column that names the row: the one marked, else the first."""
        return next((column for column in self.columns if column.main), self.columns[0])

    def column(self, key: str) -> Column[Row] | None:
        """The column called `key`."""
        return next((column for column in self.columns if column.key == key), None)
