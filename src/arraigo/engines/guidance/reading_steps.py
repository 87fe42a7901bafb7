"""The steps of a route, as they are written."""

import re
from collections.abc import Iterator
from typing import Any

from arraigo.engines.guidance.fields import Fields, fields, good_id, loose, only
from arraigo.engines.guidance.marked import Scalar, Table
from arraigo.engines.guidance.model import (
    GO_ON,
    Answer,
    Contact,
    Deadline,
    Item,
    Kind,
    Services,
    Step,
    Task,
)
from arraigo.engines.guidance.problems import _
from arraigo.engines.guidance.reading_conditions import WORDS, read_condition

MAX_STEPS = 200
MAX_DAYS = 36_600

_ALWAYS = ("kind", "title", "text", "numbers", "sources", "verify")
KEYS = {
    Kind.QUESTION: (*_ALWAYS, "help", "why", "answers"),
    Kind.INFORMATION: (*_ALWAYS, "to"),
    Kind.EMERGENCY: (*_ALWAYS, "contacts", "to"),
    Kind.OUTCOME: (
        *_ALWAYS,
        *("right", "deadline", "reassurance", "do", "bring", "bring_note", "refused", "services", "contacts"),
    ),
}
"""What a step may say, by its kind."""

_CONTACT = ("name", "phone", "note", "email", "url", "source", "when")
_ANY_KEY = tuple(dict.fromkeys(key for keys in KEYS.values() for key in keys))


def read_steps(route: Fields) -> dict[str, Step]:
    """Return the steps by their id, in order; a step that cannot be read at all is left out."""
    node = route.table.values.get("steps")
    if not isinstance(node, Table) or not node.values:
        route.notes.add("missing", route.line("steps"), key="steps", where=route.where)
        return {}
    if len(node.values) > MAX_STEPS:
        route.notes.add("too_many_steps", route.line("steps"), count=len(node.values), limit=MAX_STEPS)
        return {}
    found = {}
    for name, inner in node.values.items():
        line = node.lines[name]
        if name in WORDS:
            route.notes.add("reserved_id", line, value=name, where=_("un paso"))
        elif not good_id(name):
            route.notes.add("bad_id", line, value=name, where="«steps»")
        made = loose(route.notes, inner, f"steps.{name}", line=line)
        if made is not None:
            found[name] = _step(made, name)
    return found


def _step(step: Fields, name: str) -> Step:
    said = step.one_of("kind", tuple(Kind))
    kind = Kind(said) if said else _looks_like(step)
    # Where the kind is wrong, only keys that no step has are told: the others may well be right.
    only(step, KEYS[kind] if said else _ANY_KEY)
    goes_on = kind in (Kind.INFORMATION, Kind.EMERGENCY)
    return Step(
        id=name,
        kind=kind,
        title=step.text("title", required=True),
        text=step.text("text", required=goes_on and said is not None),
        help=step.text("help"),
        why=step.text("why"),
        answers=tuple(_answers(step)) if kind is Kind.QUESTION else (),
        to=(step.text("to") or None) if goes_on else None,
        numbers=step.texts("numbers"),
        sources=step.texts("sources"),
        verify=step.texts("verify"),
        contacts=tuple(_contact(one) for one in step.maps("contacts", _CONTACT)),
        **(_outcome(step) if kind is Kind.OUTCOME else {}),
    )


def _looks_like(step: Fields) -> Kind:
    if step.has("answers"):
        return Kind.QUESTION
    return Kind.INFORMATION if step.has("to") else Kind.OUTCOME


def _answers(step: Fields) -> Iterator[Answer]:
    known: set[str] = set()
    if not step.has("answers"):
        step.notes.add("missing", step.line("answers"), key="answers", where=step.where)
    for one in step.maps("answers", ("id", "text", "to", "detail", "when")):
        name = one.id("id", required=True)
        if name == GO_ON:
            one.notes.add("reserved_id", one.line("id"), value=name, where=_("una respuesta"))
        if name and name in known:
            one.notes.add("twice", one.line("id"), value=name, where=f"«{step.path('answers')}»")
            continue
        known.add(name)
        # Texts are known by the answer's id, which outlives its place in the list.
        one.place = step.path(f"answers.{name}")
        one.notes.lines[one.place] = one.at
        yield Answer(
            id=name,
            text=one.text("text", required=True),
            to=one.text("to", required=True),
            detail=one.text("detail"),
            when=read_condition(one),
        )


def _outcome(step: Fields) -> dict[str, Any]:
    if step.has("kind") and not any(step.has(key) for key in ("right", "do", "text")):
        step.notes.add("empty_outcome", step.at, step=step.place.removeprefix("steps."))
    return {
        "right": step.text("right"),
        "deadline": _deadline(step),
        "reassurance": _items(step, "reassurance"),
        "do": tuple(
            Task(one.text("title", required=True), one.text("text"), read_condition(one))
            for one in step.maps("do", ("title", "text", "when"))
        ),
        "bring": _items(step, "bring"),
        "bring_note": step.text("bring_note"),
        "refused": step.text("refused"),
        "services": _services(step),
    }


def _items(step: Fields, key: str) -> tuple[Item, ...]:
    """Return a list whose elements are texts, or maps with a text and a condition."""
    found = []
    for number, node in enumerate(step.items(key)):
        place = step.path(f"{key}.{number}")
        if isinstance(node, Scalar):
            step.notes.lines[place] = node.line
            if not (node.text or "").strip():
                step.notes.add("missing", node.line, key=str(number), where=f"«{step.path(key)}»")
            found.append(Item((node.text or "").strip()))
            continue
        made = fields(step.notes, node, place, ("text", "when"))
        if made is not None:
            found.append(Item(made.text("text", required=True), read_condition(made)))
    return tuple(found)


def _deadline(step: Fields) -> Deadline | None:
    made = step.map("deadline", ("days", "from", "text", "when"))
    if made is None:
        return None
    said = made.text("days")
    days = int(said) if re.fullmatch("[0-9]{1,5}", said) else 0
    if not 1 <= days <= MAX_DAYS:
        made.notes.add("no_days", made.line("days"), where=made.where, limit=MAX_DAYS)
    return Deadline(days, made.text("from", required=True), made.text("text"), read_condition(made))


def _services(step: Fields) -> Services | None:
    made = step.map("services", ("needs", "for_me"))
    if made is None:
        return None
    if not made.has("needs"):
        made.notes.add("missing", made.line("needs"), key="needs", where=made.where)
    asked = made.table.values["for_me"] if made.has("for_me") else Table(made.at)
    about = loose(made.notes, asked, made.path("for_me"), line=made.line("for_me"))
    for_me = () if about is None else tuple((key, about.texts(key)) for key in about.table.values)
    return Services(made.texts("needs"), for_me)


def _contact(contact: Fields) -> Contact:
    return Contact(
        name=contact.text("name", required=True),
        phone=contact.phone("phone"),
        note=contact.text("note"),
        email=contact.email("email"),
        url=contact.url("url"),
        source=contact.text("source"),
        when=read_condition(contact),
    )
