"""Time in a session counts once, whatever the files repeat."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arraigo.areas.training.actions.presence import Piece, seconds_present

START = datetime(2021, 4, 9, 14, tzinfo=UTC)


def at(minutes):
    return START + timedelta(minutes=minutes)


def seconds(*pieces, minutes=120):
    return seconds_present(pieces, starts_at=START, minutes=minutes)


@pytest.mark.parametrize(
    ("pieces", "minutes"),
    [
        ([Piece(at(0), at(60))], 60),
        ([Piece(at(-10), at(60))], 60),
        ([Piece(at(100), at(150))], 20),
        ([Piece(at(-30), at(-1))], 0),
        ([Piece(at(0), at(60)), Piece(at(30), at(90))], 90),
        ([Piece(at(0), at(60)), Piece(at(0), at(60))], 60),
        ([Piece(at(0), at(30)), Piece(at(60), at(90))], 60),
        ([Piece(at(30), None)], 90),
        ([Piece(seconds=75 * 60)], 75),
        ([Piece(seconds=500 * 60)], 120),
        ([Piece(seconds=20 * 60), Piece(seconds=50 * 60)], 50),
        ([Piece(at(0), at(60), seconds=40 * 60)], 40),
        ([Piece()], 120),
        ([], 0),
    ],
)
def test_time_is_clipped_joined_and_capped(pieces, minutes):
    assert seconds(*pieces) == minutes * 60


moments = st.integers(-60, 200).map(at)
spans = st.tuples(moments, moments).map(lambda pair: Piece(min(pair), max(pair)))


@given(st.lists(spans, max_size=8))
def test_intervals_never_count_more_than_the_minutes_that_they_cover(pieces):
    covered = {
        minute
        for minute in range(120)
        if any(piece.joined <= at(minute) and piece.left >= at(minute + 1) for piece in pieces)
    }

    assert seconds(*pieces) == len(covered) * 60


@given(st.lists(spans, max_size=8), st.randoms())
def test_the_order_of_the_pieces_does_not_matter(pieces, random):
    shuffled = list(pieces)
    random.shuffle(shuffled)

    assert seconds(*pieces) == seconds(*shuffled)
