"""DOCX: paragraphs, headings by style, tables row by row; tracked changes read as if all had been accepted."""

import re
from dataclasses import dataclass, field

from lxml import etree

from arraigo.engines.plan_review.model import folded
from arraigo.engines.plan_review.problems import PlanError, Problem
from arraigo.engines.plan_review.reading.packed import archive, inside, number, tree
from arraigo.engines.plan_review.reading.values import Blocks
from arraigo.engines.plan_review.reading.word_numbering import Numbering, numbering_of

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_GONE = frozenset(f"{_W}{name}" for name in ("del", "moveFrom", "instrText", "fldData", "pPr", "rPr", "sectPr"))
_NO_LINES = _GONE | {f"{_W}tbl"}
_NO_WORDS = _GONE | {f"{_W}txbxContent"}
_CHANGES = ("ins", "del", "moveFrom", "moveTo")
_SPACES = {f"{_W}tab": " ", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-", f"{_W}softHyphen": ""}
_HEADING = re.compile(r"(?:heading|titulo|ttulo|encabezado)\s*(\d)")


@dataclass(slots=True)
class _Word:
    """A document being walked: paragraphs so far, heading styles, changes, a paragraph whose mark was deleted."""

    blocks: Blocks
    styles: dict[str, int]
    numbering: Numbering
    changes: int = 0
    pending: list[str] = field(default_factory=list)


def read_docx(content: bytes) -> tuple[Blocks, list[Problem]]:
    """Return a DOCX's paragraphs, and a problem that counts its tracked changes; raises PlanError for a bad file."""
    with archive(content) as packed:
        root = tree(packed, "word/document.xml")
        styles = tree(packed, "word/styles.xml")
        lists = tree(packed, "word/numbering.xml")
    if root is None:
        raise PlanError("corrupt", detail="word/document.xml")
    if root.tag.startswith(_STRICT):
        _made_transitional(root)
    _keep_one_of_each(root)
    word = _Word(Blocks(), _heading_styles(styles), numbering_of(lists, styles))
    word.changes = _count_changes(root)
    body = root.find(f"{_W}body")
    # A text box stands in a paragraph and is read after it.
    for node in inside(body if body is not None else root, _NO_LINES):
        if node.tag == f"{_W}p":
            _paragraph(node, word)
        elif node.tag == f"{_W}tbl":
            _table(node, word)
    word.blocks.add("".join(word.pending))
    problems = [Problem("tracked_changes", {"count": word.changes})] if word.changes else []
    return word.blocks, problems


def _made_transitional(root: "etree._Element") -> None:
    for node in root.iter():
        if node.tag.startswith(_STRICT):
            node.tag = _W + node.tag[len(_STRICT) :]


def _keep_one_of_each(root: "etree._Element") -> None:
    """Drop what repeats a drawing: Word keeps one for itself, the first, and others for older programs."""
    for both in list(root.iter(f"{_MC}AlternateContent")):
        for other in list(both)[1:]:
            both.remove(other)


def _count_changes(root: "etree._Element") -> int:
    """Count insertions, deletions and moves as Word's pane does: what was moved counts once."""
    found = sum(1 for name in _CHANGES[:3] for _node in root.iter(f"{_W}{name}"))
    return found or sum(1 for _node in root.iter(f"{_W}moveTo"))


def _heading_styles(styles: "etree._Element | None") -> dict[str, int]:
    """Map the identifiers of paragraph styles that are headings to their level, by name or outline level."""
    found: dict[str, int] = {}
    for style in styles.iter(f"{_W}style") if styles is not None else ():
        identifier = style.get(f"{_W}styleId") or ""
        name = style.find(f"{_W}name")
        named = _HEADING.search(folded((name.get(f"{_W}val") if name is not None else "") or identifier))
        level = _outline(style)
        if named:
            found[identifier] = int(named.group(1))
        elif level:
            found[identifier] = level
    return found


def _outline(node: "etree._Element") -> int:
    """The level that a style or a paragraph says of itself, from 1; 0 where it says none, or that it is text."""
    outline = node.find(f"{_W}pPr/{_W}outlineLvl")
    level = number(outline.get(f"{_W}val")) if outline is not None else None
    return level + 1 if level is not None and level < 9 else 0


def _paragraph(node: "etree._Element", word: _Word) -> None:
    word.pending.append(_text(node))
    mark = node.find(f"{_W}pPr/{_W}rPr/{_W}del")
    if mark is None:
        pieces = _numbered("".join(word.pending), node, word).split("\n")
        word.pending.clear()
        level = _level(node, word)
        for piece in pieces:
            word.blocks.add(piece, level=level)


def _numbered(text: str, node: "etree._Element", word: _Word) -> str:
    """Put before a paragraph's text the number that it has in its list."""
    label = word.numbering.label(node, _style(node)) if text.strip() else ""
    return f"{label} {text}".strip()


def _style(node: "etree._Element") -> str:
    style = node.find(f"{_W}pPr/{_W}pStyle")
    return (style.get(f"{_W}val") if style is not None else "") or ""


def _level(node: "etree._Element", word: _Word) -> int:
    return _outline(node) or word.styles.get(_style(node), 0)


def _table(node: "etree._Element", word: _Word) -> None:
    """Add each row that was not deleted; a merged cell stands once, and a table in a cell reads as its words."""
    for row in node.iter(f"{_W}tr"):
        if row.find(f"{_W}trPr/{_W}del") is not None or _table_of(row) is not node:
            continue
        cells = [cell for cell in row.iter(f"{_W}tc") if _row_of(cell) is row]
        word.blocks.add_row([_cell(cell, word) for cell in cells])


def _table_of(row: "etree._Element") -> "etree._Element | None":
    return next(row.iterancestors(f"{_W}tbl"), None)


def _row_of(cell: "etree._Element") -> "etree._Element | None":
    return next(cell.iterancestors(f"{_W}tr"), None)


def _cell(cell: "etree._Element", word: _Word) -> str:
    paragraphs = (one for one in inside(cell, _GONE) if one.tag == f"{_W}p")
    return " ".join(filter(None, (_numbered(_text(one), one, word) for one in paragraphs)))


def _text(node: "etree._Element") -> str:
    """The text of a paragraph: what was inserted in, what was deleted or moved away out."""
    parts: list[str] = []
    for child in inside(node, _NO_WORDS):
        # The words of a formula are in a namespace of their own.
        if child.tag.endswith("}t"):
            parts.append(child.text or "")
        elif child.tag in _SPACES:
            parts.append(_SPACES[child.tag])
    return "".join(parts)
