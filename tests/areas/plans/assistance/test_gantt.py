"""The geometry of a schedule: whatever the dates, bars stay inside, in order, and say how much is done."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arraigo.areas.plans.documents.gantt import MOST_MARKS, THINNEST, Task, gantt

days = st.dates(date(2000, 1, 1), date(2060, 12, 31))
FIRST, LAST = date(2026, 1, 1), date(2026, 12, 31)


@st.composite
def tasks(draw):
    start = draw(days)
    return Task("a", "A", start, start + timedelta(days=draw(st.integers(0, 5000))), draw(st.integers(-20, 140)))


@given(tasks(), days, st.integers(0, 9000), days)
def test_a_bar_never_leaves_the_drawing(task, first, length, today):
    drawn = gantt([task], first=first, last=first + timedelta(days=length), today=today)
    bar = drawn.bars[0]

    assert bar.x >= 0
    assert bar.x + bar.width <= 100.02
    assert bar.width >= THINNEST
    assert 0 <= bar.done <= bar.width


@given(days, st.integers(0, 9000), days)
def test_today_is_drawn_only_inside_the_span(first, length, today):
    last = first + timedelta(days=length)
    drawn = gantt([], first=first, last=last, today=today)

    assert (drawn.today is not None) == (first <= today <= last)


@given(days, st.integers(0, 14000))
def test_the_months_are_few_enough_to_be_read_and_in_order(first, length):
    drawn = gantt([], first=first, last=first + timedelta(days=length), today=first)
    places = [mark.x for mark in drawn.marks]

    assert len(places) <= MOST_MARKS + 1
    assert places == sorted(set(places))
    assert all(mark.on.day == 1 and drawn.first <= mark.on <= drawn.last for mark in drawn.marks)


@given(tasks(), tasks())
def test_what_begins_earlier_is_not_drawn_later(one, other):
    early, late = sorted((one, other), key=lambda task: task.starts_on)
    drawn = gantt([early, late], first=date(1990, 1, 1), last=date(2090, 1, 1), today=FIRST)

    assert drawn.bars[0].x <= drawn.bars[1].x


def test_a_whole_year_fills_the_width_and_half_done_fills_half():
    bar = gantt([Task("a", "A", FIRST, LAST, 50)], first=FIRST, last=LAST, today=FIRST).bars[0]

    assert (bar.x, bar.width, bar.done) == (0, 100, 50)


def test_dates_outside_stop_at_the_edge_and_say_so():
    task = Task("a", "A", date(2025, 7, 1), date(2027, 7, 1))
    bar = gantt([task], first=FIRST, last=LAST, today=FIRST).bars[0]

    assert (bar.x, bar.width) == (0, 100)


def test_what_lies_wholly_outside_is_a_sliver_at_the_edge():
    before = Task("a", "A", date(2024, 1, 1), date(2024, 2, 1))
    after = Task("b", "B", date(2030, 1, 1), date(2030, 2, 1))
    first, last = gantt([before, after], first=FIRST, last=LAST, today=FIRST).bars

    assert (first.x, first.width) == (0, THINNEST)
    assert last.x + last.width == pytest.approx(100)


def test_a_span_that_ends_before_it_starts_is_refused():
    with pytest.raises(ValueError, match="span"):
        gantt([], first=LAST, last=FIRST, today=FIRST)
