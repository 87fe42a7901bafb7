"""The numbers that Word counts by itself and does not keep in the text: «1.», «a)», «Artículo 3.-», bullets."""

import re
from collections import defaultdict
from dataclasses import dataclass, field

from lxml import etree

from arraigo.engines.plan_review.reading.packed import number

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PLACE = re.compile(r"%(\d)")
# Word's own limits: what is longer or further is no number, and each paragraph of its list would repeat it.
_DEEPEST, _LONGEST, _LAST_LETTERS, _LAST_ROMAN = 8, 255, 780, 32_767
_ROMANS = (
    *((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X")),
    *((9, "IX"), (5, "V"), (4, "IV"), (1, "I")),
)


@dataclass(frozen=True, slots=True)
class _Level:
    """How a level of a list is numbered: «decimal» with «%1.%2», from where."""

    kind: str
    pattern: str
    start: int


@dataclass(slots=True)
class Numbering:
    """The lists of a document, and how far each has counted."""

    levels: dict[str, dict[int, _Level]] = field(default_factory=dict)
    counts: dict[str, dict[int, int]] = field(default_factory=lambda: defaultdict(dict))
    list_of: dict[str, str] = field(default_factory=dict)
    by_style: dict[str, tuple[str, int]] = field(default_factory=dict)

    def label(self, paragraph: "etree._Element", style: str) -> str:
        """Count a paragraph in its list and return its number as Word shows it, «» where it has none."""
        found = _reference(paragraph.find(f"{W}pPr/{W}numPr"), self.by_style.get(style))
        levels = self.levels.get(found[0]) if found is not None else None
        if found is None or not levels or found[1] not in levels:
            return ""
        depth = found[1]
        counts = self.counts[self.list_of[found[0]]]
        counts[depth] = counts.get(depth, levels[depth].start - 1) + 1
        for deeper in [other for other in counts if other > depth]:
            del counts[deeper]
        if levels[depth].kind == "bullet":
            return "•"
        return _PLACE.sub(lambda place: _written(levels, counts, int(place.group(1)) - 1), levels[depth].pattern)


def numbering_of(lists: "etree._Element | None", styles: "etree._Element | None") -> Numbering:
    """Read a document's lists (numbering.xml) and the styles that belong to one."""
    found = Numbering()
    abstract = {
        one.get(f"{W}abstractNumId") or "": _levels(one)
        for one in (lists.iter(f"{W}abstractNum") if lists is not None else ())
    }
    for one in lists.iter(f"{W}num") if lists is not None else ():
        key = one.get(f"{W}numId") or ""
        link = one.find(f"{W}abstractNumId")
        name = _value(link)
        found.levels[key] = abstract.get(name, {})
        # Lists of one kind go on counting; one that starts anew says so.
        found.list_of[key] = f"own {key}" if one.find(f".//{W}startOverride") is not None else name
    for style in styles.iter(f"{W}style") if styles is not None else ():
        reference = _reference(style.find(f"{W}pPr/{W}numPr"), None)
        if reference is not None:
            found.by_style[style.get(f"{W}styleId") or ""] = reference
    return found


def _levels(abstract: "etree._Element") -> dict[int, _Level]:
    found: dict[int, _Level] = {}
    for level in abstract.iter(f"{W}lvl"):
        start = number(_value(level.find(f"{W}start")))
        depth = number(level.get(f"{W}ilvl")) or 0
        if depth > _DEEPEST:
            continue
        found[depth] = _Level(
            _value(level.find(f"{W}numFmt")) or "decimal",
            _value(level.find(f"{W}lvlText"))[:_LONGEST],
            1 if start is None else start,
        )
    return found


def _reference(properties: "etree._Element | None", usual: tuple[str, int] | None) -> tuple[str, int] | None:
    """The list and depth that a paragraph or style names; list 0 takes a paragraph out of its style's list."""
    if properties is None:
        return usual
    name, depth = _value(properties.find(f"{W}numId")), number(_value(properties.find(f"{W}ilvl")))
    if name == "0":
        return None
    if not name and usual is None:
        return None
    return name or (usual[0] if usual else ""), (usual[1] if usual else 0) if depth is None else depth


def _value(node: "etree._Element | None") -> str:
    return (node.get(f"{W}val") or "") if node is not None else ""


def _written(levels: dict[int, _Level], counts: dict[int, int], depth: int) -> str:
    level = levels.get(depth)
    if level is None:
        return ""
    count = counts.get(depth, level.start)
    if level.kind in ("lowerLetter", "upperLetter") and count <= _LAST_LETTERS:
        letter = chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1)
        return letter.upper() if level.kind == "upperLetter" else letter
    if level.kind in ("lowerRoman", "upperRoman") and count <= _LAST_ROMAN:
        return _roman(count) if level.kind == "upperRoman" else _roman(count).lower()
    return "" if level.kind == "none" else str(count)


def _roman(count: int) -> str:
    written = ""
    for value, letters in _ROMANS:
        written += letters * (count // value)
        count %= value
    return written
