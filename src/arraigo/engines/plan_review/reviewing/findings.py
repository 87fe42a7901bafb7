"""What a review finds: for each criterion its evidence, how far the plan's chain goes, and what is missing.

Sentences are Spanish msgids with places for values, as in `problems`: who shows one translates it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import IntEnum, StrEnum
from typing import Any

from arraigo.engines.plan_review.model import Anchor
from arraigo.engines.plan_review.problems import Problem
from arraigo.engines.plan_review.reviewing.catalogue import Criterion


def _(text: str) -> str:
    """Mark a text for translation; who shows it translates it."""
    return text


class Level(IntEnum):
    """How far a plan goes on a criterion. Mentions never add up: one step of the chain, one level."""

    ABSENT = 0
    MENTIONED = 1
    DIAGNOSED = 2
    COMMITTED = 3
    TARGET = 4
    BUDGET = 5


LEVEL_NAMES = {
    Level.ABSENT: _("Ausente"),
    Level.MENTIONED: _("Mencionado"),
    Level.DIAGNOSED: _("Diagnosticado"),
    Level.COMMITTED: _("Comprometido"),
    Level.TARGET: _("Con meta"),
    Level.BUDGET: _("Con presupuesto y responsable"),
}


class StepKind(StrEnum):
    """An element of the plan's chain, from the figure that shows a need to who answers for the money."""

    FIGURE = "figure"
    SOURCE = "source"
    OBJECTIVE = "objective"
    POLICY = "policy"
    RULE = "rule"
    PROGRAMME = "programme"
    TARGET = "target"
    BASELINE = "baseline"
    INDICATOR = "indicator"
    BUDGET = "budget"
    RESPONSIBLE = "responsible"


STEP_NAMES = {
    StepKind.FIGURE: _("cifra de diagnóstico"),
    StepKind.SOURCE: _("fuente y año"),
    StepKind.OBJECTIVE: _("objetivo"),
    StepKind.POLICY: _("política"),
    StepKind.RULE: _("norma del propio plan"),
    StepKind.PROGRAMME: _("programa o acción"),
    StepKind.TARGET: _("meta"),
    StepKind.BASELINE: _("línea base"),
    StepKind.INDICATOR: _("indicador"),
    StepKind.BUDGET: _("presupuesto"),
    StepKind.RESPONSIBLE: _("responsable"),
}

COMMITMENTS = frozenset((StepKind.OBJECTIVE, StepKind.POLICY, StepKind.RULE, StepKind.PROGRAMME))
MENTION, COMMITMENT = "mention", "commitment"
EXPECTED = (MENTION, COMMITMENT, *(kind.value for kind in StepKind))
EXPECTED_NAMES: Mapping[str, str] = {
    MENTION: _("que se diga"),
    COMMITMENT: _("objetivo, política, norma o programa"),
    **{kind.value: name for kind, name in STEP_NAMES.items()},
}


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence for people: its Spanish template, and the values that it names."""

    template: str
    values: dict[str, Any] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.template.format(**self.values)


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the chain, and the passage that proves it: `words` as they stand there, and why they count here."""

    kind: StepKind
    passage: int
    page: int
    words: str
    why: Sentence


@dataclass(frozen=True, slots=True)
class Evidence:
    """A passage that speaks of what a criterion asks: the terms that show it, and the steps of the chain it has."""

    passage: int
    page: int
    path: tuple[str, ...]
    quote: str
    anchor: Anchor
    terms: tuple[str, ...]
    why: tuple[Sentence, ...]
    kinds: tuple[StepKind, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found for one criterion.

    `evidence` holds the strongest passages, at most `MOST_EVIDENCE`, of `total`. `steps` prove the level.
    `complete` says whether all that is to be expected for this criterion is there; `lacking` names what is not.
    `elsewhere` counts the passages with the criterion's terms where people on the move are not spoken of.
    """

    criterion: Criterion
    level: Level
    evidence: tuple[Evidence, ...]
    total: int
    steps: tuple[Step, ...]
    complete: bool
    lacking: tuple[str, ...]
    missing: tuple[Sentence, ...]
    searched: tuple[str, ...]
    elsewhere: int = 0


@dataclass(frozen=True, slots=True)
class Group:
    """A group of people, by its concept, with the number of passages that name it and the page of the first."""

    concept: str
    name: str
    passages: int
    page: int | None


@dataclass(frozen=True, slots=True)
class Summary:
    """The whole at a glance. Each tuple of six counts criteria from `ABSENT` to `BUDGET`."""

    levels: tuple[int, ...]
    by_theme: Mapping[str, tuple[int, ...]]
    by_part: Mapping[str, tuple[int, ...]]
    complete: int
    criteria: int
    passages: int
    relevant: int
    committing: int
    groups: tuple[Group, ...]
    blocked: int
    blocked_senses: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Review:
    """A document reviewed against the criteria of one kind of plan."""

    sha256: str
    media_type: str
    pages: int
    language: str
    instrument: str
    findings: tuple[Finding, ...]
    summary: Summary
    problems: tuple[Problem, ...]
