"""When a service is open: recurrences of HSDS schedules (RFC 5545, 3.3.10), exceptions, holidays, time zones. Pure.

HSDS allows WEEKLY and MONTHLY with BYDAY, BYMONTHDAY, BYWEEKNO and BYYEARDAY, each of which narrows the days. Times of
opening and closing are wall-clock times of the rule's zone; moments are compared in UTC, so that a night in which the
clock is changed is as long as it is.
"""

from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from functools import lru_cache
from itertools import islice
from typing import Literal
from zoneinfo import ZoneInfo

from arraigo.areas.directory.queries.recurrence import Recurrence

State = Literal["open", "closed", "unknown"]
# How far ahead «abre el…» looks, and how long something may stay open before it counts as around the clock.
LOOKS_AHEAD_DAYS = 92
# How far ahead days with other hours are told.
COMING_DAYS = 60
AROUND_THE_CLOCK_DAYS = 8
LAST_MINUTE = time(23, 59)


@dataclass(frozen=True, slots=True)
class Rule:
    """One schedule: on which days, from when to when. Without times it says nothing of being open."""

    days: Recurrence
    opens: time | None = None
    closes: time | None = None
    zone: str = ""
    on_holidays: bool = False

    @property
    def is_timed(self) -> bool:
        """Tell whether it says from when to when."""
        return self.opens is not None and self.closes is not None


@dataclass(frozen=True, slots=True)
class OtherHours:
    """Days with other hours than the rules say; without hours, closed days."""

    first: date
    last: date
    opens: time | None = None
    closes: time | None = None
    zone: str = ""


@dataclass(frozen=True, slots=True)
class HoursLine:
    """One line of a table of hours: weekdays as RFC 5545 writes them, and how often («», «fortnight», «month»…).

    `ordinals` says which of the month (1 first, -1 last) and `month_days` which day of the month.
    """

    days: tuple[str, ...]
    opens: time | None
    closes: time | None
    interval: int = 1
    monthly: bool = False
    ordinals: tuple[int, ...] = ()
    month_days: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class OtherDays:
    """Days to come with other hours than the table says: from when to when, or closed where it has none."""

    first: date
    last: date
    spans: tuple[tuple[time, time], ...] = ()
    is_holiday: bool = False


@dataclass(frozen=True, slots=True)
class Opening:
    """Whether somewhere is open at a moment. `until` and `next` are in the rule's zone; None is «not known».

    `coming` are the days soon to come with other hours than `hours` says.
    """

    state: State
    until: datetime | None = None
    next: datetime | None = None
    hours: tuple[HoursLine, ...] = ()
    coming: tuple[OtherDays, ...] = ()


UNKNOWN = Opening("unknown")


def opening(
    rules: Sequence[Rule],
    *,
    at: datetime,
    zone: str,
    exceptions: Sequence[OtherHours] = (),
    holidays: Set[date] = frozenset(),
) -> Opening:
    """Return whether a place with these rules is open at `at`, until when, or when it opens next.

    `zone` is the time zone of exceptions and of rules without their own. A place whose rules say no times, never open,
    or ended in the past is «unknown»: nobody is sent away by old hours.
    """
    today = at.astimezone(zone_named(zone)).date()
    found = _opening(rules, at, zone, exceptions, holidays, today)
    coming = coming_days(rules, on=today, exceptions=exceptions, holidays=holidays)
    return replace(found, coming=coming) if coming else found


def _opening(
    rules: Sequence[Rule],
    at: datetime,
    zone: str,
    exceptions: Sequence[OtherHours],
    holidays: Set[date],
    today: date,
) -> Opening:
    yesterday = today - timedelta(days=1)
    lines = hours_lines(rules, on=today)
    in_force = [rule for rule in rules if rule.is_timed and rule.days.may_fall_from(yesterday)]
    if not in_force and not any(other.first <= today <= other.last for other in exceptions):
        return Opening("unknown", hours=lines)
    joined = _joined(_spans(in_force, exceptions, holidays, zone, yesterday))
    coming = next((one for one in joined if one[1] > at), None)
    if coming is not None:
        return _told(coming, at, zone_named((in_force[0].zone if in_force else "") or zone), lines)
    # Rules that open on no day to come, although they are said to be in force, say nothing that can be trusted.
    return Opening("closed" if any(rule.days.ever() for rule in in_force) else "unknown", hours=lines)


def coming_days(
    rules: Sequence[Rule],
    *,
    on: date,
    exceptions: Sequence[OtherHours] = (),
    holidays: Set[date] = frozenset(),
) -> tuple[OtherDays, ...]:
    """Return the days from `on` with other hours than usual: what is written of them, and holidays that are kept.

    A holiday on which it would be shut anyway, or open as always, is not told.
    """
    until = on + timedelta(days=COMING_DAYS)
    written: dict[tuple[date, date], set[tuple[time, time]]] = {}
    for other in exceptions:
        if other.last >= on and other.first <= until:
            written.setdefault((other.first, other.last), set()).update(_times([other]))
    told = [OtherDays(first, last, tuple(sorted(spans))) for (first, last), spans in written.items()]
    free = [day for day in holidays if on <= day <= until and not any(one[0] <= day <= one[1] for one in written)]
    told += [one for day in free if (one := _kept_holiday(rules, day)) is not None]
    return tuple(sorted(told, key=lambda one: (one.first, one.last)))


def _kept_holiday(rules: Sequence[Rule], day: date) -> OtherDays | None:
    """Return a holiday on which some of the usual hours do not stand; None where all of them do."""
    usual = [rule for rule in rules if rule.is_timed and rule.days.falls_on(day)]
    if all(rule.on_holidays for rule in usual):
        return None
    return OtherDays(day, day, tuple(_times(rule for rule in usual if rule.on_holidays)), is_holiday=True)


def _times(hours: Iterable[Rule | OtherHours]) -> list[tuple[time, time]]:
    return sorted({(one.opens, one.closes) for one in hours if one.opens is not None and one.closes is not None})


def is_open(
    rules: Sequence[Rule],
    *,
    at: datetime,
    zone: str,
    exceptions: Sequence[OtherHours] = (),
    holidays: Set[date] = frozenset(),
) -> bool:
    """Tell whether a place is open at `at`, as `opening` does, without asking until when or when next."""
    yesterday = at.astimezone(zone_named(zone)).date() - timedelta(days=1)
    timed = [rule for rule in rules if rule.is_timed]
    # A day may begin yesterday, and in another zone it may be tomorrow already.
    return any(starts <= at < ends for starts, ends in _spans(timed, exceptions, holidays, zone, yesterday, 3))


def _told(span: tuple[datetime, datetime], at: datetime, home: tzinfo, lines: tuple[HoursLine, ...]) -> Opening:
    starts, ends = span
    if starts > at:
        return Opening("closed", next=starts.astimezone(home), hours=lines)
    long_open = ends - at >= timedelta(days=AROUND_THE_CLOCK_DAYS - 1)
    return Opening("open", until=None if long_open else ends.astimezone(home), hours=lines)


def _spans(
    rules: Sequence[Rule],
    exceptions: Sequence[OtherHours],
    holidays: Set[date],
    zone: str,
    first: date,
    days: int = LOOKS_AHEAD_DAYS,
) -> Iterator[tuple[datetime, datetime]]:
    """Yield what is open, in UTC and in order of the days on which it starts."""
    for ahead in range(days):
        day = first + timedelta(days=ahead)
        other: list[Rule | OtherHours] = [item for item in exceptions if item.first <= day <= item.last]
        told = other or [rule for rule in rules if _falls(rule, day, holidays)]
        yield from sorted(
            span(day, one.opens, one.closes, one.zone or zone) for one in told if one.opens and one.closes
        )


def _falls(rule: Rule, day: date, holidays: Set[date]) -> bool:
    return (rule.on_holidays or day not in holidays) and rule.days.falls_on(day)


def span(day: date, opens: time, closes: time, zone: str) -> tuple[datetime, datetime]:
    """Return the moments (UTC) of opening and closing of what opens on `day`.

    Closing before opening is on the next day, as is closing at the same time; 23:59 is the end of the day.
    """
    home = zone_named(zone)
    ends_on, ends_at = (day, closes) if closes > opens else (day + timedelta(days=1), closes)
    if (closes.hour, closes.minute) == (LAST_MINUTE.hour, LAST_MINUTE.minute):
        ends_on, ends_at = ends_on + timedelta(days=1), time(0)
    starts = datetime.combine(day, opens, home).astimezone(UTC)
    return starts, max(datetime.combine(ends_on, ends_at, home).astimezone(UTC), starts)


def _joined(spans: Iterable[tuple[datetime, datetime]]) -> Iterator[tuple[datetime, datetime]]:
    """Join spans that touch or overlap, as long as they make no more than some days together."""
    longest = timedelta(days=AROUND_THE_CLOCK_DAYS + 1)
    current: tuple[datetime, datetime] | None = None
    for starts, ends in spans:
        if current is not None and starts <= current[1] and current[1] - current[0] < longest:
            current = (min(current[0], starts), max(current[1], ends))
            continue
        if current is not None:
            yield current
        current = (starts, ends)
    if current is not None:
        yield current


def hours_lines(rules: Sequence[Rule], *, on: date) -> tuple[HoursLine, ...]:
    """Return the table of hours of the rules in force on a day, or of those to come where none is.

    Days with the same times stand in one line, in the order of the week.
    """
    valid = [rule for rule in rules if rule.days.covers(on)] or [r for r in rules if r.days.may_fall_from(on)]
    gathered: dict[HoursLine, set[str]] = {}
    for rule in valid:
        days, ordinals = rule.days.weekday_names(), rule.days.ordinals()
        if not days and not rule.days.month_days:
            continue
        key = HoursLine(
            (), rule.opens, rule.closes, rule.days.interval, rule.days.is_monthly, ordinals, rule.days.month_days
        )
        gathered.setdefault(key, set()).update(days)
    lines = [_with_days(line, days) for line, days in gathered.items()]
    return tuple(sorted(lines, key=lambda line: (line.monthly, [_ORDER[day] for day in line.days], str(line.opens))))


_ORDER = {name: number for number, name in enumerate(("MO", "TU", "WE", "TH", "FR", "SA", "SU"))}


def _with_days(line: HoursLine, days: set[str]) -> HoursLine:
    ordered = tuple(sorted(days, key=_ORDER.__getitem__))
    return HoursLine(ordered, line.opens, line.closes, line.interval, line.monthly, line.ordinals, line.month_days)


def never_opens(rule: Rule) -> bool:
    """Tell whether a rule falls on no day at all, as far as can be looked ahead."""
    return not rule.days.ever()


def upcoming(rule: Rule, *, after: date, many: int) -> list[date]:
    """Return the next days on which a rule falls, for a preview."""
    days = (after + timedelta(days=ahead) for ahead in range(LOOKS_AHEAD_DAYS * 4))
    return list(islice((day for day in days if rule.days.falls_on(day)), many))


@lru_cache(maxsize=256)
def zone_named(name: str) -> tzinfo:
    """Return a time zone by its IANA name, or by an offset such as «+05:30»; raises ValueError."""
    if name[:1] in "+-" and len(name) == len("+00:00"):
        minutes = int(name[1:3]) * 60 + int(name[4:6])
        return timezone(timedelta(minutes=-minutes if name[0] == "-" else minutes))
    try:
        return ZoneInfo(name)
    except (KeyError, OSError) as error:
        raise ValueError(name) from error
