"""The review of a preview as the page draws it: filters with their counts, pages that keep their place, the bar."""

from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from arraigo.core.imports.sheet import Fix, Sheet
from arraigo.core.imports.web.forms import ColumnsForm, DrawnColumn
from arraigo.core.ui.charts import proportion

MOST_FIXES = 20


@dataclass(frozen=True)
class Choice:
    """One filter of the rows."""

    label: str
    count: int
    url: str
    on: bool


@dataclass(frozen=True)
class Span:
    """One part of the bar of rows, in percent of its width."""

    label: str
    count: int
    tone: str
    x: float = 0
    width: float = 0


class Review:
    """What surrounds a sheet: what the page's parts ask of it."""

    def __init__(self, sheet: Sheet, path: str, columns: ColumnsForm | None = None) -> None:
        self.sheet = sheet
        self._path = path
        self._columns = columns

    @property
    def step(self) -> int:
        """The step at which the person is: at the columns while no row could be imported for want of them."""
        seen = self.sheet.preview
        return 2 if self._columns is not None and not seen.importable and not all(c.field for c in seen.columns) else 3

    @property
    def columns(self) -> list[DrawnColumn]:
        """The columns with their selects."""
        return self._columns.drawn() if self._columns else []

    @property
    def last_number(self) -> int:
        """The number, in the file, of the last row on the page."""
        return self.sheet.lines[-1].number if self.sheet.lines else 0

    @property
    def all_url(self) -> str:
        """The address of all the rows."""
        return self._url("todas", 1)

    @property
    def choices(self) -> list[Choice]:
        """The filters that have rows, and the one that is on."""
        count = self.sheet.tally
        named = (
            ("todas", _("Todas"), count.total),
            ("por-corregir", _("Por corregir"), count.bad),
            ("repetidas", _("Repetidas"), count.same),
            ("por-revisar", _("Dudosas"), count.review),
            ("listas", _("Listas"), count.ready),
            ("omitidas", _("Omitidas"), count.ignored),
        )
        return [
            Choice(label, rows, self._url(state, 1), state == self.sheet.state)
            for state, label, rows in named
            if rows or state in ("todas", self.sheet.state)
        ]

    @property
    def spans(self) -> list[Span]:
        """The bar of the file's rows by what would happen to them."""
        count = self.sheet.tally
        doubtful = ngettext("dudosa, que esperará revisión", "dudosas, que esperarán revisión", count.review)
        named = (
            Span(ngettext("lista", "listas", count.ready), count.ready, "d1"),
            Span(doubtful, count.review, "d3"),
            Span(ngettext("repetida", "repetidas", count.same), count.same, "d2"),
            Span(_("por corregir"), count.bad, "d4"),
            Span(ngettext("omitida", "omitidas", count.ignored), count.ignored, "d5"),
        )
        drawn, x = [], 0.0
        for span in named:
            if span.count:
                width = proportion(span.count, count.total)
                drawn.append(replace(span, x=round(x, 3), width=width))
                x += width
        return drawn

    @property
    def fixes(self) -> list[Fix]:
        """The first things to mend on this page of rows."""
        return self.sheet.fixes[:MOST_FIXES]

    @property
    def told(self) -> frozenset[str]:
        """The rows whose faults the list beside the sheet tells, by anchor: the sheet need not tell them again."""
        return frozenset(fix.anchor.partition("-")[0] for fix in self.fixes) if self.has_fixes else frozenset()

    @property
    def has_fixes(self) -> bool:
        """Whether anything in the file is to mend, so that the list stands beside the sheet."""
        return self.sheet.tally.bad > 0 and not self.sheet.preview.questions

    @property
    def more_fixes(self) -> int:
        """How many more there are on this page."""
        return max(len(self.sheet.fixes) - MOST_FIXES, 0)

    @property
    def bad_url(self) -> str:
        """The address of the rows to mend alone."""
        return self._url("por-corregir", 1)

    @property
    def bad_elsewhere(self) -> int:
        """How many rows to mend are not on this page."""
        return self.sheet.tally.bad - sum(line.state == "bad" for line in self.sheet.lines)

    def _url(self, state: str, page: int) -> str:
        asked = {**({"filas": state} if state != "todas" else {}), **({"pagina": str(page)} if page > 1 else {})}
        return f"{self._path}{'?' if asked else ''}{urlencode(asked)}#revision"

    @property
    def pages(self) -> list[tuple[int | None, str]]:
        """(number, address) of the pages to offer; (None, "") is a gap."""
        last, here = self.sheet.pages, self.sheet.page
        near = sorted({1, last, *range(here - 1, here + 2)} & set(range(1, last + 1)))
        links: list[tuple[int | None, str]] = []
        for before, page in zip([0, *near], near, strict=False):
            if page > before + 1:
                links.append((None, ""))
            links.append((page, self._url(self.sheet.state, page)))
        return links

    @property
    def previous_url(self) -> str:
        """The address of the page before, or nothing."""
        return self._url(self.sheet.state, self.sheet.page - 1) if self.sheet.page > 1 else ""

    @property
    def next_url(self) -> str:
        """The address of the page after, or nothing."""
        return self._url(self.sheet.state, self.sheet.page + 1) if self.sheet.page < self.sheet.pages else ""
