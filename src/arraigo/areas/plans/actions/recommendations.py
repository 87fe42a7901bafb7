"""Recommendations: written, reviewed by a second person, moved from one state to the next, talked about."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from arraigo.areas.plans.actions.common import PlansError, change, own_city
from arraigo.areas.plans.enums import RecommendationState as State
from arraigo.areas.plans.enums import Side
from arraigo.areas.plans.models import Comment, Plan, PlanVersion, Recommendation, RecommendationStep, Remark
from arraigo.areas.plans.queries.recommending_steps import (
    ANSWERED,
    NOT_SENT,
    OUTCOMES,
    last_writer,
    may_follow,
    side_of,
    why_not,
)
from arraigo.core.accounts.models import User
from arraigo.core.audit import api as audit
from arraigo.core.tenancy.models import new_id

# What the authority reads. Changing any of it undoes the internal review; once it was sent it stays as it was.
CONTENTS = frozenset({"title", "quote", "where", "norm", "proposed", "grounds", "authority", "authority_id"})
# How the team follows it up; these may change at any time.
FOLLOWING = frozenset({"priority", "due_on", "responsible", "is_public"})


@transaction.atomic
def write(
    *,
    version: PlanVersion,
    by: User | None,
    at: datetime,
    recommendation_id: UUID | None = None,
    comment: Comment | None = None,
    **fields: Any,
) -> Recommendation:
    """Write a recommendation about a version, numbered next within its plan; sent twice, it is written once.

    recommendation_id: comes with the form or the request. comment: the one of a consultation that it was made of,
    which then leads to it. fields: those of CONTENTS and FOLLOWING, `origin`, `authorship`.
    """
    Plan.objects.select_for_update().get(pk=version.plan_id)
    there = Recommendation.objects.filter(pk=recommendation_id).first() if recommendation_id else None
    if there is not None:
        return there
    last = Recommendation.objects.filter(plan=version.plan_id).aggregate(last=Max("number"))["last"] or 0
    made = Recommendation(
        id=recommendation_id or new_id(),
        city_id=own_city(),
        plan_id=version.plan_id,
        version=version,
        number=last + 1,
        by=by,
        created_at=at,
        **{name: _plain(value) for name, value in fields.items()},
    )
    made.save(force_insert=True)
    _step(made, "", State.DRAFTED, "", by, at)
    if comment is not None:
        comment.recommendation = made
        comment.save(update_fields=["recommendation"])
    audit.record(action="plans.recommendation.create", subject=made, by=by, at=at, detail={"number": made.number})
    return made


@transaction.atomic
def change_recommendation(
    *, recommendation: Recommendation, by: User | None, at: datetime, **fields: Any
) -> Recommendation:
    """Change a recommendation; a reviewed one whose text changes is a draft again, to be reviewed anew.

    fields: as for `write`. Raises PlansError for the text of one that was sent: what the authority has stays as it was.
    """
    found = locked(recommendation)
    fields = {name: _plain(value) for name, value in fields.items()}
    touched = {name for name, value in fields.items() if _plain(getattr(found, name)) != value}
    if touched & CONTENTS and found.state not in NOT_SENT:
        raise PlansError(
            _(
                "Esta recomendación ya no está en manos del equipo: su texto queda como está. "
                "Si debe decir otra cosa, retírela y escriba otra."
            )
        )
    changed = change(found, {name: value for name, value in fields.items() if name in touched})
    if touched & CONTENTS:
        if found.state != State.DRAFTED:
            step(found, State.DRAFTED, by=by, at=at)
        # From draft to draft: the text changed, and whoever did it reviews it no more.
        _step(found, State.DRAFTED, State.DRAFTED, "", by, at)
    if changed:
        audit.record(action="plans.recommendation.change", subject=found, by=by, at=at, detail={"fields": changed})
    return found


@transaction.atomic
def move(*, recommendation: Recommendation, to: str, by: User | None, at: datetime, note: str = "") -> Recommendation:
    """Take a recommendation one step further; raises PlansError with a sentence where that step is not possible.

    to: a RecommendationState. A recommendation that is there already stays as it is. The internal review is a second
    person's: neither of who wrote it nor of who changed its text last.
    """
    found = locked(recommendation)
    if found.state == to:
        return found
    _check_move(found, State(to), by, note)
    return step(found, State(to), by=by, at=at, note=note)


def step(recommendation: Recommendation, to: State, *, by: User | None, at: datetime, note: str = "") -> Recommendation:
    """Write a step of a recommendation that is locked; raises PlansError where it is not possible."""
    if not may_follow(recommendation.state, to):
        raise PlansError(why_not(recommendation.state, to))
    before, recommendation.state = recommendation.state, to
    fields = ["state"]
    if to == State.SENT:
        recommendation.sent_at = at
        fields.append("sent_at")
    recommendation.save(update_fields=fields)
    _step(recommendation, before, to, note, by, at)
    detail = {"before": str(before), "after": str(to)}
    audit.record(action="plans.recommendation.move", subject=recommendation, by=by, at=at, detail=detail)
    return recommendation


def locked(recommendation: Recommendation) -> Recommendation:
    """Return the row as it is now, kept from everybody else until the transaction ends."""
    return Recommendation.objects.select_for_update(of=("self",)).get(pk=recommendation.pk)


@transaction.atomic
def remark(
    *,
    recommendation: Recommendation,
    body: str,
    nonce: UUID,
    by: User | None,
    at: datetime,
    side: str = Side.CITY,
    name: str = "",
    is_internal: bool = False,
) -> Remark:
    """Say something in the conversation about a recommendation, once for a nonce; internal ones stay with the team."""
    if is_internal and side != Side.CITY:
        raise PlansError(_("Solo el equipo escribe mensajes internos."))
    said, is_new = Remark.objects.get_or_create(
        city_id=own_city(),
        nonce=nonce,
        defaults={
            "recommendation": recommendation,
            "side": side,
            "body": body,
            "name": name,
            "is_internal": is_internal,
            "by": by,
            "at": at,
        },
    )
    if is_new:
        detail = {"recommendation": str(recommendation.pk), "internal": is_internal}
        audit.record(action="plans.remark.create", subject=said, by=by, at=at, detail=detail)
    return said


def _plain(value: object) -> object:
    """Return a text with one kind of line end: a form that was only looked at changes nothing."""
    return value.replace("\r\n", "\n") if isinstance(value, str) else value


def _check_move(found: Recommendation, to: State, by: User | None, note: str) -> None:
    if not may_follow(found.state, to):
        raise PlansError(why_not(found.state, to))
    if to == State.REVIEWED:
        _check_reviewer(found, by)
    if to == State.SENT:
        raise PlansError(_("Una recomendación se envía en un oficio: prepare uno para su autoridad."))
    if to in ANSWERED:
        raise PlansError(_("Lo que respondió la autoridad se anota como respuesta, con su motivo."))
    if to in OUTCOMES:
        raise PlansError(_("Lo que pasó con ella en otra versión se confirma en «Adopción», con el texto a la vista."))
    if to == State.WITHDRAWN and not note.strip():
        raise PlansError(_("Escriba por qué se retira: queda en su historia."))


def _check_reviewer(found: Recommendation, by: User | None) -> None:
    if by is None:
        raise PlansError(_("La revisión interna la hace una persona del equipo."))
    if by.pk == found.by_id:
        raise PlansError(_("Usted la escribió. Pida a otra persona del equipo que la revise."))
    if by.pk == last_writer(found):
        raise PlansError(_("Usted cambió su texto. Pida a otra persona del equipo que la revise."))


def _step(recommendation: Recommendation, before: str, after: State, note: str, by: User | None, at: datetime) -> None:
    RecommendationStep.objects.create(
        city_id=recommendation.city_id,
        recommendation=recommendation,
        before=before,
        after=after,
        note=note,
        side=side_of(after),
        by=by,
        at=at,
    )
