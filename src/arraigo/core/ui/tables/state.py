"""What a person has asked of a table, as the address bar keeps it: parsed, checked, written back."""

from dataclasses import dataclass, replace
from typing import Any

from django.http import QueryDict

from arraigo.core.ui.tables.definition import Filter, Table

LONGEST_SEARCH = 200
LAST_PAGE = 1_000_000
FORMATS = ("csv", "xlsx")


@dataclass(frozen=True)
class State:
    """A table's state. `sort` is a column's key, `columns` the keys on show, `filters` (key, values) pairs.

    `extra` are the page's other parameters, which the table's links must not lose.
    """

    table: Table[Any]
    q: str
    sort: str
    descending: bool
    page: int
    size: int
    columns: tuple[str, ...]
    filters: tuple[tuple[str, tuple[str, ...]], ...]
    format: str
    extra: tuple[tuple[str, str], ...]
    # How the address writes `q`, when whoever opened it keeps names out of addresses.
    sealed: str = ""

    def chosen(self, key: str) -> tuple[str, ...]:
        """The values chosen in the filter `key`."""
        return dict(self.filters).get(key, ())

    @property
    def narrowed(self) -> bool:
        """Whether search or filters hide rows."""
        return bool(self.q or self.filters)

    @property
    def own_columns(self) -> bool:
        """Whether the columns are other than the table's own choice."""
        return self.columns != default_columns(self.table)

    def with_filter(self, key: str, values: tuple[str, ...]) -> "State":
        """The same state with other values in one filter, back on the first page."""
        kept = tuple(pair for pair in self.filters if pair[0] != key)
        return replace(self, filters=kept + (((key, values),) if values else ()), page=1)

    def without_filters(self) -> "State":
        """The same state with nothing hidden, back on the first page."""
        return replace(self, q="", sealed="", filters=(), page=1)

    def sorted_by(self, key: str) -> "State":
        """The state after a click on the heading `key`: ascending first, then descending."""
        return replace(self, sort=key, descending=self.sort == key and not self.descending, page=1)

    def query(self, *, form: bool = False) -> str:
        """The query string, with `?` unless empty; what equals the default is left out.

        `form` leaves out what the toolbar's own fields send: search, filters and columns.
        """
        params = QueryDict(mutable=True)
        for key, value in self.pairs(form=form):
            params.appendlist(key, value)
        return f"?{params.urlencode()}" if params else ""

    def pairs(self, *, form: bool = False) -> list[tuple[str, str]]:
        """The parameters behind `query`, also as hidden fields of a form."""
        name = self.table.prefix
        pairs = list(self.extra)
        if not form:
            pairs += [(f"{name}q", self.sealed or self.q)] if self.q else []
            pairs += [(f"{name}{key}", value) for key, values in self.filters for value in values]
            pairs += [(f"{name}columnas", key) for key in self.columns] if self.own_columns else []
            pairs += [(f"{name}pagina", str(self.page))] if self.page > 1 else []
        order = f"-{self.sort}" if self.descending else self.sort
        pairs += [(f"{name}orden", order)] if order != self.table.sort else []
        pairs += [(f"{name}filas", str(self.size))] if self.size != self.table.page_sizes[0] else []
        pairs += [(f"{name}formato", self.format)] if self.format else []
        return pairs


def parse(table: Table[Any], params: QueryDict) -> State:
    """Read a table's state from the address. What it does not know is ignored, never an error."""
    name = table.prefix
    sort, descending = _sort(table, params.get(f"{name}orden", ""))
    wanted = params.get(f"{name}formato", "")
    sought = params.get(f"{name}q", "") if table.search else ""
    return State(
        table=table,
        q=sought.replace("\x00", "").strip()[:LONGEST_SEARCH],
        sealed=written(sought) if written(sought) != sought else "",
        sort=sort,
        descending=descending,
        page=_between(params.get(f"{name}pagina", ""), 1, LAST_PAGE),
        size=_size(table, params.get(f"{name}filas", "")),
        columns=_columns(table, params.getlist(f"{name}columnas")),
        filters=_filters(table, params),
        format=wanted if wanted in FORMATS and table.exports else "",
        extra=_extra(table, params),
    )


def default_columns(table: Table[Any]) -> tuple[str, ...]:
    """The columns on show when nobody chose others."""
    return tuple(column.key for column in table.columns if not column.hidden or column is table.main)


def _sort(table: Table[Any], order: str) -> tuple[str, bool]:
    for candidate in (order, table.sort):
        column = table.column(candidate.removeprefix("-"))
        if column is not None and column.can_sort:
            return column.key, candidate.startswith("-")
    return "", False


def _between(text: str, low: int, high: int) -> int:
    return min(max(int(text), low), high) if text.isascii() and text.isdigit() and len(text) < 10 else low


def _size(table: Table[Any], text: str) -> int:
    allowed = {str(size): size for size in table.page_sizes}
    return allowed.get(text, table.page_sizes[0])


def _columns(table: Table[Any], asked: list[str]) -> tuple[str, ...]:
    chosen = set(asked)
    if not any(column.key in chosen for column in table.columns):
        return default_columns(table)
    return tuple(column.key for column in table.columns if column.key in chosen or column is table.main)


def _filters(table: Table[Any], params: QueryDict) -> tuple[tuple[str, tuple[str, ...]], ...]:
    found = ((one.key, _values(one, params.getlist(f"{table.prefix}{one.key}"))) for one in table.filters)
    return tuple((key, values) for key, values in found if values)


def _values(one: Filter, asked: list[str]) -> tuple[str, ...]:
    values = tuple(str(value) for value, _ in one.choices if value != "" and str(value) in asked)
    return values if one.multiple else values[:1]


def _extra(table: Table[Any], params: QueryDict) -> tuple[tuple[str, str], ...]:
    own = {f"{table.prefix}{key}" for key in ("q", "orden", "pagina", "filas", "columnas", "formato")}
    own |= {f"{table.prefix}{one.key}" for one in table.filters}
    return tuple((key, written(value)) for key, values in params.lists() if key not in own for value in values)


def written(value: str) -> str:
    """Return how an address writes a value: sealed, where it came sealed."""
    return str(getattr(value, "token", value))
