"""On what objectives rest: findings of reviews and recommendations, one by one or several at once."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from arraigo.areas.plans.actions.assistance import add, locked, plan_id_of
from arraigo.areas.plans.actions.common import PlansError, own_city
from arraigo.areas.plans.models import AssistancePlan, Finding, Objective, ObjectiveGround, Recommendation
from arraigo.core.accounts.models import User
from arraigo.core.audit import api as audit

LONGEST_TITLE = 300


@transaction.atomic
def ground(
    objective: Objective,
    *,
    findings: Sequence[Finding] = (),
    recommendations: Sequence[Recommendation] = (),
    by: User | None,
    at: datetime,
) -> None:
    """Let an objective rest on these findings and recommendations, and on no others."""
    locked(plan_id_of(objective))
    wanted = {("finding_id", one.pk) for one in findings} | {("recommendation_id", one.pk) for one in recommendations}
    held = {_key(one): one for one in objective.grounds.all()}
    for key, row in held.items():
        if key not in wanted:
            row.delete()
    _rest(objective, wanted - held.keys())
    if wanted != held.keys():
        detail = {"findings": len(findings), "recommendations": len(recommendations)}
        audit.record(action="plans.objective.ground", subject=objective, by=by, at=at, detail=detail)


@transaction.atomic
def objectives_from(
    assistance: AssistancePlan,
    *,
    findings: Sequence[Finding] = (),
    recommendations: Sequence[Recommendation] = (),
    by: User | None,
    at: datetime,
) -> list[Objective]:
    """Make an objective of each finding and recommendation that grounds none of the plan yet; returns them.

    Sent twice it makes nothing new. Raises PlansError when nothing is chosen.
    """
    if not findings and not recommendations:
        raise PlansError(_("Marque al menos un hallazgo o una recomendación de la lista."))
    locked(assistance.pk)
    rows = ObjectiveGround.objects.filter(objective__assistance=assistance)
    taken = {_key(one) for one in rows}
    made = []
    for finding in findings:
        if ("finding_id", finding.pk) not in taken:
            # What an open review still says is nobody's conclusion yet.
            why = finding.missing if finding.review.closed_at else ""
            made.append(_objective(assistance, finding.requires, why, "finding_id", finding.pk, by, at))
    for one in recommendations:
        if ("recommendation_id", one.pk) not in taken:
            made.append(_objective(assistance, one.title, one.grounds, "recommendation_id", one.pk, by, at))
    return made


def _objective(
    assistance: AssistancePlan, title: str, why: str, field: str, key: UUID, by: User | None, at: datetime
) -> Objective:
    name = Truncator(title.strip().rstrip(".")).chars(LONGEST_TITLE)
    made = add(Objective, above=assistance, title=name, description=why, by=by, at=at)
    _rest(made, [(field, key)])
    return made


def _rest(objective: Objective, keys: Iterable[tuple[str, UUID]]) -> None:
    for field, key in sorted(keys):
        told: dict[str, Any] = {field: key}
        ObjectiveGround.objects.create(city_id=own_city(), objective=objective, **told)


def _key(row: ObjectiveGround) -> tuple[str, UUID]:
    if row.finding_id is not None:
        return "finding_id", row.finding_id
    assert row.recommendation_id is not None  # noqa: S101 - a constraint of the database says so
    return "recommendation_id", row.recommendation_id
