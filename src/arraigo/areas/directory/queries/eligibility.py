"""Whom a service attends, as groups of people; what is not told never excludes. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

# What says that nobody told; the words are those of core.people.
NOT_TOLD = frozenset({"", "not_said", "unknown"})
Children = Literal["", "with", "without"]


@dataclass(frozen=True, slots=True)
class Profile:
    """What somebody told of themselves; None is not told. `nationality` is ISO 3166-1, `status` a PopulationGroup."""

    age: int | None = None
    sex: str | None = None
    nationality: str | None = None
    status: str | None = None
    with_children: bool | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """People of certain ages (included), sexes, nationalities, statuses, with or without children; empty is any."""

    minimum_age: int | Decimal | None = None
    maximum_age: int | Decimal | None = None
    sexes: tuple[str, ...] = ()
    nationalities: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    children: Children = ""

    def as_dict(self) -> dict[str, Any]:
        """Return the group as the database and HSDS hold it: only what it says."""
        told = {
            "minimum_age": self.minimum_age,
            "maximum_age": self.maximum_age,
            "sexes": list(self.sexes) or None,
            "nationalities": list(self.nationalities) or None,
            "statuses": list(self.statuses) or None,
            "children": self.children or None,
        }
        return {name: value for name, value in told.items() if value is not None}

    def answers(self, who: Profile) -> list[bool | None]:
        """Return for everything that the group asks whether it is so of somebody; None where it was not told."""
        found: list[bool | None] = []
        if self.minimum_age is not None:
            found.append(None if who.age is None else who.age >= self.minimum_age)
        if self.maximum_age is not None:
            found.append(None if who.age is None else who.age <= self.maximum_age)
        for wanted, told in ((self.sexes, who.sex), (self.nationalities, who.nationality), (self.statuses, who.status)):
            if wanted:
                found.append(None if told is None or told in NOT_TOLD else told in wanted)
        if self.children:
            found.append(None if who.with_children is None else who.with_children == (self.children == "with"))
        return found


def group_from(value: Mapping[str, Any]) -> Group:
    """Return a group from its JSON (`Group.as_dict`); raises ValueError when something in it is unknown or reversed."""
    unknown = set(value) - {"minimum_age", "maximum_age", "sexes", "nationalities", "statuses", "children"}
    if unknown:
        raise ValueError(", ".join(sorted(unknown)))
    lowest, highest = value.get("minimum_age"), value.get("maximum_age")
    if lowest is not None and highest is not None and lowest > highest:
        raise ValueError("minimum_age")
    children = value.get("children", "")
    if children not in ("", "with", "without"):
        raise ValueError("children")
    lists = {name: tuple(map(str, value.get(name, ()))) for name in ("sexes", "nationalities", "statuses")}
    return Group(lowest, highest, **lists, children=children)


def attends(
    who: Profile,
    *,
    minimum_age: Decimal | None = None,
    maximum_age: Decimal | None = None,
    eligible: Iterable[Mapping[str, Any]] = (),
    ineligible: Iterable[Mapping[str, Any]] = (),
) -> bool:
    """Tell whether a service may attend somebody: False only where what was told says that it does not."""
    # Seventeen years and eleven months are still seventeen: a maximum holds to the end of its year.
    ages = Group(minimum_age, maximum_age)
    if False in ages.answers(who) or any(_meets(group_from(group), who) for group in ineligible):
        return False
    groups = [group_from(group) for group in eligible]
    return not groups or any(False not in group.answers(who) for group in groups)


def _meets(group: Group, who: Profile) -> bool:
    answers = group.answers(who)
    return bool(answers) and all(answers)
