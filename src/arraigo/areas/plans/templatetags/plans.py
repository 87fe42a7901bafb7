"""What templates of plans say in words."""

from collections.abc import Mapping
from typing import Any

from django import template
from django.utils.text import capfirst

from arraigo.areas.plans.enums import PairKind
from arraigo.areas.plans.queries.problems import sentence

register = template.Library()


@register.filter
def problem_sentence(problem: Mapping[str, Any]) -> str:
    """Say what is wrong with a file or a pair of them, and how to mend it."""
    return sentence(problem)


@register.filter
def pair_words(kind: str) -> str:
    """Say what became of a passage."""
    return str(capfirst(PairKind(kind).label))
