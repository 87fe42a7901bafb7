"""All phrases of all criteria in one automaton (Aho-Corasick), over stems, in one pass for each passage.

Words without weight («de», «la», «para»…) count in neither phrase nor text; a full stop, a colon or a semicolon ends
what a phrase can span.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import ahocorasick

from arraigo.engines.plan_review.tagging.folding import fold
from arraigo.engines.plan_review.tagging.labels import stems_of

WEIGHTLESS = frozenset((
    "a", "al", "ante", "con", "de", "del", "desde", "e", "el", "en", "entre", "hacia", "hasta", "la", "las", "lo",
    "los", "o", "para", "por", "que", "se", "segun", "sobre", "su", "sus", "tras", "u", "un", "una", "unas", "unos",
    "y",
))  # fmt: skip
# Signs that folding keeps: one stands for the end of a sentence, the other parts passages.
_STOP, _BETWEEN = "#", "\n"
# What stands for a word of no phrase, and for a stop.
_OTHER = "-"
_START = 2
_WORD = re.compile(r"[a-z0-9]+|#|\n")


def stems(phrase: str) -> tuple[str, ...]:
    """Return the stems of a phrase's words that have weight."""
    words = [word for word in _WORD.findall(fold(phrase)) if word not in WEIGHTLESS]
    return tuple(stems_of(words))


@dataclass(frozen=True, slots=True)
class Place:
    """A phrase found in a text: which, and where it stands there."""

    phrase: str
    start: int
    end: int


class Phrases:
    """Phrases looked for at once. Each is known by how it is written."""

    def __init__(self, phrases: Iterable[str]) -> None:
        self.written = tuple(dict.fromkeys(phrases))
        self._automaton = ahocorasick.Automaton()
        same: dict[str, list[int]] = {}
        self._stems: set[str] = set()
        for number, phrase in enumerate(self.written):
            words = stems(phrase)
            self._stems.update(words)
            same.setdefault(f" {' '.join(words)} ", []).append(number)
        # Spanish stems keep how a word begins, so that a word which begins as none of them needs no stemming.
        self._starts = frozenset(stem[:_START] for stem in self._stems)
        for key, numbers in same.items():
            self._automaton.add_word(key, (tuple(numbers), key.count(" ") - 1))
        self._automaton.make_automaton()

    def in_texts(self, texts: Sequence[str]) -> Mapping[str, list[int]]:
        """Return, for each phrase that is found, the indices of the texts that have it, in order."""
        found: dict[int, list[int]] = {}
        if not self.written:
            return {}
        for index, line in enumerate(self._lines(texts)):
            for number in {number for _, (numbers, _) in self._automaton.iter(line) for number in numbers}:
                found.setdefault(number, []).append(index)
        return {self.written[number]: indices for number, indices in found.items()}

    def places(self, text: str) -> list[Place]:
        """Return where each phrase stands in one text."""
        words = [word for word in _WORD.finditer(_ready(text.replace(_BETWEEN, " "))) if word.group() not in WEIGHTLESS]
        if not words or not self.written:
            return []
        stemmed = stems_of([word.group() for word in words])
        ends = {}
        at = 0
        for number, stem in enumerate(stemmed):
            at += len(stem) + 1
            ends[at] = number
        found = []
        for end, (numbers, length) in self._automaton.iter(f" {' '.join(stemmed)} "):
            last = ends[end]
            span = words[last - length + 1].start(), words[last].end()
            found += [Place(self.written[number], *span) for number in numbers]
        return found

    def _lines(self, texts: Sequence[str]) -> list[str]:
        """Return each text as a line of stems with blanks around; folding and stemming are done for all at once."""
        words = _WORD.findall(_ready(_BETWEEN.join([text.replace(_BETWEEN, " ") for text in texts])))
        distinct = {word for word in set(words) if word not in WEIGHTLESS}
        stem = dict.fromkeys(distinct, _OTHER) | {_BETWEEN: _BETWEEN}
        wanted = [word for word in distinct if word[:_START] in self._starts]
        stem.update((word, one) for word, one in zip(wanted, stems_of(wanted), strict=True) if one in self._stems)
        joined = " ".join([stem[word] for word in words if word in stem])
        return [f" {line.strip()} " for line in joined.split(_BETWEEN)]


def _ready(text: str) -> str:
    """Return a text folded, letter for letter, in which the ends of sentences are marked."""
    for stop in ".;:":
        text = text.replace(stop, _STOP)
    return fold(text)
