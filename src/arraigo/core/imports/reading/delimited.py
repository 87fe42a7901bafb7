"""Delimited text to rows of cells: the delimiter found by consistency, quotes respected."""

import csv
import io
import math
from collections import Counter
from dataclasses import dataclass
from typing import Literal

from arraigo.core.imports.reading.cells import Row

DELIMITERS = ("\t", ";", "|", ",")
SAMPLE_ROWS = 200
SAMPLE_CHARACTERS = 200_000
FIELD_LIMIT = 1_000_000
NEWLINES_IN_ONE_FIELD = 25
IN_SENTENCES = 0.3


@dataclass(frozen=True, slots=True)
class Delimited:
    """Rows of text cells; ``open_quote`` is the index of the row whose quotation mark is never closed."""

    rows: list[Row]
    delimiter: str
    open_quote: int | None = None


def read_delimited(text: str) -> Delimited:
    """Return the rows of a CSV whatever its delimiter, line ends and quotes."""
    text, declared = _declared(text)
    delimiter = declared or find_delimiter(text)
    rows = _records(text, delimiter)
    open_quote = _open_quote(rows)
    if open_quote is not None:
        literal = _records(text, delimiter, quoting=csv.QUOTE_NONE)
        if _consistency(literal) == 1.0:
            rows, open_quote = [[_bare(cell) for cell in row] for row in literal], None
    if delimiter:
        rows = unfold(rows, delimiter)
    return Delimited([[cell or None for cell in row] for row in rows], delimiter, open_quote)


def find_delimiter(text: str) -> str:
    """Return the delimiter that cuts the lines into the most columns most consistently; «,» for one column."""
    sample = text[:SAMPLE_CHARACTERS]
    if len(text) > len(sample):
        sample = sample[: max(sample.rfind("\n"), sample.rfind("\r")) + 1] or sample
    scores = {delimiter: _score(_records(sample, delimiter)[:SAMPLE_ROWS]) for delimiter in DELIMITERS}
    best = max(DELIMITERS, key=lambda delimiter: scores[delimiter])
    return best if scores[best] > 0 else ","


def unfold(rows: list[list[str]], delimiter: str) -> list[list[str]]:
    """Split again the rows that a spreadsheet saved whole inside one cell."""
    width = _usual_width(rows)
    if width < 3:
        return rows
    return [_split_again(row, delimiter, width) for row in rows]


def unfold_single_column(rows: list[Row]) -> list[Row] | None:
    """Return the rows of a sheet whose first column holds whole CSV lines, None if it is no such sheet."""
    texts = [_only_text(row) for row in rows]
    filled = [text for text in texts if text]
    if len(filled) < 2 or len(filled) < 0.9 * sum(1 for row in rows if any(row)):
        return None
    delimiter = find_delimiter("\n".join(filled[:SAMPLE_ROWS]))
    split = [next(csv.reader([text], delimiter=delimiter), []) for text in texts]
    if _usual_width(split) < 3 or _consistency(split) < 0.6:
        return None
    return [[cell or None for cell in row] for row in split]


def _only_text(row: Row) -> str:
    """Return the text of a row's first cell when nothing else stands in the row, blank otherwise."""
    first = row[0] if row else None
    return first if isinstance(first, str) and first.strip() and not any(row[1:]) else ""


def _declared(text: str) -> tuple[str, str]:
    head, line_end, rest = text.partition("\n")
    line = head.strip().strip('"').lower()
    if line_end and line.startswith("sep=") and len(line) == 5:
        return rest, line[4]
    if line_end and line == "sep=":
        return rest, "\t"
    return text, ""


def _records(text: str, delimiter: str, quoting: Literal[0, 3] = csv.QUOTE_MINIMAL) -> list[list[str]]:
    csv.field_size_limit(max(csv.field_size_limit(), len(text) + 1, FIELD_LIMIT))
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, quoting=quoting, skipinitialspace=False)
    return list(reader)


def _widths(rows: list[list[str]]) -> list[int]:
    return [len(row) for row in rows if any(cell.strip() for cell in row)]


def _usual_width(rows: list[list[str]]) -> int:
    counts = Counter(width for width in _widths(rows) if width > 1)
    return max(counts, key=lambda width: (counts[width] * math.log2(width), width)) if counts else 1


def _consistency(rows: list[list[str]]) -> float:
    widths = _widths(rows)
    usual = _usual_width(rows)
    return sum(1 for width in widths if width == usual) / len(widths) if widths else 0.0


def _score(rows: list[list[str]]) -> float:
    """Score a delimiter: how many columns, how consistently; less where a space follows it, as within a sentence."""
    after = [cell for row in rows for cell in row[1:] if cell]
    in_sentences = sum(1 for cell in after if cell.startswith(" ")) > len(after) / 3
    return _consistency(rows) * (_usual_width(rows) - 1) * (IN_SENTENCES if in_sentences else 1)


def _split_again(row: list[str], delimiter: str, width: int) -> list[str]:
    if not row or delimiter not in row[0] or any(cell.strip() for cell in row[1:]):
        return row
    inner = next(csv.reader([row[0]], delimiter=delimiter), [])
    return inner if len(inner) >= max(3, width - 2) else row


def _bare(cell: str) -> str:
    return cell[1:-1] if len(cell) > 1 and cell.startswith('"') and cell.endswith('"') else cell


def _open_quote(rows: list[list[str]]) -> int | None:
    for index, row in enumerate(rows):
        if any(cell.count("\n") + cell.count("\r") > NEWLINES_IN_ONE_FIELD for cell in row):
            return index
    return None
