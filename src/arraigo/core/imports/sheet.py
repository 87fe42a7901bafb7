"""The sheet of a preview, as the page draws it: the rows of one page, their faults, and how many of each there are."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from arraigo.core.imports.kinds import Preview, PreviewRow
from arraigo.core.imports.problems import sentence_of
from arraigo.core.ui.formats import masked

PAGE_ROWS = 25
STATES = {
    "todas": (),
    "por-corregir": ("bad",),
    "repetidas": ("same",),
    "por-revisar": ("review",),
    "listas": ("ready",),
    "omitidas": ("ignored",),
}
# Headers of identity documents, for columns that nobody has mapped yet.
DOCUMENT_WORDS = re.compile(r"c[eé]dula|documento|pasaporte|identifica|identidad|\b(dni|ruc|ci)\b", re.IGNORECASE)
LONG_NUMBER = re.compile(r"\d{6,}(?=\d{4}\b)")


@dataclass(frozen=True)
class Tally:
    """How many rows there are in each state."""

    ready: int = 0
    review: int = 0
    same: int = 0
    bad: int = 0
    ignored: int = 0

    @property
    def total(self) -> int:
        """All the rows of the file."""
        return self.imported + self.left

    @property
    def imported(self) -> int:
        """The rows that would be imported; some of them then wait for review."""
        return self.ready + self.review

    @property
    def left(self) -> int:
        """The rows that would not be imported."""
        return self.same + self.bad + self.ignored


@dataclass(frozen=True)
class Heading:
    """A column's heading: what it is in the program, and what the file calls it; `left_out` when it goes nowhere."""

    label: str
    header: str
    private: bool = False
    left_out: bool = False


@dataclass(frozen=True)
class Cell:
    """One cell; `why` is what is wrong with it, `private` that its end alone is shown."""

    text: str
    anchor: str
    why: str = ""
    private: bool = False


@dataclass(frozen=True)
class Line:
    """One row on the page."""

    number: int
    anchor: str
    state: str
    note: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Fix:
    """One thing to mend: where (a link to the cell), and what is wrong."""

    anchor: str
    where: str
    why: str


def tally(rows: Iterable[PreviewRow]) -> Tally:
    """Count the rows by state."""
    return Tally(**Counter(row.state for row in rows))


def headings(preview: Preview) -> list[Heading]:
    """Return the heading of every cell's position."""
    labels = dict(preview.fields)
    fields = {column.header: column.field for column in preview.columns}
    # A kind may show its own columns instead of the file's: then there is nothing to translate or to leave out.
    of_file = bool(fields) and set(preview.headers) <= set(fields)
    found = []
    for at, header in enumerate(preview.headers):
        field = fields[header] if of_file else ""
        private = at in preview.private or field.startswith("document") or bool(DOCUMENT_WORDS.search(header))
        found.append(Heading(capfirst(labels.get(field, "")), header, private, of_file and not field))
    return found


def discreet(text: str) -> str:
    """Leave the last four digits of any long number in a sentence: it may be somebody's document."""
    return LONG_NUMBER.sub("•••• ", text)


class Sheet:
    """One page of a preview's rows, narrowed by state. `page` past the end gives the last."""

    def __init__(self, preview: Preview, *, state: str = "todas", page: int = 1) -> None:
        self.preview = preview
        self.state = state if state in STATES else "todas"
        wanted = STATES[self.state]
        self._rows = [row for row in preview.rows if row.state in wanted] if wanted else list(preview.rows)
        self.pages = max(-(-len(self._rows) // PAGE_ROWS), 1)
        self.page = min(max(page, 1), self.pages)

    @cached_property
    def tally(self) -> Tally:
        """How many rows the whole file has in each state."""
        return tally(self.preview.rows)

    @cached_property
    def _all_headings(self) -> list[Heading]:
        return headings(self.preview)

    @cached_property
    def _shown(self) -> list[int]:
        """The positions of the columns that hold or lack something in any row of the file, so in every page of it."""
        filled = {at for row in self.preview.rows for at, text in enumerate(row.cells) if text.strip()}
        faulty = {at for row in self.preview.rows for at in row.bad_columns}
        return [at for at in range(len(self._all_headings)) if at in filled | faulty]

    @property
    def headings(self) -> list[Heading]:
        """The headings of the columns on show."""
        return [self._all_headings[at] for at in self._shown]

    @cached_property
    def _sentences(self) -> dict[str, str]:
        """What each problem of a row says beside the row, by what it says alone."""
        return {found.message: sentence_of(found, placed=True) for found in self.preview.problems}

    def _said(self, text: str) -> str:
        return discreet(self._sentences.get(text, text))

    @property
    def total(self) -> int:
        """How many rows are in the chosen state."""
        return len(self._rows)

    @property
    def first(self) -> int:
        """The ordinal of the first row on the page."""
        return (self.page - 1) * PAGE_ROWS + 1 if self._rows else 0

    @property
    def last(self) -> int:
        """The ordinal of the last row on the page."""
        return min(self.page * PAGE_ROWS, self.total)

    @cached_property
    def lines(self) -> list[Line]:
        """The rows on the page."""
        return [self._line(row) for row in self._rows[(self.page - 1) * PAGE_ROWS : self.page * PAGE_ROWS]]

    def _line(self, row: PreviewRow) -> Line:
        texts = _padded(row.cells, len(self._all_headings))
        cells = tuple(self._cell(row, at, texts[at]) for at in self._shown)
        return Line(row.number, f"f{row.number}", row.state, self._said(row.note), cells)

    def _cell(self, row: PreviewRow, at: int, text: str) -> Cell:
        heading = self._all_headings[at]
        private = heading.private and bool(text.strip())
        # What nobody has mapped may be anything, a document among others.
        open_text = discreet(text) if heading.left_out else text
        shown = masked(text.strip()) if private else open_text
        return Cell(shown, f"f{row.number}-{at}", self._said(row.bad_columns.get(at, "")), private)

    @cached_property
    def fixes(self) -> list[Fix]:
        """What is wrong with the rows on the page, cell by cell, each once."""
        return [fix for line in self.lines if line.state == "bad" for fix in self._fixes_of(line)]

    def _fixes_of(self, line: Line) -> list[Fix]:
        cells = [(at, cell) for at, cell in zip(self._shown, line.cells, strict=True) if cell.why]
        found = [Fix(cell.anchor, self._where(line.number, at), cell.why) for at, cell in cells]
        told = {cell.why for _at, cell in cells}
        if line.note and line.note not in told:
            found.append(Fix(line.anchor, _("Fila %(row)d") % {"row": line.number}, line.note))
        return found

    def _where(self, number: int, at: int) -> str:
        heading = self._all_headings[at]
        return _("Fila %(row)d. %(column)s") % {"row": number, "column": heading.label or heading.header}

    @cached_property
    def general(self) -> list[str]:
        """The problems of the file as a whole: those that name no row of the sheet."""
        numbers = {row.number for row in self.preview.rows}
        return [discreet(sentence_of(found)) for found in self.preview.problems if found.row not in numbers]

    @property
    def recognised(self) -> int:
        """How many columns went to a field without anybody saying so."""
        return sum(bool(column.field) and column.sure for column in self.preview.columns)


def _padded(cells: Sequence[str], width: int) -> list[str]:
    return [*cells[:width], *[""] * (width - len(cells))]
