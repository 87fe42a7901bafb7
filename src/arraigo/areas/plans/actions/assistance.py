"""The technical assistance plan: made, built up part by part, followed, and published in editions."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any, TypeVar
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils.text import slugify
from django.utils.translation import gettext as _

from arraigo.areas.plans.actions.common import PlansError, change, own_city
from arraigo.areas.plans.enums import ActivityState
from arraigo.areas.plans.models import (
    Activity,
    AssistanceEdition,
    AssistanceIndicator,
    AssistancePlan,
    Finding,
    IndicatorValue,
    Objective,
    ObjectiveGround,
    Output,
    ProgressNote,
    Recommendation,
    Risk,
)
from arraigo.areas.plans.queries.assistance import content_of
from arraigo.core.accounts.models import User
from arraigo.core.audit import api as audit

Part = Objective | Output | Activity | AssistanceIndicator | Risk
Some = TypeVar("Some", Objective, Output, Activity, AssistanceIndicator, Risk)
# What each part belongs to: the field that names it.
PARENT: dict[type[Any], str] = {
    Objective: "assistance",
    Output: "objective",
    Activity: "output",
    AssistanceIndicator: "objective",
    Risk: "assistance",
}


@transaction.atomic
def save_assistance(
    *, assistance: AssistancePlan | None = None, by: User | None, at: datetime, **fields: Any
) -> AssistancePlan:
    """Make an assistance plan, or change one; returns it. A new one gets an address made of its title."""
    if assistance is None:
        made = AssistancePlan.objects.create(
            city_id=own_city(), slug=_free_slug(fields["title"]), by=by, created_at=at, **fields
        )
        audit.record(action="plans.assistance.create", subject=made, by=by, at=at)
        return made
    found = AssistancePlan.objects.select_for_update().get(pk=assistance.pk)
    changed = change(found, fields)
    if changed:
        audit.record(action="plans.assistance.change", subject=found, by=by, at=at, detail={"fields": changed})
    return found


@transaction.atomic
def add_part(kind: type[Some], *, parent: Any, by: User | None, at: datetime, **fields: Any) -> Some:  # noqa: ANN401 - what PARENT says
    """Add an objective, output, activity, indicator or risk at the end of those of its parent; returns it."""
    name = PARENT[kind]
    last = kind._default_manager.filter(**{name: parent}).aggregate(last=Max("order"))["last"]
    order = 0 if last is None else last + 1
    made = kind._default_manager.create(city_id=own_city(), **{name: parent}, order=order, **fields)
    audit.record(action="plans.assistance.add", subject=made, by=by, at=at)
    return made


@transaction.atomic
def change_part(part: Some, *, by: User | None, at: datetime, **fields: Any) -> Some:
    """Change a part; returns it."""
    changed = change(part, fields)
    if changed:
        audit.record(action="plans.assistance.change_part", subject=part, by=by, at=at, detail={"fields": changed})
    return part


@transaction.atomic
def delete_part(part: Part, *, by: User | None, at: datetime) -> None:
    """Take a part away with all that it holds; editions keep it as it was published."""
    subject = f"plans.{type(part).__name__}:{part.pk}"
    part.delete()
    audit.record(action="plans.assistance.remove", subject=subject, by=by, at=at)


@transaction.atomic
def move_part(part: Part, *, up: bool, by: User | None, at: datetime) -> None:
    """Put a part one place up or down among those of its parent; at the end nothing happens."""
    name = PARENT[type(part)]
    manager: Any = type(part)._default_manager
    siblings = manager.select_for_update().filter(**{f"{name}_id": getattr(part, f"{name}_id")})
    rows = list(siblings.order_by("order", "id"))
    here = next(place for place, row in enumerate(rows) if row.pk == part.pk)
    there = here - 1 if up else here + 1
    if not 0 <= there < len(rows):
        return
    rows[here], rows[there] = rows[there], rows[here]
    for order, row in enumerate(rows):
        if row.order != order:
            row.order = order
            row.save(update_fields=["order"])
    audit.record(action="plans.assistance.reorder", subject=part, by=by, at=at)


@transaction.atomic
def ground(
    assistance: AssistancePlan,
    *,
    findings: Sequence[Finding] = (),
    recommendations: Sequence[Recommendation] = (),
    objective: Objective | None = None,
    by: User | None,
    at: datetime,
) -> int:
    """Ground an objective in findings and recommendations, or make one of each; returns how many were new."""
    made = 0
    for field, row, title in (
        *(("finding", one, one.asks or one.requires) for one in findings),
        *(("recommendation", one, one.title) for one in recommendations),
    ):
        if ObjectiveGround.objects.filter(objective__assistance=assistance, **{field: row}).exists():
            continue
        target = objective or add_part(Objective, parent=assistance, title=title[:300], by=by, at=at)
        ObjectiveGround.objects.create(city_id=own_city(), objective=target, **{field: row})
        made += 1
    return made


@transaction.atomic
def note_progress(
    activity: Activity,
    *,
    on: date,
    percent: int,
    state: str,
    note: str = "",
    nonce: UUID,
    by: User | None,
    at: datetime,
) -> ProgressNote:
    """Note how an activity stands on a day; sent twice it is one. The latest day is how the activity stands."""
    before = ProgressNote.objects.filter(nonce=nonce).first()
    if before is not None:
        return before
    if state == ActivityState.DONE and percent < 100:
        raise PlansError(_("Una actividad terminada está al 100 %. Corrija el avance o el estado."))
    made = ProgressNote.objects.create(
        city_id=own_city(),
        activity=activity,
        on=on,
        percent=percent,
        state=state,
        note=note,
        nonce=nonce,
        by=by,
        created_at=at,
    )
    latest = activity.notes.order_by("-on", "-created_at").first()
    if latest is not None:
        change(activity, {"percent": latest.percent, "state": latest.state})
    audit.record(action="plans.assistance.progress", subject=made, by=by, at=at, detail={"percent": percent})
    return made


@transaction.atomic
def note_value(
    indicator: AssistanceIndicator, *, on: date, value: Decimal, note: str = "", by: User | None, at: datetime
) -> IndicatorValue:
    """Note what an indicator stood at on a day; the same day again takes the place of what was noted."""
    told = {"value": value, "note": note}
    found, is_new = IndicatorValue.objects.get_or_create(
        city_id=own_city(), indicator=indicator, on=on, defaults={**told, "by": by, "created_at": at}
    )
    changed = [] if is_new else change(found, told)
    if is_new or changed:
        audit.record(action="plans.assistance.value", subject=found, by=by, at=at)
    return found


@transaction.atomic
def publish(
    assistance: AssistancePlan, *, note: str = "", today: date, by: User | None, at: datetime
) -> AssistanceEdition:
    """Publish an assistance plan as it stands, as the next edition; raises PlansError when it is empty.

    What an edition says never changes. Nothing new is published when nothing changed since the last.
    """
    locked = AssistancePlan.objects.select_for_update().get(pk=assistance.pk)
    content = content_of(locked, today=today)
    if not any(output["activities"] for one in content["objectives"] for output in one["outputs"]):
        raise PlansError(_("Agregue al menos un objetivo con un producto y una actividad antes de publicar."))
    last = locked.editions.order_by("-number").first()
    if last is not None and last.withdrawn_at is None and {**last.content, "as_of": ""} == {**content, "as_of": ""}:
        return last
    made = AssistanceEdition.objects.create(
        city_id=own_city(),
        assistance=locked,
        number=last.number + 1 if last else 1,
        note=note,
        content=content,
        published_at=at,
        by=by,
    )
    audit.record(action="plans.assistance.publish", subject=made, by=by, at=at, detail={"number": made.number})
    return made


@transaction.atomic
def withdraw(edition: AssistanceEdition, *, by: User | None, at: datetime) -> None:
    """Take an edition off the public pages."""
    found = AssistanceEdition.objects.select_for_update().get(pk=edition.pk)
    if found.withdrawn_at is None:
        found.withdrawn_at = at
        found.save(update_fields=["withdrawn_at"])
        audit.record(action="plans.assistance.withdraw", subject=found, by=by, at=at)


def _free_slug(title: str) -> str:
    wanted = slugify(title)[:70].strip("-") or "asistencia"
    taken = set(AssistancePlan.objects.filter(slug__startswith=wanted).values_list("slug", flat=True))
    candidates = (wanted if number == 1 else f"{wanted}-{number}" for number in range(1, len(taken) + 2))
    return next(slug for slug in candidates if slug not in taken)
