"""Compare two versions of a plan, and say what became of each recommendation."""
from arraigo.engines.plan_review.comparing.versions import Change, Comparison, Pair, compare
