"""Edited versions of real plans, and different plans: what benchmarks/plan_comparing.py measures, on a few of them."""

import itertools

import pytest
from benchmarks.plan_comparing import scored
from benchmarks.plan_editing import PLANS, STRENGTHS, WAYS, edit, plans, sample
from benchmarks.plan_proposals import review

from arraigo.engines.plan_review.comparing import Adoptions, compare

pytestmark = pytest.mark.skipif(PLANS is None, reason="the real plans of the folder «shared» are not there")


@pytest.mark.parametrize("way", WAYS)
def test_edited_paragraphs_of_real_plans_find_what_they_were(way):
    edited = edit(*sample(way, 11, 5_000), STRENGTHS[1], 11)

    score = scored(edited, compare(edited.old, edited.new))

    assert score["pairs_f1"] >= 0.99
    assert score["kinds_f1"] >= 0.985


def test_plans_of_two_municipalities_are_not_versions_of_one():
    texts = [WAYS["rejoined"](text) for _, text in sorted(plans().items())[4:8]]

    for old, new in itertools.pairwise(texts):
        assert [problem.code for problem in compare(old, new).problems] == ["different_plans"]


def test_a_plan_that_was_nearly_all_rewritten_is_still_the_same_plan():
    edited = edit(*sample("rejoined", 3, 2_000), STRENGTHS[3], 3)

    assert not compare(edited.old, edited.new).problems


def test_what_became_of_proposals_is_told_as_it_was():
    case = review(17)
    adoptions = Adoptions(case.old, case.new, compare(case.old, case.new))

    right = [adoptions.of(one.proposed).outcome == one.outcome for one in case.cases]

    assert sum(right) >= 0.92 * len(right)
