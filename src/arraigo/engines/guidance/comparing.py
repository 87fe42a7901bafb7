"""What changed between two versions of a route: steps, answers, texts, and everything else that a reviewer must see.

Elements of lists are first put beside those of the other version that they come from, so that a line put in between
does not make every later one look changed.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from arraigo.engines.guidance.conditions import Condition, say_condition
from arraigo.engines.guidance.model import Route, Step


class Way(StrEnum):
    """What became of an answer."""

    ADDED = "added"
    REMOVED = "removed"
    REDIRECTED = "redirected"


@dataclass(frozen=True, slots=True)
class Change:
    """A value that changed, at its place; empty where there was none, or there is none any more."""

    key: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class AnswerChange:
    """An answer that came, went, or leads to another step; `old` and `new` are steps."""

    step: str
    answer: str
    way: Way
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Difference:
    """What changed; `changed` are the steps that stayed and are not as they were.

    `texts` are what people read; `facts` everything else: numbers, days, sources, conditions, what comes first.
    """

    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    answers: tuple[AnswerChange, ...] = ()
    texts: tuple[Change, ...] = ()
    facts: tuple[Change, ...] = ()

    def __bool__(self) -> bool:
        return any(getattr(self, name) for name in _names(self))


_TEXTS = frozenset(
    ("title", "summary", "text", "help", "why", "right", "since", "detail", "note", "bring_note", "refused", "verify")
)
_APART = frozenset(("steps", "answers", "lang", "fell_back", "translations", "warnings", "origin"))


def diff(old: Route, new: Route) -> Difference:
    """Return what changed from one version of a route to another; it is false where nothing did."""
    stayed = [name for name in new.steps if name in old.steps]
    found = list(_values("", old, new))
    for name in stayed:
        found += _values(f"steps.{name}", old.steps[name], new.steps[name])
        found += _answer_values(old.steps[name], new.steps[name])
    found += _order("steps", [name for name in old.steps if name in new.steps], stayed)
    return Difference(
        added=tuple(name for name in new.steps if name not in old.steps),
        removed=tuple(name for name in old.steps if name not in new.steps),
        changed=tuple(name for name in stayed if old.steps[name] != new.steps[name]),
        answers=tuple(one for name in stayed for one in _answers(old.steps[name], new.steps[name])),
        texts=tuple(change for is_text, change in found if is_text),
        facts=tuple(change for is_text, change in found if not is_text),
    )


_Found = Iterator[tuple[bool, Change]]
"""Whether a change is of a text, and the change."""


def _answers(old: Step, new: Step) -> Iterator[AnswerChange]:
    before, after = ({one.id: one.to for one in step.answers} for step in (old, new))
    for name, to in after.items():
        if name not in before:
            yield AnswerChange(new.id, name, Way.ADDED, "", to)
        elif before[name] != to:
            yield AnswerChange(new.id, name, Way.REDIRECTED, before[name], to)
    for name, to in before.items():
        if name not in after:
            yield AnswerChange(new.id, name, Way.REMOVED, to, "")


def _answer_values(old: Step, new: Step) -> _Found:
    """Yield what changed in the answers that stayed, where they lead apart."""
    before, after = ({one.id: one for one in step.answers} for step in (old, new))
    stayed = [name for name in after if name in before]
    for name in stayed:
        for is_text, change in _values(f"steps.{new.id}.answers.{name}", before[name], after[name]):
            if not change.key.endswith(".to"):
                yield is_text, change
    yield from _order(f"steps.{new.id}.answers", [name for name in before if name in after], stayed)


def _order(key: str, old: Sequence[str], new: Sequence[str]) -> _Found:
    if list(old) != list(new):
        yield False, Change(key, ", ".join(old), ", ".join(new))


def _values(place: str, old: object, new: object) -> _Found:
    """Yield what changed between two values of one class, field by field."""
    for name in _names(new):
        before, after = getattr(old, name), getattr(new, name)
        if name not in _APART and before != after:
            yield from _value(f"{place}.{name}" if place else name, name, before, after)


def _value(key: str, name: str, old: object, new: object) -> _Found:
    if isinstance(old, tuple) and isinstance(new, tuple):
        yield from _lists(key, name, old, new)
    elif _is_record(old) and _is_record(new):
        yield from _values(key, old, new)
    else:
        yield name in _TEXTS, Change(key, _said(old), _said(new))


def _lists(key: str, name: str, old: tuple[object, ...], new: tuple[object, ...]) -> _Found:
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for tag, first, last, begin, end in matcher.get_opcodes():
        if tag == "equal":
            continue
        for step in range(max(last - first, end - begin)):
            before, after = _one(old, first + step, last), _one(new, begin + step, end)
            number = begin + step if after is not None else first + step
            if before is None or after is None:
                yield _is_shown(name), Change(f"{key}.{number}", _said(before), _said(after))
            else:
                yield from _value(f"{key}.{number}", name, before, after)


def _one(values: tuple[object, ...], number: int, end: int) -> object | None:
    return values[number] if number < end else None


def _is_shown(name: str) -> bool:
    """Say whether an element that came or went is something that people read."""
    return name in _TEXTS or name in ("reassurance", "do", "bring", "contacts")


def _names(value: object) -> tuple[str, ...]:
    """Return the names of a dataclass's fields; of anything else, none."""
    return tuple(getattr(value, "__dataclass_fields__", ()))


def _is_record(value: object) -> bool:
    return bool(_names(value)) and not isinstance(value, Condition)


def _said(value: object) -> str:
    """Return a value as one line."""
    if isinstance(value, Condition):
        return say_condition(value)
    if _names(value):
        said = (_said(getattr(value, name)) for name in _names(value))
        return " · ".join(one for one in said if one)
    if isinstance(value, tuple):
        return ", ".join(_said(one) for one in value)
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else str(value)
