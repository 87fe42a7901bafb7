"""Reads of reviews: which there are, whom they wait for, and how far each reviewer is."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from arraigo.areas.plans.enums import Progress, Seat
from arraigo.areas.plans.models import Finding, Judgement, PlanVersion, Review, Reviewer
from arraigo.areas.plans.queries.desk_sight import SEATS, Status, seat_of, status
from arraigo.areas.plans.queries.progress import standing
from arraigo.core import tenancy
from arraigo.core.accounts.api import Role
from arraigo.core.accounts.models import Membership, User


@dataclass(frozen=True)
class SeatProgress:
    """How many criteria a reviewer has judged; never which levels they gave."""

    seat: int
    name: str
    user_id: UUID
    judged: int
    total: int

    @property
    def label(self) -> str:
        """Return the seat in words."""
        return str(Seat(self.seat).label)


@dataclass(frozen=True)
class Counts:
    """How far a review is: criteria in all, settled, and judged by both with different levels."""

    total: int
    settled: int
    differ: int

    @property
    def missing(self) -> int:
        """Return how many are not settled."""
        return self.total - self.settled


def reviews() -> QuerySet[Review]:
    """Return the reviews of the city, the newest first, with what a list shows of each."""
    settled = Count("findings", filter=Q(findings__level__isnull=False))
    found = Review.objects.select_related("city", "version__plan", "job").prefetch_related("reviewers__user")
    return found.annotate(criteria=Count("findings"), settled=settled).order_by("-created_at")


def reviews_of(version: PlanVersion) -> QuerySet[Review]:
    """Return the reviews of a version, the newest first; `criteria` and `settled` count their findings."""
    return reviews().filter(version=version)


def review_with(review_id: UUID) -> Review | None:
    """Return a review with its version, plan, city, job and reviewers, in one query; None where there is none."""
    seated = Reviewer.objects.filter(review=review_id).select_related(
        "user", "review__version__plan", "review__city", "review__job", "review__closed_by"
    )
    first = next(iter(seated), None)
    if first is None:
        return None
    # As `prefetch_related` would have left it: a review is shown with who reviews it, always.
    review: Review = first.review
    review._prefetched_objects_cache = {"reviewers": seated}  # type: ignore[attr-defined]
    return review


def waiting_for(user: User) -> list[Review]:
    """Return the open reviews in which this person still has criteria to judge, the most urgent first.

    `left` says how many criteria wait for them, of `criteria`.
    """
    mine = Q(findings__judgements__user=user)
    found = (
        Review.objects.filter(reviewers__user=user, closed_at=None, state=Progress.READY)
        .select_related("version__plan")
        .annotate(criteria=Count("findings", distinct=True), judged=Count("findings", filter=mine, distinct=True))
        .order_by("due_on", "created_at")
    )
    waiting: list[Review] = []
    for review in found:
        review.left = review.criteria - review.judged  # type: ignore[attr-defined]
        if review.criteria > review.judged:
            waiting.append(review)
    return waiting


def state_of(review: Review) -> Progress:
    """Return where a review stands, also when its job ended without telling it."""
    return standing(review.state, review.job)


def possible_reviewers() -> QuerySet[User]:
    """Return who may sit in a review of the session's city, by name."""
    seats = Membership.objects.filter(
        city=tenancy.current_city_id(),
        is_active=True,
        role__in=(Role.COORDINATION, Role.PLANNER),
        organization=None,
        areas=None,
    )
    return User.objects.filter(pk__in=seats.values("user_id"), is_active=True).order_by("name", "email")


def judgements_of(review: Review) -> dict[UUID, dict[int, Judgement]]:
    """Return what was judged in a review: by finding, then by seat. Pass it through `desk_sight.seen` to show it."""
    given: dict[UUID, dict[int, Judgement]] = defaultdict(dict)
    for one in Judgement.objects.filter(finding__review=review):
        given[one.finding_id][one.seat] = one
    return given


def seat_progress(review: Review, given: Mapping[UUID, Mapping[int, Judgement]], total: int) -> list[SeatProgress]:
    """Return how far each reviewer is."""
    judged = [seat for seats in given.values() for seat in seats]
    return [
        SeatProgress(one.seat, str(one.user), one.user_id, judged.count(one.seat), total)
        for one in review.reviewers.all()
    ]


def counts(findings: Iterable[Finding], given: Mapping[UUID, Mapping[int, Judgement]]) -> Counts:
    """Return how far a review is."""
    stands = [status(one, given.get(one.pk, {}), None) for one in findings]
    return Counts(len(stands), stands.count(Status.SETTLED), stands.count(Status.DIFFERS))


def pairs(findings: Iterable[Finding], given: Mapping[UUID, Mapping[int, Judgement]]) -> list[tuple[int, int]]:
    """Return the levels of both reviewers for each criterion that both have judged."""
    both = [given[one.pk] for one in findings if len(given.get(one.pk, {})) == SEATS]
    return [(one[Seat.FIRST].level, one[Seat.SECOND].level) for one in both]


def may_change(review: Review, user: User) -> bool:
    """Whether this person judges in this review now."""
    return review.closed_at is None and review.state == Progress.READY and seat_of(review, user) is not None
