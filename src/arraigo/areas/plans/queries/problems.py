"""What the engine found wrong with a file or a pair of files, as a sentence in the reader's language."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from arraigo.engines.plan_review.problems import SENTENCES


def sentence(problem: Mapping[str, Any]) -> str:
    """Return the sentence of a problem that was kept as its code and values."""
    template = SENTENCES.get(str(problem["code"]), "")
    return _(template).format(**problem.get("values", {})) if template else str(problem["code"])
