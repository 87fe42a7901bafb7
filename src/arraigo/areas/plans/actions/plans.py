"""Authorities, plans and their calendar: made and changed."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from arraigo.areas.plans.actions.common import PlansError, change, free_slug, own_city
from arraigo.areas.plans.models import Authority, Phase, Plan
from arraigo.core.accounts.models import User
from arraigo.core.audit import api as audit
from arraigo.core.organisations.models import Organization


@transaction.atomic
def save_authority(
    *, organization: Organization, unit: str = "", by: User | None, at: datetime, **contact: Any
) -> Authority:
    """Make the authority that an organisation's unit is, or change whom to write to there; returns it.

    contact: `contact_name`, `contact_position`, `contact_email`.
    """
    authority, is_new = Authority.objects.select_for_update().get_or_create(
        city_id=own_city(), organization=organization, unit=unit, defaults={**contact, "created_at": at}
    )
    changed = [] if is_new else change(authority, contact)
    if is_new or changed:
        action = "plans.authority.create" if is_new else "plans.authority.change"
        audit.record(action=action, subject=authority, by=by, at=at, detail={"fields": changed})
    return authority


@transaction.atomic
def save_plan(*, plan: Plan | None = None, by: User | None, at: datetime, **fields: Any) -> Plan:
    """Make a plan, or change one; returns it. A new one gets an address made of its title. Raises PlansError."""
    starts, ends = (fields.get(name, getattr(plan, name, None)) for name in ("starts_in", "ends_in"))
    if starts and ends and ends < starts:
        raise PlansError(_("Termina antes de empezar. Revise los dos años."))
    if plan is None:
        plan = Plan(city_id=own_city(), slug=free_slug(Plan, fields["title"], "plan"), by=by, created_at=at, **fields)
        plan.save(force_insert=True)
        audit.record(action="plans.plan.create", subject=plan, by=by, at=at)
        return plan
    plan = Plan.objects.select_for_update().get(pk=plan.pk)
    changed = change(plan, fields)
    if changed:
        audit.record(action="plans.plan.change", subject=plan, by=by, at=at, detail={"fields": changed})
    return plan


@transaction.atomic
def save_phase(*, plan: Plan, phase: Phase | None = None, by: User | None, at: datetime, **fields: Any) -> Phase:
    """Add a phase to a plan's calendar, or change one; returns it."""
    if phase is None:
        phase = Phase.objects.create(city_id=own_city(), plan=plan, **fields)
        audit.record(action="plans.phase.create", subject=phase, by=by, at=at)
        return phase
    phase = Phase.objects.select_for_update().get(pk=phase.pk)
    changed = change(phase, fields)
    if changed:
        audit.record(action="plans.phase.change", subject=phase, by=by, at=at, detail={"fields": changed})
    return phase


@transaction.atomic
def delete_phase(*, phase: Phase, by: User | None, at: datetime) -> None:
    """Take a phase off a plan's calendar."""
    subject = f"plans.phase:{phase.pk}"
    phase.delete()
    audit.record(action="plans.phase.delete", subject=subject, by=by, at=at)
