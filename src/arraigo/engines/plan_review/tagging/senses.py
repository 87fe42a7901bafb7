"""Which of the labels found in a passage count, and which are false friends; all with the words that decided it."""

from dataclasses import dataclass

from arraigo.engines.plan_review.model import Blocked, Hit
from arraigo.engines.plan_review.tagging.labels import Label, Matcher, Words
from arraigo.engines.plan_review.tagging.thesaurus import Concept, FalseFriend, OtherPhrase, Thesaurus
from arraigo.engines.plan_review.tagging.words import Splitter

NO_SUPPORT = ""
"""The trigger of a false friend that is one because nothing near speaks for it."""


@dataclass(frozen=True, slots=True)
class _Found:
    """A label of a concept in a passage, by its words."""

    first: int
    last: int
    label: Label
    concept: Concept
    strength: int


class Senses:
    """Reads a folded passage closely: hits of concepts, and blocked false friends."""

    def __init__(self, thesaurus: Thesaurus) -> None:
        self._splitter = Splitter(thesaurus.glued, thesaurus.split)
        self._friends = thesaurus.false_friends
        self._concepts: Matcher[Concept] = Matcher(
            ((label, concept) for concept in thesaurus.concepts for label in (*concept.labels, *concept.weak)),
            thesaurus.roots,
        )
        self._weak = {(concept.id, label.written) for concept in thesaurus.concepts for label in concept.weak}
        self._phrases: Matcher[OtherPhrase] = Matcher(
            ((phrase.label, phrase) for phrase in thesaurus.other_phrases), thesaurus.roots
        )
        self._friends_of: dict[tuple[str, str], tuple[FalseFriend, ...]] = {}

    def read(self, folded: str) -> tuple[list[Hit], list[Blocked]]:
        """Return the hits that count and the false friends, each in order of place. Offsets are the folded text's."""
        words = self._splitter.words(folded)
        found = _longest(self._concepts.find(words), self._weak)
        if not found:
            return [], []
        phrases = self._phrases.find(words)
        hits: list[Hit] = []
        blocked: dict[tuple[int, int], Blocked] = {}
        for one in found:
            start, end = words.starts[one.first], words.ends[one.last - 1]
            why = _in_phrase(one, phrases, words) or self._other_sense(one, words)
            if why:
                blocked.setdefault((start, end), Blocked(" ".join(words.words[one.first : one.last]), *why, start, end))
            else:
                hits.append(Hit(one.concept.id, one.label.written, one.label.rule, start, end, one.strength))
        counted = {(hit.start, hit.end) for hit in hits}
        return hits, [one for place, one in blocked.items() if place not in counted]

    def _other_sense(self, found: _Found, words: Words) -> tuple[str, str] | None:
        """Return the other sense of a hit and what gave it away, or nothing where the hit counts."""
        line = words.line(found.first, found.last)
        for friend in self._friends_that_fit(found.concept.id, line):
            near = words.line(found.first - friend.near, found.last + friend.near)
            trigger = friend.triggers and friend.triggers.search(near)
            if trigger and not (friend.exceptions and friend.exceptions.search(near)):
                return friend.sense, trigger.group().strip()
            if friend.support:
                around = words.line(found.first - friend.around, found.last + friend.around)
                if not friend.support.search(around):
                    return friend.sense, NO_SUPPORT
        return None

    def _friends_that_fit(self, concept: str, line: str) -> tuple[FalseFriend, ...]:
        key = (concept, line)
        if key not in self._friends_of:
            if len(self._friends_of) > 20_000:  # a bound on memory: a plan has some hundreds of different hits
                self._friends_of.clear()
            self._friends_of[key] = tuple(
                friend
                for friend in self._friends
                if (not friend.concepts or concept in friend.concepts) and friend.term.search(line)
            )
        return self._friends_of[key]


def _longest(found: list[tuple[int, int, Label, Concept]], weak: set[tuple[str, str]]) -> list[_Found]:
    """Keep of each concept's overlapping hits the strongest, then the longest, then the first."""
    ranked = [
        _Found(first, last, label, concept, 1 if (concept.id, label.written) in weak else concept.strength)
        for first, last, label, concept in found
    ]
    ranked.sort(key=lambda one: (-one.strength, one.first - one.last, one.first, one.concept.id))
    taken: set[tuple[str, int]] = set()
    kept = []
    for one in ranked:
        places = {(one.concept.id, at) for at in range(one.first, one.last)}
        if not places & taken:
            taken |= places
            kept.append(one)
    return sorted(kept, key=lambda one: (one.first, one.last, one.concept.id))


def _in_phrase(
    found: _Found, phrases: list[tuple[int, int, Label, OtherPhrase]], words: Words
) -> tuple[str, str] | None:
    for first, last, _, phrase in phrases:
        if first < found.last and found.first < last:
            return phrase.sense, " ".join(words.words[first:last])
    return None
