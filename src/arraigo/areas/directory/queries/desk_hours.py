"""The hours of whatever has some, as the desk edits them: simple weekly rows, what is more particular, exceptions."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from arraigo.areas.directory.enums import Frequency, Weekday
from arraigo.areas.directory.models import (
    Holiday,
    Location,
    Schedule,
    ScheduleException,
    Service,
    ServiceAtLocation,
)
from arraigo.areas.directory.queries.hours import Opening, OtherHours, hours_lines, opening
from arraigo.areas.directory.queries.schedules import rule_of
from arraigo.core.places.models import City

Owner = Service | ServiceAtLocation | Location
FIELDS: dict[type[Owner], str] = {
    Service: "service",
    ServiceAtLocation: "service_at_location",
    Location: "location",
}
ORDER = tuple(Weekday.values)
# What a weekly row cannot say.
MORE = (
    "valid_from", "valid_to", "dtstart", "until", "count", "byweekno", "bymonthday", "byyearday", "description",
    "notes", "schedule_link",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class WeekRow:
    """The same hours on some days of each week. Closing before opening is on the next day; the same is all day."""

    days: tuple[str, ...]
    opens: time
    closes: time
    on_holidays: bool = False

    def as_list(self) -> list[object]:
        """Return the row as JSON holds it."""
        return [list(self.days), f"{self.opens:%H:%M}", f"{self.closes:%H:%M}", self.on_holidays]


@dataclass(frozen=True, slots=True)
class Week:
    """What the editor shows of an owner's hours."""

    rows: tuple[tuple[Schedule, WeekRow], ...]
    particular: tuple[Schedule, ...]
    exceptions: tuple[ScheduleException, ...]


def row_from(told: Sequence[object]) -> WeekRow:
    """Return a row from its JSON (`WeekRow.as_list`); raises ValueError where it is none."""
    days, opens, closes, on_holidays = told
    if not isinstance(days, list) or not days or any(day not in ORDER for day in days):
        raise ValueError(str(days))
    ordered = tuple(sorted({str(day) for day in days}, key=ORDER.index))
    return WeekRow(ordered, time.fromisoformat(str(opens)), time.fromisoformat(str(closes)), bool(on_holidays))


def row_of(schedule: Schedule, zone: str) -> WeekRow | None:
    """Return a schedule as a weekly row; None for one that says more than a row can."""
    days = tuple(sorted({day.strip() for day in schedule.byday.split(",")} & set(ORDER), key=ORDER.index))
    fits = not any(getattr(schedule, name) for name in MORE) and len(days) == len(set(schedule.byday.split(",")))
    fits = fits and schedule.freq in {"", Frequency.WEEKLY} and schedule.interval in {None, 1}
    if not fits or not days or schedule.zone not in {"", zone}:
        return None
    if schedule.opens_at is None or schedule.closes_at is None:
        return None
    return WeekRow(days, schedule.opens_at, schedule.closes_at, schedule.on_holidays)


def week(owner: Owner, zone: str) -> Week:
    """Return the hours that stand at an owner itself. Two queries."""
    schedules = list(Schedule.objects.filter(**own(owner)).order_by("id"))
    told = [(schedule, row_of(schedule, zone)) for schedule in schedules]
    return Week(
        tuple(sorted(((one, row) for one, row in told if row), key=lambda pair: _begins(pair[1]))),
        tuple(one for one, row in told if row is None),
        tuple(ScheduleException.objects.filter(**own(owner)).order_by("starts_on", "id")),
    )


def own(owner: Owner) -> dict[str, Owner | None]:
    """Return what filters the rows that hang on an owner itself, and on nothing nearer."""
    field = FIELDS[type(owner)]
    return {name: owner if name == field else None for name in FIELDS.values()}


def opening_of(owner: Owner, *, at: datetime, city: City) -> Opening:
    """Return whether an owner's own hours are open at a moment; for pages that may show a confidential place."""
    found = week(owner, city.timezone)
    schedules = [*(one for one, _row in found.rows), *found.particular]
    others = [OtherHours(one.starts_on, one.ends_on, one.opens_at, one.closes_at) for one in found.exceptions]
    rules = [rule for one in schedules if (rule := rule_of(one)) is not None]
    days = frozenset(Holiday.objects.values_list("day", flat=True))
    return opening(rules, at=at, zone=city.timezone, exceptions=others, holidays=days)


def lines_of(schedules: Iterable[Schedule], *, on: date) -> list[tuple[Schedule, Opening]]:
    """Return each schedule with its own lines of hours, for those that the editor cannot change."""
    told = []
    for schedule in schedules:
        rule = rule_of(schedule)
        lines = hours_lines([rule], on=on) if rule else ()
        told.append((schedule, Opening("unknown", hours=lines)))
    return told


def _begins(row: WeekRow) -> tuple[int, time]:
    return ORDER.index(row.days[0]), row.opens
