"""Paragraphs that are found again letter by letter, the repeated ones beside what surrounds them.

What occurs once in both versions is an anchor (patience diff, Bram Cohen; Paul Heckel, «A technique for isolating
differences between files», CACM 21:4, 1978); so are short runs that occur once. From anchors, equal neighbours are
taken in both directions, so that the rows and headings that a plan repeats go with their surroundings, also where
a whole chapter was moved.
"""

from collections import Counter
from collections.abc import Hashable, Sequence

from arraigo.engines.plan_review.comparing.matching import Matching, longest_order
from arraigo.engines.plan_review.comparing.texts import Side

_RUNS = (2, 3)
_TELLING_WORDS = 6


def anchor_exactly(old: Sequence[int], new: Sequence[int], matching: Matching) -> None:
    """Pair equal paragraphs, given as the numbers of their keys, where it is plain which belongs to which."""
    _ends(old, new, matching)
    for i, j in _unique(old, new):
        if matching.free(i, j):
            matching.join(i, j)
    _spread(old, new, matching)
    for length in _RUNS:
        for i, j in _unique(_windows(old, length), _windows(new, length)):
            if all(matching.free(i + n, j + n) for n in range(length)):
                for n in range(length):
                    matching.join(i + n, j + n)
    _spread(old, new, matching)


def _ends(old: Sequence[int], new: Sequence[int], matching: Matching) -> None:
    shorter, head, tail = min(len(old), len(new)), 0, 0
    while head < shorter and old[head] == new[head]:
        matching.join(head, head)
        head += 1
    while tail < shorter - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
        matching.join(len(old) - tail, len(new) - tail)


def _unique(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[tuple[int, int]]:
    olds, news = Counter(old), Counter(new)
    where = {value: j for j, value in enumerate(new) if news[value] == 1}
    return [(i, where[value]) for i, value in enumerate(old) if olds[value] == 1 and value in where]


def _windows(keys: Sequence[int], length: int) -> list[tuple[int, ...]]:
    return list(zip(*(keys[n:] for n in range(length)), strict=False))


def _spread(old: Sequence[int], new: Sequence[int], matching: Matching) -> None:
    """Pair equal neighbours of pairs: first those that both neighbours hold, then forwards, then backwards."""
    forward, back = matching.forward, matching.back
    for i in range(1, len(old) - 1):
        j = forward[i - 1] + 1
        held = forward[i] < 0 and 0 < j < len(new) - 1 and forward[i + 1] == j + 1
        if held and back[j] < 0 and old[i] == new[j]:
            matching.join(i, j)
    for i in range(1, len(old)):
        j = forward[i - 1] + 1
        if forward[i] < 0 and 0 < j < len(new) and back[j] < 0 and old[i] == new[j]:
            matching.join(i, j)
    for i in range(len(old) - 2, -1, -1):
        j = forward[i + 1] - 1
        if forward[i] < 0 and j >= 0 and back[j] < 0 and old[i] == new[j]:
            matching.join(i, j)


def set_doubtful_apart(old: Side, new: Side, matching: Matching) -> list[tuple[int, int]]:
    """Undo and return the pairs that stand alone out of the order and say little: what is near comes first.

    Such is «Indicador» that was deleted here and written there, or a page number; or an edited one, whatever it says.
    """
    pairs = matching.pairs()
    kept = longest_order([j for _, j in pairs])
    alone = []
    for position, (i, j) in enumerate(pairs):
        if position in kept or _has_company(i, j, matching.forward):
            continue
        if old.keys[i] != new.keys[j] or len(old.words(i)) <= _TELLING_WORDS:
            alone.append((i, j))
    for i, _ in alone:
        matching.part(i)
    return [(i, j) for i, j in alone if old.keys[i] == new.keys[j]]


def _has_company(i: int, j: int, forward: Sequence[int]) -> bool:
    return (i > 0 and j > 0 and forward[i - 1] == j - 1) or (i + 1 < len(forward) and forward[i + 1] == j + 1)
