"""Tables of a PDF by the lines drawn around their cells, only on pages that have such lines.

Rules and frames are found among the page's paths; where they cross they make a grid, and PDFium gives the text that
stands in each cell. A table without any line is not found: its words are in the page's text all the same.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from arraigo.engines.plan_review.model import Table
from arraigo.engines.plan_review.reading.pdf import opened

# In points (1/72 inch).
_THIN = 2.5
_NEAR = 3.0
_SHORTEST = 6.0
# No column of words is narrower: two lines as near as this are the frames of neighbours.
_NARROWEST = 8.0
_FEWEST_LINES = 6
# A page of map or drawing has tens of thousands of paths and no table.
_MOST_PATHS = 20_000


@dataclass(slots=True)
class _Lines:
    """Segments of a page: those that lie as (y, from x, to x), those that stand as (x, from y, to y)."""

    lying: list[tuple[float, float, float]] = field(default_factory=list)
    standing: list[tuple[float, float, float]] = field(default_factory=list)

    def add(self, left: float, bottom: float, right: float, top: float) -> None:
        """Add what a path draws: a rule, or the four sides of a frame."""
        wide, high = right - left, top - bottom
        if high <= _THIN and wide >= _SHORTEST:
            self.lying.append(((bottom + top) / 2, left, right))
        elif wide <= _THIN and high >= _SHORTEST:
            self.standing.append(((left + right) / 2, bottom, top))
        elif wide >= _SHORTEST and high >= _SHORTEST:
            self.lying += [(bottom, left, right), (top, left, right)]
            self.standing += [(left, bottom, top), (right, bottom, top)]


def tables(content: bytes, pages: Iterable[int] | None = None) -> tuple[Table, ...]:
    """Return the tables of a PDF's pages (all where none are named, from 1) that have lines around their cells.

    Raises PlanError as `read` does for a PDF that cannot be opened.
    """
    document = opened(content)
    found: list[Table] = []
    try:
        for number in pages if pages is not None else range(1, len(document) + 1):
            page = document[number - 1]
            lines = _lines(page)
            if looks_like_tables(lines):
                found += _tables_of(page, number, lines)
            page.close()
    finally:
        document.close()
    return tuple(found)


def looks_like_tables(lines: _Lines) -> bool:
    """Whether a page has enough lines both ways for one table of two rows and two columns."""
    return len(lines.lying) + len(lines.standing) >= _FEWEST_LINES and bool(lines.lying) and len(lines.standing) > 1


def _lines(page: pdfium.PdfPage) -> _Lines:
    found = _Lines()
    whole = page.get_width() * page.get_height()
    paths = page.get_objects([raw.FPDF_PAGEOBJ_PATH])
    for count, path in enumerate(paths):
        if count > _MOST_PATHS:
            return _Lines()
        left, bottom, right, top = path.get_bounds()
        if (right - left) * (top - bottom) < 0.9 * whole:
            found.add(left, bottom, right, top)
    return found


def _tables_of(page: pdfium.PdfPage, number: int, lines: _Lines) -> Iterator[Table]:
    textpage = page.get_textpage()
    for group in _groups(lines):
        rows = _filled(_grid(textpage, group))
        if len(rows) > 1 and len(rows[0]) > 1:
            yield Table(number, rows)
    textpage.close()


def _groups(lines: _Lines) -> list[_Lines]:
    """Part the lines by the heights that standing ones cover: two tables of a page do not share any."""
    spans: list[list[float]] = []
    for _x, bottom, top in sorted(lines.standing, key=lambda line: line[1]):
        if spans and bottom <= spans[-1][1] + _NEAR:
            spans[-1][1] = max(spans[-1][1], top)
        else:
            spans.append([bottom, top])
    return [
        _Lines(
            [line for line in lines.lying if low - _NEAR <= line[0] <= high + _NEAR],
            [line for line in lines.standing if low - _NEAR <= line[1] and line[2] <= high + _NEAR],
        )
        for low, high in reversed(spans)
    ]


def _clustered(values: Iterable[float], near: float) -> list[float]:
    found: list[list[float]] = []
    for value in sorted(values):
        if found and value - found[-1][-1] <= near:
            found[-1].append(value)
        else:
            found.append([value])
    return [sum(group) / len(group) for group in found]


def _grid(textpage: pdfium.PdfTextPage, lines: _Lines) -> list[list[str]]:
    """The text of each cell, top row first. A cell that spans several stands in the first, the others are empty."""
    heights = _clustered((line[0] for line in lines.lying), _NEAR)[::-1]
    edges = _clustered((line[0] for line in lines.standing), _NARROWEST)
    rows: list[list[str]] = []
    for top, bottom in pairwise(heights):
        row = [""] * (len(edges) - 1)
        for first, last in _spans(lines, edges, (top + bottom) / 2):
            text = textpage.get_text_bounded(edges[first] + 0.5, bottom + 0.5, edges[last] - 0.5, top - 0.5)
            row[first] = " ".join(text.split())
        rows.append(row)
    return rows


def _spans(lines: _Lines, edges: list[float], height: float) -> Iterator[tuple[int, int]]:
    """The cells of a row, as first and last edge: where no line stands between two columns they are one cell."""
    standing = [
        place
        for place, edge in enumerate(edges)
        if any(abs(x - edge) <= _NARROWEST and low <= height <= high for x, low, high in lines.standing)
    ]
    yield from pairwise(standing)


def _filled(rows: list[list[str]]) -> tuple[tuple[str, ...], ...]:
    """Leave out rows and columns without any text."""
    kept = [row for row in rows if any(row)]
    columns = [place for place in range(len(kept[0])) if any(row[place] for row in kept)] if kept else []
    return tuple(tuple(row[place] for place in columns) for row in kept)
