"""From lines that are headings to sections, each under the one that rules it."""

import re

from arraigo.engines.plan_review.model import Kind
from arraigo.engines.plan_review.structure.headings import (
    GROUP_RANK,
    INNER_RANK,
    PARAGRAPH_RANK,
    UNNUMBERED_RANK,
    Heading,
    Sign,
)
from arraigo.engines.plan_review.structure.lines import Lines
from arraigo.engines.plan_review.structure.lists import list_item
from arraigo.engines.plan_review.structure.sections import Outline
from arraigo.engines.plan_review.structure.titles import Titled, titled
from arraigo.engines.plan_review.structure.wording import (
    TERMINALS,
    goes_on,
    heads_table,
    is_bullet,
    is_shouted_title,
)

_RUN_OF_CAPITALS, _STACKED = 4, 2
_WRAPPED = 0.6
_WORDS_OF_TITLE = 9
_OF_SOMETHING = re.compile(r"(?:DE|DEL|Y|ADECUADA|de|del|y|adecuada)\b")


def outline_of(lines: Lines, found: dict[int, Heading], end: int) -> Outline:
    """Return the sections of lines whose headings were resolved; `end` is the length of the text."""
    outline = Outline(lines, end)
    skip = 0
    for place, text in enumerate(lines.texts):
        if place < skip or lines.dropped[place]:
            continue
        heading = found.get(place)
        if heading is None:
            if text.isupper() and place not in lines.rows:
                skip = _shouted(outline, place, found)
        elif heading.rank <= INNER_RANK or heading.level or heading.is_document_title:
            skip = _ruling(outline, place, heading, found)
        elif not list_item(outline, place, heading, found):
            outline.items.add(place)
    return outline


def _ruling(outline: Outline, place: int, heading: Heading, found: dict[int, Heading]) -> int:
    """Open a section that a keyword or a style names; return the line after its title."""
    if heading.is_item and not outline.has_group():
        outline.items.add(place)
        return place
    if _is_rubbish(outline, place, heading):
        return place
    title = titled(outline.lines, place, heading, found)
    rank = heading.rank
    if heading.kind is Kind.PARAGRAFO and rank == PARAGRAPH_RANK and _is_inside_article(outline, heading, title):
        rank, title = INNER_RANK, Titled(title.title if title.is_open else "", 1, is_open=True)
    if heading.kind is Kind.DISPOSICION and not heading.is_item and not outline.has_group(heading.label):
        rank = GROUP_RANK
    outline.close(place, rank=rank, level=heading.level)
    outline.open(place, heading, title, rank=rank, kind=heading.kind)
    return place + title.lines


def _is_rubbish(outline: Outline, place: int, heading: Heading) -> bool:
    """«DISPOSICIÓN FINAL» of waste, broken over the line: no number, and «DE RESIDUOS» below."""
    texts = outline.lines.texts
    following = texts[place + 1] if place + 1 < len(texts) else ""
    is_bare = heading.kind is Kind.DISPOSICION and not heading.number and not heading.rest
    return is_bare and _OF_SOMETHING.match(following) is not None


def _is_inside_article(outline: Outline, heading: Heading, title: Titled) -> bool:
    """A Colombian «Parágrafo 1. El alcalde…» is part of its article; an Ecuadorian «PARÁGRAFO 1» heads articles."""
    is_prose = title.is_open or heading.rest.count(" ") > _WORDS_OF_TITLE
    return outline.has_open(Kind.ARTICULO) and bool(heading.rest) and is_prose and not heading.rest.isupper()


def _shouted(outline: Outline, place: int, found: dict[int, Heading]) -> int:
    """Open a section for a title in capitals that has no number; return the line after it."""
    lines, texts = outline.lines, outline.lines.texts
    end = place + 1
    while end < len(texts) and texts[end].isupper() and not _is_apart(lines, end, found):
        end += 1
    whole = " ".join(texts[place:end])
    if end - place > _RUN_OF_CAPITALS or heads_table(whole) or not _stands_out(outline, place, end, found):
        return end
    is_one = all(lines.reaches(at, _WRAPPED) or goes_on(texts[at]) for at in range(place, end - 1))
    if not is_one and end - place > _STACKED:
        return end
    count = end - place if is_one else 1
    title = whole if is_one else texts[place]
    if not is_shouted_title(title):
        return place + count
    heading = Heading(Kind.APARTADO, UNNUMBERED_RANK, "", title, title, Sign.NONE)
    outline.close(place, rank=UNNUMBERED_RANK)
    outline.open(
        place, heading, Titled(title.strip(" .:-–"), count, is_open=False), rank=UNNUMBERED_RANK, kind=Kind.APARTADO
    )
    return place + count


def _is_apart(lines: Lines, place: int, found: dict[int, Heading]) -> bool:
    return place in found or place in lines.after_blank or bool(lines.dropped[place])


def _stands_out(outline: Outline, place: int, end: int, found: dict[int, Heading]) -> bool:
    """Whether capitals stand above a text and below another one: in a table, short cells are on both sides."""
    lines, texts = outline.lines, outline.lines.texts
    before = texts[place - 1] if place else "."
    after = texts[end] if end < len(texts) else "."
    if goes_on(before) or after[0].islower():
        return False
    is_below = (
        place == 0
        or before[-1] in TERMINALS
        or place - 1 in found
        or place - 1 in outline.heads
        or place in lines.after_blank
        or (lines.reaches(place - 1, 0.9) and not before.isupper())
    )
    is_above = (
        end in found
        or end in lines.after_blank
        or lines.are_paragraphs
        or is_bullet(after)
        or heads_table(after)
        or after[-1] in TERMINALS
        or lines.reaches(end, 0.8)
    )
    return is_below and is_above if texts[place].count(" ") == 0 else is_below or is_above
