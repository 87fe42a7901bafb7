"""The states in which a person can stand: a step, and what later conditions still need to know of the answers so far.

What must be known is found by liveness, as a compiler finds which variables are still needed (Aho, Lam, Sethi and
Ullman, Compilers, 2006, 9.2.5): a step needs what its own conditions name and what the steps after it need, less its
own answer, which is given there anew. Answers that no condition tells apart count as one, and those that no condition
names count as none, so that a route has no more states than its conditions make.
"""

from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field

from arraigo.engines.guidance.conditions import Condition, holds
from arraigo.engines.guidance.model import Answer, Route, Step

MAX_STATES = 20_000

Known = tuple[tuple[str, str], ...]
"""Answers by step, sorted."""

State = tuple[str, Known]
"""A step and what must be known there."""


@dataclass(slots=True)
class Needed:
    """What must be known at each step, and the answers that count as one: representative by answer, by step."""

    at: dict[str, frozenset[str]]
    same: dict[str, dict[str, str]]

    def after(self, state: State, answer: str, to: str) -> State:
        """Return the state to which an answer leads."""
        name, known = state
        needed = self.at[to]
        kept = [one for one in known if one[0] in needed and one[0] != name]
        representative = self.same.get(name, {}).get(answer)
        if name in needed and representative is not None:
            kept.append((name, representative))
            kept.sort()
        return to, tuple(kept)


@dataclass(slots=True)
class States:
    """The reachable states: for each, its ways out as (answer, state); `whence` tells how each was reached first.

    `full` says that there were more than MAX_STATES, and that some are left out.
    """

    start: State
    ways: dict[State, tuple[tuple[str, State], ...]] = field(default_factory=dict)
    whence: dict[State, tuple[State, str]] = field(default_factory=dict)
    full: bool = False

    def path(self, state: State) -> list[tuple[str, str]]:
        """Return a shortest list of (step, answer) that leads to a state."""
        found = []
        while state in self.whence:
            state, answer = self.whence[state]
            found.append((state[0], answer))
        return found[::-1]


def needed(route: Route) -> Needed:
    """Return what must be known at each step, and which answers count as one."""
    uses = {
        name: frozenset(atom.step for _place, when in step.conditions() for atom in when.atoms())
        for name, step in route.steps.items()
    }
    at = dict(uses)
    before: dict[str, list[str]] = {name: [] for name in route.steps}
    for name, step in route.steps.items():
        for _answer, to in step.ways():
            if to in before:
                before[to].append(name)
    waiting = deque(route.steps)
    while waiting:
        changed = waiting.popleft()
        for name in before[changed]:
            grown = at[name] | (at[changed] - {name})
            if grown != at[name]:
                at[name] = grown
                waiting.append(name)
    return Needed(at, _same(route))


def _same(route: Route) -> dict[str, dict[str, str]]:
    same: dict[str, dict[str, str]] = {}
    for name, sets in _asked_of(route).items():
        if name not in route.steps:
            continue
        first: dict[tuple[bool, ...], str] = {}
        for answer in route.steps[name].answers:
            sign = tuple(answer.id in one for one in sets)
            if any(sign):
                same.setdefault(name, {})[answer.id] = first.setdefault(sign, answer.id)
    return same


def _asked_of(route: Route) -> dict[str, list[frozenset[str]]]:
    """Return for each question the sets of its answers that conditions ask for."""
    asked: dict[str, list[frozenset[str]]] = {}
    for step in route.steps.values():
        for _place, when in step.conditions():
            for atom in when.atoms():
                asked.setdefault(atom.step, []).append(frozenset(atom.answers))
    return asked


def open_answers(step: Step, known: Mapping[str, str]) -> tuple[Answer, ...]:
    """Return the answers of a question that somebody with these earlier answers may give."""
    return tuple(one for one in step.answers if holds(one.when, known))


def explore(route: Route) -> States:
    """Return every state that can be reached, breadth first in the order of the answers; unknown steps lead nowhere."""
    rule = needed(route)
    states = States((route.start, ()))
    if route.start not in route.steps:
        return states
    open_to = {name: _ways(step, route) for name, step in route.steps.items()}
    waiting = deque([states.start])
    seen = {states.start}
    while waiting and not states.full:
        state = waiting.popleft()
        known = dict(state[1])
        ways = []
        for answer, to, when in open_to[state[0]]:
            if when is not None and not when.holds(known):
                continue
            other = rule.after(state, answer, to)
            ways.append((answer, other))
            if other not in seen:
                seen.add(other)
                states.whence[other] = state, answer
                waiting.append(other)
        states.ways[state] = tuple(ways)
        states.full = len(seen) > MAX_STATES
    return states


def _ways(step: Step, route: Route) -> list[tuple[str, str, Condition | None]]:
    """Return the ways out that lead somewhere, each with the condition on which it is open."""
    conditions = {one.id: one.when for one in step.answers}
    return [(answer, to, conditions.get(answer)) for answer, to in step.ways() if to in route.steps]
