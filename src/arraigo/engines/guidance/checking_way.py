"""Every way through a route ends, every step of it can be reached, and every question can be answered."""

from collections import deque

from arraigo.engines.guidance.expanding import grouped
from arraigo.engines.guidance.fields import Notes
from arraigo.engines.guidance.model import Kind, Route, Step
from arraigo.engines.guidance.states import MAX_STATES, State, States, explore, open_answers


def check_shape(route: Route, notes: Notes) -> None:
    """Note questions with fewer than two answers and steps that lead nowhere."""
    for step in route.steps.values():
        line = notes.line(f"steps.{step.id}")
        if step.kind is Kind.QUESTION and len(step.answers) < 2:
            notes.add("few_answers", line, step=step.id, count=len(step.answers))
        if step.kind is Kind.INFORMATION and step.to is None:
            notes.add("dead_end", line, step=step.id)


def check_way(route: Route, notes: Notes, *, is_whole: bool, limit: int) -> None:
    """Note what goes wrong for somebody who walks: states are those of `explore`.

    Steps that nobody reaches and conditions that never hold are told only of a route that `is_whole`: where a way is
    broken, what lies behind it would be told as well, and is not wrong.
    """
    states = explore(route)
    if states.full or (len(states.ways) > limit and len(set(grouped(route, states).values())) > limit):
        notes.add("too_many_pages", notes.line("steps"), limit=limit, states=MAX_STATES)
    if states.full:
        return
    _without_answers(route, states, notes)
    _loops(route, states, notes)
    if is_whole:
        _never_seen(route, states, notes)


def _without_answers(route: Route, states: States, notes: Notes) -> None:
    told = set()
    for state in states.ways:
        step = route.steps[state[0]]
        if step.kind is Kind.QUESTION and step.answers and step.id not in told:
            if open_answers(step, dict(state[1])):
                continue
            told.add(step.id)
            given = ", ".join(f"{name} = {answer}" for name, answer in _said(route, states, state))
            notes.add("no_answer_left", notes.line(f"steps.{step.id}"), step=step.id, answers=given)


def _said(route: Route, states: States, state: State) -> list[tuple[str, str]]:
    """Return the answers to questions on a way to a state; of a question asked again, the last."""
    path = states.path(state)
    return list({name: answer for name, answer in path if route.steps[name].kind is Kind.QUESTION}.items())


def _loops(route: Route, states: States, notes: Notes) -> None:
    """Note each loop from which no end can be reached, once, at its first step."""
    stuck = states.ways.keys() - _that_end(route, states)
    told: set[frozenset[str]] = set()
    for first in states.ways:
        if first not in stuck:
            continue
        circle = _circle(states, first, stuck)
        steps = list(dict.fromkeys(state[0] for state in circle))
        if frozenset(steps) not in told:
            told.add(frozenset(steps))
            top = min(steps, key=lambda name: notes.line(f"steps.{name}"))
            turned = steps[steps.index(top) :] + steps[: steps.index(top)]
            notes.add("endless_loop", notes.line(f"steps.{top}"), steps=" → ".join([*turned, top]))
        stuck -= _leading_to(states, set(circle)) & stuck


def _that_end(route: Route, states: States) -> set[State]:
    """Return the states from which an end is reached; a way that is broken counts as one, being told elsewhere."""
    ends = {state for state in states.ways if _ends(route.steps[state[0]], len(states.ways[state]), state, route)}
    return _leading_to(states, ends)


def _ends(step: Step, ways: int, state: State, route: Route) -> bool:
    broken = any(to not in route.steps for _answer, to in step.ways())
    return ways == 0 or broken


def _leading_to(states: States, ends: set[State]) -> set[State]:
    before: dict[State, list[State]] = {}
    for state, ways in states.ways.items():
        for _answer, to in ways:
            before.setdefault(to, []).append(state)
    found, waiting = set(ends), deque(ends)
    while waiting:
        for state in before.get(waiting.popleft(), ()):
            if state not in found:
                found.add(state)
                waiting.append(state)
    return found


def _circle(states: States, first: State, stuck: set[State]) -> list[State]:
    """Return the states of a loop that somebody who goes on from `first` gets into."""
    path: dict[State, int] = {}
    state = first
    while state not in path:
        path[state] = len(path)
        state = next(to for _answer, to in states.ways[state] if to in stuck)
    return list(path)[path[state] :]


def _never_seen(route: Route, states: States, notes: Notes) -> None:
    reached: dict[str, list[dict[str, str]]] = {}
    for name, known in states.ways:
        reached.setdefault(name, []).append(dict(known))
    for step in route.steps.values():
        if step.id not in reached:
            notes.add("unreachable", notes.line(f"steps.{step.id}"), step=step.id)
            continue
        for place, when in step.conditions():
            if not any(when.holds(known) for known in reached[step.id]):
                where = f"steps.{step.id}.{place}"
                notes.add("never_true", notes.line(f"{where}.when"), where=f"«{where}»")
