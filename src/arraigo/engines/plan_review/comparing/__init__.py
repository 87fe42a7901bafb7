"""Compare two versions of a plan, and say what became of each recommendation."""

from arraigo.engines.plan_review.comparing.versions import Comparison, Pair, PairKind, compare
from arraigo.engines.plan_review.comparing.words import Change, ChangeKind, word_diff

__all__ = ["Change", "ChangeKind", "Comparison", "Pair", "PairKind", "compare", "word_diff"]
