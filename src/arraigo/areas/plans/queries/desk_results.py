"""What came out of a review as one member may see it: for its page, its downloads and the API."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from arraigo.areas.plans.enums import Level
from arraigo.areas.plans.models import Evidence, Finding, Judgement, PlaceEvidence, Review
from arraigo.areas.plans.queries import desk as reads
from arraigo.areas.plans.queries.desk_sight import SEATS, Status, seat_of, seen, status
from arraigo.core.accounts.models import User
from arraigo.engines.plan_review.agreement import Agreement, agreement


@dataclass(frozen=True)
class Result:
    """A criterion with its evidence and the judgements that the viewer may see."""

    finding: Finding
    status: Status
    judgements: dict[int, Judgement]
    evidence: tuple[Evidence, ...]
    places: tuple[PlaceEvidence, ...]

    @property
    def number(self) -> int:
        """Return its number in the review."""
        return self.finding.order + 1

    @property
    def differs(self) -> bool:
        """Whether both reviewers gave levels, and different ones."""
        return len({one.level for one in self.judgements.values()}) == SEATS


@dataclass(frozen=True)
class Tally:
    """How many criteria of a theme or a part have each settled level, and how many wait for one."""

    name: str
    levels: tuple[int, ...]
    waiting: int

    @property
    def total(self) -> int:
        """Return how many criteria there are."""
        return sum(self.levels) + self.waiting


@dataclass(frozen=True)
class Outcome:
    """A review in its state: every criterion, tallies, how far the reviewers agree, and who reviews."""

    review: Review
    results: tuple[Result, ...]
    counts: reads.Counts
    settled: Tally
    suggested: tuple[int, ...]
    by_theme: tuple[Tally, ...]
    by_part: tuple[Tally, ...]
    agreement: Agreement
    seats: tuple[reads.SeatProgress, ...]

    @property
    def absent(self) -> tuple[Result, ...]:
        """Return what was not found: settled as absent or, until then, suggested so."""
        return tuple(one for one in self.results if level_of(one.finding) == Level.ABSENT)

    @property
    def groups(self) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
        """Return the groups of people that the plan names, and those that it does not."""
        groups = self.review.summary.get("groups", [])
        return [one for one in groups if one["passages"]], [one for one in groups if not one["passages"]]


def level_of(finding: Finding) -> int:
    """Return the settled level or, until there is one, that which the program suggests."""
    return finding.level if finding.level is not None else finding.suggested


def outcome(review: Review, *, user: User | None) -> Outcome:
    """Return a review as this person may see it, in five queries."""
    seat = seat_of(review, user)
    given = reads.judgements_of(review)
    findings = list(review.findings.select_related("settled_by").order_by("order"))
    evidence = _by_finding(
        Evidence.objects.filter(finding__review=review, set_aside=False)
        .select_related("passage")
        .defer("passage__concepts", "passage__why")
        .order_by("order", "created_at")
    )
    places = _by_finding(PlaceEvidence.objects.filter(finding__review=review).select_related("area"))
    results = tuple(
        Result(
            one,
            status(one, given.get(one.pk, {}), seat),
            seen(given.get(one.pk, {}), seat),
            tuple(evidence.get(one.pk, ())),
            tuple(places.get(one.pk, ())),
        )
        for one in findings
    )
    return Outcome(
        review=review,
        results=results,
        counts=reads.counts(findings, given),
        settled=tally("", findings),
        suggested=tuple([one.suggested for one in findings].count(level) for level in Level),
        by_theme=_tallies(findings, lambda one: one.theme),
        by_part=_tallies(findings, lambda one: one.plan_part),
        agreement=agreement(reads.pairs(findings, given)),
        seats=tuple(reads.seat_progress(review, given, len(findings))),
    )


def tally(name: str, findings: Sequence[Finding]) -> Tally:
    """Count settled levels."""
    levels = [one.level for one in findings]
    return Tally(name, tuple(levels.count(level) for level in Level), levels.count(None))


def kappa_words(found: Agreement) -> str:
    """Return how a kappa is read, by the words of Landis and Koch (1977); nothing where it is undefined.

    Landis, J. R. and Koch, G. G. (1977). The measurement of observer agreement for categorical data. Biometrics,
    33(1), 159-174. The bounds are a convention, not a test.
    """
    bounds = ((0.8, "almost_perfect"), (0.6, "substantial"), (0.4, "moderate"), (0.2, "fair"), (0.0, "slight"))
    if found.kappa is None:
        return ""
    return next((word for bound, word in bounds if found.kappa > bound), "poor")


def _tallies(findings: Sequence[Finding], key: Callable[[Finding], str]) -> tuple[Tally, ...]:
    names = dict.fromkeys(key(one) for one in findings)
    return tuple(tally(name, [one for one in findings if key(one) == name]) for name in names)


def _by_finding(rows: Iterable[Any]) -> Mapping[Any, list[Any]]:
    found: dict[Any, list[Any]] = {}
    for one in rows:
        found.setdefault(one.finding_id, []).append(one)
    return found
