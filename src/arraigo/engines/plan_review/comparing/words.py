"""What changed inside a passage, word by word, tidy enough to be read."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from rapidfuzz.distance import LCSseq

from arraigo.engines.plan_review.comparing.exact import anchor_exactly
from arraigo.engines.plan_review.comparing.matching import Matching, longest_order
from arraigo.engines.plan_review.comparing.texts import as_characters

# A number keeps its points and commas: 1.500.000; other signs stand alone. Spaces go with what they follow.
_TOKEN = re.compile(r"(?:\d+(?:[.,]\d+)*|[^\W_]+|[^\w\s]|_)\s*|\s+")
_CELLS = 400_000_000  # compared as a whole: 20,000 words with 20,000
_CUT_EVERY = 500
_FEW_WORDS = 3


class ChangeKind(StrEnum):
    """Whether words stayed, came or went."""

    EQUAL = "equal"
    INSERT = "insert"
    DELETE = "delete"


@dataclass(frozen=True, slots=True)
class Change:
    """A run of words with their spaces."""

    kind: ChangeKind
    text: str


@dataclass(slots=True)
class _Run:
    """Tokens of both sides that face each other."""

    old: list[str]
    new: list[str]
    equal: bool


def word_diff(old: str, new: str) -> tuple[Change, ...]:
    """Return runs of words that stayed, went and came; those that stayed and came give `new` to the letter.

    A few words that stayed by chance amid more that changed are shown as changed too, so that a person reads two
    phrases and no confetti (semantic clean-up: Neil Fraser, «Diff Strategies», 2006).
    """
    olds, news = _TOKEN.findall(old), _TOKEN.findall(new)
    runs = [run for run in _runs(olds, news) if run.old or run.new]
    while (tidier := _tidy(runs)) != runs:
        runs = tidier
    return tuple(_changes(runs))


def _changes(runs: list[_Run]) -> Iterator[Change]:
    for run in runs:
        if run.equal:
            yield Change(ChangeKind.EQUAL, "".join(run.new))
            continue
        if run.old:
            yield Change(ChangeKind.DELETE, "".join(run.old))
        if run.new:
            yield Change(ChangeKind.INSERT, "".join(run.new))


def _runs(olds: list[str], news: list[str]) -> Iterator[_Run]:
    letters: dict[str, str] = {}
    one = as_characters([token.strip() for token in olds], letters)
    other = as_characters([token.strip() for token in news], letters)
    a = b = 0
    for i, j in [*_anchors(one, other), (len(one), len(other))]:
        yield from _compared(one[a:i], other[b:j], olds[a:i], news[b:j])
        a, b = i, j


def _anchors(one: str, other: str) -> list[tuple[int, int]]:
    """Return where a text too long to be compared as a whole is cut: words found once in both, in order."""
    if len(one) * len(other) <= _CELLS:
        return []
    matching = Matching(len(one), len(other))
    anchor_exactly([ord(letter) for letter in one], [ord(letter) for letter in other], matching)
    pairs = matching.pairs()
    kept = longest_order([j for _, j in pairs])
    return [pair for position, pair in enumerate(pairs) if position in kept][::_CUT_EVERY]


def _compared(one: str, other: str, olds: list[str], news: list[str]) -> Iterator[_Run]:
    if len(one) * len(other) > _CELLS:
        yield _Run(olds, news, equal=False)
        return
    for step in LCSseq.opcodes(one, other):
        old, new = olds[step.src_start : step.src_end], news[step.dest_start : step.dest_end]
        yield _Run(old, new, equal=step.tag == "equal")


def _tidy(runs: list[_Run]) -> list[_Run]:
    """Return runs in which neighbours of a kind are one, and equal words lost between larger changes are changed."""
    joined: list[_Run] = []
    for run in runs:
        if joined and joined[-1].equal == run.equal:
            joined[-1].old.extend(run.old)
            joined[-1].new.extend(run.new)
        else:
            joined.append(_Run([*run.old], [*run.new], run.equal))
    found = list(joined)
    for before, at, after in zip(joined, range(1, len(joined)), joined[2:], strict=False):
        run = joined[at]
        size = sum(map(len, run.new))
        words = sum(token[0].isalnum() for token in run.new)
        lost = run.equal and words <= _FEW_WORDS and 2 * size <= min(_size(before), _size(after))
        if lost:
            found[at] = _Run(run.old, run.new, equal=False)
    return found


def _size(run: _Run) -> int:
    return max(sum(map(len, run.old)), sum(map(len, run.new)))
