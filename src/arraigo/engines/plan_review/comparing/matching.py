"""What is known so far of which paragraph became which, and the order that most of them kept."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass


class Matching:
    """Pairs of paragraphs: `forward[i]` is what became of old `i`, `back[j]` what new `j` was; -1 for nothing."""

    def __init__(self, olds: int, news: int) -> None:
        self.forward = [-1] * olds
        self.back = [-1] * news

    def join(self, i: int, j: int) -> None:
        """Say that old `i` became new `j`."""
        self.forward[i], self.back[j] = j, i

    def part(self, i: int) -> None:
        """Forget what became of old `i`."""
        self.back[self.forward[i]] = -1
        self.forward[i] = -1

    def free(self, i: int, j: int) -> bool:
        """Whether neither is in a pair."""
        return self.forward[i] < 0 and self.back[j] < 0

    def pairs(self) -> list[tuple[int, int]]:
        """Return the pairs in the old order."""
        return [(i, j) for i, j in enumerate(self.forward) if j >= 0]


@dataclass(frozen=True, slots=True)
class Gap:
    """Paragraphs without a pair that face each other. `closed`: between the same two pairs on both sides."""

    olds: range
    news: range
    closed: bool

    @property
    def cells(self) -> int:
        """How many pairs are possible in it."""
        return len(self.olds) * len(self.news)


def free_runs(side: Sequence[int]) -> list[range]:
    """Return the runs of paragraphs without a pair."""
    runs, start = [], -1
    for index, other in enumerate(side):
        if other < 0 and start < 0:
            start = index
        elif other >= 0 and start >= 0:
            runs.append(range(start, index))
            start = -1
    if start >= 0:
        runs.append(range(start, len(side)))
    return runs


def gaps(matching: Matching) -> Iterator[Gap]:
    """Yield, for each old run, the new run that follows what its left neighbour became, and that before its right one.

    They are one, a closed gap, unless something was moved there.
    """
    ends = {run.start: run for run in free_runs(matching.back)}
    starts = {run.stop: run for run in ends.values()}
    for run in free_runs(matching.forward):
        left = matching.forward[run.start - 1] if run.start else -1
        right = matching.forward[run.stop] if run.stop < len(matching.forward) else len(matching.back)
        after, before = ends.get(left + 1), starts.get(right)
        if after is not None:
            yield Gap(run, after, closed=after == before)
        if before is not None and before != after:
            yield Gap(run, before, closed=False)


def longest_order(values: Sequence[int]) -> set[int]:
    """Return the positions of a longest increasing subsequence, by patience sorting (Fredman, 1975): O(n log n)."""
    tails: list[int] = []
    places: list[int] = []
    before = [-1] * len(values)
    for position, value in enumerate(values):
        pile = bisect_left(tails, value)
        before[position] = places[pile - 1] if pile else -1
        if pile == len(tails):
            tails.append(value)
            places.append(position)
        else:
            tails[pile], places[pile] = value, position
    kept: set[int] = set()
    position = places[-1] if places else -1
    while position >= 0:
        kept.add(position)
        position = before[position]
    return kept
