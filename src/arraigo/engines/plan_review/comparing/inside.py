"""Paragraphs that face each other between pairs: the best pairing in order, by dynamic programming.

As sentences of two languages are aligned (Gale and Church, «A program for aligning sentences in bilingual corpora»,
1993), with the words in common instead of lengths. Large gaps are first cut where paragraphs are equal (longest
common subsequence, in C) or share rare words.
"""

from collections.abc import Callable

import numpy as np
import numpy.typing as npt
from rapidfuzz.distance import LCSseq

from arraigo.engines.plan_review.comparing.matching import Gap, Matching, gaps, longest_order
from arraigo.engines.plan_review.comparing.rare import candidates
from arraigo.engines.plan_review.comparing.texts import Side, as_characters, similarities, similarity

_CELLS_BY_HAND = 20
_CELLS = 100_000  # a gap with more possible pairs is cut first
_CELLS_IN_C = 30_000_000
_LEAST_CLOSED, _LEAST_OPEN = 0.34, 0.5
_FEW_WORDS, _LEAST_FACING = 3, 0.2


def fill_gaps(old: Side, new: Side, matching: Matching) -> None:
    """Pair what stands between the same neighbours, then what stands beside a neighbour that was moved."""
    for gap in _gaps(matching, lambda gap: gap.cells > _CELLS):
        _cut(old, new, gap, matching)
    for gap in _gaps(matching, lambda gap: gap.closed and gap.cells <= _CELLS):
        _fill(old, new, gap, matching, _LEAST_CLOSED)
    for gap in _gaps(matching, lambda gap: gap.closed):
        _face(old, new, gap, matching)
    for gap in _gaps(matching, lambda gap: not gap.closed and gap.cells <= _CELLS):
        _fill(old, new, gap, matching, _LEAST_OPEN)


def _gaps(matching: Matching, wanted: Callable[[Gap], bool]) -> list[Gap]:
    return [gap for gap in gaps(matching) if wanted(gap)]


def _cut(old: Side, new: Side, gap: Gap, matching: Matching) -> None:
    """Pair, in order, the paragraphs of a large gap that share rare words, then those that are equal."""
    found = candidates(old, list(gap.olds), new, list(gap.news))
    found = [one for one in found if one.score >= _LEAST_OPEN]
    for one in sorted(found, key=lambda one: (-one.score, one.i, one.j)):
        if matching.free(one.i, one.j):
            matching.join(one.i, one.j)
    _keep_order(gap, matching)
    for smaller in list(gaps(matching)):
        if smaller.olds.start >= gap.olds.start and smaller.olds.stop <= gap.olds.stop and smaller.cells > _CELLS:
            _equal_in_order(old, new, smaller, matching)


def _keep_order(gap: Gap, matching: Matching) -> None:
    pairs = [(i, matching.forward[i]) for i in gap.olds if matching.forward[i] >= 0]
    kept = longest_order([j for _, j in pairs])
    for position, (i, _) in enumerate(pairs):
        if position not in kept:
            matching.part(i)


def _equal_in_order(old: Side, new: Side, gap: Gap, matching: Matching) -> None:
    if gap.cells > _CELLS_IN_C:
        _equal_by_rank(old, new, gap, matching)
        return
    letters: dict[str, str] = {}
    olds = as_characters([str(old.keys[i]) for i in gap.olds], letters)
    news = as_characters([str(new.keys[j]) for j in gap.news], letters)
    for block in LCSseq.opcodes(olds, news).as_matching_blocks():
        for n in range(block.size):
            i, j = gap.olds[block.a + n], gap.news[block.b + n]
            if matching.free(i, j):
                matching.join(i, j)


def _equal_by_rank(old: Side, new: Side, gap: Gap, matching: Matching) -> None:
    """Pair the first of a repeated paragraph with the first, the second with the second, as far as that keeps order."""
    waiting: dict[int, list[int]] = {}
    for j in reversed(gap.news):
        waiting.setdefault(new.keys[j], []).append(j)
    for i in gap.olds:
        places = waiting.get(old.keys[i])
        if places:
            j = places.pop()
            if matching.free(i, j):
                matching.join(i, j)
    _keep_order(gap, matching)


def _fill(old: Side, new: Side, gap: Gap, matching: Matching, least: float) -> None:
    """Pair in order so that the words in common, beyond `least`, are the most."""
    olds = [i for i in gap.olds if matching.forward[i] < 0]
    news = [j for j in gap.news if matching.back[j] < 0]
    if not olds or not news:
        return
    gains = _gains(old, olds, new, news, least)
    best = np.zeros((len(olds) + 1, len(news) + 1))
    for a in range(len(olds) - 1, -1, -1):
        # The best of leaving the old one, pairing it, or leaving the new one; the last by running from the end.
        row = np.maximum(best[a + 1, :-1], gains[a] + best[a + 1, 1:])
        best[a, :-1] = np.maximum.accumulate(row[::-1])[::-1]
    a = b = 0
    while a < len(olds) and b < len(news):
        if gains[a, b] > 0 and best[a, b] == gains[a, b] + best[a + 1, b + 1]:
            matching.join(olds[a], news[b])
            a, b = a + 1, b + 1
        elif best[a, b] == best[a + 1, b]:
            a += 1
        else:
            b += 1


def _gains(old: Side, olds: list[int], new: Side, news: list[int], least: float) -> npt.NDArray[np.float64]:
    """Return what each pair is worth: how much it coincides beyond `least`, more where it says more."""
    if len(olds) * len(news) <= _CELLS_BY_HAND:
        coincide = np.array([[similarity(old, i, new, j) for j in news] for i in olds])
    else:
        coincide = similarities(old, olds, new, news)
    rows, columns = np.array([len(old.words(i)) for i in olds]), np.array([len(new.words(j)) for j in news])
    weight = 1 + np.log2(1 + np.minimum(rows[:, None], columns[None, :]))
    gains: npt.NDArray[np.float64] = np.where(coincide > least, (coincide - least) * weight, 0.0)
    return gains


def _face(old: Side, new: Side, gap: Gap, matching: Matching) -> None:
    """Pair as many as face as many, between the same neighbours: a few words changed for others, or hardly any kept."""
    if len(gap.olds) != len(gap.news):
        return
    for i, j in zip(gap.olds, gap.news, strict=True):
        few = max(len(old.words(i)), len(new.words(j))) <= _FEW_WORDS
        if few or similarity(old, i, new, j) >= _LEAST_FACING:
            matching.join(i, j)
