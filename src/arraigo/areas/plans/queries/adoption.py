"""What became of recommendations: for the desk, and in the plan's own words for everybody."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Prefetch, Q, QuerySet

from arraigo.areas.plans.enums import Outcome, PairKind, Progress, RecommendationState, Verdict
from arraigo.areas.plans.models import (
    Adoption,
    AuthorityResponse,
    PassagePair,
    Plan,
    PlanVersion,
    Recommendation,
    VersionComparison,
)
from arraigo.areas.plans.queries.progress import is_done_anew, standing
from arraigo.areas.plans.queries.recommending_steps import NEVER_ASKED
from arraigo.core.places.models import City
from arraigo.engines.plan_review.comparing import Change, ChangeKind, word_diff

State = RecommendationState
PAIRS_A_PAGE = 40
# So much of a passage must still be there to say that it became another.
SAME_PASSAGE = 0.35


@dataclass(frozen=True)
class Became:
    """A recommendation with its answer, what the plan says now, and the words that changed.

    `diff` goes from the passage that it was about to the passage that says it now; `standing` is adopted, diluted,
    lost, rejected, accepted or waiting.
    """

    recommendation: Recommendation
    response: AuthorityResponse | None
    adoption: Adoption | None
    diff: tuple[Change, ...]
    standing: str

    @property
    def now(self) -> list[dict[str, Any]]:
        """The passages of the new version that speak of it."""
        return list(self.adoption.passages) if self.adoption else []


@dataclass(frozen=True)
class Tally:
    """How many were recommended, answered, and brought into the plan whole or in part."""

    recommended: int
    answered: int
    adopted: int
    diluted: int
    lost: int
    rejected: int
    waiting: int


@dataclass(frozen=True)
class Changed:
    """A passage before and after, with the words that changed."""

    pair: PassagePair
    diff: tuple[Change, ...]


def public_plans() -> QuerySet[Plan]:
    """Return the plans whose follow-up anybody may read."""
    return Plan.objects.filter(is_public=True).select_related("authority__organization").order_by("title")


def public_recommendations(plan: Plan) -> QuerySet[Recommendation]:
    """Return what was sent to the authority and is shown to everybody."""
    return plan.recommendations.filter(is_public=True).exclude(state__in=NEVER_ASKED)


def became(rows: QuerySet[Recommendation], *, confirmed: bool) -> list[Became]:
    """Return what became of recommendations, in the order of their numbers.

    confirmed: only what a person confirmed is told, as everybody reads it; else the suggestion as well.
    """
    told = Adoption.objects.select_related("version").order_by("version__number")
    if confirmed:
        told = told.exclude(outcome="")
    found = rows.select_related("version", "authority__organization").prefetch_related(
        Prefetch("responses", AuthorityResponse.objects.filter(is_current=True), to_attr="current"),
        Prefetch("adoptions", told, to_attr="told"),
    )
    return [_became(row) for row in found.order_by("number")]


def _became(row: Recommendation) -> Became:
    current: list[AuthorityResponse] = row.current  # type: ignore[attr-defined]
    told: list[Adoption] = row.told  # type: ignore[attr-defined]
    response = current[0] if current else None
    adoption = told[-1] if told else None
    return Became(row, response, adoption, _diff(row, adoption), _standing(row, response, adoption))


def became_one(adoption: Adoption) -> Became:
    """Return what became of one recommendation in one version, with the words that changed."""
    row = adoption.recommendation
    response = AuthorityResponse.objects.filter(recommendation=row, is_current=True).first()
    return Became(row, response, adoption, _diff(row, adoption), _standing(row, response, adoption))


def _diff(row: Recommendation, adoption: Adoption | None) -> tuple[Change, ...]:
    if adoption is None or not adoption.passages:
        return ()
    now = " ".join(str(one["text"]) for one in adoption.passages)
    found = word_diff(row.quote, now) if row.quote else ()
    kept = sum(len(change.text) for change in found if change.kind == ChangeKind.EQUAL)
    # What was asked for may stand elsewhere than in the passage that it was about: that one was not struck out.
    return found if kept >= SAME_PASSAGE * len(row.quote) > 0 else word_diff("", now)


def _standing(row: Recommendation, response: AuthorityResponse | None, adoption: Adoption | None) -> str:
    if adoption is not None and adoption.outcome:
        return str(adoption.outcome)
    if response is None:
        return "waiting"
    return "rejected" if response.verdict == Verdict.REJECTED else "accepted"


def tally(rows: Sequence[Became]) -> Tally:
    """Count what became of recommendations."""
    standing = [one.standing for one in rows]
    return Tally(
        recommended=len(rows),
        answered=sum(one.response is not None for one in rows),
        adopted=standing.count(Outcome.ADOPTED),
        diluted=standing.count(Outcome.DILUTED),
        lost=standing.count(Outcome.LOST),
        rejected=standing.count("rejected"),
        waiting=standing.count("waiting"),
    )


def tallies() -> dict[Any, dict[str, int]]:
    """Return, for each public plan, how many recommendations were sent, answered and adopted; in one query."""
    sent = Q(recommendations__is_public=True) & ~Q(recommendations__state__in=NEVER_ASKED)
    answered = sent & Q(recommendations__responses__is_current=True)
    counted = public_plans().annotate(
        sent=Count("recommendations", filter=sent, distinct=True),
        answered=Count("recommendations", filter=answered, distinct=True),
        adopted=Count("recommendations", filter=sent & Q(recommendations__state=State.ADOPTED), distinct=True),
        diluted=Count("recommendations", filter=sent & Q(recommendations__state=State.DILUTED), distinct=True),
    )
    return {
        plan.pk: {"sent": plan.sent, "answered": plan.answered, "adopted": plan.adopted, "diluted": plan.diluted}
        for plan in counted
    }


def comparisons(plan: Plan) -> QuerySet[VersionComparison]:
    """Return the comparisons of a plan's versions, the latest first."""
    return VersionComparison.objects.filter(new__plan=plan).select_related("old", "new", "job")


def state_of(comparison: VersionComparison) -> Progress:
    """Return where a comparison stands, also when its job ended without telling it."""
    return standing(comparison.state, comparison.job)


def is_compared_anew(comparison: VersionComparison) -> bool:
    """Tell whether two versions that were compared are being compared again."""
    return is_done_anew(comparison.state, comparison.job)


def readable_versions(plan: Plan) -> QuerySet[PlanVersion]:
    """Return the versions of a plan whose text was read."""
    return plan.versions.filter(reading="ready").order_by("number")


def changes(
    comparison: VersionComparison, *, kind: str = "", relevant: bool = False, start: int = 0
) -> tuple[list[Changed], int]:
    """Return a stretch of what changed between two versions with the words that did, and how many there are.

    relevant: only passages that speak of persons in human mobility, before or after.
    """
    rows = PassagePair.objects.filter(comparison=comparison)
    if kind in PairKind.values:
        rows = rows.filter(kind=kind)
    if relevant:
        rows = rows.filter(Q(old__relevant=True) | Q(new__relevant=True))
    page = rows.select_related("old", "new").order_by("order", "id")[start : start + PAIRS_A_PAGE]
    return [_changed(pair) for pair in page], rows.count()


def _changed(pair: PassagePair) -> Changed:
    before, after = (pair.old.text if pair.old else ""), (pair.new.text if pair.new else "")
    return Changed(pair, word_diff(before, after))


def as_data(rows: Sequence[Became], *, city: City) -> list[dict[str, Any]]:
    """Return recommendations and what became of them as plain values, for files that anybody downloads.

    Days are those of the city's calendar; `answer` and `outcome` are words of the program.
    """
    return [
        {
            "number": one.recommendation.number,
            "title": one.recommendation.title,
            "where": one.recommendation.where,
            "passage": one.recommendation.quote,
            "norm": one.recommendation.norm,
            "proposed": one.recommendation.proposed,
            "sent_on": city.day_of(one.recommendation.sent_at) if one.recommendation.sent_at else "",
            "answer": one.response.verdict if one.response else "",
            "reason": one.response.reason if one.response else "",
            "outcome": one.adoption.outcome if one.adoption else "",
            "version": one.adoption.version.number if one.adoption else "",
            "now": "\n".join(str(passage["text"]) for passage in one.now),
            "pages": ", ".join(str(passage["page"]) for passage in one.now),
        }
        for one in rows
    ]
