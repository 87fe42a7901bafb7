"""What became of a recommendation's proposed wording in the next version: adopted, diluted or lost, and why."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from math import log

from arraigo.engines.plan_review.comparing.commitments import Aspect, Dropped, dropped, weakened
from arraigo.engines.plan_review.comparing.stems import content, stems
from arraigo.engines.plan_review.comparing.versions import Comparison

# Measured on proposals put into real plans whole, reworded, diluted or not (docs/reference/quality-comparing.md).
_WHOLE = 0.75  # of the weight of a proposal's content words
_PART = 0.4
_GAINED = 0.15  # more than the old version had
_BOTH_BETTER = 0.08  # two neighbours must hold this much more than one
_TOGETHER = 0.6  # and this much at all: two neighbours hold a little of anything
_PLACES = 12
_SENTENCE = re.compile(r"(?<=[.;:])\s+")
_OF_THE_MATTER = 0.2


class AdoptionOutcome(StrEnum):
    """What became of a proposal; the machine suggests, a person confirms."""

    ADOPTED = "adopted"
    DILUTED = "diluted"
    NOT_ADOPTED = "not_adopted"


@dataclass(frozen=True, slots=True)
class Adopted:
    """What became of a proposal.

    `passages` are indices of the new version and `similarity` the share of the proposal's content that they hold, by
    weight, 0–1; `missing` are its words that are not there; `weakened` what binds in it, with what stands there
    instead; `dropped` the figures, terms, offices and persons that are not there. `already_there`: what coincides was
    in the old version, and is no change to be credited. `why` says all that in Spanish.
    """

    outcome: AdoptionOutcome
    passages: tuple[int, ...]
    similarity: float
    missing: tuple[str, ...] = ()
    weakened: tuple[tuple[str, str], ...] = ()
    dropped: tuple[Dropped, ...] = ()
    already_there: bool = False
    why: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Place:
    """Passages that hold part of a proposal, and how well."""

    passages: tuple[int, ...]
    share: float
    stems: frozenset[str] = frozenset()
    weakened: tuple[tuple[str, str], ...] = ()
    dropped: tuple[Dropped, ...] = ()

    @property
    def whole(self) -> bool:
        return self.share >= _WHOLE and not self.weakened and not self.dropped


class _Index:
    """Where in a version each stem stands."""

    def __init__(self, texts: Sequence[str]) -> None:
        self.texts = texts
        self.stems = [stems(text) for text in texts]
        self.places: defaultdict[str, list[int]] = defaultdict(list)
        for index, found in enumerate(self.stems):
            for stem in found:
                self.places[stem].append(index)


class Adoptions:
    """Two versions and their comparison, read once for all the recommendations that were made."""

    def __init__(self, old: Sequence[str], new: Sequence[str], comparison: Comparison) -> None:
        self._old, self._new = _Index(old), _Index(new)
        self._before: defaultdict[int, list[int]] = defaultdict(list)
        for pair in comparison.pairs:
            self._before[pair.new].append(pair.old)

    def of(self, proposed: str, *, target: str | None = None) -> Adopted:
        """Return what became of a proposal; `target` is the old passage that it was to change, if one was named."""
        wanted = content(proposed)
        if not wanted:
            return Adopted(AdoptionOutcome.NOT_ADOPTED, (), 0.0, why=("La propuesta no tiene palabras que buscar.",))
        weights = self._weights(wanted)
        now = self._best(self._new, proposed, weights)
        before = self._best(self._old, proposed, weights)
        if target:
            named = _judged(proposed, weights, (), target)
            before = max(before, named, key=_rank)
        return self._said(wanted, weights, now, before)

    def _weights(self, wanted: dict[str, str]) -> dict[str, float]:
        """Rare words weigh up to three times as much as those that every passage has."""
        count = len(self._new.texts) + 1
        return {stem: 1 + min(2.0, log(count / (1 + len(self._new.places[stem]))) / 3) for stem in wanted}

    def _best(self, index: _Index, proposed: str, weights: dict[str, float]) -> _Place:
        """Return the passage, or two neighbours, that hold the most of a proposal."""
        held: Counter[int] = Counter()
        for stem, weight in weights.items():
            for passage in index.places[stem]:
                held[passage] += weight  # type: ignore[assignment]
        best = _Place((), 0.0)
        for at, _ in sorted(held.items(), key=lambda one: (-one[1], one[0]))[:_PLACES]:
            alone = _judged(proposed, weights, (at,), index.texts[at])
            best = max(best, alone, key=_rank)
            for first in (at - 1, at):
                if not 0 <= first < len(index.texts) - 1:
                    continue
                both = index.stems[first] | index.stems[first + 1]
                if _share(weights, both) >= max(_TOGETHER, max(alone.share, best.share) + _BOTH_BETTER):
                    text = f"{index.texts[first]} {index.texts[first + 1]}"
                    best = max(best, _judged(proposed, weights, (first, first + 1), text), key=_rank)
        return best

    def _said(self, wanted: dict[str, str], weights: dict[str, float], now: _Place, before: _Place) -> Adopted:
        outcome, already = self._outcome(weights, now, before)
        missing = tuple(word for stem, word in wanted.items() if stem not in now.stems)
        shown = now.passages if now.share >= _PART else ()
        found = Adopted(outcome, shown, round(now.share, 3), missing, now.weakened, now.dropped, already_there=already)
        return replace(found, why=tuple(_why(found, before.share)))

    def _outcome(self, weights: dict[str, float], now: _Place, before: _Place) -> tuple[AdoptionOutcome, bool]:
        if now.share < _PART:
            return AdoptionOutcome.NOT_ADOPTED, False
        if now.whole:
            return (AdoptionOutcome.NOT_ADOPTED, True) if before.whole else (AdoptionOutcome.ADOPTED, False)
        here = frozenset().union(*(self._old.stems[i] for j in now.passages for i in self._before[j]))
        gained = min(now.share - before.share, now.share - _share(weights, here))
        if gained >= _GAINED:
            return AdoptionOutcome.DILUTED, False
        return AdoptionOutcome.NOT_ADOPTED, before.share >= _PART


def adoption(
    proposed: str, *, target: str | None, old: Sequence[str], new: Sequence[str], comparison: Comparison
) -> Adopted:
    """Return what became of one proposal; for several of one plan `Adoptions` reads the versions only once."""
    return Adoptions(old, new, comparison).of(proposed, target=target)


def _judged(proposed: str, weights: dict[str, float], window: tuple[int, ...], text: str) -> _Place:
    found = stems(text)
    share = _share(weights, found)
    if share < _PART:
        return _Place(window, share, found)
    matter = " ".join(_of_the_matter(text, weights))
    return _Place(window, share, found, weakened(proposed, matter), dropped(proposed, text))


def _share(weights: dict[str, float], found: frozenset[str]) -> float:
    return sum(weight for stem, weight in weights.items() if stem in found) / sum(weights.values())


def _of_the_matter(text: str, weights: dict[str, float]) -> Iterator[str]:
    """Yield the sentences that speak of what the proposal does."""
    for sentence in _SENTENCE.split(text):
        if _share(weights, stems(sentence)) >= _OF_THE_MATTER:
            yield sentence


def _rank(place: _Place) -> float:
    """How good a place is: what it holds, less a little for what it takes back."""
    return place.share - 0.02 * (len(place.weakened) + len(place.dropped))


_ASPECTS = {
    Aspect.NUMBER: "la cifra",
    Aspect.DEADLINE: "el plazo",
    Aspect.BUDGET: "el presupuesto",
    Aspect.RESPONSIBLE: "la unidad responsable",
    Aspect.PERSONS: "las personas que nombra",
}


def _why(found: Adopted, before: float) -> Iterator[str]:
    yield _verdict(found, before)
    if found.outcome is AdoptionOutcome.NOT_ADOPTED and not found.already_there:
        return
    for strong, weak in found.weakened:
        yield f"Donde se propuso «{strong}», dice «{weak}»." if strong else f"Añade «{weak}»."
    for one in found.dropped:
        yield f"No dice {_ASPECTS[one.aspect]}: «{one.text}»."
    if found.missing and found.outcome is not AdoptionOutcome.ADOPTED:
        yield "Palabras de la propuesta que no están: " + ", ".join(found.missing[:12]) + "."


def _verdict(found: Adopted, before: float) -> str:
    percent = round(100 * found.similarity)
    if found.already_there:
        return (
            f"Lo que coincide con la propuesta ({round(100 * before)} %) ya estaba en la versión anterior: "
            "no cuenta como cambio."
        )
    if found.outcome is AdoptionOutcome.ADOPTED:
        return f"La versión nueva dice lo que se propuso ({percent} % de su contenido), y la anterior no lo decía."
    if found.outcome is AdoptionOutcome.DILUTED:
        return f"La versión nueva recoge solo una parte de la propuesta ({percent} % de su contenido)."
    if found.passages:
        return f"El pasaje más cercano ({percent} %) no añade nada de la propuesta a lo que ya decía el plan."
    return (
        f"Ningún pasaje de la versión nueva recoge la propuesta; el más cercano tiene el {percent} % de su contenido."
    )
