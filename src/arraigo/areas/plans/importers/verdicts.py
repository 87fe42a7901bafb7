"""What people write for «accepts», «accepts in part» and «does not»: read by words, never guessed."""

import re

from arraigo.areas.plans.enums import Verdict
from arraigo.engines.plan_review.model import folded

_WORDS = re.compile(r"[a-z]+")
_PART = re.compile(r"parte|parcial|part(?:ly|ially)?$|modificacion|ajuste|observacion|salvedad")
_NO = re.compile(
    r"^(no|rechaz\w*|neg(?:ad[oa]|ativ[oa])|improcedente|deneg\w*|desestim\w*|descart\w*|ning\w*|reject\w*)$"
)
_YES = re.compile(r"^(si|acept\w*|acog\w*|aprob\w*|acuerdo|conforme|procede|incorpor\w*|yes|accept\w*|ok|total\w*)$")


def verdict_in(text: str) -> str | None:
    """Return the verdict that a cell says; None where it is not understood, or says two things at once."""
    words = _WORDS.findall(folded(text))
    has_part = any(_PART.search(word) for word in words)
    # «No se acepta»: the verb after the denial is no acceptance of its own.
    has_no = any(_NO.match(word) for word in words)
    has_yes = any(_YES.match(word) for word in words)
    if has_part:
        return None if has_no else Verdict.IN_PART.value
    if has_no:
        return None if _is_both(words) else Verdict.REJECTED.value
    return Verdict.ACCEPTED.value if has_yes else None


def _is_both(words: list[str]) -> bool:
    """Tell «sí / no», or the three choices left as they were printed, from «no acepta»."""
    yes_before_no = False
    for word in words:
        if _NO.match(word):
            return yes_before_no
        yes_before_no = yes_before_no or bool(_YES.match(word))
    return False
