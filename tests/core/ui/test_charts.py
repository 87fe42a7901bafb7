"""The geometry says what the numbers say."""

import pytest

from arraigo.core.ui import charts
from arraigo.core.ui.charts import Datum, Point, Series, Stack
from arraigo.core.ui.templatetags import ui

SEXES = (Series("Mujeres", "d3"), Series("Hombres", "d2"))


def test_a_bar_is_as_long_as_its_share_of_the_whole():
    chart = charts.bars([Datum("Mujeres", 107), Datum("Hombres", 103)], whole=210)

    assert [row.spans[0].width for row in chart.rows] == [50.95, 49.05]
    assert [row.share for row in chart.rows] == ["51\u00a0%", "49\u00a0%"]


def test_without_a_whole_the_longest_bar_fills_the_width():
    chart = charts.bars([Datum("A", 4), Datum("B", 8)])

    assert [row.spans[0].width for row in chart.rows] == [50.0, 100.0]
    assert chart.rows[0].share == ""


def test_only_bars_of_a_whole_stand_on_a_track():
    to_the_whole = charts.stacked([Stack("Juntas", (37, 47))], SEXES, whole=210, full=210)
    to_the_longest = charts.stacked([Stack("Juntas", (37, 47))], SEXES, whole=210)

    assert 'class="track"' in ui.bars(to_the_whole, "Por institución")
    assert 'class="track"' not in ui.bars(to_the_longest, "Por institución")
    assert 'class="track"' in ui.bars(charts.bars([Datum("Mujeres", 107)], whole=210), "Por sexo")


def test_the_table_of_groups_that_overlap_has_no_total():
    stacks = [Stack("Presencial", (37, 47)), Stack("Virtual", (37, 40))]

    assert "<tfoot>" in ui.bars(charts.stacked(stacks, SEXES, whole=90), "Por modalidad")
    assert "<tfoot>" not in ui.bars(charts.stacked(stacks, SEXES, whole=90, summed=False), "Por modalidad")


def test_nothing_of_nothing_is_an_empty_bar():
    assert charts.bars([Datum("A", 0)], whole=0).rows[0].spans[0].width == 0
    assert charts.proportion(3, 0) == 0
    assert charts.proportion(9, 3) == 100


def test_the_pieces_of_a_stack_stand_side_by_side_and_never_overlap():
    chart = charts.stacked([Stack("Juntas", (37, 47)), Stack("Salud", (18, 10))], SEXES)

    first, second = chart.rows[0].spans
    assert first.x == 0
    assert first.x + first.width <= second.x
    assert second.x + second.width <= 100
    assert chart.totals == (55, 57)
    assert chart.total == 112
    assert chart.rows[0].spoken == "37 mujeres, 47 hombres"


def test_a_number_is_written_in_a_piece_only_where_it_fits():
    spans = charts.stacked([Stack("A", (97, 3))], SEXES).rows[0].spans

    assert [span.text for span in spans] == ["97", ""]


def test_a_stack_without_a_value_for_each_series_is_refused():
    with pytest.raises(ValueError, match="zip"):
        charts.stacked([Stack("A", (1,))], SEXES)


def test_a_gap_in_the_data_is_a_gap_in_the_line():
    chart = charts.line([Point("a", 1), Point("b", 2), Point("c", None), Point("d", 2), Point("e", 2)])

    assert len(chart.dots) == 4
    assert len(chart.segments) == 2
    assert chart.spoken == "a: 1, b: 2, e: 2"


def test_a_line_grows_upwards_from_zero_to_a_round_top():
    chart = charts.line([Point("a", 0), Point("b", 204)])

    assert chart.top == 240
    assert chart.dots[0].y > chart.dots[1].y
    assert [tick.value for tick in chart.ticks] == [0, chart.top / 2, chart.top]


@pytest.mark.parametrize("points", [[], [Point("a", None)], [Point("a", 3)]])
def test_a_line_of_no_or_one_point_can_be_drawn(points):
    chart = charts.line(points)

    assert chart.segments == ()
