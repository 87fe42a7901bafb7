"""The drawing of a route: every step and every way is there, and no box is smaller than its text."""

import re

import pytest
from tests.areas.attention import texts as samples

from arraigo.areas.attention.queries import definitions, drawing, packs
from arraigo.engines.guidance.drawing import tree

ROUTES = {one.name: definitions.sketch(one.definition) for one in packs.routes("ec")}


@pytest.mark.parametrize("name", sorted(ROUTES))
def test_every_step_and_every_answer_of_the_pack_is_drawn(name):
    route = ROUTES[name]
    drawn = drawing.draw(route)

    assert {box.step for box in drawn.boxes} == set(route.steps)
    ways = {(edge.step, edge.to) for edge in tree(route).edges}
    assert len(drawn.lines) == len(ways)
    told = " / ".join(line.words for line in drawn.lines)
    assert all(answer.text in told for step in route.steps.values() for answer in step.answers)


@pytest.mark.parametrize("name", sorted(ROUTES))
def test_boxes_do_not_touch_and_stay_inside(name):
    drawn = drawing.draw(ROUTES[name])
    for box in drawn.boxes:
        assert 0 <= box.x <= drawn.width - box.width
        assert 0 <= box.y <= drawn.height - box.height
    for one in drawn.boxes:
        for other in drawn.boxes:
            apart = one.x + one.width <= other.x or other.x + other.width <= one.x
            apart = apart or one.y + one.height <= other.y or other.y + other.height <= one.y
            assert one is other or apart, (one.step, other.step)


def test_a_line_goes_down_between_layers_and_straight_through_them():
    route = definitions.sketch(samples.route_text())
    line = next(one for one in drawing.draw(route).lines if one.words == "Sí")

    heights = [int(number) for number in re.findall(r"(?<= )\d+(?=C|$)", line.path)]
    assert heights == sorted(heights)


def test_a_step_that_is_not_there_is_drawn_as_missing():
    route = definitions.sketch(samples.route_text().replace("to: peligro", "to: nada"))
    kinds = {box.step: box.kind for box in drawing.draw(route).boxes}

    assert (kinds["nada"], kinds["noche"]) == ("missing", "question")


def test_a_way_back_is_told_apart():
    text = samples.route_text().replace("    numbers: [ec-911]\n    to: fin", "    numbers: [ec-911]\n    to: noche")
    lines = drawing.draw(definitions.sketch(text)).lines

    assert [one.is_back for one in lines].count(True) == 1


def test_the_list_says_the_same_as_the_drawing():
    route = definitions.sketch(samples.route_text())
    told = drawing.told(route)

    assert {one.step.id for one in told} == {box.step for box in drawing.draw(route).boxes}
    first = next(one for one in told if one.is_start)
    assert [(way.text, way.title) for way in first.ways] == [("Sí", "Dónde preguntar"), ("No", "Llame ahora")]


def test_a_route_without_steps_is_an_empty_drawing():
    drawn = drawing.draw(definitions.sketch("id: nada"))

    assert (drawn.boxes, drawn.lines, drawn.width, drawn.height) == ((), (), 0, 0)


@pytest.mark.parametrize(
    ("numbers", "words"), [([1], "1"), ([1, 2], "1, 2"), ([1, 2, 3], "1–3"), ([1, 2, 3, 5], "1–3, 5"), ([], "")]
)
def test_the_numbers_of_answers_are_written_as_people_write_them(numbers, words):
    assert drawing._ranges(numbers) == words
