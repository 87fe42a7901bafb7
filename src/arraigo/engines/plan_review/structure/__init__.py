"""A reading → sections and passages. `open_document` is the door; `anchor_of` and `locate` keep quotations findable."""

from arraigo.engines.plan_review.structure.anchors import anchor_of, locate
from arraigo.engines.plan_review.structure.opening import open_document, structured

__all__ = ["anchor_of", "locate", "open_document", "structured"]
