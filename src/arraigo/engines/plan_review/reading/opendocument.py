"""ODT: paragraphs, headings, tables row by row; tracked changes read as if all had been accepted."""

from lxml import etree

from arraigo.engines.plan_review.problems import PlanError, Problem
from arraigo.engines.plan_review.reading.packed import archive, inside, number, tree
from arraigo.engines.plan_review.reading.values import Blocks

_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_SVG = "{urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
# What was deleted is kept apart in `tracked-changes`; notes and comments are not the plan's own lines.
_APART = frozenset({f"{_TEXT}tracked-changes", f"{_TEXT}note", f"{_OFFICE}annotation", f"{_TEXT}table-of-content"})
_LINES = (f"{_TEXT}p", f"{_TEXT}h")
# A frame stands among the words of a paragraph and is read after it; its title is for who cannot see it.
_NO_WORDS = _APART.union(_LINES, (f"{_SVG}title", f"{_SVG}desc"))
_SIGNS = {f"{_TEXT}s": " ", f"{_TEXT}tab": " ", f"{_TEXT}line-break": "\n"}


def read_odt(content: bytes) -> tuple[Blocks, list[Problem]]:
    """Return an ODT's paragraphs, and a problem that counts its tracked changes; raises PlanError for a bad file."""
    with archive(content) as packed:
        root = tree(packed, "content.xml")
    body = root.find(f"{_OFFICE}body/{_OFFICE}text") if root is not None else None
    if body is None:
        raise PlanError("corrupt", detail="content.xml")
    blocks = Blocks()
    for node in inside(body, _APART | {f"{_TABLE}table"}):
        if node.tag == f"{_TEXT}h":
            blocks.add(_text(node), level=_level(node))
        elif node.tag == f"{_TEXT}p":
            for piece in _text(node).split("\n"):
                blocks.add(piece)
        elif node.tag == f"{_TABLE}table":
            _table(node, blocks)
    changes = sum(1 for _region in body.iter(f"{_TEXT}changed-region"))
    return blocks, [Problem("tracked_changes", {"count": changes})] if changes else []


def _level(node: "etree._Element") -> int:
    return number(node.get(f"{_TEXT}outline-level")) or 1


def _table(table: "etree._Element", blocks: Blocks) -> None:
    for row in table.iter(f"{_TABLE}table-row"):
        if next(row.iterancestors(f"{_TABLE}table")) is not table:
            continue
        blocks.add_row([_cell(cell) for cell in row if cell.tag == f"{_TABLE}table-cell"])


def _cell(cell: "etree._Element") -> str:
    return " ".join(_text(one) for one in inside(cell, _APART) if one.tag in _LINES)


def _text(node: "etree._Element") -> str:
    parts: list[str] = []
    # Elements, and the words that follow one.
    waiting: list[etree._Element | str] = [node]
    while waiting:
        one = waiting.pop()
        if isinstance(one, str):
            parts.append(one)
            continue
        if one is not node:
            waiting.append(one.tail or "")
            if one.tag in _NO_WORDS:
                continue
        parts.append(_SIGNS.get(one.tag) or one.text or "")
        waiting.extend(reversed(one))
    return "".join(parts)
