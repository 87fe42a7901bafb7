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
# Of the letters of either version, found in the other: plans of different municipalities stay below, by what all plans
# say, and versions of which nine in ten paragraphs were rewritten stay above (docs/reference/quality-comparing.md).
_SAME_PLAN = 0.15
_PASSAGES_TO_TELL = 10


class PairKind(StrEnum):
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
    kind: PairKind
    similarity: float


@dataclass(frozen=True, slots=True)
class Comparison:
    """Pairs in the new order, and the indices of the passages that have none."""

    pairs: tuple[Pair, ...]
    added: tuple[int, ...]
    removed: tuple[int, ...]
    problems: tuple[Problem, ...] = ()


def compare(old: Sequence[str], new: Sequence[str]) -> Comparison:
    """Return what became of each passage of `old` in `new`; blank passages are neither paired nor reported.

    `unchanged` has the same letters and digits, whatever its accents, case, spaces, hyphens and signs; `edited` has
    not. `moved` stands elsewhere than the order that most passages kept, edited or not. Of a passage that was split
    or of several that were merged there is one pair for each part, with the share of the part's words that it holds.
    """
    olds, news = _written(old), _written(new)
    before, after = sides([old[i] for i in olds], [new[j] for j in news])
    matching, joins = _matched(before, after)
    pairs = _pairs(before, after, matching, joins)
    with_old, with_new = {pair.old for pair in pairs}, {pair.new for pair in pairs}
    return Comparison(
        tuple(Pair(olds[one.old], news[one.new], one.kind, one.similarity) for one in pairs),
        added=tuple(j for n, j in enumerate(news) if n not in with_new),
        removed=tuple(i for n, i in enumerate(olds) if n not in with_old),
        problems=_problems(before, after, pairs),
    )


def _written(texts: Sequence[str]) -> list[int]:
    return [index for index, text in enumerate(texts) if text and not text.isspace()]


def _problems(old: Side, new: Side, pairs: Sequence[Pair]) -> tuple[Problem, ...]:
    """Return that both are different plans, where hardly anything of either stands in the other."""
    if min(len(old), len(new)) < _PASSAGES_TO_TELL:
        return ()
    held_old: dict[int, float] = {}
    held_new: dict[int, float] = {}
    for pair in pairs:
        held_old[pair.old] = max(pair.similarity, held_old.get(pair.old, 0.0))
        held_new[pair.new] = max(pair.similarity, held_new.get(pair.new, 0.0))
    share = max(_share(old, held_old), _share(new, held_new))
    return () if share >= _SAME_PLAN else (Problem("different_plans", {"percent": round(100 * share)}),)


def _share(side: Side, held: dict[int, float]) -> float:
    return sum(len(side.texts[i]) * part for i, part in held.items()) / sum(map(len, side.texts))


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
    grouped = {(i, j): PairKind.SPLIT for i, parts in joins.splits.items() for j in parts}
    grouped |= {(i, j): PairKind.MERGED for j, parts in joins.merges.items() for i in parts}
    olds, news = {i for i, _ in grouped}, {j for _, j in grouped}
    singles = [(i, j) for i, j in matching.pairs() if i not in olds and j not in news]
    kept = longest_order([j for _, j in singles])
    found = [Pair(i, j, kind, round(_held(old, i, new, j), 3)) for (i, j), kind in grouped.items()]
    for position, (i, j) in enumerate(singles):
        same = old.keys[i] == new.keys[j]
        kind = PairKind.MOVED if position not in kept else PairKind.UNCHANGED if same else PairKind.EDITED
        found.append(Pair(i, j, kind, 1.0 if same else min(0.999, round(similarity(old, i, new, j), 3))))
    return sorted(found, key=lambda pair: (pair.new, pair.old))


def _held(old: Side, i: int, new: Side, j: int) -> float:
    """Return how much of the part, which is the shorter, stands in the whole."""
    one, other = old.words(i), new.words(j)
    return common(one, other) / max(1, min(len(one), len(other)))
