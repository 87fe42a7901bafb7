"""Levels given by two reviewers apart, settled where they are the same and adjudicated where they differ."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from arraigo.areas.plans.actions.common import PlansError
from arraigo.areas.plans.enums import Progress, Seat
from arraigo.areas.plans.models import Finding, Judgement, Review
from arraigo.core.accounts.models import User
from arraigo.core.audit import api as audit


@transaction.atomic
def judge(*, finding: Finding, level: int, reason: str = "", by: User, at: datetime) -> Judgement:
    """Give a criterion the level of whoever sits on a seat, or change it; equal levels of both settle it at once.

    Raises PlansError for who has no seat, once it was adjudicated or the review closed, and for a level other than the
    suggested one without a reason. The log says that it was judged, never with which level: the other may read it.
    """
    review, finding = locked(finding)
    chair = review.reviewers.filter(user=by).first()
    if chair is None:
        raise PlansError(_("Solo las dos personas que revisan dan un nivel. Usted puede mirar lo que ya se resolvió."))
    if finding.is_adjudicated:
        raise PlansError(_("Este criterio ya se resolvió con las dos revisiones a la vista; su nivel ya no cambia."))
    reason = reason.strip()
    if level != finding.suggested and not reason:
        raise PlansError(_("Su nivel no es el que propone el programa. Diga por qué, en una o dos frases."))
    given = {one.seat: one for one in finding.judgements.all()}
    mine = given.get(chair.seat) or Judgement(city_id=finding.city_id, finding=finding, seat=chair.seat)
    if (mine.level, mine.reason, mine.user_id) == (level, reason, by.pk):
        return mine
    mine.level, mine.reason, mine.user, mine.judged_at = level, reason, by, at
    mine.save()
    _settle(finding, {**given, chair.seat: mine}, by=by, at=at)
    audit.record(action="plans.finding.judge", subject=finding, by=by, at=at, detail={"seat": chair.seat})
    return mine


@transaction.atomic
def adjudicate(*, finding: Finding, level: int, reason: str, by: User, at: datetime) -> Finding:
    """Settle a criterion on which the two reviewers differ, with a reason; anybody who manages plans may.

    Raises PlansError before both have judged, where they agree already, without a reason, and once it is closed.
    """
    _review, finding = locked(finding)
    given = list(finding.judgements.all())
    reason = reason.strip()
    if len(given) < len(Seat):
        raise PlansError(_("Todavía falta una de las dos revisiones. Se resuelve cuando las dos hayan dado su nivel."))
    if given[0].level == given[1].level and not finding.is_adjudicated:
        raise PlansError(_("Las dos revisiones coinciden; no hay diferencia que resolver."))
    if not reason:
        raise PlansError(_("Diga por qué se resuelve así. Quien lea la revisión verá esta razón."))
    if finding.is_adjudicated and (finding.level, finding.reason) == (level, reason):
        return finding
    finding.level, finding.reason, finding.is_adjudicated = level, reason, True
    finding.settled_by, finding.settled_at = by, at
    _save(finding)
    audit.record(action="plans.finding.adjudicate", subject=finding, by=by, at=at, detail={"level": level})
    return finding


def locked(finding: Finding) -> tuple[Review, Finding]:
    """Return a finding and its review, both locked; raises PlansError where nothing may change any more."""
    review = Review.objects.select_for_update().get(pk=finding.review_id)
    if review.closed_at is not None:
        raise PlansError(_("Esta revisión está cerrada y ya no cambia."))
    if review.state != Progress.READY:
        raise PlansError(_("La revisión todavía no está lista. Espere a que termine la lectura."))
    return review, Finding.objects.select_for_update().get(pk=finding.pk)


def _settle(finding: Finding, given: Mapping[int, Judgement], *, by: User, at: datetime) -> None:
    """Keep the level on which both agree; where one changed it back, nothing is settled any more."""
    levels = {one.level for one in given.values()}
    if len(given) == len(Seat) and len(levels) == 1:
        reasons = dict.fromkeys(given[seat].reason for seat in Seat if given[seat].reason)
        finding.level, finding.reason = levels.pop(), "\n".join(reasons)
        finding.settled_by, finding.settled_at = by, at
    elif finding.level is None:
        return
    else:
        finding.level, finding.reason, finding.settled_by, finding.settled_at = None, "", None, None
    _save(finding)


def _save(finding: Finding) -> None:
    finding.save(update_fields=["level", "reason", "is_adjudicated", "settled_by", "settled_at"])
