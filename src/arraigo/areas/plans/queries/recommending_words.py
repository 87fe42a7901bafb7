"""The words that change between what a plan says and what is proposed, for the pages and papers of recommendations."""

from arraigo.engines.plan_review.comparing import Change as Piece
from arraigo.engines.plan_review.comparing import word_diff

__all__ = ["Piece", "changes"]


def changes(old: str, new: str) -> list[Piece]:
    """Return the words of two texts in reading order; without an old text all of the new one is new."""
    return list(word_diff(old, new))
