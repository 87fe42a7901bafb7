"""What every reader of a format hands over: the text as it stands, its pages, and what the format said of it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum

from arraigo.engines.plan_review.model import Page
from arraigo.engines.plan_review.problems import Problem

# A page as a picture (PNM, 8-bit grey) → its text.
Ocr = Callable[[bytes], str]

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ODT = "application/vnd.oasis.opendocument.text"
HTML = "text/html"
MARKDOWN = "text/markdown"
PLAIN = "text/plain"

# Between pages in `Reading.text`, as pdftotext does.
PAGE_BREAK = "\f"


class Shape(StrEnum):
    """How lines make paragraphs: printed lines to rejoin, or each a whole paragraph, as a word processor has it."""

    PRINTED = "printed"
    PARAGRAPHS = "paragraphs"


@dataclass(frozen=True, slots=True)
class Reading:
    """A file's text before its structure is known.

    `levels` are the headings that the format itself declares (a style, an <h2>, a «##»): where the line begins → how
    deep, from 1. `rows` are where lines begin that are rows of a table, their cells apart by « | ».
    """

    sha256: str
    media_type: str
    text: str
    pages: tuple[Page, ...]
    shape: Shape = Shape.PRINTED
    levels: dict[int, int] = field(default_factory=dict)
    rows: frozenset[int] = frozenset()
    encoding: str = ""
    language: str = ""
    problems: tuple[Problem, ...] = ()


@dataclass(slots=True)
class Blocks:
    """Paragraphs in reading order, gathered by the readers of formats that have them."""

    parts: list[str] = field(default_factory=list)
    levels: dict[int, int] = field(default_factory=dict)
    rows: set[int] = field(default_factory=set)
    length: int = 0

    def add(self, text: str, *, level: int = 0, is_row: bool = False) -> None:
        """Add a paragraph, a heading of a level from 1, or a row of a table; one without text is left out."""
        line = " ".join(text.split())
        if not line:
            return
        if level:
            self.levels[self.length] = level
        if is_row:
            self.rows.add(self.length)
        self.parts.append(line)
        self.length += len(line) + 1

    def add_row(self, cells: list[str]) -> None:
        """Add a row of a table; one cell alone is a paragraph in a frame."""
        full = [" ".join(cell.split()) for cell in cells]
        if sum(1 for cell in full if cell) > 1:
            self.add(" | ".join(full), is_row=True)
        else:
            self.add("".join(full))

    @property
    def text(self) -> str:
        """The whole text, a paragraph to a line."""
        return "\n".join(self.parts)
