"""On which days an HSDS schedule falls (RFC 5545, 3.3.10, for WEEKLY and MONTHLY). Pure."""

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from itertools import islice

WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_BYDAY = re.compile(r"([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)")
# Eight years hold every 29 February and every fifth Monday; a rule without an end is looked at for so long.
LOOKED_AT_DAYS = 366 * 8


class BadRecurrence(ValueError):  # noqa: N818 - the value is bad, the program is not
    """A part of a recurrence cannot be read; `part` is its HSDS field."""

    def __init__(self, part: str, value: str) -> None:
        super().__init__(f"{part}: {value}")
        self.part, self.value = part, value


@dataclass(frozen=True)
class Recurrence:
    """The days of a schedule. `anchor` is where counting starts (DTSTART); `first` and `last` bound it, included."""

    freq: str = ""
    interval: int = 1
    byday: tuple[tuple[int, int], ...] = ()
    month_days: tuple[int, ...] = ()
    year_days: tuple[int, ...] = ()
    weeks: tuple[int, ...] = ()
    week_start: int = 0
    anchor: date | None = None
    first: date | None = None
    last: date | None = None
    count: int | None = None
    _counted: list[frozenset[date]] = field(default_factory=list, compare=False, repr=False)

    @cached_property
    def is_monthly(self) -> bool:
        """Tell whether it goes by months; where no frequency is said, by what is said of the days."""
        if self.freq:
            return self.freq == "MONTHLY"
        return bool(self.month_days) or any(ordinal for ordinal, _day in self.byday)

    @cached_property
    def says_days(self) -> bool:
        """Tell whether it can be worked out at all."""
        by_anchor = self.anchor is not None
        anything = bool(self.byday or self.month_days or self.year_days or self.weeks or by_anchor)
        return anything and (self.interval == 1 or by_anchor)

    def covers(self, day: date) -> bool:
        """Tell whether the rule is in force on a day, whether or not it falls on it."""
        return (self.first is None or day >= self.first) and (self.last is None or day <= self.last)

    def may_fall_from(self, day: date) -> bool:
        """Tell whether the rule can be worked out and has not ended before a day."""
        return self.says_days and (self.last is None or self.last >= day)

    def falls_on(self, day: date) -> bool:
        """Tell whether the rule falls on a day."""
        if not self.says_days or not self.covers(day) or not self._matches(day):
            return False
        return self.count is None or day in self._first_ones()

    def ever(self) -> bool:
        """Tell whether it falls on any day, from its beginning on."""
        start = self.first or self.anchor or date(2024, 1, 1)
        return any(self.falls_on(day) for day in _looked_at(start, self.last or date.max))

    def weekday_names(self) -> tuple[str, ...]:
        """Return the weekdays on which it may fall, as RFC 5545 writes them; of the anchor where none is said."""
        if self.byday:
            return tuple(WEEKDAYS[day] for day in sorted({day for _ordinal, day in self.byday}))
        if self.is_monthly or self.anchor is None or self.year_days or self.weeks:
            return ()
        return (WEEKDAYS[self.anchor.weekday()],)

    def ordinals(self) -> tuple[int, ...]:
        """Return which weekdays of the month are meant: 1 the first, -1 the last; empty for every one."""
        return tuple(sorted({ordinal for ordinal, _day in self.byday if ordinal}))

    def _first_ones(self) -> frozenset[date]:
        """Return the days of a rule that ends after so many times."""
        start = self.anchor or self.first
        if not self._counted:
            days = _looked_at(start, date.max) if start else iter(())
            fallen = (day for day in days if self.covers(day) and self._matches(day))
            self._counted.append(frozenset(islice(fallen, self.count)))
        return self._counted[0]

    def _matches(self, day: date) -> bool:
        return self._by_interval(day) and self._by_weekday(day) and self._by_numbers(day)

    def _by_interval(self, day: date) -> bool:
        anchor = self.anchor
        if anchor is None:
            return self.interval == 1
        if day < anchor:
            return False
        if self._is_single:
            return day == anchor
        if self.is_monthly:
            return ((day.year - anchor.year) * 12 + day.month - anchor.month) % self.interval == 0
        return (self._week_of(day) - self._week_of(anchor)) // 7 % self.interval == 0

    @cached_property
    def _is_single(self) -> bool:
        """A first day and nothing else is that day alone (RFC 5545: no RRULE)."""
        return not (self.freq or self.byday or self.month_days or self.year_days or self.weeks)

    def _week_of(self, day: date) -> int:
        """Return the ordinal of the day with which a week starts; that of the first week of all is no date."""
        return day.toordinal() - (day.weekday() - self.week_start) % 7

    def _by_weekday(self, day: date) -> bool:
        if self.byday:
            return any(
                day.weekday() == weekday and (not ordinal or ordinal in _ordinals_of(day))
                for ordinal, weekday in self.byday
            )
        if self.anchor is None or self._is_single or self.month_days or self.year_days or self.weeks:
            return True
        return day.day == self.anchor.day if self.is_monthly else day.weekday() == self.anchor.weekday()

    def _by_numbers(self, day: date) -> bool:
        if self.month_days and not {day.day, day.day - _month_length(day) - 1} & set(self.month_days):
            return False
        if self.year_days:
            number = day.timetuple().tm_yday
            if not {number, number - _year_length(day) - 1} & set(self.year_days):
                return False
        if not self.weeks:
            return True
        week = day.isocalendar().week
        return bool({week, week - date(day.year, 12, 28).isocalendar().week - 1} & set(self.weeks))


def recurrence(
    *,
    freq: str = "",
    interval: int | None = None,
    byday: str = "",
    bymonthday: str = "",
    byyearday: str = "",
    byweekno: str = "",
    wkst: str = "",
    dtstart: date | None = None,
    valid_from: date | None = None,
    valid_to: date | None = None,
    until: date | None = None,
    count: int | None = None,
) -> Recurrence:
    """Return the days of a schedule from its HSDS fields; raises BadRecurrence for a part that cannot be read."""
    if wkst and wkst not in WEEKDAYS:
        raise BadRecurrence("wkst", wkst)
    firsts = [day for day in (dtstart, valid_from) if day]
    lasts = [day for day in (valid_to, until) if day]
    return Recurrence(
        freq=freq,
        interval=interval or 1,
        byday=_byday(byday),
        month_days=_numbers("bymonthday", bymonthday, 31),
        year_days=_numbers("byyearday", byyearday, 366),
        weeks=_numbers("byweekno", byweekno, 53),
        week_start=WEEKDAYS.index(wkst) if wkst else 0,
        anchor=dtstart or (valid_from if (interval or 1) > 1 or count else None),
        first=max(firsts, default=None),
        last=min(lasts, default=None),
        count=count,
    )


def _byday(text: str) -> tuple[tuple[int, int], ...]:
    found = []
    for part in filter(None, (piece.strip().upper() for piece in text.replace(";", ",").split(","))):
        matched = _BYDAY.fullmatch(part)
        if matched is None or matched[1] in ("0", "+0", "-0"):
            raise BadRecurrence("byday", part)
        found.append((int(matched[1] or 0), WEEKDAYS.index(matched[2])))
    return tuple(found)


def _numbers(part: str, text: str, most: int) -> tuple[int, ...]:
    found = []
    for piece in filter(None, (piece.strip() for piece in text.replace(";", ",").split(","))):
        try:
            number = int(piece)
        except ValueError:
            raise BadRecurrence(part, piece) from None
        if not number or abs(number) > most:
            raise BadRecurrence(part, piece)
        found.append(number)
    return tuple(sorted(set(found)))


def _ordinals_of(day: date) -> tuple[int, int]:
    """Return which of its weekday a day is in its month, from the beginning and from the end."""
    return (day.day - 1) // 7 + 1, -((_month_length(day) - day.day) // 7 + 1)


def _looked_at(start: date, end: date) -> Iterator[date]:
    """Yield the days that are looked at from one on; there is none after the last day that a date can be."""
    last = min(end.toordinal(), start.toordinal() + LOOKED_AT_DAYS, date.max.toordinal())
    return map(date.fromordinal, range(start.toordinal(), last + 1))


def _month_length(day: date) -> int:
    return monthrange(day.year, day.month)[1]


def _year_length(day: date) -> int:
    return date(day.year, 12, 31).timetuple().tm_yday
