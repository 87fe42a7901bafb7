"""Paragraphs that were split into several or merged into one: neighbours whose words the other one holds.

A pair grows by a neighbour when the words in common grow by most of the neighbour's (containment: Broder, «On the
resemblance and containment of documents», 1997).
"""

from dataclasses import dataclass, field

from arraigo.engines.plan_review.comparing.matching import Matching
from arraigo.engines.plan_review.comparing.texts import Side, common, similarity

_MOST = 0.6  # of a neighbour's words must be new to the pair
_MOST_TO_TAKE, _WEAK = 0.8, 0.5  # to take it from a pair that coincides less than this
_WORDS_TO_TAKE = 2
_PARTS = 12


@dataclass(slots=True)
class Joins:
    """For each old paragraph that was split, its new ones; for each new one into which several merged, the old ones."""

    splits: dict[int, list[int]] = field(default_factory=dict)
    merges: dict[int, list[int]] = field(default_factory=dict)


def join_parts(old: Side, new: Side, matching: Matching, joins: Joins) -> None:
    """Find what was split or merged beside the pairs that there are, and add it to `joins`.

    A paragraph takes part in one of them only; its further parts leave any weak pair that they were in.
    """
    _grow(_Way(old, new, matching.forward, matching.back), joins.splits, joins.merges)
    _grow(_Way(new, old, matching.back, matching.forward), joins.merges, joins.splits)


@dataclass(frozen=True, slots=True)
class _Way:
    """One direction: `forward` leads from wholes to parts and `back` to wholes."""

    whole: Side
    part: Side
    forward: list[int]
    back: list[int]


def _grow(way: _Way, groups: dict[int, list[int]], others: dict[int, list[int]]) -> None:
    closed_wholes = {*groups, *(whole for parts in others.values() for whole in parts)}
    closed_parts = {*others, *(part for parts in groups.values() for part in parts)}
    for i, j in enumerate(way.forward):
        if j < 0 or i in closed_wholes or j in closed_parts:
            continue
        parts = _parts(way, i, j, closed_parts)
        if len(parts) < 2:
            continue
        groups[i] = parts
        closed_parts.update(parts)
        for part in parts:
            if way.back[part] not in (-1, i):
                way.forward[way.back[part]] = -1
            way.back[part] = i


def _parts(way: _Way, i: int, j: int, closed: set[int]) -> list[int]:
    """Return the neighbours of `j`, itself included, that together hold the words of `i`."""
    if way.whole.keys[i] == way.part.keys[j]:
        return _with_signs(way, i, j)
    words, held, parts = way.whole.words(i), way.part.words(j), [j]
    if len(words) <= len(held):
        return parts
    shared = common(words, held)
    for step in (1, -1):
        at = j + step
        while 0 <= at < len(way.part) and len(parts) < _PARTS and shared < len(words) and at not in closed:
            joined = held + way.part.words(at) if step > 0 else way.part.words(at) + held
            both = common(words, joined)
            if not _belongs(way, at, both - shared):
                break
            held, shared = joined, both
            parts.append(at)
            at += step
    return sorted(parts)


def _belongs(way: _Way, at: int, grown: int) -> bool:
    size, other = len(way.part.words(at)), way.back[at]
    if not size:
        return False
    if other < 0:
        return grown >= _MOST * size
    if size < _WORDS_TO_TAKE or grown < _MOST_TO_TAKE * size or way.whole.keys[other] == way.part.keys[at]:
        return False
    return similarity(way.whole, other, way.part, at) < _WEAK


def _with_signs(way: _Way, i: int, j: int) -> list[int]:
    """Return also the neighbours that hold only signs, a bullet for one, with which the whole begins or ends."""
    whole, held, parts = way.whole.texts[i].strip(), way.part.texts[j].strip(), [j]
    for at, has in ((j - 1, str.startswith), (j + 1, str.endswith)):
        if not 0 <= at < len(way.part) or way.back[at] >= 0 or way.part.words(at):
            continue
        sign = way.part.texts[at].strip()
        if has(whole, sign) and not has(held, sign):
            parts.append(at)
    return sorted(parts)
