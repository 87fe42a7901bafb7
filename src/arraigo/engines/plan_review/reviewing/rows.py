"""Rows of tables of targets and indicators, which text readers break into short passages.

«Gestionar subsidios para familias desplazadas» · «No de subsidios asignados» · «0 1000» was one row: action, indicator,
baseline and target. Two values in a row are baseline and target; a single one is what the table's heading says.
"""

import re
from collections.abc import Iterator, Sequence

from arraigo.engines.plan_review.reviewing.findings import StepKind
from arraigo.engines.plan_review.reviewing.ground import Ground
from arraigo.engines.plan_review.reviewing.marks import Mark

CELL = 140
"""A cell of a row has at most so many letters."""

CELLS = 3
"""So many passages after the first may be of its row."""

_HEAD_AT_MOST, _LOOKED_AT = 160, 8
_HEADS = re.compile(r"\b(?:metas?|indicador(?:es)?)\b", re.IGNORECASE)
_BASELINE_HEAD = re.compile(r"\bl[ií]neas? (?:de )?base\b", re.IGNORECASE)
_VALUE = r"(?:n\.?[/ ]?d\.?|s\.?[/ ]?l\.?|n\.?[/ ]?a\.?|cero|\d[\d.,]*) ?%?"
_VALUES = re.compile(rf"\W*{_VALUE}(?:\s+{_VALUE})*\W*", re.IGNORECASE)
_PAIR = re.compile(rf"(?<![\w.,]){_VALUE}\s+\d[\d.,]* ?%?(?![\w%])", re.IGNORECASE)
_YEARS = re.compile(r"(?:19|20)\d\d[\s-]+(?:19|20)\d\d(?!\d)")
# Amounts of money stand without a sign in investment plans; no baseline or target is that large.
_MONEY = re.compile(r"\$|(?<![\d.])\d{1,3}(?:[.,]\d{3}){2,}(?![\d.])")
_ENDS_IN_VALUE = re.compile(r"(?<![\w.,])\d[\d.,]* ?%?(?:\s+[a-záéíóúñ]+)?\W*$", re.IGNORECASE)
_INDICATOR = re.compile(
    r"\W*(?:n[úu]mero|n[°ºo]\.?|porcentaje|cantidad|tasa|[ií]ndice|proporci[óo]n|%|#) (?:total )?de\b", re.IGNORECASE
)


def in_row(ground: Ground, passage: int) -> Iterator[tuple[int, Mark]]:
    """Yield, with its passage, what the row that begins with a passage has: indicator, baseline and target."""
    head = head_of(ground, passage)
    cells = list(_cells(ground, passage))
    for cell in cells:
        text = ground.passages[cell].text
        if _INDICATOR.match(text):
            yield cell, _mark(StepKind.INDICATOR, text)
    if cells:
        yield from _values(ground, passage, cells, head)


def pairs(ground: Ground, passage: int) -> Sequence[Mark]:
    """Return baselines and targets that stand as two values in a passage of a table with such a heading."""
    if passage not in ground.pairs:
        text = ground.passages[passage].text
        found = (
            [one for one in _PAIR.finditer(text) if not (_YEARS.match(one.group()) or _MONEY.search(one.group()))]
            if head_of(ground, passage)
            else []
        )
        kinds = (StepKind.BASELINE, StepKind.TARGET)
        ground.pairs[passage] = [Mark(kind, one.start(), one.end(), one.group()) for one in found for kind in kinds]
    return ground.pairs[passage]


def head_of(ground: Ground, passage: int) -> str:
    """Return the heading of the table that a passage may be of: its section's title or one of the first lines of it."""
    section = ground.passages[passage].section
    if section is None:
        return ""
    if section not in ground.heads:
        ground.heads[section] = _heads(ground, section)
    return " ".join(text for place, text in ground.heads[section] if place < passage)


def _heads(ground: Ground, section: int) -> list[tuple[int, str]]:
    """Return what heads a table of targets in a section, with where it stands; the title stands before all."""
    first = ground.inside(section)[:_LOOKED_AT]
    texts = [(-1, ground.document.sections[section].title), *((one, ground.passages[one].text) for one in first)]
    return [(place, text) for place, text in texts if len(text) <= _HEAD_AT_MOST and _HEADS.search(text)]


def _cells(ground: Ground, passage: int) -> Iterator[int]:
    """Yield the passages after one that are the rest of its row: short ones, up to that with the values."""
    section = ground.passages[passage].section
    found = []
    for after in range(passage + 1, min(passage + 1 + CELLS, len(ground.passages))):
        text = ground.passages[after].text
        if ground.passages[after].section != section or len(text) > CELL or _begins_another(ground, after):
            return
        if _YEARS.search(text) or (_HEADS.search(text) and not _INDICATOR.match(text)):
            return
        found.append(after)
        if _VALUES.fullmatch(text) or (_ENDS_IN_VALUE.search(text) and head_of(ground, passage)):
            yield from found
            return


def _begins_another(ground: Ground, passage: int) -> bool:
    return ground.tags[passage].commits and not _INDICATOR.match(ground.passages[passage].text)


def _values(ground: Ground, passage: int, cells: list[int], head: str) -> Iterator[tuple[int, Mark]]:
    last = cells[-1]
    text = ground.passages[last].text
    values = _VALUES.fullmatch(text)
    is_measured = bool(head) or any(_INDICATOR.match(ground.passages[cell].text) for cell in (passage, *cells))
    if _MONEY.search(text):
        yield last, _mark(StepKind.BUDGET, text)
    elif values and len(text.split()) > 1 and is_measured and not _YEARS.match(text):
        yield last, _mark(StepKind.BASELINE, text)
        yield last, _mark(StepKind.TARGET, text)
    elif head:
        if _BASELINE_HEAD.search(head):
            yield last, _mark(StepKind.BASELINE, text)
        yield passage, _mark(StepKind.TARGET, ground.passages[passage].text)


def _mark(kind: StepKind, text: str) -> Mark:
    return Mark(kind, 0, len(text), text)
