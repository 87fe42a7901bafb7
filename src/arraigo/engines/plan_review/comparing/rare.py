"""Edited paragraphs found by the rare words that they keep, wherever they now stand.

An inverted index of words and pairs of words that few paragraphs have proposes candidates (as rare shingles do in
Broder, «On the resemblance and containment of documents», 1997), weighed by rarity (Spärck Jones, 1972); the words
in order decide. Nothing is compared with everything, so the time stays close to linear.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from arraigo.engines.plan_review.comparing.matching import Matching
from arraigo.engines.plan_review.comparing.texts import Side, alike, common

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
_RARE = 10  # a feature that more paragraphs of a version have proposes nothing
_BEST = 4  # candidates looked at for each paragraph
_PAIR_CODES = 1 << 20
_ENOUGH_WORDS = 3
_CONTAINED, _CONTAINED_WORDS = 0.85, 5


@dataclass(frozen=True, slots=True)
class Candidate:
    """A possible pair, with how much the paragraphs coincide."""

    i: int
    j: int
    score: float


def anchor_by_rare_words(old: Side, new: Side, matching: Matching, *, least: float, margin: float) -> None:
    """Pair paragraphs that are each other's best candidate, coincide by `least` and lead the second by `margin`."""
    olds = [i for i, j in enumerate(matching.forward) if j < 0]
    news = [j for j, i in enumerate(matching.back) if i < 0]
    found = candidates(old, olds, new, news)
    by_old: defaultdict[int, list[float]] = defaultdict(list)
    by_new: defaultdict[int, list[float]] = defaultdict(list)
    for candidate in found:
        by_old[candidate.i].append(candidate.score)
        by_new[candidate.j].append(candidate.score)
    for candidate in sorted(found, key=lambda one: (-one.score, abs(one.i - one.j), one.i, one.j)):
        if candidate.score < least:
            break
        rivals = [*by_old[candidate.i], *by_new[candidate.j]]
        clear = sum(score > candidate.score - margin for score in rivals) <= 2
        if matching.free(candidate.i, candidate.j) and (clear or not margin):
            matching.join(candidate.i, candidate.j)


def candidates(old: Side, olds: Sequence[int], new: Side, news: Sequence[int]) -> list[Candidate]:
    """Return the pairs of some old and some new paragraphs that share the most rare words, measured."""
    if not olds or not news:
        return []
    old_codes, old_rows = _features([old.words(i) for i in olds])
    new_codes, new_rows = _features([new.words(j) for j in news])
    size = int(max(old_codes.max(initial=0), new_codes.max(initial=0))) + 1
    in_old, in_new = np.bincount(old_codes, minlength=size), np.bincount(new_codes, minlength=size)
    rare = (in_old > 0) & (in_old <= _RARE) & (in_new > 0) & (in_new <= _RARE)
    weights = np.log(1 + len(olds) / np.maximum(1, np.maximum(in_old, in_new)))
    rows, columns, scores = _joined(old_codes, old_rows, new_codes, new_rows, rare, weights)
    best = _best(rows, columns, scores) | _best(columns, rows, scores)
    found = []
    for row, column in zip(rows[best].tolist(), columns[best].tolist(), strict=True):
        i, j = olds[row], news[column]
        score = _score(old, i, new, j)
        if score:
            found.append(Candidate(i, j, score))
    return found


def _score(old: Side, i: int, new: Side, j: int) -> float:
    """Return how much two paragraphs coincide; a part nearly all contained in the other is above half."""
    one, other = old.words(i), new.words(j)
    shared = common(one, other)
    if shared < _ENOUGH_WORDS:
        return 0.0
    shorter = min(len(one), len(other))
    coincide = 1.0 if old.keys[i] == new.keys[j] else alike(old.texts[i], one, new.texts[j], other, shared)
    if shorter >= _CONTAINED_WORDS and shared >= _CONTAINED * shorter:
        return max(coincide, 0.6 * shared / shorter)
    return coincide


def _features(paragraphs: Sequence[str]) -> tuple[Ints, Ints]:
    """Return the codes of words and of pairs of words, and the row of the paragraph that each stands in."""
    codes = np.frombuffer("".join(paragraphs).encode("utf-32-le"), dtype=np.uint32).astype(np.int64)
    rows = np.repeat(np.arange(len(paragraphs)), [len(one) for one in paragraphs])
    inside = rows[1:] == rows[:-1]
    pairs = (codes[:-1] * 1_000_003 + codes[1:])[inside] % _PAIR_CODES
    offset = 0x110000
    return np.concatenate([codes, pairs + offset]), np.concatenate([rows, rows[1:][inside]])


def _joined(
    old_codes: Ints,
    old_rows: Ints,
    new_codes: Ints,
    new_rows: Ints,
    rare: npt.NDArray[np.bool_],
    weights: Floats,
) -> tuple[Ints, Ints, Floats]:
    """Return each pair of rows that share rare features, with the weight of what they share."""
    kept = rare[old_codes]
    old_codes, old_rows = old_codes[kept], old_rows[kept]
    kept = rare[new_codes]
    new_codes, new_rows = new_codes[kept], new_rows[kept]
    order = np.argsort(new_codes, kind="stable")
    new_codes, new_rows = new_codes[order], new_rows[order]
    first = np.searchsorted(new_codes, old_codes, side="left")
    counts = np.searchsorted(new_codes, old_codes, side="right") - first
    left = np.repeat(old_rows, counts)
    within = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
    right = new_rows[np.repeat(first, counts) + within]
    width = int(new_rows.max(initial=0)) + 1
    both, inverse = np.unique(left * width + right, return_inverse=True)
    scores: Floats = np.bincount(inverse, weights=np.repeat(weights[old_codes], counts), minlength=len(both)).astype(
        float
    )
    return both // width, both % width, scores


def _best(rows: Ints, others: Ints, scores: Floats) -> npt.NDArray[np.bool_]:
    """Return which pairs are among the best of their row."""
    order = np.lexsort((others, -scores, rows))
    ranked = rows[order]
    starts = np.searchsorted(ranked, ranked, side="left")
    best = np.zeros(len(rows), dtype=bool)
    best[order] = np.arange(len(rows)) - starts < _BEST
    return best
