"""The values of a route: what its file says, once it was read and found whole."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from arraigo.engines.guidance.conditions import Condition
from arraigo.engines.guidance.problems import Problem

GO_ON = "seguir"
"""The answer by which one goes on from an information or emergency step; no question may have it."""


class Kind(StrEnum):
    """What a step is."""

    QUESTION = "question"
    INFORMATION = "information"
    EMERGENCY = "emergency"
    OUTCOME = "outcome"


class SourceKind(StrEnum):
    """What a source is."""

    NORM = "norm"
    INSTITUTION = "institution"
    PRESS = "press"
    ORGANISATION = "organisation"


class State(StrEnum):
    """How far the translation of a text has come."""

    MISSING = "missing"
    DRAFT = "draft"
    NEEDS_REVIEW = "needs_review"
    CURRENT = "current"
    OUTDATED = "outdated"


@dataclass(frozen=True, slots=True)
class Source:
    """Where a fact comes from. Days are ISO texts; `verified_on` is None where nobody checked it yet."""

    id: str
    title: str
    kind: SourceKind
    url: str = ""
    in_force_from: str | None = None
    in_force_until: str | None = None
    verified_on: str | None = None


@dataclass(frozen=True, slots=True)
class Mandate:
    """The institution that must attend, and the id of the source that says so."""

    institution: str
    ground: str


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer of a question and the step that it leads to (on a page: the page)."""

    id: str
    text: str
    to: str
    detail: str = ""
    when: Condition | None = None


@dataclass(frozen=True, slots=True)
class Task:
    """Something to do."""

    title: str
    text: str = ""
    when: Condition | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """A line of a list, such as a thing to bring."""

    text: str
    when: Condition | None = None


@dataclass(frozen=True, slots=True)
class Deadline:
    """A number of days, since what they count, and what to know about them."""

    days: int
    since: str
    text: str = ""
    when: Condition | None = None


@dataclass(frozen=True, slots=True)
class Contact:
    """A public contact of an institution. Only `note` is translated."""

    name: str
    phone: str = ""
    note: str = ""
    email: str = ""
    url: str = ""
    source: str = ""
    when: Condition | None = None


@dataclass(frozen=True, slots=True)
class Services:
    """Which services of the directory answer: by need, and by what they ask of a person, as (key, values)."""

    needs: tuple[str, ...]
    for_me: tuple[tuple[str, tuple[str, ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """A step of a route. What its kind does not have is empty."""

    id: str
    kind: Kind
    title: str
    text: str = ""
    help: str = ""
    why: str = ""
    answers: tuple[Answer, ...] = ()
    to: str | None = None
    right: str = ""
    deadline: Deadline | None = None
    reassurance: tuple[Item, ...] = ()
    do: tuple[Task, ...] = ()
    bring: tuple[Item, ...] = ()
    bring_note: str = ""
    refused: str = ""
    services: Services | None = None
    numbers: tuple[str, ...] = ()
    contacts: tuple[Contact, ...] = ()
    sources: tuple[str, ...] = ()
    verify: tuple[str, ...] = ()

    @property
    def is_end(self) -> bool:
        """Whether nothing comes after it."""
        return self.kind is not Kind.QUESTION and self.to is None

    def ways(self) -> Iterator[tuple[str, str]]:
        """Yield (answer, step) for each way out, in order; from information and emergencies the answer is `seguir`."""
        if self.to is not None:
            yield GO_ON, self.to
        for answer in self.answers:
            yield answer.id, answer.to

    def conditions(self) -> Iterator[tuple[str, Condition]]:
        """Yield the conditions of the step with the place of each in it, such as `do.0`."""
        for answer in self.answers:
            if answer.when is not None:
                yield f"answers.{answer.id}", answer.when
        if self.deadline is not None and self.deadline.when is not None:
            yield "deadline", self.deadline.when
        for name in ("reassurance", "do", "bring", "contacts"):
            for number, one in enumerate(getattr(self, name)):
                if one.when is not None:
                    yield f"{name}.{number}", one.when


@dataclass(frozen=True, slots=True)
class Translated:
    """A text in another language, the mark of the Spanish text that it was written for, and its written state."""

    text: str
    of: str
    state: State


@dataclass(frozen=True, slots=True)
class Translation:
    """A route's texts in another language, by key."""

    lang: str
    texts: Mapping[str, Translated]


@dataclass(frozen=True, slots=True)
class Route:
    """A route, in Spanish or, spoken, in another language; then `origin` is the Spanish one.

    `fell_back` are the keys of texts that stayed in Spanish. `warnings` are the problems that do not stop it.
    """

    id: str
    need: str
    title: str
    summary: str
    protection: bool
    valid_from: str
    valid_until: str | None
    verified_on: str | None
    reviewer: str | None
    mandate: Mandate | None
    sources: tuple[Source, ...]
    start: str
    steps: Mapping[str, Step]
    lang: str = "es"
    fell_back: tuple[str, ...] = ()
    translations: Mapping[str, Translation] = field(default_factory=dict, compare=False, repr=False)
    warnings: tuple[Problem, ...] = field(default=(), compare=False, repr=False)
    origin: "Route | None" = field(default=None, compare=False, repr=False)

    def source(self, name: str) -> Source:
        """Return a source by its id. Raises KeyError."""
        for one in self.sources:
            if one.id == name:
                return one
        raise KeyError(name)

    def is_current(self, today: str) -> bool:
        """Say whether the route is valid on a day, ISO."""
        return self.valid_from <= today and (self.valid_until is None or today <= self.valid_until)
