"""The elements of a plan's chain in one passage, as the review counts them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from arraigo.engines.plan_review.reviewing.findings import StepKind
from arraigo.engines.plan_review.tagging.chain import Link, chain_elements

_SOURCE = re.compile(
    r"\b(?:fuente|seg[uú]n|censos?|encuestas?|registro [uú]nico|datos (?:de|del)|con corte a|"
    r"cifras (?:de|del|ofrecidas)|estad[ií]sticas|dane|inec|sisb[eé]n|acci[oó]n social|acnur|oim|ministerio|"
    r"secretar[ií]a|unidad de)\b",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\b(?:19[5-9]\d|20[0-4]\d)\b")
_SOURCE_REACH = 120
# A number that is no year of this time.
_AMOUNT = re.compile(r"(?<![\d.,])(?!(?:19|20)\d{2}(?!\d|[.,]\d))\d")
_VALUE_REACH = 40
# How an ordinance's own articles rule. Whether a passage is of an article is not seen here.
_RULES = re.compile(
    r"\b(?:deber[áa]n?|no podr[áa]n?|garantizar[áa]n?|(?:no )?se (?:proh[íi]be|permite|clasifica|subclasifica|reserva|"
    r"destina|delimita|asigna|sujeta|fija)(?:n|r[áa]n?)?|proh[íi]bese|establ[ée]zcase|se aplicar[áa]n?|cr[ée]ase)\b",
    re.IGNORECASE,
)


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
    elements = (Mark(_KINDS[one.kind], one.start, one.end, one.words) for one in chain_elements(text))
    found = {mark for mark in elements if _says_something(mark, text)}
    found.update(_sources(text))
    found.update(Mark(StepKind.RULE, rule.start(), rule.end(), rule.group()) for rule in _RULES.finditer(text))
    return tuple(sorted(found, key=lambda mark: (mark.start, mark.end, mark.kind)))


def _says_something(mark: Mark, text: str) -> bool:
    """Whether a mark is more than a table's heading: «META 2012-2015» is no target, «LÍNEA BASE» no baseline."""
    if mark.kind is StepKind.TARGET:
        return mark.words[:4].lower() != "meta" or bool(_AMOUNT.search(mark.words))
    if mark.kind is StepKind.BASELINE:
        return bool(_AMOUNT.search(text, mark.start, mark.end + _VALUE_REACH))
    if mark.kind is StepKind.INDICATOR and mark.words[:9].lower() == "indicador":
        return text[mark.end : mark.end + 2].strip()[:1] == ":"
    return True


def _sources(text: str) -> Iterator[Mark]:
    """Yield where a source is named with a year close by."""
    for source in _SOURCE.finditer(text):
        year = _YEAR.search(text, max(source.start() - _SOURCE_REACH, 0), source.end() + _SOURCE_REACH)
        if year:
            start, end = min(source.start(), year.start()), max(source.end(), year.end())
            yield Mark(StepKind.SOURCE, start, end, text[start:end])
