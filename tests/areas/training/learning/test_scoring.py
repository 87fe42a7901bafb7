"""How answers become points and points become learning, on plain values."""

import random

import pytest

from arraigo.areas.training.queries.scoring import (
    Gain,
    Pair,
    gain_by,
    gain_of,
    hidden_groups,
    mean_of,
    passes,
    percent_of,
    points_for,
)


@pytest.mark.parametrize(("chosen", "points"), [({"a"}, 3), ({"b"}, 0), (set(), 0), ({"a", "b"}, 0)])
@pytest.mark.parametrize("kind", ["single", "true_false"])
def test_one_right_choice_earns_all_or_nothing(kind, chosen, points):
    assert points_for(kind, 3, {"a"}, chosen) == points


@pytest.mark.parametrize(
    ("chosen", "points"),
    [("ab", 4), ("a", 2), ("abc", 2), ("ac", 0), ("cd", 0), ("abcd", 0), ("", 0)],
)
def test_several_right_choices_earn_their_part_and_wrong_ones_take_it_back(chosen, points):
    assert points_for("multiple", 4, set("ab"), set(chosen)) == points


def test_parts_of_points_are_rounded_down():
    assert points_for("multiple", 2, set("abc"), {"a"}) == 0
    assert points_for("multiple", 2, set("abc"), {"a", "b"}) == 1


@pytest.mark.parametrize("kind", ["scale", "text"])
def test_scales_and_texts_have_no_points(kind):
    assert points_for(kind, 3, set(), set()) is None


def test_nobody_passes_by_rounding():
    assert percent_of(139, 200) == 69
    assert not passes(139, 200, 70)
    assert passes(140, 200, 70)
    assert passes(0, 10, None)


def test_the_normalised_gain_is_what_was_gained_of_what_could_be():
    gain = gain_of([Pair(40, 70), Pair(60, 90)])

    assert (gain.before, gain.after, gain.absolute) == (50, 80, 30)
    assert gain.normalised == pytest.approx(0.6)
    assert Gain(3, 100, 100).normalised is None
    assert gain_of([]) is None


def test_small_groups_are_hidden_and_none_can_be_worked_out_by_subtraction():
    people = [Pair(0, 50, "woman")] * 20 + [Pair(0, 50, "man")] * 9 + [Pair(0, 50, "unknown")] * 2

    groups = gain_by(people, "sex")

    # One hidden group alone would be the total less the others: the next smallest goes too.
    assert list(groups.shown) == ["woman"]
    assert groups.hidden == 2


def test_hidden_groups_leave_at_least_two_groups_and_five_people_untold():
    chance = random.Random(7)
    for _try in range(500):
        sizes = {str(n): chance.randint(1, 12) for n in range(chance.randint(1, 7))}
        hidden = hidden_groups(sizes)
        shown = set(sizes) - hidden
        assert all(sizes[name] >= 5 for name in shown)
        if hidden and shown:
            assert len(hidden) >= 2
            assert sum(sizes[name] for name in hidden) >= 5


def test_the_mean_of_a_scale_weighs_its_numbers():
    assert mean_of([1, 0, 0, 0, 3]) == 4
    assert mean_of([0, 0, 0, 0, 0]) is None
