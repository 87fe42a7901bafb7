"""The elements of a plan's chain in one passage, as the review counts them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from arraigo.engines.plan_review.reviewing.findings import StepKind
from arraigo.engines.plan_review.tagging.chain import Link, chain_elements

_SOURCE = re.compile(
    r"\b(?:fuente|seg[uú]n|censos?|encuestas?|registro [uú]nico|datos (?:de|del)|estad[ií]sticas|dane|inec|sisb[eé]n|"
    r"acci[oó]n social|acnur|oim|ministerio|secretar[ií]a|unidad de)\b",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\b(?:19[5-9]\d|20[0-4]\d)\b")
_SOURCE_REACH = 120
_KINDS = {link: StepKind.FIGURE if link is Link.DIAGNOSIS_FIGURE else StepKind(link.value) for link in Link}


@dataclass(frozen=True, slots=True)
class Mark:
    """An element of the chain: its kind, and where it stands in the passage."""

    kind: StepKind
    start: int
    end: int
    words: str


def marks_of(text: str) -> tuple[Mark, ...]:
    """Return the elements of the chain in a passage in its order, with the source and year of its figures."""
    found = {Mark(_KINDS[one.kind], one.start, one.end, one.words) for one in chain_elements(text)}
    found.update(_sources(text))
    return tuple(sorted(found, key=lambda mark: (mark.start, mark.end, mark.kind)))


def _sources(text: str) -> Iterator[Mark]:
    """Yield where a source is named with a year close by."""
    for source in _SOURCE.finditer(text):
        year = _YEAR.search(text, max(source.start() - _SOURCE_REACH, 0), source.end() + _SOURCE_REACH)
        if year:
            start, end = min(source.start(), year.start()), max(source.end(), year.end())
            yield Mark(StepKind.SOURCE, start, end, text[start:end])
