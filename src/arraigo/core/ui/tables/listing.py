"""A table with its rows of the moment: filtered, sorted, cut to one page and drawn cell by cell."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Generic

from django.db.models import QuerySet
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from arraigo.core.ui.formats import capital
from arraigo.core.ui.tables.cells import Cell, Chip, FilterChoice, FilterField, Heading, RowView, collate, draw, plain
from arraigo.core.ui.tables.definition import Column, Filter, Row, Rows, Table
from arraigo.core.ui.tables.state import State, parse


class Listing(Generic[Row]):
    """What the table's template and the exports read. Counts and rows are fetched once, when first needed."""

    def __init__(self, table: Table[Row], state: State, rows: Rows, path: str) -> None:
        self.table = table
        self.path = path
        self._all = rows
        self.rows = _order(table, state, _narrow(table, state, rows))
        self.asked = state

    @cached_property
    def total(self) -> int:
        """How many rows match."""
        return _count(self.rows)

    @cached_property
    def unfiltered(self) -> int:
        """How many rows there are with nothing hidden."""
        return _count(self._all) if self.asked.narrowed else self.total

    @cached_property
    def state(self) -> State:
        """The state with a page that exists: past the end one gets the last."""
        return replace(self.asked, page=min(self.asked.page, self.pages))

    @cached_property
    def pages(self) -> int:
        """How many pages there are, at least one."""
        return max(-(-self.total // self.asked.size), 1)

    @property
    def first(self) -> int:
        """The ordinal of the first row on the page."""
        return (self.state.page - 1) * self.state.size + 1

    @property
    def last(self) -> int:
        """The ordinal of the last row on the page."""
        return min(self.state.page * self.state.size, self.total)

    @cached_property
    def page_rows(self) -> list[Row]:
        """The rows of this page."""
        return list(self.rows[self.first - 1 : self.last])

    @property
    def columns(self) -> tuple[Column[Row], ...]:
        """The columns on show."""
        return tuple(column for column in self.table.columns if column.key in self.state.columns)

    @property
    def headings(self) -> list[Heading]:
        """The headings of the columns on show, the naming one first."""
        return [self._heading(self.table.main), *(self._heading(c) for c in self.columns if c is not self.table.main)]

    def _heading(self, column: Column[Row]) -> Heading:
        order = ""
        if self.state.sort == column.key:
            order = "descending" if self.state.descending else "ascending"
        return Heading(column, order, self.url(self.state.sorted_by(column.key)) if column.can_sort else "")

    @cached_property
    def drawn(self) -> list[RowView]:
        """The rows of this page, drawn."""
        return [self._draw(row) for row in self.page_rows]

    def _draw(self, row: Row) -> RowView:
        table = self.table
        row_id = table.row_id(row)
        return RowView(
            id=row_id,
            anchor=f"{table.key}-{row_id}",
            label=table.row_label(row) if table.row_label else plain(table.main.read(row)),
            url=table.row_url(row) if table.row_url else "",
            state=table.row_state(row) if table.row_state else "",
            note=table.row_note(row) if table.row_note else "",
            main=Cell(table.main, draw(table.main, row)),
            cells=tuple(Cell(column, draw(column, row)) for column in self.columns if column is not table.main),
            menu=render_to_string(table.row_menu, {"row": row, "listing": self}) if table.row_menu else "",
        )

    @property
    def chips(self) -> list[Chip]:
        """What is filtered now, then what is offered at one click."""
        on = [
            Chip(capital(one.label_of(value)), self.url(self._without(one, value)), True)
            for one in self.table.filters
            for value in self.state.chosen(one.key)
        ]
        offered = [
            Chip(capital(one.label_of(value)), self.url(self._with(one, value)), False)
            for one in self.table.filters
            for value in one.quick
            if value not in self.state.chosen(one.key)
        ]
        return on + offered

    def _without(self, one: Filter, value: str) -> State:
        return self.state.with_filter(one.key, tuple(v for v in self.state.chosen(one.key) if v != value))

    def _with(self, one: Filter, value: str) -> State:
        before = self.state.chosen(one.key) if one.multiple else ()
        return self.state.with_filter(one.key, (*before, value))

    @property
    def filter_fields(self) -> list[FilterField]:
        """The filters as fields of the toolbar's form."""
        return [
            FilterField(
                f"{self.table.prefix}{one.key}",
                one.label,
                one.multiple,
                tuple(
                    FilterChoice(str(value), capital(label), str(value) in self.state.chosen(one.key))
                    for value, label in one.choices
                    if value != ""
                ),
            )
            for one in self.table.filters
        ]

    @property
    def toolbar_fields(self) -> list[tuple[str, str]]:
        """The parameters that the toolbar's form must carry along unseen."""
        return self.state.pairs(form=True)

    @property
    def can_search(self) -> bool:
        """Whether the table has a search box; a template cannot ask the callable itself without calling it."""
        return self.table.search is not None

    @property
    def sorted_by(self) -> str:
        """The order in words, for the caption."""
        column = self.table.column(self.state.sort)
        if column is None:
            return ""
        words = _("orden descendente por %s") if self.state.descending else _("orden ascendente por %s")
        return words % str(column.label).lower()

    @property
    def page_links(self) -> list[tuple[int | None, str]]:
        """(number, address) of the pages to offer; (None, "") is a gap."""
        near = {1, self.pages, *range(self.state.page - 1, self.state.page + 2)}
        links: list[tuple[int | None, str]] = []
        before = 0
        for page in sorted(page for page in near if 1 <= page <= self.pages):
            if page > before + 1:
                links.append((None, ""))
            links.append((page, self.page_url(page)))
            before = page
        return links

    def page_url(self, page: int) -> str:
        """The address of page `page`."""
        return self.url(replace(self.state, page=page))

    @property
    def previous_url(self) -> str:
        """The address of the page before, or nothing."""
        return self.page_url(self.state.page - 1) if self.state.page > 1 else ""

    @property
    def next_url(self) -> str:
        """The address of the page after, or nothing."""
        return self.page_url(self.state.page + 1) if self.state.page < self.pages else ""

    @property
    def clear_url(self) -> str:
        """The address with nothing hidden."""
        return self.url(self.state.without_filters())

    @property
    def here(self) -> str:
        """The address of this very view, to come back to after an action."""
        return self.url(self.state)

    @property
    def export_urls(self) -> list[tuple[str, str]]:
        """(format, address) of the downloads: every matching row, the columns on show."""
        return [(name, self.path + replace(self.state, page=1, format=name).query()) for name in ("xlsx", "csv")]

    def url(self, state: State) -> str:
        """The address of `state`, landing on the table."""
        return f"{self.path}{state.query()}#{self.table.key}"


def listing(table: Table[Row], request: HttpRequest, rows: Rows) -> Listing[Row]:
    """Apply to `rows` (a queryset or a sequence) what the request's address asks of `table`."""
    return Listing(table, parse(table, request.GET), rows, request.path)


def _narrow(table: Table[Row], state: State, rows: Rows) -> Rows:
    for one in table.filters:
        if values := state.chosen(one.key):
            rows = one.apply(rows, values)
    return table.search(rows, state.q) if table.search and state.q else rows


def _order(table: Table[Row], state: State, rows: Rows) -> Rows:
    column = table.column(state.sort)
    if column is None:
        return rows if isinstance(rows, QuerySet) else list(rows)
    if isinstance(rows, QuerySet):
        lookups = column.order or (column.key,)
        signed = [_flip(lookup) if state.descending else lookup for lookup in lookups]
        return rows.order_by(*signed, "pk")
    return _sort_list(column, state, rows)


def _flip(lookup: str) -> str:
    return lookup.removeprefix("-") if lookup.startswith("-") else f"-{lookup}"


def _sort_list(column: Column[Row], state: State, rows: Iterable[Row]) -> list[Row]:
    read = column.sort_by or column.read
    known: list[Row] = []
    unknown: list[Row] = []
    for row in rows:
        (unknown if read(row) is None else known).append(row)
    return sorted(known, key=lambda row: collate(read(row)), reverse=state.descending) + unknown


def _count(rows: Rows) -> int:
    return rows.count() if isinstance(rows, QuerySet) else len(rows)
