"""How long somebody stayed: every way of writing it, and what is no possible duration."""

from datetime import timedelta

import pytest

from arraigo.areas.training.importers.reading import read_attendance
from arraigo.areas.training.importers.reading.durations import seconds_of

MONTH = 31 * 24 * 60
NO_DURATION = ["99999999999", 99999999999, "9" * 400, "9" * 5000 + ".1:00", f"{MONTH + 1} min", MONTH + 1, 1e300]
NEGATIVE = ["-5", -5, -0.5, "- 5 min", "−5", "-01:00:00", timedelta(minutes=-5)]


@pytest.mark.parametrize("written", [58, 58.0, "58", "58 min", "58'", "0:58:00", timedelta(minutes=58)])
def test_a_duration_in_minutes_is_read_however_it_is_written(written):
    assert seconds_of(written) == 58 * 60


@pytest.mark.parametrize("written", [MONTH, str(MONTH), f"{MONTH} min"])
def test_a_month_is_the_longest_duration(written):
    assert seconds_of(written) == MONTH * 60


@pytest.mark.parametrize("written", [*NO_DURATION, *NEGATIVE, float("nan"), float("inf"), "5²'", "²'"])
def test_what_no_stay_can_last_is_no_duration(written):
    assert seconds_of(written) is None


def problem_of(minutes):
    unique = f"Name (Original Name),User Email,Total Duration (Minutes),Guest\r\nAna,,{minutes},No\r\n".encode()
    header = "Name (Original Name),User Email,Join Time,Leave Time,Duration (Minutes),Guest,Recording Consent"
    row = f"Ana,,04/13/2021 9:00:00 AM,04/13/2021 10:00:00 AM,{minutes},No,"
    flat = f"{header}\r\n{row}\r\n".encode()
    for data in (unique, flat):
        file = read_attendance(data, "zoom.csv")
        assert [one.seconds for one in file.rows] == [None]
        (problem,) = file.problems
        assert (problem.code, problem.severity, problem.row) == ("bad_duration", "error", 2)
        yield problem.message


@pytest.mark.parametrize("minutes", ["99999999999", "9" * 500])
def test_a_duration_that_fits_no_table_is_an_error_at_its_row(minutes):
    assert all(f"«{minutes[:40]}»" in message and len(message) < 300 for message in problem_of(minutes))


def test_a_negative_duration_is_said_to_be_negative():
    assert all("no puede ser negativa" in message for message in problem_of("-5"))
