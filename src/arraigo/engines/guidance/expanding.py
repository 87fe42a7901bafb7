"""A route → its pages, as few as there can be: states that lead to equal pages all the way are one page.

Pages are found by partition refinement (Moore 1956): states begin together where they show the same, and part where
some answer leads to states that have parted. A route without loops needs but one pass, from its ends. What a page shows
is judged by the Spanish text, so that a page has the same id in every language.
"""

from collections.abc import Hashable, Iterable
from dataclasses import replace

from arraigo.engines.guidance.graphs import unrolled
from arraigo.engines.guidance.model import Kind, Route, Source, Step
from arraigo.engines.guidance.pages import Page, Pages
from arraigo.engines.guidance.states import State, States, explore
from arraigo.engines.guidance.walking import resolved


def expand(route: Route) -> Pages:
    """Return the pages of a route that `load` returned; a page's id is its step's, with a number from the second on."""
    source = route.origin or route
    states = explore(source)
    group = grouped(source, states)
    first: dict[int, State] = {}
    for state in states.ways:
        first.setdefault(group[state], state)
    names = _names(source, first.values())
    page_of = {number: names[state] for number, state in first.items()}
    made = {}
    for number, state in first.items():
        to = {answer: page_of[group[other]] for answer, other in states.ways[state]}
        made[page_of[number]] = _linked(resolved(route.steps[state[0]], dict(state[1])), to)
    start = page_of[group[states.start]]
    return Pages(route.id, route.lang, start, _placed(route, made, start))


def grouped(route: Route, states: States) -> dict[State, int]:
    """Return the number of each state's page. Where no way turns back one pass from the ends is enough."""
    shown = _shown(route, states)
    order, back = unrolled({state: [to for _answer, to in ways] for state, ways in states.ways.items()}, [states.start])
    if back:
        return _refined(shown, states)
    numbers: dict[Hashable, int] = {}
    group: dict[State, int] = {}
    for state in reversed(order):
        behind = tuple((answer, group[to]) for answer, to in states.ways[state])
        group[state] = numbers.setdefault((shown[state], behind), len(numbers))
    return group


def _refined(group: dict[State, int], states: States) -> dict[State, int]:
    count = len(set(group.values()))
    while True:
        finer = _numbered(
            (state, (group[state], tuple((answer, group[to]) for answer, to in ways)))
            for state, ways in states.ways.items()
        )
        group, before, count = finer, count, len(set(finer.values()))
        if count == before:
            return group


def _numbered(shown: Iterable[tuple[State, Hashable]]) -> dict[State, int]:
    numbers: dict[Hashable, int] = {}
    return {state: numbers.setdefault(key, len(numbers)) for state, key in shown}


def _shown(route: Route, states: States) -> dict[State, int]:
    """Return a number for what each state shows, equal where they show the same."""
    conditions = {name: [when for _place, when in step.conditions()] for name, step in route.steps.items()}
    kept: dict[Hashable, Step] = {}
    found = []
    for state in states.ways:
        name, known = state[0], dict(state[1])
        key = name, tuple(when.holds(known) for when in conditions[name])
        if key not in kept:
            kept[key] = resolved(route.steps[name], known)
        found.append((state, key))
    numbers: dict[Step, int] = {}
    number = {key: numbers.setdefault(step, len(numbers)) for key, step in kept.items()}
    return {state: number[key] for state, key in found}


def _names(route: Route, states: Iterable[State]) -> dict[State, str]:
    """Give each page the id of its step; the second and later ones of a step a number that no step's id has taken."""
    used: dict[str, int] = {}
    names = {}
    for state in states:
        step = state[0]
        number = used.get(step, 0) + 1
        while number > 1 and f"{step}-{number}" in route.steps:
            number += 1
        used[step] = number
        names[state] = step if number == 1 else f"{step}-{number}"
    return names


def _linked(step: Step, to: dict[str, str]) -> Step:
    if step.kind is Kind.QUESTION:
        return replace(step, answers=tuple(replace(one, to=to[one.id]) for one in step.answers))
    return step if step.to is None else replace(step, to=next(iter(to.values())))


def _placed(route: Route, made: dict[str, Step], start: str) -> dict[str, Page]:
    """Return the pages with their parents and their place on the longest ways through them."""
    ways = {name: list(dict.fromkeys(to for _answer, to in step.ways())) for name, step in made.items()}
    order, back = unrolled(ways, [start])
    onward = {name: [to for to in ways[name] if (name, to) not in back] for name in order}
    depth, question = dict.fromkeys(order, 0), dict.fromkeys(order, 0)
    for name in order:
        question[name] += made[name].kind is Kind.QUESTION
        for to in onward[name]:
            depth[to] = max(depth[to], depth[name] + 1)
            question[to] = max(question[to], question[name])
    left = dict.fromkeys(order, 0)
    for name in reversed(order):
        left[name] = max((left[to] + (made[to].kind is Kind.QUESTION) for to in onward[name]), default=0)
    parents: dict[str, list[str]] = {name: [] for name in made}
    for name in made:
        for to in ways[name]:
            parents[to].append(name)
    sources = {one.id: one for one in route.sources}
    return {
        name: Page(
            name,
            step,
            tuple(parents[name]),
            depth[name],
            question[name],
            question[name] + left[name],
            _rests_on(step, route, sources),
        )
        for name, step in made.items()
    }


def _rests_on(step: Step, route: Route, sources: dict[str, Source]) -> tuple[Source, ...]:
    named = [*step.sources, *(one.source for one in step.contacts if one.source)]
    if step.kind is Kind.OUTCOME and route.mandate is not None:
        named.append(route.mandate.ground)
    return tuple(sources[name] for name in dict.fromkeys(named))
