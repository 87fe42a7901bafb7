"""HTML and Markdown: the blocks of the one, the headings of the other."""

import re

from lxml import etree, html

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
_LEVELS = {f"h{level}": level for level in range(1, 7)}
_DECLARED = re.compile(rb"""<(?:meta|\?xml)[^>]*?(?:charset|encoding)\s*=\s*["']?\s*([\w-]+)""", re.IGNORECASE)
_PROLOGUE = re.compile(r"^\s*<\?xml[^>]*\?>")
_HEADING = re.compile(r"^ {0,3}(#{1,6})\s+(?=\S)", re.MULTILINE)


def read_html(content: bytes) -> tuple[Blocks, str, bool]:
    """Return the blocks of a page without scripts and navigation, its encoding, and whether that was guessed."""
    text, encoding, is_guess = _html_text(content)
    try:
        root = html.document_fromstring(_PROLOGUE.sub("", text), parser=html.HTMLParser(huge_tree=True))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise PlanError("corrupt", detail=str(error)) from error
    blocks = Blocks()
    inline: list[str] = []
    _walk(root, blocks, inline, level=0)
    _flush(blocks, inline, 0)
    return blocks, encoding, is_guess


def _html_text(content: bytes) -> tuple[str, str, bool]:
    """Decode a page: what its bytes prove, else what it declares (Latin-1 is read as Windows-1252), else a guess."""
    text, encoding, is_guess = decoded(content)
    declared = _DECLARED.search(content[:4_096])
    if not is_guess or not declared:
        return text, encoding, is_guess
    name = declared.group(1).decode("ascii").lower()
    name = "cp1252" if name in {"iso-8859-1", "latin1", "windows-1252", "us-ascii"} else name
    try:
        return content.decode(name), name, False
    except (LookupError, UnicodeDecodeError):
        return text, encoding, is_guess


def _walk(node: "etree._Element", blocks: Blocks, inline: list[str], *, level: int) -> None:
    inline.append(node.text or "")
    for child in node:
        if isinstance(child.tag, str) and child.tag not in _GONE:
            _element(child, blocks, inline, level=level)
        inline.append(child.tail or "")


def _element(child: "etree._Element", blocks: Blocks, inline: list[str], *, level: int) -> None:
    if child.tag in _INLINE:
        _walk(child, blocks, inline, level=level)
        return
    _flush(blocks, inline, level)
    if child.tag == "tr":
        cells = [cell for cell in child if cell.tag in ("td", "th")]
        blocks.add_row([" ".join(_words(cell)) for cell in cells])
        return
    inner = _LEVELS.get(child.tag, 0)
    _walk(child, blocks, inline, level=inner)
    _flush(blocks, inline, inner)


def _words(cell: "etree._Element") -> list[str]:
    blocks, inline = Blocks(), [""]
    _walk(cell, blocks, inline, level=0)
    return [*blocks.parts, " ".join("".join(inline).split())]


def _flush(blocks: Blocks, inline: list[str], level: int) -> None:
    blocks.add("".join(inline), level=level)
    inline.clear()


def markdown_levels(text: str) -> dict[int, int]:
    """Return where the headings of a Markdown text begin, with their level."""
    return {found.start(): len(found.group(1)) for found in _HEADING.finditer(text)}
