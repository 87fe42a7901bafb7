"""Compare two versions of a plan, and say what became of each recommendation."""

from arraigo.engines.plan_review.comparing.adopting import Adopted, AdoptionOutcome, Adoptions, adoption
from arraigo.engines.plan_review.comparing.commitments import Aspect, Dropped
from arraigo.engines.plan_review.comparing.versions import Comparison, Pair, PairKind, compare
from arraigo.engines.plan_review.comparing.words import Change, ChangeKind, word_diff

__all__ = [
    "Adopted",
    "AdoptionOutcome",
    "Adoptions",
    "Aspect",
    "Change",
    "ChangeKind",
    "Comparison",
    "Dropped",
    "Pair",
    "PairKind",
    "adoption",
    "compare",
    "word_diff",
]
