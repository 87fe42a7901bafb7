"""What a person may see of a criterion that two others judge apart: one rule for pages, the API and downloads."""

from collections.abc import Mapping
from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from arraigo.areas.plans.enums import Seat
from arraigo.areas.plans.models import Finding, Judgement, Review
from arraigo.core.accounts.models import User

SEATS = len(Seat)


class Status(StrEnum):
    """How a criterion stands for somebody; what only the other reviewer did does not show."""

    TO_JUDGE = "por-revisar"
    WAITING = "espera"
    DIFFERS = "difiere"
    SETTLED = "resuelto"


STATUS_WORDS = {
    Status.TO_JUDGE: _("sin revisar"),
    Status.WAITING: _("espera la otra revisión"),
    Status.DIFFERS: _("difieren"),
    Status.SETTLED: _("resuelto"),
}


def seat_of(review: Review, user: User | None) -> int | None:
    """Return the seat of a user in a review, None for who has none. Uses `review.reviewers` as prefetched."""
    return next((one.seat for one in review.reviewers.all() if user is not None and one.user_id == user.pk), None)


def seen(given: Mapping[int, Judgement], seat: int | None) -> dict[int, Judgement]:
    """Return the judgements that somebody may see: both once both were given; until then their own alone."""
    if len(given) == SEATS:
        return dict(given)
    return {} if seat is None or seat not in given else {seat: given[seat]}


def status(finding: Finding, given: Mapping[int, Judgement], seat: int | None) -> Status:
    """Return how a criterion stands for who sits on `seat`, or for who sits on none."""
    if finding.level is not None:
        return Status.SETTLED
    if len(given) == SEATS:
        return Status.DIFFERS
    return Status.WAITING if seat is not None and seat in given else Status.TO_JUDGE
