"""Which headings rule which, where a text has its own order: the sections of Peru's civil code hold titles."""

from collections import Counter
from dataclasses import replace

from arraigo.engines.plan_review.model import Kind
from arraigo.engines.plan_review.structure.headings import (
    ARTICLE_RANK,
    BOOK_RANK,
    PARAGRAPH_RANK,
    SECTION_RANK,
    UNNUMBERED_RANK,
    Heading,
)

_FIRST = frozenset({"1", "I", "único", "única", "preliminar"})
_MOST_LINES_BETWEEN = 4
_ABOVE = 5


def ranked(found: dict[int, Heading]) -> dict[int, Heading]:
    """Return the headings with the ranks that this text gives them."""
    moved = _moved(found)
    title = _document_title(found)
    if not moved and title is None:
        return found
    ranked_ones: dict[int, Heading] = {}
    for place, heading in found.items():
        rank = moved.get(_name(heading), 0) if heading.rank <= SECTION_RANK else 0
        if place == title:
            ranked_ones[place] = replace(heading, level=0, is_document_title=True)
        else:
            ranked_ones[place] = replace(heading, rank=rank) if rank else heading
    return ranked_ones


def _moved(found: dict[int, Heading]) -> dict[str, int]:
    """The kinds that rule others against the usual order: right above the first of those, more often than below."""
    votes: Counter[tuple[str, str]] = Counter()
    ranks: dict[str, int] = {}
    last: tuple[int, Heading] | None = None
    for place, heading in found.items():
        if heading.rank > ARTICLE_RANK:
            continue
        if last is not None and _rules(last, place, heading):
            votes[_name(last[1]), _name(heading)] += 1
        ranks[_name(heading)] = heading.rank
        last = (place, heading)
    return {
        lower: ranks[upper] - _ABOVE
        for (lower, upper), count in votes.items()
        if ranks[lower] > ranks[upper] and count > votes[upper, lower]
    }


def _rules(last: tuple[int, Heading], place: int, heading: Heading) -> bool:
    """Whether a heading stands right above the first of another kind, with nothing but a title between."""
    both = (last[1].rank, heading.rank)
    are_divisions = min(both) >= BOOK_RANK and max(both) <= SECTION_RANK and both[0] != both[1]
    return are_divisions and heading.number in _FIRST and place - last[0] <= _MOST_LINES_BETWEEN


def _name(heading: Heading) -> str:
    return heading.label.partition(" ")[0]


def _document_title(found: dict[int, Heading]) -> int | None:
    """The place of the document's own title: a styled line before all divisions, whose level never comes again."""
    levels = Counter(heading.level for heading in found.values() if heading.level)
    for place, heading in found.items():
        if heading.rank <= PARAGRAPH_RANK:
            return None
        if heading.level and heading.rank == UNNUMBERED_RANK and heading.kind is Kind.APARTADO:
            rules_more = any(other > heading.level for other in levels)
            return place if levels[heading.level] == 1 and rules_more else None
    return None
