"""A catalogue of criteria: what a norm asks of a plan, and where and with which words a reviewer looks for it."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from arraigo.engines.plan_review.problems import PlanError


class Near(StrEnum):
    """Whether evidence counts only where people on the move are spoken of: in the passage, near it, or anywhere."""

    PASSAGE = "true"
    AROUND = "near"
    ANYWHERE = "false"


@dataclass(frozen=True, slots=True)
class Search:
    """How evidence is looked for: ids of thesaurus concepts and own phrases, compared by stem.

    `people` are the concepts of those whom the criterion is about, where that is not everybody on the move.
    """

    concepts: tuple[str, ...]
    phrases: tuple[str, ...]
    near: Near
    people: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class SignOff:
    """Who confirmed a criterion as a lawyer, and the day, as YYYY-MM-DD."""

    by: str
    on: str


@dataclass(frozen=True, slots=True)
class Criterion:
    """What a norm requires and the question that a reviewer answers.

    `norm` is the law or agreement, `instruments` the kinds of plan that it is for, `expected` the elements of the
    chain that one may expect (values of `StepKind`, or «commitment» and «mention»). `verified_on` is the day when the
    source was read, as YYYY-MM-DD, or nothing. `derived_from` is the id of the criterion whose norm it details.
    """

    id: str
    norm: str
    article: str
    requires: str
    asks: str
    instruments: tuple[str, ...]
    theme: str
    plan_part: str
    expected: tuple[str, ...]
    search: Search
    source: str
    confidence: str
    verified_on: str | None = None
    legal_sign_off: SignOff | None = None
    note: str = ""
    derived_from: str = ""


@dataclass(frozen=True, slots=True)
class Pack:
    """Whose criteria they are: name, title, country, version, day, legal note, and its words for ids."""

    name: str
    title: str
    country: str
    version: str
    date: str
    legal_note: str
    instruments: Mapping[str, str]
    themes: Mapping[str, str]
    plan_parts: Mapping[str, str]
    groups: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Catalogue:
    """A pack with its criteria; `concepts` names those of the thesaurus, `labels` are their plain labels."""

    pack: Pack
    criteria: tuple[Criterion, ...]
    concepts: Mapping[str, str]
    labels: Mapping[str, tuple[str, ...]]

    def of_instrument(self, instrument: str) -> tuple[Criterion, ...]:
        """Return the criteria for a kind of plan. Raises PlanError «not_an_instrument»."""
        if instrument not in self.pack.instruments:
            raise PlanError("not_an_instrument", name=instrument, known=", ".join(self.pack.instruments))
        return tuple(one for one in self.criteria if instrument in one.instruments)
