"""The texts of a route by key: one walk over them reads all and puts others in their place.

Names of institutions and titles of sources stay as they are, for a person must find them on a door or a paper; ids,
numbers, telephones, addresses and e-mails are no texts.
"""

from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from typing import Any

from arraigo.engines.guidance.model import Contact, Deadline, Item, Route, Step, Task

Say = Callable[[str, str], str]
"""From a key and its text to the text that stands there."""

_STEP = ("title", "text", "help", "why", "right", "bring_note", "refused")


def texts(route: Route) -> dict[str, str]:
    """Return every text of a route by its key, such as `steps.entrada.answers.si`, in the order of the file."""
    found: dict[str, str] = {}

    def note(key: str, text: str) -> str:
        found[key] = text
        return text

    reworded(route, note)
    return found


def mark_of(text: str) -> str:
    """Return what tells a Spanish text from every other: the first 12 hexadecimal figures of its SHA-256."""
    return sha256(text.encode()).hexdigest()[:12]


def reworded(route: Route, say: Say) -> Route:
    """Return a route with each text as `say` gives it; an empty text is not asked for."""
    return replace(
        route,
        title=_said(say, "title", route.title),
        summary=_said(say, "summary", route.summary),
        steps={name: _step(step, say) for name, step in route.steps.items()},
    )


def _said(say: Say, key: str, text: str) -> str:
    return say(key, text) if text else text


def _step(step: Step, say: Say) -> Step:
    place = f"steps.{step.id}"
    changed: dict[str, Any] = {key: _said(say, f"{place}.{key}", getattr(step, key)) for key in _STEP}
    changed["answers"] = tuple(
        replace(
            one,
            text=_said(say, f"{place}.answers.{one.id}", one.text),
            detail=_said(say, f"{place}.answers.{one.id}.detail", one.detail),
        )
        for one in step.answers
    )
    changed["deadline"] = _deadline(step.deadline, f"{place}.deadline", say)
    changed["reassurance"] = _items(step.reassurance, f"{place}.reassurance", say)
    changed["do"] = tuple(_task(one, f"{place}.do.{number}", say) for number, one in enumerate(step.do))
    changed["bring"] = _items(step.bring, f"{place}.bring", say)
    changed["contacts"] = tuple(_contact(one, f"{place}.contacts.{n}", say) for n, one in enumerate(step.contacts))
    changed["verify"] = tuple(_said(say, f"{place}.verify.{n}", one) for n, one in enumerate(step.verify))
    return replace(step, **changed)


def _deadline(deadline: Deadline | None, place: str, say: Say) -> Deadline | None:
    if deadline is None:
        return None
    return replace(
        deadline,
        since=_said(say, f"{place}.from", deadline.since),
        text=_said(say, f"{place}.text", deadline.text),
    )


def _task(task: Task, place: str, say: Say) -> Task:
    return replace(task, title=_said(say, f"{place}.title", task.title), text=_said(say, f"{place}.text", task.text))


def _items(items: tuple[Item, ...], place: str, say: Say) -> tuple[Item, ...]:
    return tuple(replace(one, text=_said(say, f"{place}.{number}", one.text)) for number, one in enumerate(items))


def _contact(contact: Contact, place: str, say: Say) -> Contact:
    return replace(contact, note=_said(say, f"{place}.note", contact.note))
