"""Changing a definition piece by piece, as forms do: pure steps from maps, lists and texts to others."""

import re
from collections.abc import Iterable
from copy import deepcopy
from typing import Any

from django.utils.text import slugify
from django.utils.translation import gettext as _

from arraigo.areas.attention.queries.definitions import Plain
from arraigo.engines.guidance.marked import Table, read_marked
from arraigo.engines.guidance.model import Kind

NEW = "nuevo:"
"""Before a kind, what a form chooses to say that a way leads to a step that is made with it."""

LONGEST_ID = 40


def steps_of(told: Plain) -> dict[str, Plain]:
    """Return the steps of a definition that can be shown, by id."""
    steps = told.get("steps")
    return {name: one for name, one in steps.items() if isinstance(one, dict)} if isinstance(steps, dict) else {}


def add_step(told: Plain, kind: str, title: str) -> tuple[Plain, str]:
    """Return a definition with a step more, at the end, and the step's id, made of its title."""
    made = deepcopy(told)
    steps = made.get("steps")
    steps = steps if isinstance(steps, dict) else {}
    name = free_id(title or kind, steps)
    steps[name] = _fresh(kind, title)
    made["steps"] = steps
    return made, name


def _fresh(kind: str, title: str) -> Plain:
    step: Plain = {"kind": kind, "title": title}
    if kind == Kind.QUESTION:
        step["answers"] = [
            {"id": "si", "text": _("Sí"), "to": ""},
            {"id": "no", "text": _("No"), "to": ""},
            {"id": "no-se", "text": _("No sé o prefiero no decir"), "to": ""},
        ]
    elif kind == Kind.OUTCOME:
        step["right"] = ""
    else:
        step["text"] = ""
    return step


def put_step(told: Plain, name: str, step: Plain) -> Plain:
    """Return a definition in which a step is another; ways that lead to `nuevo:<kind>` get a step made for them."""
    made = deepcopy(told)
    step = deepcopy(step)
    for way in _ways(step):
        aim = str(way.get("to") or "")
        if aim.startswith(NEW):
            kind = aim.removeprefix(NEW)
            made, way["to"] = add_step(made, kind, str(way.get("text") or _("Paso nuevo")))
    made.setdefault("steps", {})[name] = step
    return made


def _ways(step: Plain) -> list[Plain]:
    """Return what has a `to` in a step: its answers, or itself."""
    answers = step.get("answers")
    return [step, *(one for one in answers if isinstance(one, dict))] if isinstance(answers, list) else [step]


def remove_step(told: Plain, name: str) -> Plain:
    """Return a definition without a step; what led to it leads nowhere until somebody says where."""
    made = deepcopy(told)
    made.get("steps", {}).pop(name, None)
    for step in steps_of(made).values():
        for way in _ways(step):
            if way.get("to") == name:
                way["to"] = None if way is step else ""
    if made.get("start") == name:
        made["start"] = next(iter(steps_of(made)), "")
    return made


def move_step(told: Plain, name: str, places: int) -> Plain:
    """Return a definition in which a step stands some places further down, or up."""
    made = deepcopy(told)
    steps = made.get("steps", {})
    order = list(steps)
    if name not in order:
        return made
    at = order.index(name)
    order.insert(min(max(at + places, 0), len(order) - 1), order.pop(at))
    made["steps"] = {one: steps[one] for one in order}
    return made


def leading_to(told: Plain, name: str) -> list[str]:
    """Return the ids of the steps that lead to a step."""
    return [other for other, step in steps_of(told).items() if any(way.get("to") == name for way in _ways(step))]


def free_id(title: str, taken: Iterable[str]) -> str:
    """Return an id made of a title that nothing has taken."""
    used = set(taken)
    wanted = slugify(title)[:LONGEST_ID].strip("-") or "paso"
    candidates = (wanted if number == 1 else f"{wanted}-{number}" for number in range(1, len(used) + 2))
    return next(one for one in candidates if one not in used)


def step_at(definition: str, line: int) -> str:
    """Return the id of the step in which a line stands, or ""."""
    root, _problems = read_marked(definition, file="")
    steps = root.values.get("steps") if isinstance(root, Table) else None
    if not isinstance(steps, Table):
        return ""
    before = [(at, name) for name, at in steps.lines.items() if at <= line]
    return max(before)[1] if before else ""


def answers_before(told: Plain, name: str) -> list[tuple[str, str, list[tuple[str, str]]]]:
    """Return (question, title, its answers as (id, text)) for every other question: conditions are made of them."""
    found = []
    for other, step in steps_of(told).items():
        answers = [one for one in step.get("answers") or [] if isinstance(one, dict)]
        if other != name and step.get("kind") == Kind.QUESTION and answers:
            said = [(str(one.get("id") or ""), str(one.get("text") or "")) for one in answers]
            found.append((other, str(step.get("title") or other), said))
    return found


def chosen(when: Any) -> list[str] | None:  # noqa: ANN401 - a condition as it is written
    """Return a condition as `question=answer` for each answer it allows; None where forms cannot show it."""
    if when is None or when == {}:
        return []
    if not isinstance(when, dict) or {"any", "not"} & when.keys():
        return None
    found = []
    for question, answers in when.items():
        for one in _listed(answers):
            if not isinstance(one, str):
                return None
            found.append(f"{question}={one}")
    return found


def _listed(value: Any) -> list[Any]:  # noqa: ANN401 - as it is written
    return value if isinstance(value, list) else [value]


def condition(chosen: Iterable[str]) -> Plain | None:
    """Return the condition of `question=answer` choices: of each question one of its answers, and all questions."""
    made: dict[str, list[str]] = {}
    for one in chosen:
        question, equals, answer = one.partition("=")
        if equals and re.fullmatch(r"[a-z0-9-]+", question) and re.fullmatch(r"[a-z0-9-]+", answer):
            made.setdefault(question, []).append(answer)
    return made or None


def tidy(value: Plain) -> Plain:
    """Return a map without what is empty, so that a definition stays short; `to` stays where it is written."""
    return {key: one for key, one in value.items() if one not in (None, "", [], {}) or key == "to"}
