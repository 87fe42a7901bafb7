"""The life of a review: started, stopped, its reviewers named, and closed."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from arraigo.areas.plans.actions.common import PlansError, own_city
from arraigo.areas.plans.actions.reviewing import catalogue
from arraigo.areas.plans.enums import Progress, Seat
from arraigo.areas.plans.models import Judgement, PlanVersion, Review, Reviewer
from arraigo.areas.plans.queries.desk import possible_reviewers
from arraigo.core.accounts.models import User
from arraigo.core.audit import api as audit
from arraigo.core.jobs import api as jobs

HANDLER = "arraigo.areas.plans.tasks.reviewing.review_version"
UNFINISHED = (Progress.WAITING, Progress.RUNNING)


@transaction.atomic
def start_review(
    *,
    version: PlanVersion,
    pack: str,
    instrument: str,
    reviewers: Sequence[User],
    due_on: date | None = None,
    by: User | None,
    at: datetime,
) -> Review:
    """Open the review of a version with its two reviewers and start the job that reads it; returns the review.

    Sent twice, the review that is open comes back. Raises PlansError where the version was not read, has another open
    review or the reviewers are not two; PlanError for a pack or an instrument that is not there.
    """
    review, is_new = open_review(
        version=version, pack=pack, instrument=instrument, reviewers=reviewers, due_on=due_on, by=by, at=at
    )
    if is_new:
        title = _("Revisar «%(plan)s», versión %(number)s") % {"plan": version.plan.title, "number": version.number}
        review.job = jobs.start(HANDLER, title=title, arguments={"review": str(review.pk)}, by=by, at=at)
        Review.objects.filter(pk=review.pk).update(job=review.job)
    return review


@transaction.atomic
def open_review(
    *,
    version: PlanVersion,
    pack: str,
    instrument: str,
    reviewers: Sequence[User],
    due_on: date | None = None,
    by: User | None,
    at: datetime,
) -> tuple[Review, bool]:
    """Open a review without starting its job; returns it, and whether it is new. Raises as `start_review`."""
    version = PlanVersion.objects.select_for_update(of=("self",)).select_related("plan").get(pk=version.pk)
    _must_be_reviewable(version, reviewers)
    criteria = catalogue(pack)
    criteria.of_instrument(instrument)
    there = _open_one(version)
    if there is not None:
        if (there.pack, there.instrument) == (pack, instrument) and _seated(there) == [one.pk for one in reviewers]:
            return there, False
        raise PlansError(_("Esta versión ya tiene una revisión abierta. Ciérrela o deténgala antes de empezar otra."))
    review = Review.objects.create(
        city_id=own_city(),
        version=version,
        pack=pack,
        pack_version=criteria.pack.version,
        instrument=instrument,
        due_on=due_on,
        by=by,
        created_at=at,
    )
    for seat, user in zip(Seat, reviewers, strict=True):
        Reviewer.objects.create(city_id=review.city_id, review=review, seat=seat, user=user)
    audit.record(action="plans.review.start", subject=review, by=by, at=at, detail={"pack": pack})
    return review, True


@transaction.atomic
def stop_review(*, review: Review, by: User | None, at: datetime) -> Review:
    """Stop a review that is still being read; what it had is taken back. One that is ready stays."""
    review = Review.objects.select_for_update(of=("self",)).select_related("job").get(pk=review.pk)
    if review.state not in UNFINISHED or review.job is None:
        return review
    job = jobs.cancel(review.job, by=by, at=at)
    if job.is_over:
        end_review(review, Progress.CANCELLED, at=at)
    return review


def end_review(review: Review, state: Progress, *, at: datetime) -> None:
    """Say that the reading of a review failed or was stopped, so that another may begin."""
    review.state, review.finished_at = state, at
    Review.objects.filter(pk=review.pk, state__in=UNFINISHED).update(state=state, finished_at=at)


@transaction.atomic
def name_reviewer(*, review: Review, seat: int, user: User, by: User | None, at: datetime) -> Reviewer:
    """Give a seat to another person, who answers for what was judged on it so far; raises PlansError.

    Refused where the person sits on the other seat or has judged from it: nobody reviews twice.
    """
    review = _locked(review)
    chair = review.reviewers.select_for_update().get(seat=seat)
    if chair.user_id == user.pk:
        return chair
    elsewhere = review.reviewers.exclude(seat=seat).filter(user=user)
    if elsewhere.exists() or Judgement.objects.filter(finding__review=review, user=user).exclude(seat=seat).exists():
        raise PlansError(_("Esta persona ya revisa en la otra silla. Elija a otra: las dos revisiones van aparte."))
    _must_be_able(user)
    chair.user = user
    chair.save(update_fields=["user"])
    audit.record(action="plans.review.reviewer", subject=review, by=by, at=at, detail={"seat": seat})
    return chair


@transaction.atomic
def close_review(*, review: Review, by: User | None, at: datetime) -> Review:
    """Close a review once every criterion is settled; raises PlansError that says how many and which are not."""
    review = Review.objects.select_for_update().get(pk=review.pk)
    if review.closed_at is not None:
        return review
    if review.state != Progress.READY:
        raise PlansError(_("La revisión todavía no está lista. Espere a que termine la lectura."))
    missing = list(review.findings.filter(level__isnull=True).values_list("order", flat=True))
    if missing:
        named = ", ".join(str(order + 1) for order in missing[:10]) + ("…" if len(missing) > 10 else "")
        words = ngettext(
            "Falta resolver %(n)s criterio: el número %(named)s.",
            "Falta resolver %(n)s criterios: los números %(named)s.",
            len(missing),
        )
        raise PlansError(words % {"n": len(missing), "named": named})
    review.closed_at, review.closed_by = at, by
    review.save(update_fields=["closed_at", "closed_by"])
    audit.record(action="plans.review.close", subject=review, by=by, at=at)
    return review


def _locked(review: Review) -> Review:
    review = Review.objects.select_for_update().get(pk=review.pk)
    if review.closed_at is not None:
        raise PlansError(_("Esta revisión está cerrada y ya no cambia."))
    return review


def _must_be_reviewable(version: PlanVersion, reviewers: Sequence[User]) -> None:
    if version.reading != Progress.READY:
        raise PlansError(_("Esta versión todavía no se ha leído. Espere a que termine la lectura del archivo."))
    if not version.passage_count:
        raise PlansError(_("En esta versión no se leyó ningún texto, así que no hay qué revisar. Cargue otro archivo."))
    if len(reviewers) != len(Seat) or len({one.pk for one in reviewers}) != len(Seat):
        raise PlansError(_("Elija dos personas distintas: cada una revisa por su cuenta."))
    for one in reviewers:
        _must_be_able(one)


def _must_be_able(user: User) -> None:
    if not possible_reviewers().filter(pk=user.pk).exists():
        raise PlansError(_("Quien revisa debe tener la función de coordinación o de planificación en toda la ciudad."))


def _open_one(version: PlanVersion) -> Review | None:
    """Return the open review of a version; one whose job ended without it is buried first, so that nothing is stuck."""
    found = Review.objects.filter(version=version, closed_at=None).exclude(
        state__in=(Progress.FAILED, Progress.CANCELLED)
    )
    review = found.select_related("job").first()
    if review is None or review.state == Progress.READY or review.job is None or not review.job.is_over:
        return review
    end_review(review, Progress.FAILED, at=review.job.finished_at or review.created_at)
    return None


def _seated(review: Review) -> list[UUID]:
    return list(review.reviewers.order_by("seat").values_list("user_id", flat=True))
