"""The walk: a route and the answers so far → the step where a person stands. The same answers give the same step."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from arraigo.engines.guidance.conditions import holds
from arraigo.engines.guidance.model import GO_ON, Answer, Kind, Route, Step
from arraigo.engines.guidance.problems import AnswerError


@dataclass(frozen=True, slots=True)
class Position:
    """Where a person stands: the step as they see it, and their answer to each question asked, the last one."""

    step: Step
    answers: Mapping[str, str]

    @property
    def is_end(self) -> bool:
        """Whether nothing comes after it."""
        return self.step.is_end


def next_step(route: Route, answers: Sequence[str] | Mapping[str, str]) -> Step:
    """Return the step to which answers lead, with only what holds for them; see `walk`."""
    return walk(route, answers).step


def walk(route: Route, answers: Sequence[str] | Mapping[str, str]) -> Position:
    """Return where answers lead.

    In order: each answers the next question; `seguir` goes on from an information or an emergency, which otherwise let
    pass whoever has more answers. By step: each question asked takes its answer, once; answers to questions that are
    not met do not count. Raises AnswerError, with what is allowed, for an answer that the step has not.
    """
    if isinstance(answers, Mapping):
        return _walk_by_step(route, answers)
    given: dict[str, str] = {}
    step = route.steps[route.start]
    for answer in answers:
        if answer != GO_ON:
            step = _waiting(route, step)
        to = _taken(step, answer, given)
        if step.kind is Kind.QUESTION:
            given[step.id] = answer
        step = route.steps[to]
    return Position(resolved(step, given), given)


def _waiting(route: Route, step: Step) -> Step:
    """Return the question, or the end, to which informations and emergencies pass on."""
    while step.kind is not Kind.QUESTION and step.to is not None:
        step = route.steps[step.to]
    return step


def _taken(step: Step, answer: str, given: Mapping[str, str]) -> str:
    if answer == GO_ON and step.to is not None:
        return step.to
    for one in step.answers:
        if one.id == answer and (one.when is None or one.when.holds(given)):
            return one.to
    if step.is_end:
        raise AnswerError("already_ended", step=step.id, value=answer)
    raise AnswerError("unknown_answer", allowed(step, given), step=step.id, value=answer)


def allowed(step: Step, given: Mapping[str, str]) -> tuple[str, ...]:
    """Return the answers that somebody with these earlier answers may give at a step."""
    if step.to is not None:
        return (GO_ON,)
    return tuple(one.id for one in step.answers if holds(one.when, given))


def _walk_by_step(route: Route, answers: Mapping[str, str]) -> Position:
    for name in answers:
        if name not in route.steps or not any(route.steps[name].ways()):
            raise AnswerError("never_asked", value=name)
    given: dict[str, str] = {}
    passed: set[str] = set()
    step = route.steps[route.start]
    while True:
        answer = answers.get(step.id) if step.id not in passed else None
        if answer is None and step.to is not None:
            ahead = _waiting(route, step)
            answer = GO_ON if ahead.id in answers and ahead.id not in passed else None
        if answer is None:
            return Position(resolved(step, given), given)
        to = _taken(step, answer, given)
        passed.add(step.id)
        if step.kind is Kind.QUESTION:
            given[step.id] = answer
        step = route.steps[to]


def resolved(step: Step, given: Mapping[str, str]) -> Step:
    """Return a step with only what holds for the answers given, and no conditions left in it."""
    changed: dict[str, Any] = {}
    if any(one.when is not None for one in step.answers):
        changed["answers"] = tuple(_bare(one) for one in step.answers if holds(one.when, given))
    if step.deadline is not None and step.deadline.when is not None:
        changed["deadline"] = replace(step.deadline, when=None) if step.deadline.when.holds(given) else None
    for name in ("reassurance", "do", "bring", "contacts"):
        whole = getattr(step, name)
        if any(one.when is not None for one in whole):
            changed[name] = tuple(replace(one, when=None) for one in whole if holds(one.when, given))
    return replace(step, **changed) if changed else step


def _bare(answer: Answer) -> Answer:
    return replace(answer, when=None)
