"""One pass over many passages at once: which are worth reading closely, and which cues each holds."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

import ahocorasick
import numpy as np

from arraigo.engines.plan_review.tagging.folding import fold
from arraigo.engines.plan_review.tagging.labels import Label, Place
from arraigo.engines.plan_review.tagging.parts import PartModel
from arraigo.engines.plan_review.tagging.thesaurus import ALONE, Thesaurus

_BETWEEN = " \n "
_ROOT = -1
_NEIGHBOURS = 3
"""A root may hold so many words: «en transito» is rare where «transito» is not."""


@dataclass(frozen=True, slots=True)
class Block:
    """Passages folded together: each one's text, whether it holds a root, the cues it holds and its scores.

    `alone` holds for each passage the words in it that never count by themselves, by their number in the thesaurus.
    """

    folded: tuple[str, ...]
    candidate: tuple[bool, ...]
    alone: tuple[tuple[int, ...], ...]
    cues: tuple[tuple[int, ...], ...]
    scores: "np.ndarray[Any, Any]"


class Scanner:
    """Looks for the thesaurus' roots and the part model's cues with one automaton (Aho and Corasick, 1975)."""

    def __init__(self, thesaurus: Thesaurus, parts: PartModel) -> None:
        self._parts = parts
        values: dict[str, list[int]] = {}
        for root in roots(thesaurus):
            values.setdefault(root, []).append(_ROOT)
        for number, (word, _sense) in enumerate(thesaurus.alone):
            values.setdefault(f" {word}", []).append(_ROOT - 1 - number)
        for word, cue in parts.words:
            values.setdefault(word, []).append(cue)
        self._automaton = ahocorasick.Automaton()
        for word, ids in values.items():
            self._automaton.add_word(word, tuple(ids))
        self._automaton.make_automaton()

    def scan(self, texts: Sequence[str]) -> Block:
        """Return what a block of passages holds. Texts of any length; the block is folded once."""
        flat = [text.replace("\n", " ") for text in texts]
        joined = fold(_BETWEEN + _BETWEEN.join(flat) + " ")
        starts, at = [], len(_BETWEEN)
        for text in flat:
            starts.append(at)
            at += len(text) + len(_BETWEEN)
        folded = tuple(joined[start : start + len(text)] for start, text in zip(starts, flat, strict=True))
        cues: list[set[int]] = [set() for _ in texts]
        for end, ids in self._automaton.iter(joined):
            cues[max(bisect_right(starts, end) - 1, 0)].update(ids)
        figures = _figures(joined, starts)
        for text, held, count in zip(folded, cues, figures, strict=True):
            held.update(self._parts.shapes(text, count))
        return Block(
            folded,
            tuple(_ROOT in held for held in cues),
            tuple(tuple(_ROOT - 1 - cue for cue in sorted(held, reverse=True) if cue < _ROOT) for held in cues),
            tuple(tuple(sorted(cue for cue in held if cue >= 0)) for held in cues),
            self._scores(cues),
        )

    def places(self, text: str) -> list[int]:
        """Return where in a text roots end: nothing outside their passages needs reading closely."""
        return [end for end, ids in self._automaton.iter(fold(text.replace("\n", " "))) if _ROOT in ids]

    def _scores(self, cues: list[set[int]]) -> "np.ndarray[Any, Any]":
        scores = np.tile(self._parts.bias, (len(cues), 1))
        rows = np.repeat(np.arange(len(cues)), [sum(cue >= 0 for cue in held) for held in cues])
        columns = np.fromiter((cue for held in cues for cue in sorted(held) if cue >= 0), dtype=np.int64)
        np.add.at(scores, rows, self._parts.weights[columns])
        return scores


def _figures(joined: str, starts: list[int]) -> list[int]:
    """Return how many figures each passage has."""
    letters = np.frombuffer(joined.encode("ascii"), dtype=np.uint8)
    total = np.concatenate(([0], np.cumsum((letters >= ord("0")) & (letters <= ord("9")))))
    counts: list[int] = np.diff(total[[*starts, len(letters)]]).tolist()
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
