"""Paragraphs that were split into several or merged into one: neighbours whose words the other one holds.

A pair grows by a neighbour when the words in common grow by most of the neighbour's (containment: Broder, 1997).
"""

from collections import defaultdict

from arraigo.engines.plan_review.comparing.matching import Matching
from arraigo.engines.plan_review.comparing.texts import Side, common, similarity

_MOST = 0.6  # of a neighbour's words must be new to the pair
_MOST_TO_TAKE, _WEAK = 0.8, 0.5  # to take it from a pair that coincides less than this
_WORDS_TO_TAKE = 2
_PARTS = 12

Groups = dict[int, list[int]]


def split(old: Side, new: Side, matching: Matching) -> Groups:
    """Return, for each old paragraph that was split, its new ones in order."""
    return _grown(old, new, matching.forward, matching.back, matching)


def merged(old: Side, new: Side, matching: Matching, splits: Groups) -> Groups:
    """Return, for each new paragraph into which several were merged, the old ones in order."""
    taken = {j for parts in splits.values() for j in parts}
    found = _grown(new, old, matching.back, matching.forward, matching, {*taken}, set(splits))
    return found


def _grown(
    whole: Side,
    part: Side,
    forward: list[int],
    back: list[int],
    matching: Matching,
    closed_wholes: set[int] | None = None,
    closed_parts: set[int] | None = None,
) -> Groups:
    groups: Groups = {}
    in_group: set[int] = set(closed_parts or ())
    for i, j in enumerate(forward):
        if j < 0 or whole.keys[i] == part.keys[j] or i in (closed_wholes or ()) or j in in_group:
            continue
        if len(whole.words(i)) <= len(part.words(j)):
            continue
        parts = _parts(whole, i, part, j, back, in_group)
        if len(parts) > 1:
            groups[i] = parts
            in_group.update(parts)
            for other in parts:
                if back[other] not in (-1, i):
                    forward[back[other]] = -1
                back[other] = i
    return groups


def _parts(whole: Side, i: int, part: Side, j: int, back: list[int], in_group: set[int]) -> list[int]:
    """Return the neighbours of `j`, itself included, that together hold the words of `i`."""
    words, held, parts = whole.words(i), part.words(j), [j]
    shared = common(words, held)
    for step in (1, -1):
        at = j + step
        while 0 <= at < len(part) and len(parts) < _PARTS and shared < len(words):
            if at in in_group:
                break
            joined = held + part.words(at) if step > 0 else part.words(at) + held
            both = common(words, joined)
            if not _belongs(whole, part, at, back, both - shared):
                break
            held, shared = joined, both
            parts.append(at)
            at += step
    return sorted(parts)


def _belongs(whole: Side, part: Side, at: int, back: list[int], grown: int) -> bool:
    size = len(part.words(at))
    if not size:
        return False
    if back[at] < 0:
        return grown >= _MOST * size
    weak = whole.keys[back[at]] != part.keys[at] and similarity(whole, back[at], part, at) < _WEAK
    return weak and size >= _WORDS_TO_TAKE and grown >= _MOST_TO_TAKE * size
