"""Writing hours: weekly rows, the days on which they do not hold, and the city's holidays."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from arraigo.areas.directory.actions.common import DirectoryError
from arraigo.areas.directory.enums import Frequency
from arraigo.areas.directory.models import Holiday, Location, Schedule, ScheduleException, Service
from arraigo.areas.directory.queries.desk_hours import FIELDS, Owner, WeekRow, own, week
from arraigo.core.audit import api as audit
from arraigo.core.places.models import City

if TYPE_CHECKING:
    from arraigo.core.accounts.models import User


@dataclass(frozen=True)
class ExceptionDraft:
    """Days with other hours; without hours, closed days."""

    starts_on: date
    ends_on: date
    opens: time | None = None
    closes: time | None = None
    note: str = ""


@transaction.atomic
def save_hours(
    owner: Owner,
    *,
    rows: Sequence[WeekRow],
    exceptions: Sequence[ExceptionDraft] | None = None,
    drops: Collection[UUID] = (),
    by: "User | None",
    at: datetime,
) -> bool:
    """Make these the weekly hours of an owner and return whether anything changed.

    What is more particular than a weekly row stays, unless its id is in `drops`; `exceptions` None leaves them too.
    Raises DirectoryError for a row without days or days out of order.
    """
    if any(not row.days for row in rows):
        raise DirectoryError(_("Marque los días de cada horario."))
    # Whoever writes hours of the same owner takes turns.
    type(owner).objects.select_for_update(of=("self",)).get(pk=owner.pk)
    before = week(owner, owner.city.timezone)
    changed = _replace(owner, before.rows, rows)
    gone = [one.pk for one in before.particular if one.pk in drops]
    changed = bool(Schedule.objects.filter(pk__in=gone).delete()[0]) or changed
    if exceptions is not None:
        changed = _replace_exceptions(owner, before.exceptions, exceptions) or changed
    if changed:
        if not isinstance(owner, Location):
            service_id = owner.pk if isinstance(owner, Service) else owner.service_id
            Service.objects.filter(pk=service_id).update(last_modified=at)
        audit.record(action="directory.hours.change", subject=owner, by=by, at=at, detail={"rows": len(rows)})
    return changed


def _replace(owner: Owner, before: Sequence[tuple[Schedule, WeekRow]], rows: Sequence[WeekRow]) -> bool:
    """Keep the rows that say the same, so that what refers to them still does; delete and make the others."""
    wanted = list(dict.fromkeys(rows))
    held = {row: schedule for schedule, row in reversed(before)}
    gone = [schedule.pk for schedule, row in before if row not in wanted or held[row].pk != schedule.pk]
    Schedule.objects.filter(pk__in=gone).delete()
    fresh = [row for row in wanted if row not in held]
    for row in fresh:
        Schedule.objects.create(
            city_id=owner.city_id,
            freq=Frequency.WEEKLY,
            byday=",".join(row.days),
            opens_at=row.opens,
            closes_at=row.closes,
            on_holidays=row.on_holidays,
            **{FIELDS[type(owner)]: owner},
        )
    return bool(gone or fresh)


def _refuse_exceptions(drafts: Sequence[ExceptionDraft]) -> None:
    for draft in drafts:
        if draft.ends_on < draft.starts_on:
            raise DirectoryError(_("Una excepción termina antes de empezar. Revise las dos fechas."))
        if (draft.opens is None) != (draft.closes is None):
            raise DirectoryError(_("Escriba a qué hora abre y a qué hora cierra, o deje las dos vacías si no atiende."))


def _replace_exceptions(owner: Owner, before: Sequence[ScheduleException], drafts: Sequence[ExceptionDraft]) -> bool:
    _refuse_exceptions(drafts)
    told = {ExceptionDraft(one.starts_on, one.ends_on, one.opens_at, one.closes_at, one.note): one for one in before}
    wanted = list(dict.fromkeys(drafts))
    gone = [one.pk for one in before if one.pk not in {told[draft].pk for draft in wanted if draft in told}]
    ScheduleException.objects.filter(pk__in=gone, **own(owner)).delete()
    fresh = [draft for draft in wanted if draft not in told]
    for draft in fresh:
        ScheduleException.objects.create(
            city_id=owner.city_id,
            starts_on=draft.starts_on,
            ends_on=draft.ends_on,
            opens_at=draft.opens,
            closes_at=draft.closes,
            note=draft.note.strip(),
            **{FIELDS[type(owner)]: owner},
        )
    return bool(gone or fresh)


@transaction.atomic
def add_holiday(*, city: City, day: date, name: str, by: "User | None", at: datetime) -> Holiday:
    """Say that services do not attend on a day; a day said twice is once, under its new name."""
    if not name.strip():
        raise DirectoryError(_("Escriba cómo se llama el feriado."))
    row = Holiday.objects.select_for_update(of=("self",)).filter(day=day).first()
    if row is not None and row.name == name.strip():
        return row
    row = row or Holiday(city=city, day=day)
    row.name = name.strip()
    row.save()
    audit.record(action="directory.holiday.add", subject=row, by=by, at=at, detail={"day": day.isoformat()})
    return row


@transaction.atomic
def remove_holiday(holiday: Holiday, *, by: "User | None", at: datetime) -> None:
    """Say that a day is none any more."""
    audit.record(
        action="directory.holiday.remove", subject=holiday, by=by, at=at, detail={"day": holiday.day.isoformat()}
    )
    holiday.delete()
