"""Which passages answer a criterion, and the terms in each that say so."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from arraigo.engines.plan_review.model import Part
from arraigo.engines.plan_review.reviewing.catalogue import Criterion, Near
from arraigo.engines.plan_review.reviewing.ground import STRONG, Ground

REACH = 200
"""Letters: what stands farther from a term than this, in a long passage, is not about it."""

MOST_READ = 80
"""The chain is read in so many passages of a criterion, those that promise most; all are counted."""

_PROMISING = {Part.BUDGET: 3, Part.TARGET: 3, Part.PROGRAMME: 2, Part.OBJECTIVE: 2, Part.DIAGNOSIS: 1}


@dataclass(frozen=True, slots=True)
class Term:
    """A term of a criterion in a passage: as it is written there, and where."""

    start: int
    end: int
    words: str


@dataclass(frozen=True, slots=True)
class Found:
    """A passage that answers a criterion, with its terms.

    `is_about` tells what speaks of the criterion, and of people on the move close by where that is asked for, from
    what only stands near a passage that does: that is a mention and proves no step.
    """

    passage: int
    terms: tuple[Term, ...]
    is_about: bool


@dataclass(frozen=True, slots=True)
class Gathered:
    """The passages of a criterion in reading order. `total` counts those too that were not read closely.

    `titled` holds the sections whose heading speaks of the criterion.
    """

    found: tuple[Found, ...]
    total: int
    elsewhere: int
    titled: tuple[int, ...]


def gather(ground: Ground, criterion: Criterion) -> Gathered:
    """Return the passages that answer a criterion."""
    with_phrase = _union(ground.by_phrase, ground.terms.of[criterion.id])
    with_concept = _union(ground.by_concept, criterion.search.concepts)
    allowed = _allowed(ground, criterion, with_phrase) | with_concept
    if criterion.search.people:
        allowed = {one for one in allowed if criterion.search.people.intersection(ground.tags[one].concepts)}
    read = sorted(sorted(allowed, key=lambda one: _promise(ground, one))[:MOST_READ])
    found = tuple(one for one in (_found(ground, criterion, passage) for passage in read) if one.terms)
    total = len(allowed) - len(read) + len(found)
    return Gathered(found, total, len(with_phrase - allowed), tuple(_titled(ground, criterion)))


def is_close(start: int, end: int, spans: Sequence[Term]) -> bool:
    """Whether something that stands from `start` to `end` is within reach of a term."""
    return any(start - span.end <= REACH and span.start - end <= REACH for span in spans)


def _union(found: Mapping[str, list[int]], names: Sequence[str]) -> set[int]:
    indices: set[int] = set()
    for name in names:
        indices.update(found.get(name, ()))
    return indices


def _allowed(ground: Ground, criterion: Criterion, passages: set[int]) -> set[int]:
    match criterion.search.near:
        case Near.PASSAGE:
            return {one for one in passages if ground.tags[one].relevant}
        case Near.AROUND:
            return passages & ground.near_people
        case _:
            return passages


def _promise(ground: Ground, passage: int) -> tuple[int, int, int]:
    tagged = ground.tags[passage]
    return (-2 * tagged.commits - tagged.relevant, -_PROMISING.get(tagged.part, 0), passage)


def _found(ground: Ground, criterion: Criterion, passage: int) -> Found:
    text, tagged = ground.passages[passage].text, ground.tags[passage]
    wanted = frozenset(ground.terms.of[criterion.id])
    spans = [(place.start, place.end) for place in ground.places(passage) if place.phrase in wanted]
    spans += [(hit.start, hit.end) for hit in tagged.hits if hit.concept in criterion.search.concepts]
    terms = [Term(start, end, text[start:end]) for start, end in sorted(set(spans))]
    if criterion.search.near is Near.ANYWHERE:
        return Found(passage, tuple(terms), is_about=True)
    meant = criterion.search.people
    people = [
        Term(hit.start, hit.end, "")
        for hit in tagged.hits
        if hit.strength >= STRONG and (not meant or hit.concept in meant)
    ]
    about = [term for term in terms if tagged.relevant and is_close(term.start, term.end, people)]
    kept = about if about or criterion.search.near is Near.PASSAGE else terms
    return Found(passage, tuple(kept), is_about=bool(about))


def _titled(ground: Ground, criterion: Criterion) -> Iterator[int]:
    """Yield the sections whose heading speaks of the criterion, and of people on the move where that is asked for."""
    by_phrase = _union(ground.titles_by_phrase, ground.terms.of[criterion.id])
    by_concept = _union(ground.titles_by_concept, criterion.search.concepts)
    for section in sorted(by_phrase | by_concept):
        title, meant = ground.titles[section], criterion.search.people
        is_about = title.relevant and (not meant or bool(meant.intersection(title.concepts)))
        if criterion.search.near is Near.ANYWHERE or is_about:
            yield section
