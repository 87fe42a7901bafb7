"""The follow-up of an assistance plan: how activities stand, and what indicators were measured at."""

from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from arraigo.areas.plans.actions.common import PlansError, change, own_city
from arraigo.areas.plans.enums import ActivityState
from arraigo.areas.plans.models import Activity, AssistanceIndicator, IndicatorValue, ProgressNote
from arraigo.core.accounts.models import User
from arraigo.core.audit import api as audit


@transaction.atomic
def note_progress(
    activity: Activity,
    *,
    on: date,
    percent: int,
    state: str,
    note: str = "",
    nonce: UUID,
    today: date,
    by: User | None,
    at: datetime,
) -> ProgressNote:
    """Note how an activity stood on a day; returns the note, the first one when it is sent twice.

    The activity takes the state and percentage of its latest day. Raises PlansError for a day to come, and for a
    percentage that contradicts the state.
    """
    activity = Activity.objects.select_for_update().get(pk=activity.pk)
    kept = ProgressNote.objects.filter(nonce=nonce).first()
    if kept is not None:
        if kept.activity_id != activity.pk:
            raise PlansError(_("Esa nota ya se guardó en otra actividad. Abra la página otra vez y escríbala allí."))
        return kept
    _check(on, percent, state, today)
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
    latest = activity.notes.order_by("-on", "-created_at").first() or made
    change(activity, {"percent": latest.percent, "state": latest.state})
    audit.record(action="plans.progress.note", subject=made, by=by, at=at, detail={"percent": percent, "state": state})
    return made


def _check(on: date, percent: int, state: str, today: date) -> None:
    if on > today:
        raise PlansError(_("Esa fecha todavía no llega. Escriba el día en que se vio el avance."))
    if state == ActivityState.DONE and percent != 100:
        raise PlansError(_("Una actividad terminada tiene 100 % de avance. Cambie el estado o el porcentaje."))
    if state == ActivityState.PLANNED and percent != 0:
        raise PlansError(_("Una actividad por empezar tiene 0 % de avance. Cambie el estado o el porcentaje."))


@transaction.atomic
def save_value(
    indicator: AssistanceIndicator,
    *,
    on: date,
    value: Decimal,
    note: str = "",
    today: date,
    by: User | None,
    at: datetime,
) -> IndicatorValue:
    """Note what an indicator was measured at on a day, or correct it: there is one value a day. Returns it.

    Raises PlansError for a day to come.
    """
    if on > today:
        raise PlansError(_("Esa fecha todavía no llega. Escriba el día en que se midió."))
    AssistanceIndicator.objects.select_for_update().get(pk=indicator.pk)
    kept, is_new = IndicatorValue.objects.get_or_create(
        city_id=own_city(),
        indicator=indicator,
        on=on,
        defaults={"value": value, "note": note, "by": by, "created_at": at},
    )
    changed = [] if is_new else change(kept, {"value": value, "note": note})
    if is_new or changed:
        action = "plans.indicator.measure" if is_new else "plans.indicator.correct"
        audit.record(action=action, subject=kept, by=by, at=at)
    return kept
