"""Agreement of two reviewers: Cohen's kappa with quadratic weights, against published values and its own laws."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arraigo.engines.plan_review.agreement import agreement, quadratic_kappa

# Boyd et al. (1982), 85 xeromammograms read by two radiologists, as in Stata's manual of `kap`: with `wgt(w2)` 0.6714.
XEROMAMMOGRAMS = ((21, 12, 0, 0), (4, 17, 1, 0), (3, 9, 15, 2), (0, 0, 0, 1))
LEVELS = st.integers(0, 5)
PAIRS = st.lists(st.tuples(LEVELS, LEVELS), max_size=60)


def test_the_published_value_of_the_radiologists():
    assert quadratic_kappa(XEROMAMMOGRAMS) == pytest.approx(0.6714, abs=5e-5)


def test_full_agreement_is_one_and_full_reversal_minus_one():
    assert agreement([(level, level) for level in range(6)]).kappa == 1
    assert agreement([(0, 5), (5, 0)]).kappa == -1


def test_of_two_categories_it_is_plain_kappa():
    # Observed (45 + 25) / 100, by chance (60 · 70 + 40 · 30) / 10 000.
    assert quadratic_kappa(((45, 15), (25, 15))) == pytest.approx((0.60 - 0.54) / (1 - 0.54))


@pytest.mark.parametrize("pairs", [[], [(3, 3)], [(2, 2)] * 9])
def test_without_variance_it_is_undefined(pairs):
    assert agreement(pairs).kappa is None


def test_near_misses_weigh_less_than_far_ones():
    base = [(0, 0), (1, 1), (2, 2), (3, 3), (4, 4), (5, 5)]
    assert agreement([*base, (2, 3)]).kappa > agreement([*base, (0, 5)]).kappa


def test_a_level_that_does_not_exist_is_refused():
    with pytest.raises(ValueError, match="levels go from 0 to 5"):
        agreement([(0, 6)])


@given(PAIRS)
def test_it_does_not_matter_who_is_first_and_it_stays_within_its_bounds(pairs):
    found, turned = agreement(pairs), agreement([(second, first) for first, second in pairs])
    assert found.kappa == (pytest.approx(turned.kappa) if turned.kappa is not None else None)
    assert found.kappa is None or -1 <= found.kappa <= 1
    assert (found.total, found.same) == (len(pairs), sum(first == second for first, second in pairs))


@given(PAIRS)
def test_it_is_the_formula_of_cohen(pairs):
    found = agreement(pairs).kappa
    total = len(pairs)
    observed = sum((one - other) ** 2 / 25 for one, other in pairs) / total if total else 0
    chance = sum((one - other) ** 2 / 25 for one, _ in pairs for _, other in pairs) / total**2 if total else 0
    assert (found is None) == (chance == 0)
    if found is not None:
        assert found == pytest.approx(1 - observed / chance)
