"""When a place is open: weeks, fortnights, months, nights, holidays, exceptions and changes of the clock."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arraigo.areas.directory.queries.hours import (
    HoursLine,
    Opening,
    OtherDays,
    OtherHours,
    Rule,
    is_open,
    never_opens,
    opening,
    span,
)
from arraigo.areas.directory.queries.recurrence import WEEKDAYS, BadRecurrence, recurrence

QUITO, MADRID = "America/Guayaquil", "Europe/Madrid"
OFFICE = "MO,TU,WE,TH,FR"


def rule(byday=OFFICE, opens=time(8), closes=time(16, 30), zone="", on_holidays=False, **parts):
    return Rule(recurrence(freq=parts.pop("freq", "WEEKLY"), byday=byday, **parts), opens, closes, zone, on_holidays)


def at(*moment, zone=QUITO):
    return datetime(*moment, tzinfo=ZoneInfo(zone))


def ask(rules, moment, zone=QUITO, **more):
    return opening(rules, at=moment, zone=zone, **more)


def test_it_is_open_between_its_hours_and_says_until_when():
    told = ask([rule()], at(2026, 3, 2, 10))
    assert (told.state, told.until) == ("open", at(2026, 3, 2, 16, 30))


def test_it_closes_at_the_minute_it_says():
    assert ask([rule()], at(2026, 3, 2, 16, 30)).state == "closed"
    assert ask([rule()], at(2026, 3, 2, 8)).state == "open"


def test_after_friday_it_opens_on_monday():
    told = ask([rule()], at(2026, 3, 6, 17))
    assert (told.state, told.next) == ("closed", at(2026, 3, 9, 8))


def test_what_opens_at_night_is_open_after_midnight():
    bar = rule(byday="FR", opens=time(20), closes=time(2))
    assert ask([bar], at(2026, 3, 7, 1)).until == at(2026, 3, 7, 2)
    assert ask([bar], at(2026, 3, 7, 2)).state == "closed"
    assert ask([bar], at(2026, 3, 6, 1)).next == at(2026, 3, 6, 20)


@pytest.mark.parametrize(("opens", "closes"), [(time(0), time(0)), (time(0), time(23, 59)), (time(8), time(8))])
def test_around_the_clock_has_no_hour_of_closing(opens, closes):
    told = ask([rule(byday=",".join(WEEKDAYS), opens=opens, closes=closes)], at(2026, 3, 4, 3))
    assert (told.state, told.until) == ("open", None)


def test_two_spans_that_touch_are_one():
    told = ask([rule(closes=time(12)), rule(opens=time(12))], at(2026, 3, 2, 9))
    assert told.until == at(2026, 3, 2, 16, 30)


def test_a_break_at_noon_is_closed():
    told = ask([rule(closes=time(12)), rule(opens=time(13))], at(2026, 3, 2, 12, 30))
    assert (told.state, told.next) == ("closed", at(2026, 3, 2, 13))


def test_every_other_week_counts_from_its_first_day():
    fortnightly = rule(byday="MO", interval=2, dtstart=date(2026, 3, 2))
    assert ask([fortnightly], at(2026, 3, 2, 9)).state == "open"
    assert ask([fortnightly], at(2026, 3, 9, 9)).next == at(2026, 3, 16, 8)


def test_every_other_week_from_no_day_is_not_known():
    assert ask([rule(byday="MO", interval=2)], at(2026, 3, 2, 9)).state == "unknown"


@pytest.mark.parametrize(
    ("parts", "day"),
    [
        ({"byday": "1TU", "freq": "MONTHLY"}, date(2026, 4, 7)),
        ({"byday": "-1FR", "freq": "MONTHLY"}, date(2026, 3, 27)),
        ({"byday": "", "freq": "MONTHLY", "bymonthday": "15"}, date(2026, 3, 15)),
        ({"byday": "", "freq": "MONTHLY", "bymonthday": "-1"}, date(2026, 3, 31)),
        ({"byday": "", "freq": "MONTHLY", "dtstart": date(2026, 1, 20)}, date(2026, 3, 20)),
        ({"byday": "", "freq": "", "dtstart": date(2026, 3, 12)}, date(2026, 3, 12)),
        ({"byday": "MO", "byweekno": "12"}, date(2026, 3, 16)),
        ({"byday": "", "freq": "", "byyearday": "74"}, date(2026, 3, 15)),
        ({"byday": "1MO", "freq": "MONTHLY", "interval": 2, "dtstart": date(2026, 2, 2)}, date(2026, 4, 6)),
    ],
)
def test_the_next_day_of_a_recurrence(parts, day):
    assert ask([rule(**parts)], at(2026, 3, 10, 20)).next.date() == day


def test_a_rule_that_ends_after_so_many_times_opens_no_more():
    twice = rule(byday="MO", dtstart=date(2026, 3, 2), count=2)
    assert ask([twice], at(2026, 3, 9, 9)).state == "open"
    assert ask([twice], at(2026, 3, 16, 9)).state != "open"


def test_hours_that_ended_are_not_known_rather_than_closed():
    assert ask([rule(valid_to=date(2025, 12, 31))], at(2026, 3, 2, 9)).state == "unknown"


def test_hours_to_come_say_when_it_opens():
    assert ask([rule(valid_from=date(2026, 4, 1))], at(2026, 3, 2, 9)).next == at(2026, 4, 1, 8)


def test_a_holiday_is_closed_unless_the_rule_says_otherwise():
    carnival = {date(2026, 3, 2)}
    assert ask([rule()], at(2026, 3, 2, 9), holidays=carnival).next == at(2026, 3, 3, 8)
    assert ask([rule(on_holidays=True)], at(2026, 3, 2, 9), holidays=carnival).state == "open"


def test_an_exception_goes_before_the_rules_and_before_the_holiday():
    short = OtherHours(date(2026, 3, 2), date(2026, 3, 2), time(10), time(11))
    told = ask([rule()], at(2026, 3, 2, 9), exceptions=[short], holidays={date(2026, 3, 2)})
    assert told.next == at(2026, 3, 2, 10)
    closed = OtherHours(date(2026, 3, 2), date(2026, 3, 4))
    assert ask([rule()], at(2026, 3, 2, 9), exceptions=[closed]).next == at(2026, 3, 5, 8)


def test_a_place_has_its_own_time_zone():
    consulate = rule(zone=MADRID)
    assert ask([consulate], at(2026, 3, 2, 3)).state == "open"
    assert ask([rule(zone="+05:30")], datetime(2026, 3, 2, 3, tzinfo=UTC)).state == "open"


def test_a_night_in_which_the_clock_goes_forward_is_an_hour_shorter():
    begins, ends = span(date(2026, 3, 28), time(22), time(6), MADRID)
    assert ends - begins == timedelta(hours=7)
    begins, ends = span(date(2026, 10, 24), time(22), time(6), MADRID)
    assert ends - begins == timedelta(hours=9)


def test_without_hours_nothing_is_known():
    assert ask([], at(2026, 3, 2, 9)) == Opening("unknown")
    told = ask([rule(opens=None, closes=None)], at(2026, 3, 2, 9))
    assert told == Opening("unknown", hours=(HoursLine(("MO", "TU", "WE", "TH", "FR"), None, None),))


def test_days_with_the_same_hours_stand_in_one_line():
    told = ask([rule(byday="WE"), rule(byday="MO"), rule(byday="SA", closes=time(12))], at(2026, 3, 2, 9))
    assert told.hours == (
        HoursLine(("MO", "WE"), time(8), time(16, 30)),
        HoursLine(("SA",), time(8), time(12)),
    )


@pytest.mark.parametrize(
    "parts",
    [
        {"byday": "TH,FR", "valid_from": date(2005, 1, 1), "valid_to": date(2005, 1, 1)},
        {"byday": "", "freq": "MONTHLY", "bymonthday": "31", "byyearday": "32"},
        {"byday": "MO", "until": date(2025, 1, 1), "dtstart": date(2026, 1, 1)},
    ],
)
def test_a_rule_that_falls_on_no_day_never_opens(parts):
    assert never_opens(rule(**parts))
    assert ask([rule(**parts)], at(2005, 1, 1, 9)).state == "unknown"


@pytest.mark.parametrize("byday", ["XX", "MO TU", "0MO", "lunes"])
def test_days_that_are_none_are_refused(byday):
    with pytest.raises(BadRecurrence) as refused:
        recurrence(byday=byday)
    assert refused.value.part == "byday"


days = st.dates(date(2024, 1, 1), date(2028, 12, 31))
rules = st.builds(
    lambda byday, opens, closes, interval, start, zone: rule(
        byday=",".join(byday), opens=opens, closes=closes, interval=interval, dtstart=start, zone=zone
    ),
    st.sets(st.sampled_from(WEEKDAYS), min_size=1),
    st.times().map(lambda moment: moment.replace(second=0, microsecond=0)),
    st.times().map(lambda moment: moment.replace(second=0, microsecond=0)),
    st.integers(1, 3),
    days,
    st.sampled_from([QUITO, MADRID, "America/Santiago", "UTC", "+05:30"]),
)
moments = st.integers(0, 4 * 365 * 24 * 60).map(
    lambda minutes: datetime(2024, 6, 1, tzinfo=UTC) + timedelta(minutes=minutes)
)


@given(st.lists(rules, min_size=1, max_size=3), moments)
def test_what_is_said_of_a_moment_holds_until_it_is_said_to_end(several, moment):
    """Open stays open just before `until` and closes then; closed opens at `next` and not just before."""
    told = ask(several, moment)
    assert is_open(several, at=moment, zone=QUITO) == (told.state == "open")
    if told.state == "open" and told.until is not None:
        assert told.until > moment
        assert ask(several, max(moment, told.until - timedelta(minutes=1))).state == "open"
        assert ask(several, told.until).state != "open"
    if told.next is not None:
        assert told.state == "closed"
        assert told.next > moment
        assert ask(several, told.next).state == "open"
        assert ask(several, max(moment, told.next - timedelta(minutes=1))).state == "closed"


@given(st.sets(st.sampled_from(WEEKDAYS), min_size=1), days, days)
def test_a_weekly_rule_falls_on_its_days_and_no_others(byday, start, day):
    weekly = recurrence(freq="WEEKLY", byday=",".join(byday), dtstart=start)
    assert weekly.falls_on(day) == (day >= start and WEEKDAYS[day.weekday()] in byday)


@given(days, st.integers(-5, 5).filter(bool), st.sampled_from(WEEKDAYS))
def test_an_ordinal_weekday_falls_at_most_once_a_month(first, ordinal, weekday):
    month = [first.replace(day=1) + timedelta(days=ahead) for ahead in range(31)]
    month = [day for day in month if day.month == first.month]
    fallen = [day for day in month if recurrence(freq="MONTHLY", byday=f"{ordinal}{weekday}").falls_on(day)]
    assert len(fallen) == (1 if abs(ordinal) < 5 or fallen else 0)
    assert all(WEEKDAYS[day.weekday()] == weekday for day in fallen)


@pytest.mark.parametrize("first", [date(9999, 12, 6), date.max])
def test_hours_that_begin_when_dates_end_break_no_page(first):
    days = recurrence(freq="WEEKLY", byday="MO", valid_from=first, count=3)
    found = opening([Rule(days, time(8), time(9))], at=datetime(2026, 3, 2, tzinfo=UTC), zone="America/Guayaquil")
    assert found.state in ("closed", "unknown")


def test_weeks_are_counted_from_the_first_day_that_a_date_can_be():
    days = recurrence(freq="WEEKLY", byday="MO", interval=2, wkst="SU", dtstart=date.min)
    assert days.falls_on(date(1, 1, 15))
    assert not days.falls_on(date(1, 1, 8))


COVERED = date(2026, 12, 24)


@pytest.mark.parametrize(
    ("rules", "exceptions", "holidays", "told"),
    [
        ([rule()], [], {date(2026, 12, 25)}, [OtherDays(date(2026, 12, 25), date(2026, 12, 25), (), is_holiday=True)]),
        # A Saturday, on which it is shut; one on which its hours stand; one that is too far.
        ([rule()], [], {date(2026, 12, 26)}, []),
        ([rule(on_holidays=True)], [], {date(2026, 12, 25)}, []),
        ([rule()], [], {date(2027, 2, 26)}, []),
        (
            [rule(), rule(opens=time(9), closes=time(12), on_holidays=True)],
            [],
            {date(2026, 12, 25)},
            [OtherDays(date(2026, 12, 25), date(2026, 12, 25), ((time(9), time(12)),), is_holiday=True)],
        ),
        # What is written of a day stands before its being a holiday; two of the same days are one.
        (
            [rule()],
            [OtherHours(COVERED, COVERED, time(14), time(16)), OtherHours(COVERED, COVERED, time(8), time(10))],
            {COVERED},
            [OtherDays(COVERED, COVERED, ((time(8), time(10)), (time(14), time(16))))],
        ),
        ([], [OtherHours(date(2026, 12, 1), date(2026, 12, 10))], set(), [
            OtherDays(date(2026, 12, 1), date(2026, 12, 10))
        ]),
        ([], [OtherHours(date(2026, 12, 1), date(2026, 12, 4))], set(), []),
        ([], [OtherHours(date(2027, 3, 1), date(2027, 3, 1))], set(), []),
    ],
)  # fmt: skip
def test_days_to_come_with_other_hours(rules, exceptions, holidays, told):
    found = opening(rules, at=at(2026, 12, 5, 10), zone=QUITO, exceptions=exceptions, holidays=frozenset(holidays))

    assert list(found.coming) == told
