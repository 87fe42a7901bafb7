"""One pass over many passages at once: which are worth reading closely, and which cues each holds."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

import ahocorasick
import numpy as np

from arraigo.engines.plan_review.tagging.folding import fold
from arraigo.engines.plan_review.tagging.labels import Label, Place
from arraigo.engines.plan_review.tagging.parts import EARLY_LETTERS, PartModel, Scores
from arraigo.engines.plan_review.tagging.thesaurus import ALONE, Thesaurus

_BETWEEN = " \n "
_NEIGHBOURS = 3
"""A root may hold so many words: «en transito» is rare where «transito» is not."""

_Numbers = np.ndarray[Any, np.dtype[np.int64]]


@dataclass(frozen=True, slots=True)
class Block:
    """Passages folded together: each one's text, whether it holds a root, and its scores.

    `alone` holds the words that never count by themselves of those passages that have any, by their number in the
    thesaurus. `cues` are all passages' cues after one another, those of passage n from `first_cue[n]`.
    """

    folded: Sequence[str]
    candidate: Sequence[bool]
    alone: dict[int, list[int]]
    cues: _Numbers
    first_cue: _Numbers
    scores: Scores

    def cues_of(self, n: int) -> list[int]:
        """Return the cues of a passage."""
        held: list[int] = self.cues[self.first_cue[n] : self.first_cue[n + 1]].tolist()
        return held


class Scanner:
    """Looks for the thesaurus' roots and the part model's cues with one automaton (Aho and Corasick, 1975).

    What is found has a number: a cue's own, then one for all roots, then one for each word that never counts alone.
    """

    def __init__(self, thesaurus: Thesaurus, parts: PartModel) -> None:
        self._parts = parts
        self._shape = {name: n for n, name in enumerate(parts.names)}
        self._root = len(parts.names)
        self._size = self._root + 1 + len(thesaurus.alone)
        numbers: dict[str, list[int]] = {}
        for word, cue in parts.words:
            numbers.setdefault(word, []).append(cue)
        for root in roots(thesaurus):
            numbers.setdefault(root, []).append(self._root)
        for n, (word, _sense) in enumerate(thesaurus.alone):
            numbers.setdefault(f" {word}", []).append(self._root + 1 + n)
        self._automaton = ahocorasick.Automaton()
        for at, word in enumerate(numbers):
            self._automaton.add_word(word, at)
        self._automaton.make_automaton()
        self._numbers = np.array([number for found in numbers.values() for number in found], dtype=np.int64)
        self._counts = np.array([len(found) for found in numbers.values()], dtype=np.int64)
        self._firsts = np.cumsum(self._counts) - self._counts

    def scan(self, texts: Sequence[str]) -> Block:
        """Return what a block of passages holds. Texts of any length; the block is folded once."""
        flat = [text.replace("\n", " ") for text in texts]
        joined = fold(_BETWEEN + _BETWEEN.join(flat) + " ")
        sizes = np.array([len(text) for text in flat], dtype=np.int64) + len(_BETWEEN)
        starts = np.cumsum(sizes) - sizes + len(_BETWEEN)
        folded = [joined[start : start + len(text)] for start, text in zip(starts.tolist(), flat, strict=True)]
        found = self._found(joined, starts)
        shapes = self._shapes(folded, _figures(joined, starts))
        pairs = np.unique(np.concatenate((found, shapes)))
        rows, numbers = np.divmod(pairs, self._size)
        is_cue, is_root = numbers < self._root, numbers == self._root
        cues = numbers[is_cue]
        candidate = np.zeros(len(texts), dtype=bool)
        candidate[rows[is_root]] = True
        alone: dict[int, list[int]] = {}
        for row, number in zip(rows[~is_cue & ~is_root].tolist(), numbers[~is_cue & ~is_root].tolist(), strict=True):
            alone.setdefault(row, []).append(number - self._root - 1)
        first_cue = np.searchsorted(rows[is_cue], np.arange(len(texts) + 1))
        return Block(folded, candidate.tolist(), alone, cues, first_cue, self._scores(cues, first_cue))

    def places(self, text: str) -> list[int]:
        """Return where in a text roots end: nothing outside their passages needs reading closely."""
        ends = self._automaton.iter(fold(text.replace("\n", " ")))
        return [end for end, word in ends if self._root in self._numbers_of(word)]

    def _numbers_of(self, word: int) -> _Numbers:
        return self._numbers[self._firsts[word] : self._firsts[word] + self._counts[word]]

    def _found(self, joined: str, starts: _Numbers) -> _Numbers:
        """Return what stands in the block, each as its passage times the count of numbers, plus its number."""
        hits = np.array(list(self._automaton.iter(joined)), dtype=np.int64).reshape(-1, 2)
        rows = np.maximum(np.searchsorted(starts, hits[:, 0], side="right") - 1, 0)
        counts = self._counts[hits[:, 1]]
        # Most words show one thing; those that show more are repeated, each time with the next of their numbers.
        step = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
        numbers = self._numbers[np.repeat(self._firsts[hits[:, 1]], counts) + step]
        is_early = np.repeat(hits[:, 0] - starts[rows] < EARLY_LETTERS, counts) & (numbers < self._parts.early)
        rows = np.repeat(rows, counts)
        twins = rows[is_early] * self._size + numbers[is_early] + self._parts.early
        return np.concatenate((rows * self._size + numbers, twins))

    def _shapes(self, folded: Sequence[str], figures: Sequence[int]) -> _Numbers:
        index, shapes, size = self._shape, self._parts.shapes, self._size
        found = [
            row * size + index[name]
            for row, (text, count) in enumerate(zip(folded, figures, strict=True))
            for name in shapes.of(text, count)
        ]
        return np.array(found, dtype=np.int64)

    def _scores(self, cues: _Numbers, first_cue: _Numbers) -> Scores:
        """Add up each passage's weights, by itself, so that the sum is the same in any block."""
        scores = np.tile(self._parts.bias, (len(first_cue) - 1, 1))
        has_any = np.flatnonzero(np.diff(first_cue))
        if len(has_any):
            scores[has_any] += np.add.reduceat(self._parts.weights[cues], first_cue[has_any], axis=0)
        return scores


def _figures(joined: str, starts: _Numbers) -> list[int]:
    """Return how many figures each passage has."""
    letters = np.frombuffer(joined.encode("ascii"), dtype=np.uint8)
    total = np.concatenate(([0], np.cumsum((letters >= ord("0")) & (letters <= ord("9")))))
    counts: list[int] = np.diff(total[np.append(starts, len(letters))]).tolist()
    return counts


def roots(thesaurus: Thesaurus) -> list[str]:
    """Return beginnings of which every label that makes a passage relevant alone holds one, wherever it stands.

    A label takes the thesaurus' own roots where they cover each way to write it, and else adds its longest word.
    """
    found = set(thesaurus.roots)
    for concept in thesaurus.concepts:
        for label in concept.labels:
            if concept.strength >= ALONE:
                found |= _missing(label, thesaurus.roots)
    return sorted(found)


def _missing(label: Label, known: Sequence[str]) -> set[str]:
    places = label.places
    for first in range(len(places)):
        for last in range(first + 1, min(first + _NEIGHBOURS, len(places)) + 1):
            if all(any(root in way for root in known) for way in _ways(places[first:last])):
                return set()
    choices = [[*place.forms, *place.stems, *place.starts] for place in places if not place.is_gap]
    return set(max(choices, key=lambda ways: min(len(way) for way in ways)))


def _ways(places: Sequence[Place]) -> list[str]:
    """Return every way to write neighbouring places; a gap among them is no way at all."""
    if any(place.is_gap for place in places):
        return [""]
    return [f" {' '.join(one)} " for one in product(*(place.written for place in places))]
