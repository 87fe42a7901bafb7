"""Two versions of a plan, passage by passage: what stayed, was edited, moved, split, merged, added or removed."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from arraigo.engines.plan_review.comparing.exact import anchor_exactly, set_doubtful_apart
from arraigo.engines.plan_review.comparing.inside import fill_gaps
from arraigo.engines.plan_review.comparing.joins import Joins, join_parts
from arraigo.engines.plan_review.comparing.matching import Matching, longest_order
from arraigo.engines.plan_review.comparing.rare import anchor_by_rare_words
from arraigo.engines.plan_review.comparing.texts import Side, common, sides, similarity
from arraigo.engines.plan_review.problems import Problem

# How much an edited paragraph must coincide to be sure, by how much it must lead the next, and to be found elsewhere.
_ANCHOR, _CLEAR, _FAR = 0.5, 0.08, 0.6


class Change(StrEnum):
    """What became of a passage."""

    UNCHANGED = "unchanged"
    EDITED = "edited"
    MOVED = "moved"
    SPLIT = "split"
    MERGED = "merged"


@dataclass(frozen=True, slots=True)
class Pair:
    """An old passage and the new one that it became, by index; how much they coincide, 0–1."""

    old: int
    new: int
    kind: Change
    similarity: float


@dataclass(frozen=True, slots=True)
class Comparison:
    """Pairs in the new order, and the indices of the passages that have none."""

    pairs: tuple[Pair, ...]
    added: tuple[int, ...]
    removed: tuple[int, ...]
    problems: tuple[Problem, ...] = ()


def compare(old: Sequence[str], new: Sequence[str]) -> Comparison:
    """Return what became of each passage of `old` in `new`."""
    olds = [i for i, text in enumerate(old) if text and not text.isspace()]
    news = [j for j, text in enumerate(new) if text and not text.isspace()]
    before, after = sides([old[i] for i in olds], [new[j] for j in news])
    matching, joins = _matched(before, after)
    pairs = _pairs(before, after, matching, joins)
    with_old, with_new = {pair.old for pair in pairs}, {pair.new for pair in pairs}
    return Comparison(
        tuple(Pair(olds[one.old], news[one.new], one.kind, one.similarity) for one in pairs),
        added=tuple(news[j] for j in range(len(news)) if j not in with_new),
        removed=tuple(olds[i] for i in range(len(olds)) if i not in with_old),
    )


def _matched(old: Side, new: Side) -> tuple[Matching, Joins]:
    """Return which became which: the sure first, then what is near, then what stands far from where it was."""
    matching, joins = Matching(len(old), len(new)), Joins()
    anchor_exactly(old.keys, new.keys, matching)
    anchor_by_rare_words(old, new, matching, least=_ANCHOR, margin=_CLEAR)
    doubtful = set_doubtful_apart(old, new, matching)
    fill_gaps(old, new, matching)
    join_parts(old, new, matching, joins)
    for i, j in doubtful:
        if matching.free(i, j):
            matching.join(i, j)
    anchor_by_rare_words(old, new, matching, least=_FAR, margin=0.0)
    join_parts(old, new, matching, joins)
    return matching, joins


def _pairs(old: Side, new: Side, matching: Matching, joins: Joins) -> list[Pair]:
    grouped = {(i, j): Change.SPLIT for i, parts in joins.splits.items() for j in parts}
    grouped |= {(i, j): Change.MERGED for j, parts in joins.merges.items() for i in parts}
    olds, news = {i for i, _ in grouped}, {j for _, j in grouped}
    singles = [(i, j) for i, j in matching.pairs() if i not in olds and j not in news]
    kept = longest_order([j for _, j in singles])
    found = [Pair(i, j, kind, round(_held(old, i, new, j), 3)) for (i, j), kind in grouped.items()]
    for position, (i, j) in enumerate(singles):
        same = old.keys[i] == new.keys[j]
        kind = Change.MOVED if position not in kept else Change.UNCHANGED if same else Change.EDITED
        found.append(Pair(i, j, kind, 1.0 if same else min(0.999, round(similarity(old, i, new, j), 3))))
    return sorted(found, key=lambda pair: (pair.new, pair.old))


def _held(old: Side, i: int, new: Side, j: int) -> float:
    """Return how much of the part, which is the shorter, stands in the whole."""
    one, other = old.words(i), new.words(j)
    return common(one, other) / max(1, min(len(one), len(other)))
