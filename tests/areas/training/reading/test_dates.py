"""The order of day and month is proved, told or asked; never guessed."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from arraigo.areas.training.importers.reading.dates import SeenDate, find_order
from arraigo.areas.training.importers.reading.moments import moment_of
from arraigo.areas.training.importers.reading.values import DateOrder

days = st.dates(date(2000, 1, 1), date(2060, 12, 31))
orders = st.sampled_from(["mdy", "dmy"])


def written(day, order, short=False):
    numbers = (day.month, day.day) if order == "mdy" else (day.day, day.month)
    year = f"{day.year % 100:02d}" if short else day.year
    return f"{numbers[0]:02d}/{numbers[1]:02d}/{year} 09:00"


def seen(texts):
    return [SeenDate(moment_of(text).day, text, row, "Hora") for row, text in enumerate(texts, 2)]


@given(st.lists(days, min_size=1, max_size=20), orders, st.booleans())
def test_a_file_is_read_right_or_asked_about_but_never_read_wrong(dates, order, short):
    cells = seen([written(day, order, short) for day in dates])

    finding = find_order(cells, None, "x.csv")

    if finding.order:
        assert [cell.day.read(finding.order) for cell in cells] == dates
    else:
        assert finding.dates == DateOrder.AMBIGUOUS
        assert [problem.severity for problem in finding.problems] == ["question"]
        assert all(max(day.day, day.month) <= 12 for day in dates)


@given(st.lists(days, min_size=1, max_size=20), orders)
def test_an_order_that_was_told_reads_right_and_a_wrong_one_is_contradicted_where_it_must_be(dates, order):
    cells = seen([written(day, order) for day in dates])
    other = "dmy" if order == "mdy" else "mdy"

    right, wrong = find_order(cells, order, "x.csv"), find_order(cells, other, "x.csv")

    assert right.problems == ()
    assert [cell.day.read(right.order) for cell in cells] == dates
    impossible = [row for row, day in enumerate(dates, 2) if day.day > 12]
    assert [problem.row for problem in wrong.problems] == impossible[:20]


@given(st.integers(1, 12), st.integers(2000, 2060))
def test_dates_that_read_the_same_either_way_need_no_order(number, year):
    finding = find_order(seen([f"{number}/{number}/{year}"]), None, "x.csv")

    assert (finding.dates, finding.problems) == (DateOrder.NOT_NEEDED, ())


@given(days)
def test_iso_dates_and_months_by_name_need_no_order(day):
    spanish = ("enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre",
               "noviembre", "diciembre")[day.month - 1]  # fmt: skip
    texts = [day.isoformat(), f"{day.isoformat()}T09:00:00", f"{day.day} de {spanish} de {day.year}",
             f"{day.day}-{spanish[:3]}-{day.year}", f"{day:%b %d, %Y} 09:00 AM", f"{day:%Y/%m/%d}"]  # fmt: skip

    cells = seen(texts)

    assert [cell.day.value for cell in cells] == [day] * len(texts)
    assert find_order(cells, None, "x.csv").dates == DateOrder.ISO


def test_two_cells_that_prove_opposite_orders_are_an_error_that_names_both():
    finding = find_order(seen(["13/04/2021", "04/14/2021"]), None, "x.csv")

    (problem,) = finding.problems
    assert (finding.order, problem.code, problem.severity) == ("", "date_order", "error")
    assert "«13/04/2021»" in problem.message
    assert "«04/14/2021», en la fila 3" in problem.message


def test_the_question_gives_both_readings():
    finding = find_order(seen(["04/09/2021"]), None, "x.csv")

    assert finding.readings == (date(2021, 4, 9), date(2021, 9, 4))


@given(st.integers(0, 86399))
def test_twelve_and_twenty_four_hour_clocks_agree(second):
    moment = date(2021, 4, 13)
    clock = (timedelta(seconds=second)).__str__()
    hour, rest = second // 3600, f"{second // 60 % 60:02d}:{second % 60:02d}"
    half = "a. m." if hour < 12 else "p. m."

    twelve = moment_of(f"{moment.isoformat()} {hour % 12 or 12}:{rest} {half}")
    padded = moment_of(f"{moment.isoformat()} {clock}")

    assert twelve.clock == padded.clock
    assert twelve.clock.hour == hour
