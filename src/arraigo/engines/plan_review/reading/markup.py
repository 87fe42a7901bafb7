"""HTML and Markdown: the blocks of the one, the headings of the other."""

import codecs
import re
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import cast

from lxml import etree

from arraigo.engines.plan_review.problems import PlanError
from arraigo.engines.plan_review.reading.plain import decoded
from arraigo.engines.plan_review.reading.values import Blocks

_GONE = frozenset(
    {"script", "style", "noscript", "template", "head", "nav", "svg", "button", "form", "iframe", "select", "textarea"}
)
_INLINE = frozenset(
    {
        *("a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i"),
        *("ins", "kbd", "label", "mark", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time"),
        *("tt", "u", "var", "wbr", "img"),
    }
)
# Each table around a cell copies its words once more; what lies deeper is read as lines.
_TABLES_DEEP = 16
_LEVELS = {f"h{level}": level for level in range(1, 7)}
_DECLARED = re.compile(rb"""<(?:meta|\?xml)[^>]*?(?:charset|encoding)\s*=\s*["']?\s*([\w-]+)""", re.IGNORECASE)
_LATIN = frozenset({"ascii", "cp1252", "iso8859-1"})
# Names that are no page's: what they do to bytes is for programs.
_PYTHON_ONLY = frozenset({"charmap", "idna", "punycode", "raw-unicode-escape", "unicode-escape", "utf-7"})
_PROLOGUE = re.compile(r"^\s*<\?xml[^>]*\?>")
_HEADING = re.compile(r"^ {0,3}(#{1,6})\s+(?=\S)", re.MULTILINE)


def read_html(content: bytes) -> tuple[Blocks, str, bool]:
    """Return the blocks of a page without scripts and navigation, its encoding, and whether that was guessed."""
    text, encoding, is_guess = _html_text(content)
    page = _Page()
    # The stubs of lxml ask that a target takes bytes too, and comments; lxml does not.
    parser = etree.HTMLParser(huge_tree=True, target=cast("etree.ParserTarget", page))
    try:
        etree.fromstring(_PROLOGUE.sub("", text), parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise PlanError("corrupt", detail=str(error)) from error
    return page.blocks, encoding, is_guess


def _html_text(content: bytes) -> tuple[str, str, bool]:
    """Decode a page: what its bytes prove, else what it declares (Latin-1 is read as Windows-1252), else a guess."""
    text, guessed, is_guess = decoded(content)
    declared = _DECLARED.search(content[:4_096])
    if not is_guess or not declared:
        return text, guessed, is_guess
    name = declared.group(1).decode("ascii")
    try:
        encoding = codecs.lookup(name).name
        encoding = "cp1252" if encoding in _LATIN else encoding
        said = content.decode(encoding)
    except (LookupError, UnicodeError):
        return text, guessed, is_guess
    # A name that its own encoding would have written in other bytes is not true.
    is_true = encoding not in _PYTHON_ONLY and name in said
    return (said, encoding, False) if is_true else (text, guessed, is_guess)


class _Kind(Enum):
    """What an element is to its text."""

    INLINE = auto()
    BLOCK = auto()
    ROW = auto()
    CELL = auto()
    GONE = auto()


@dataclass(slots=True)
class _Flow:
    """Text being gathered, a page's or a cell's: its blocks, the line at hand, the level of each block around it."""

    blocks: Blocks = field(default_factory=Blocks)
    inline: list[str] = field(default_factory=list)
    levels: list[int] = field(default_factory=lambda: [0])

    def flush(self) -> None:
        """End the line at hand."""
        if not self.inline:
            return
        self.blocks.add("".join(self.inline), level=self.levels[-1])
        self.inline.clear()


class _Page:
    """Makes blocks of a page's elements as the parser meets them.

    No tree is built: old programs leave thousands of <font> open, and a tree loses what lies deeper than 2,048.
    """

    def __init__(self) -> None:
        self._flows = [_Flow()]
        self._rows: list[list[str]] = []
        self._open = [_Kind.BLOCK]

    @property
    def blocks(self) -> Blocks:
        """The blocks of the page."""
        return self._flows[0].blocks

    def start(self, tag: str, _attributes: object) -> None:
        """Enter an element."""
        kind = self._kind(tag)
        self._open.append(kind)
        if kind is _Kind.BLOCK:
            flow = self._flows[-1]
            flow.flush()
            flow.levels.append(_LEVELS.get(tag, 0))
        elif kind is _Kind.ROW:
            self._flows[-1].flush()
            self._rows.append([])
        elif kind is _Kind.CELL:
            self._flows.append(_Flow())

    def data(self, text: str) -> None:
        """Take what an element says; in a row only cells say something."""
        around = self._open[-1]
        if around is not _Kind.GONE and around is not _Kind.ROW:
            self._flows[-1].inline.append(text)

    def end(self, _tag: str) -> None:
        """Leave an element."""
        kind = self._open.pop()
        if kind is _Kind.BLOCK:
            flow = self._flows[-1]
            flow.flush()
            flow.levels.pop()
        elif kind is _Kind.ROW:
            self._flows[-1].blocks.add_row(self._rows.pop())
        elif kind is _Kind.CELL:
            cell = self._flows.pop()
            cell.flush()
            self._rows[-1].append(" ".join(cell.blocks.parts))

    def close(self) -> None:
        """End the page."""
        self._flows[0].flush()

    def _kind(self, tag: str) -> _Kind:
        around = self._open[-1]
        if around is _Kind.GONE or tag in _GONE:
            return _Kind.GONE
        if around is _Kind.ROW:
            return _Kind.CELL if tag in ("td", "th") else _Kind.GONE
        if tag in _INLINE:
            return _Kind.INLINE
        return _Kind.ROW if tag == "tr" and len(self._rows) < _TABLES_DEEP else _Kind.BLOCK


def markdown_levels(text: str) -> dict[int, int]:
    """Return where the headings of a Markdown text begin, with their level."""
    return {found.start(): len(found.group(1)) for found in _HEADING.finditer(text)}
