"""From lines to passages: broken lines and cut words rejoined, items and rows of tables apart."""

import re
from collections.abc import Iterator

from arraigo.engines.plan_review.model import Passage
from arraigo.engines.plan_review.structure.lines import Lines
from arraigo.engines.plan_review.structure.sections import Outline
from arraigo.engines.plan_review.structure.wording import TERMINALS, goes_on, is_bullet

_CUT = re.compile(r"(?<=[^\W\d_])[-\xad\u2010]\n(?=[a-záéíóúñü])")
_KEPT_HYPHEN = re.compile(r"(?<=\w)([-\u2010])\n(?=\w)")
_FULL, _HALF = 0.9, 0.6
_LETTER = re.compile(r"[^\W\d_]")
_LABEL = re.compile(r"[A-ZÁÉÍÓÚÑ][^.:]{2,40}:(?:\s|$)")


def passages_of(lines: Lines, outline: Outline) -> tuple[Passage, ...]:
    """Return the passages in reading order, each with the section that it stands in."""
    passages: list[Passage] = []
    section: int | None = None
    for first, end in _blocks(lines, outline):
        head = outline.heads.get(first)
        section = head[2] if head is not None else section
        text = _joined(lines.texts[first:end]) if end - first > 1 else lines.texts[first].replace("\xad", "")
        passages.append(
            Passage(len(passages), text, lines.pages[first], lines.starts[first], lines.ends[end - 1], section)
        )
    return tuple(passages)


def _joined(texts: list[str]) -> str:
    text = "\n".join(texts)
    if "-\n" in text or "\xad" in text or "\u2010\n" in text:
        text = _KEPT_HYPHEN.sub(r"\1", _CUT.sub("", text)).replace("\xad", "")
    return text.replace("\n", " ")


def _blocks(lines: Lines, outline: Outline) -> Iterator[tuple[int, int]]:
    """The lines of each passage, as first and end. Dropped lines stand in none and part none."""
    first = previous = -1
    closes_at = -1
    texts, heads, items, dropped = lines.texts, outline.heads, outline.items, lines.dropped
    for place, _text in enumerate(texts):
        if dropped[place]:
            if first >= 0:
                yield first, previous + 1
                first = -1
            continue
        head = heads.get(place)
        if (
            first < 0
            or head is not None
            or place == closes_at
            or place in items
            or lines.are_paragraphs
            or (place > closes_at and _is_new(lines, previous, place))
        ):
            if first >= 0:
                yield first, previous + 1
            first = place
            closes_at = place + head[0] if head is not None and not head[1] else max(closes_at, place)
        previous = place
    if first >= 0:
        yield first, previous + 1


def _is_new(lines: Lines, previous: int, place: int) -> bool:
    """Whether a line begins a paragraph, by how the line before ends and how far it reaches."""
    before, text = lines.texts[previous], lines.texts[place]
    first, last = text[0], before[-1]
    if first.islower():
        return first == "o" and is_bullet(text) and last in TERMINALS
    if previous in lines.rows or place in lines.rows or (not first.isalnum() and is_bullet(text)):
        return True
    if not first.isalpha() and not _LETTER.search(text):
        return last in TERMINALS or (_LETTER.search(before) is not None and not lines.reaches(previous, _FULL))
    if place in lines.after_blank and not (goes_on(before) and lines.reaches(previous, _FULL)):
        return True
    if last in TERMINALS:
        return _is_ended(lines, previous, place)
    if last in ",-(" or goes_on(before):
        return False
    if first.isdigit() and last.islower():
        return not lines.reaches(previous, _HALF)
    return not lines.reaches(previous, _FULL) or (text.isupper() and not before.isupper())


def _is_ended(lines: Lines, previous: int, place: int) -> bool:
    """Whether a line that ends a sentence ends its paragraph: at a colon, short of the margin, with its page."""
    text = lines.texts[place]
    return (
        lines.texts[previous][-1] in ":;"
        or lines.pages[previous] != lines.pages[place]
        or not lines.reaches(previous, _FULL)
        or (text[0].isupper() and _LABEL.match(text) is not None)
    )
