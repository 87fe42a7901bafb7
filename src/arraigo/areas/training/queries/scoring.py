"""How answers become points, and points become learning. Plain values in, plain values out; knows no database.

An answer to a question with one right choice (`single`, `true_false`) earns all of its points or none. One with
several (`multiple`) earns points × (right choices taken − wrong choices taken) ÷ right choices, never below nothing,
rounded down to whole points: whoever ticks everything gains nothing by it. Scales and texts have no points.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

SCORED = frozenset({"single", "multiple", "true_false"})
FEWEST = 5
"""No group with fewer people than this is shown by itself."""


def is_scored(kind: str) -> bool:
    """Tell whether a kind of question has points."""
    return kind in SCORED


def points_for(kind: str, points: int, right: Collection[str], chosen: Collection[str]) -> int | None:
    """Return the points that the chosen ids earn of `points`; None for a kind without points."""
    if not is_scored(kind):
        return None
    right, chosen = set(right), set(chosen)
    if kind != "multiple":
        return points if chosen and chosen == right else 0
    if not right:
        return 0
    net = max(len(chosen & right) - len(chosen - right), 0)
    return int(Fraction(points * net, len(right)))


def percent_of(score: int | None, out_of: int | None) -> int | None:
    """Return points as a whole percentage, rounded down; None where there are none to be had."""
    return 100 * (score or 0) // out_of if out_of else None


def passes(score: int | None, out_of: int | None, pass_percent: int | None) -> bool:
    """Tell whether a sitting passes; without a minimum, or without points, having answered is enough."""
    if pass_percent is None or not out_of:
        return True
    return 100 * (score or 0) >= pass_percent * out_of


@dataclass(frozen=True)
class Pair:
    """What one person reached before and after, in percent of the points of the questions asked both times."""

    before: float
    after: float
    sex: str = ""
    institution: str = ""


@dataclass(frozen=True)
class Gain:
    """How much a group learned. `before` and `after` are mean percentages, `absolute` their difference in points."""

    people: int
    before: float
    after: float

    @property
    def absolute(self) -> float:
        """The difference of the means, in percentage points."""
        return self.after - self.before

    @property
    def normalised(self) -> float | None:
        """What was gained of what could be gained, ⟨g⟩ = (after − before) ÷ (100 − before); None from 100 % on.

        Source: R. R. Hake, «Interactive-engagement versus traditional methods», American Journal of Physics 66 (1998),
        64–74: the average normalised gain, of the means of a group.
        """
        room = 100 - self.before
        return (self.after - self.before) / room if room > 0 else None


def gain_of(people: Iterable[Pair]) -> Gain | None:
    """Return the gain of some people; None of nobody."""
    found = list(people)
    if not found:
        return None
    before = sum(one.before for one in found) / len(found)
    after = sum(one.after for one in found) / len(found)
    return Gain(len(found), before, after)


@dataclass(frozen=True)
class Groups:
    """The gain by group, largest group first; `hidden` groups are too small, or would tell of one that is."""

    shown: Mapping[str, Gain]
    hidden: int


def gain_by(people: Iterable[Pair], key: str, *, fewest: int = FEWEST) -> Groups:
    """Return the gain by an attribute of `Pair`, without the groups that `hidden_groups` names."""
    by_group: dict[str, list[Pair]] = {}
    for one in people:
        by_group.setdefault(getattr(one, key), []).append(one)
    hidden = hidden_groups({name: len(found) for name, found in by_group.items()}, fewest=fewest)
    ordered = sorted((name for name in by_group if name not in hidden), key=lambda name: (-len(by_group[name]), name))
    shown = {name: gain for name in ordered if (gain := gain_of(by_group[name])) is not None}
    return Groups(shown, len(hidden))


def hidden_groups(sizes: Mapping[str, int], *, fewest: int = FEWEST) -> set[str]:
    """Return which groups of a whole that is shown must not be: those below `fewest`, and what would give them away.

    What is left of the whole without the groups shown must be two groups at least, and `fewest` people at least: so
    long as it is not, the smallest group shown is hidden too.
    """
    hidden = {name for name, size in sizes.items() if size < fewest}
    left = sorted((name for name in sizes if name not in hidden), key=lambda name: (sizes[name], name))
    while hidden and left and (len(hidden) < 2 or sum(sizes[name] for name in hidden) < fewest):
        hidden.add(left.pop(0))
    return hidden


def mean_of(counts: Sequence[int]) -> float | None:
    """Return the mean of a scale whose answers 1, 2, 3… were given `counts` times; None when nobody answered."""
    number = sum(counts)
    return sum(value * count for value, count in enumerate(counts, 1)) / number if number else None
