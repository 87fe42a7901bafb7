"""A schedule is drawn within its hundred, and nothing of it is lost."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from arraigo.areas.plans.documents.gantt import MOST_MONTHS, THINNEST, Task, gantt

FIRST, LAST = date(2026, 1, 1), date(2026, 12, 31)
DAYS = st.integers(min_value=-400, max_value=800).map(lambda days: FIRST + timedelta(days=days))


def test_half_a_year_is_half_the_width():
    drawn = gantt([Task("x", FIRST, date(2026, 7, 1), 50)], first=FIRST, last=LAST, today=date(2026, 4, 1))

    bar = drawn.bars[0]
    assert (bar.x, round(bar.width), round(bar.done)) == (0, 50, 25)
    assert round(drawn.today) == 25
    assert len(drawn.months) == 12


def test_today_outside_is_not_drawn():
    assert gantt([], first=FIRST, last=LAST, today=date(2027, 3, 1)).today is None


@given(st.lists(st.tuples(DAYS, st.integers(0, 700), st.integers(-10, 130)), max_size=8))
def test_every_bar_stays_within_and_is_seen(told):
    tasks = [Task("x", start, start + timedelta(days=days), percent) for start, days, percent in told]
    drawn = gantt(tasks, first=FIRST, last=LAST, today=FIRST)

    assert len(drawn.bars) == len(tasks)
    for bar in drawn.bars:
        assert bar.width >= THINNEST - 0.01
        assert bar.x >= -0.01
        assert bar.x + bar.width <= 100.02
        assert 0 <= bar.done <= bar.width + 0.01


@given(st.integers(min_value=1, max_value=4000))
def test_the_axis_never_has_more_months_than_can_be_read(days):
    drawn = gantt([], first=FIRST, last=FIRST + timedelta(days=days), today=FIRST)

    assert len(drawn.months) <= MOST_MONTHS
