"""Assistance plans and their parts (objectives, outputs, activities, indicators, risks): made, changed, taken away."""

from datetime import date, datetime
from typing import Any, TypeVar
from uuid import UUID

from django.db import transaction
from django.db.models import Max, Min, QuerySet
from django.utils.translation import gettext as _

from arraigo.areas.plans.actions.common import PlansError, change, free_slug, own_city
from arraigo.areas.plans.models import (
    Activity,
    AssistanceIndicator,
    AssistancePlan,
    Authority,
    Objective,
    Output,
    Risk,
)
from arraigo.areas.plans.queries.assistance import activities
from arraigo.core.accounts.models import User
from arraigo.core.audit import api as audit

Part = Objective | Output | Activity | AssistanceIndicator | Risk
Some = TypeVar("Some", Objective, Output, Activity, AssistanceIndicator, Risk)
# The field by which each part names what it belongs to.
ABOVE: dict[type[Any], str] = {
    Objective: "assistance",
    Output: "objective",
    Activity: "output",
    AssistanceIndicator: "objective",
    Risk: "assistance",
}


@transaction.atomic
def save_assistance(
    *, assistance: AssistancePlan | None = None, authority: Authority, by: User | None, at: datetime, **fields: Any
) -> AssistancePlan:
    """Make an assistance plan, or change one; returns it. A new one gets an address made of its title.

    Raises PlansError when an activity would lie outside of its dates.
    """
    if assistance is None:
        made = AssistancePlan(
            city_id=own_city(),
            slug=free_slug(AssistancePlan, fields["title"], "asistencia"),
            authority=authority,
            by=by,
            created_at=at,
            **fields,
        )
        made.save(force_insert=True)
        audit.record(action="plans.assistance.create", subject=made, by=by, at=at)
        return made
    assistance = locked(assistance.pk)
    _hold(assistance, fields.get("starts_on"), fields.get("ends_on"))
    changed = change(assistance, {"authority": authority, **fields})
    if changed:
        detail = {"fields": changed}
        audit.record(action="plans.assistance.change", subject=assistance, by=by, at=at, detail=detail)
    return assistance


@transaction.atomic
def delete_assistance(*, assistance: AssistancePlan, by: User | None, at: datetime) -> None:
    """Take away a plan that was never published; raises PlansError for one that was."""
    assistance = locked(assistance.pk)
    if assistance.editions.exists():
        raise PlansError(_("Este plan ya se publicó y no se elimina. Puede retirar sus ediciones."))
    subject = f"plans.AssistancePlan:{assistance.pk}"
    assistance.delete()
    audit.record(action="plans.assistance.delete", subject=subject, by=by, at=at)


@transaction.atomic
def add(kind: type[Some], *, above: Any, by: User | None, at: datetime, **fields: Any) -> Some:  # noqa: ANN401 - plan, objective or output
    """Add a part at the end of what it belongs to; returns it. Raises PlansError for dates outside of the plan."""
    assistance = locked(plan_id_of(above))
    if kind is Activity:
        _within(assistance, fields["starts_on"], fields["ends_on"])
    siblings = kind.objects.filter(**{ABOVE[kind]: above})
    made: Some = kind(city_id=own_city(), order=_next(siblings), **{ABOVE[kind]: above}, **fields)
    made.save(force_insert=True)
    audit.record(action="plans.assistance_part.create", subject=made, by=by, at=at)
    return made


@transaction.atomic
def change_part(part: Some, *, by: User | None, at: datetime, above: Any = None, **fields: Any) -> Some:  # noqa: ANN401
    """Change a part, or move it to the end of another objective or output (`above`); returns it.

    Raises PlansError for dates outside of the plan, and for what belongs to another plan.
    """
    assistance = locked(plan_id_of(part))
    field = ABOVE[type(part)]
    if isinstance(part, Activity):
        _within(assistance, fields["starts_on"], fields["ends_on"])
    if above is not None and above.pk != getattr(part, f"{field}_id"):
        if plan_id_of(above) != assistance.pk:
            raise PlansError(_("Eso pertenece a otro plan. Elija uno de la lista."))
        fields |= {field: above, "order": _next(type(part).objects.filter(**{field: above}))}
    changed = change(part, fields)
    if changed:
        audit.record(action="plans.assistance_part.change", subject=part, by=by, at=at, detail={"fields": changed})
    return part


@transaction.atomic
def delete_part(part: Part, *, by: User | None, at: datetime) -> None:
    """Take a part away, with everything below it. Editions that were published keep it."""
    locked(plan_id_of(part))
    subject = f"plans.{type(part).__name__}:{part.pk}"
    part.delete()
    audit.record(action="plans.assistance_part.delete", subject=subject, by=by, at=at)


@transaction.atomic
def move(part: Part, *, up: bool, by: User | None, at: datetime) -> bool:
    """Move a part one place up or down among its own; returns whether it moved: the first has nothing above it."""
    locked(plan_id_of(part))
    field = f"{ABOVE[type(part)]}_id"
    row: list[Part] = list(type(part).objects.filter(**{field: getattr(part, field)}))
    here = next(number for number, one in enumerate(row) if one.pk == part.pk)
    there = here - 1 if up else here + 1
    if not 0 <= there < len(row):
        return False
    row[here], row[there] = row[there], row[here]
    for number, one in enumerate(row, 1):
        if one.order != number:
            one.order = number
            one.save(update_fields=["order"])
    audit.record(action="plans.assistance_part.move", subject=part, by=by, at=at, detail={"up": up})
    return True


def locked(assistance_id: UUID) -> AssistancePlan:
    """Return a plan, its turn taken until the transaction ends."""
    return AssistancePlan.objects.select_for_update().get(pk=assistance_id)


def plan_id_of(row: AssistancePlan | Part) -> UUID:
    """Return the id of the assistance plan to which a part belongs."""
    if isinstance(row, AssistancePlan):
        return row.pk
    if isinstance(row, Objective | Risk):
        return row.assistance_id
    objective: Objective = row.output.objective if isinstance(row, Activity) else row.objective
    return objective.assistance_id


def _next(siblings: QuerySet[Any]) -> int:
    return (siblings.aggregate(last=Max("order"))["last"] or 0) + 1


def _within(assistance: AssistancePlan, starts_on: date, ends_on: date) -> None:
    if starts_on < assistance.starts_on or ends_on > assistance.ends_on:
        words = _("El plan va del %(first)s al %(last)s. Escriba fechas dentro de él, o cambie primero las del plan.")
        raise PlansError(words % {"first": _day(assistance.starts_on), "last": _day(assistance.ends_on)})


def _hold(assistance: AssistancePlan, starts_on: date | None, ends_on: date | None) -> None:
    """Refuse dates that leave activities outside."""
    span = activities(assistance).order_by().aggregate(first=Min("starts_on"), last=Max("ends_on"))
    if span["first"] is None or starts_on is None or ends_on is None:
        return
    if starts_on > span["first"] or ends_on < span["last"]:
        words = _("Hay actividades del %(first)s al %(last)s. Las fechas del plan deben incluirlas.")
        raise PlansError(words % {"first": _day(span["first"]), "last": _day(span["last"])})


def _day(day: date) -> str:
    return f"{day:%d/%m/%Y}"
