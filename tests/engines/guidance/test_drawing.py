"""In a drawing no step and no way is missing, no two things share a place, and only loops go upwards."""

from dataclasses import replace

from hypothesis import given, settings
from tests.engines.guidance.making import routes
from tests.engines.guidance.writing import ROUTE, loaded

from arraigo.engines.guidance.drawing import tree


@given(routes())
@settings(deadline=None, max_examples=80, derandomize=True)
def test_every_step_and_every_way_is_drawn_and_nothing_shares_a_place(route):
    drawn = tree(route)
    at = {one.step: (one.layer, one.place) for one in drawn.nodes}
    assert set(at) == set(route.steps)
    ways = [(name, answer, to) for name, step in route.steps.items() for answer, to in step.ways()]
    assert [(one.step, one.answer, one.to) for one in drawn.edges] == ways
    taken = list(at.values())
    for passing in {(one.step, one.to): one.path[1:-1] for one in drawn.edges}.values():
        taken += passing
    assert len(taken) == len(set(taken))
    assert max(layer for layer, _place in taken) == drawn.layers - 1
    assert max(place for _layer, place in taken) == drawn.width - 1


@given(routes())
@settings(deadline=None, max_examples=80, derandomize=True)
def test_ways_go_down_a_layer_at_a_time_and_loops_turn_back(route):
    drawn = tree(route)
    at = {one.step: (one.layer, one.place) for one in drawn.nodes}
    for edge in drawn.edges:
        assert (edge.path[0], edge.path[-1]) == (at[edge.step], at[edge.to])
        layers = [layer for layer, _place in edge.path]
        if edge.is_back:
            assert layers[-1] <= layers[0]
        else:
            assert layers == list(range(layers[0], layers[0] + len(layers)))


@given(routes(loops=False))
@settings(deadline=None, max_examples=40, derandomize=True)
def test_without_loops_nothing_turns_back(route):
    assert not any(edge.is_back for edge in tree(route).edges)


def test_the_same_route_is_drawn_the_same():
    assert tree(loaded()) == tree(loaded())


def test_a_loop_is_marked_and_the_rest_is_not():
    drawn = tree(loaded(ROUTE.replace("    sources: [gobec]\n    to: fin", "    sources: [gobec]\n    to: documentos")))
    assert [(one.step, one.to) for one in drawn.edges if one.is_back] == [("gratis", "documentos")]


def test_a_draft_is_drawn_with_what_it_leads_to_and_what_nobody_reaches():
    route = loaded()
    gone = replace(route, steps={name: step for name, step in route.steps.items() if name != "documentos"})
    drawn = tree(gone)
    assert {one.step: one.kind for one in drawn.nodes}["documentos"] is None
    assert {"gratis", "fin"} <= {one.step for one in drawn.nodes}
    assert len(drawn.edges) == 7


def test_an_empty_draft_is_an_empty_drawing():
    assert tree(replace(loaded(), start="", steps={})).nodes == ()
