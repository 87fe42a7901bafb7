"""How far two reviewers agree beyond chance: counts of levels judged by both → agreement and weighted kappa."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

CATEGORIES = 6
"""The levels, from 0 to 5."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """What two reviewers' levels have in common.

    `matrix[first][second]` counts criteria; `same` of `total` have equal levels. `kappa` is Cohen's with quadratic
    weights, from -1 to 1, and None where it is undefined: nothing judged by both, or one level alone in all of it.
    """

    matrix: tuple[tuple[int, ...], ...]
    total: int
    same: int
    kappa: float | None


def agreement(pairs: Iterable[tuple[int, int]], *, categories: int = CATEGORIES) -> Agreement:
    """Return how far the levels of the first and the second reviewer agree, one pair for each criterion.

    Raises ValueError for a level outside of 0 … categories - 1.
    """
    counts = [[0] * categories for _ in range(categories)]
    for first, second in pairs:
        if not (0 <= first < categories and 0 <= second < categories):
            raise ValueError(f"levels go from 0 to {categories - 1}: {first}, {second}")
        counts[first][second] += 1
    matrix = tuple(map(tuple, counts))
    total = sum(map(sum, matrix))
    return Agreement(matrix, total, sum(matrix[one][one] for one in range(categories)), quadratic_kappa(matrix))


def quadratic_kappa(matrix: Sequence[Sequence[int]]) -> float | None:
    """Return Cohen's kappa with quadratic weights of a square matrix of counts; None where it is undefined.

    κ = 1 - Σ wᵢⱼ oᵢⱼ / Σ wᵢⱼ eᵢⱼ, with the weight of a disagreement wᵢⱼ = (i - j)² / (k - 1)², oᵢⱼ the share of pairs
    in row i and column j, eᵢⱼ that expected by chance from the margins. The divisor is zero, and kappa undefined, when
    both reviewers gave one and the same level to everything.

    Cohen, J. (1968). Weighted kappa: Nominal scale agreement with provision for scaled disagreement or partial credit.
    Psychological Bulletin, 70(4), 213-220. doi:10.1037/h0026256
    """
    size, total = len(matrix), sum(map(sum, matrix))
    rows = [sum(row) for row in matrix]
    columns = [sum(row[at] for row in matrix) for at in range(size)]
    # The same factor (k - 1)² divides both sums, and the totals make shares of counts: neither changes the ratio.
    cells = [(first, second, (first - second) ** 2) for first in range(size) for second in range(size)]
    expected = sum(weight * rows[first] * columns[second] for first, second, weight in cells)
    if not expected:
        return None
    return 1 - total * sum(weight * matrix[first][second] for first, second, weight in cells) / expected
