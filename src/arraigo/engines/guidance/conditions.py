"""Conditions on earlier answers. A step that was not answered makes what is said of its answer false."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Was:
    """The answer to a step was one of these."""

    step: str
    answers: tuple[str, ...]

    def holds(self, given: Mapping[str, str]) -> bool:
        """Say whether it holds for the answers given, answer by step."""
        return given.get(self.step) in self.answers

    def atoms(self) -> Iterator["Was"]:
        """Yield every question of a step's answer in the condition, in the order written."""
        yield self


@dataclass(frozen=True, slots=True)
class Not:
    """The opposite of a condition."""

    part: "Condition"

    def holds(self, given: Mapping[str, str]) -> bool:
        """Say whether it holds for the answers given, answer by step."""
        return not self.part.holds(given)

    def atoms(self) -> Iterator[Was]:
        """Yield every question of a step's answer in the condition, in the order written."""
        yield from self.part.atoms()


@dataclass(frozen=True, slots=True)
class All:
    """Every one of the conditions."""

    parts: tuple["Condition", ...]

    def holds(self, given: Mapping[str, str]) -> bool:
        """Say whether it holds for the answers given, answer by step."""
        return all(part.holds(given) for part in self.parts)

    def atoms(self) -> Iterator[Was]:
        """Yield every question of a step's answer in the condition, in the order written."""
        for part in self.parts:
            yield from part.atoms()


@dataclass(frozen=True, slots=True)
class Either:
    """At least one of the conditions."""

    parts: tuple["Condition", ...]

    def holds(self, given: Mapping[str, str]) -> bool:
        """Say whether it holds for the answers given, answer by step."""
        return any(part.holds(given) for part in self.parts)

    def atoms(self) -> Iterator[Was]:
        """Yield every question of a step's answer in the condition, in the order written."""
        for part in self.parts:
            yield from part.atoms()


Condition = Was | Not | All | Either


def holds(when: Condition | None, given: Mapping[str, str]) -> bool:
    """Say whether a condition holds; none always does."""
    return when is None or when.holds(given)


def say_condition(when: Condition) -> str:
    """Return a condition as one line, for those who compare or draw routes."""
    if isinstance(when, Was):
        return f"{when.step} = {' | '.join(when.answers)}"
    if isinstance(when, Not):
        return f"¬({say_condition(when.part)})"
    joined = " ∧ " if isinstance(when, All) else " ∨ "
    return "(" + joined.join(say_condition(part) for part in when.parts) + ")"
