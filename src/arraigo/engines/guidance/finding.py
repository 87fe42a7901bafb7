"""Which need somebody means by what they typed: «me pegan en casa», «dosumentos», «sin papeles».

Each need has phrases, as people say it. What is typed is compared with every phrase word by word: as the same word, as
the same stem, as what sounds the same in Spanish, as a slip of one or two letters, or as the beginning of a word. A
word counts by how few needs use it (Spärck Jones 1972, inverse document frequency), and a need's score is how much of
what was typed its best phrase explains, with how much all of its phrases together do.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import log

from rapidfuzz import process
from rapidfuzz.distance import OSA

from arraigo.engines.guidance.words import Word, stop_words, words_of

# What a way of being alike is worth.
SAME, STEM, SOUND, BEGINNING, SLIP, SLIPS = 1.0, 0.97, 0.9, 0.8, 0.65, 0.5
# From which length on a word may sound like another, be its beginning, hold one slip, hold two.
SHORTEST_SOUND, SHORTEST_BEGINNING, SHORTEST_SLIP, SHORTEST_SLIPS = 3, 4, 5, 8
# A word that joins others («no», «sin», «me») says something only beside them.
JOINING = 0.25
# How the three parts of a score weigh: what the best phrase explains of the words typed, how much of the phrase was
# typed, and what all phrases of the need explain.
EXPLAINED, SPOKEN, TOGETHER = 0.4, 0.3, 0.3
# What a word that nobody knows weighs: it may be what the person came for.
UNKNOWN = 0.8
# What is below says nothing: the need was not found, and that is told as such.
LEAST = 0.38
# What people type is a sentence; a page pasted into the box is cut.
LONGEST = 40


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What a need is called and how people say it, in one language."""

    code: str
    phrases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """A need that was found: `score` from 0 to 1, and the phrase that it was found by."""

    code: str
    score: float
    matched: str


@dataclass(frozen=True, slots=True)
class _Phrase:
    code: str
    text: str
    weights: Mapping[str, float]
    whole: float


class Finder:
    """Finds the needs that words mean, in one language."""

    def __init__(self, lexicon: Iterable[Lexicon], language: str = "es") -> None:
        self._language = language
        self._joining = stop_words(language)
        said = [(one.code, text, words_of(text, language)) for one in lexicon for text in one.phrases]
        self._rarity = _rarity(said)
        self._phrases = [_phrase(code, text, words, self._weight) for code, text, words in said if words]
        self._where = _where(self._phrases)
        words = {word for _code, _text, spoken in said for word in spoken}
        self._stems = _texts_by((word.stem, word.text) for word in words)
        self._sounds = _texts_by((word.sound, word.text) for word in words)
        self._known = sorted({word.text for word in words})
        self._known_set = frozenset(self._known)
        self._known_sounds = sorted(self._sounds)
        self._alike = lru_cache(maxsize=4096)(self._find_alike)

    def find(self, typed: str, *, limit: int = 5) -> tuple[Found, ...]:
        """Return the needs that words mean, the likeliest first; none where nothing is alike enough."""
        words = words_of(typed, self._language)[:LONGEST]
        if all(word.text in self._joining for word in words):
            return ()
        alike = [(word, self._alike(word)) for word in dict.fromkeys(words)]
        asked = sum(self._asked(word, found) for word, found in alike)
        phrases = self._explained(alike)
        scores = self._scores(phrases, alike, asked)
        ranked = sorted(scores.values(), key=lambda one: (-one.score, one.code))
        return tuple(one for one in ranked if one.score >= LEAST)[:limit]

    def _weight(self, text: str) -> float:
        rarity = self._rarity.get(text, 0.0)
        return rarity * JOINING if text in self._joining else rarity

    def _asked(self, word: Word, found: Mapping[str, float]) -> float:
        """Return what a typed word weighs: as what it is likest to, or as a common word where nobody knows it."""
        if not found:
            return 0.1 if word.text in self._joining else UNKNOWN
        return max(self._weight(text) for text in found)

    def _explained(self, alike: Sequence[tuple[Word, Mapping[str, float]]]) -> dict[int, dict[str, float]]:
        """Return for each phrase what it explains of each typed word."""
        explained: dict[int, dict[str, float]] = defaultdict(dict)
        for word, found in alike:
            for text, likeness in found.items():
                for number in self._where[text]:
                    value = likeness * self._phrases[number].weights[text]
                    explained[number][word.text] = max(value, explained[number].get(word.text, 0.0))
        return explained

    def _scores(
        self,
        explained: Mapping[int, Mapping[str, float]],
        alike: Sequence[tuple[Word, Mapping[str, float]]],
        asked: float,
    ) -> dict[str, Found]:
        together: dict[str, dict[str, float]] = defaultdict(dict)
        best: dict[str, tuple[float, str]] = {}
        for number, words in explained.items():
            phrase, sum_of = self._phrases[number], sum(words.values())
            score = EXPLAINED * sum_of / asked + SPOKEN * sum_of / phrase.whole
            if score > best.get(phrase.code, (0.0, ""))[0]:
                best[phrase.code] = (score, phrase.text)
            mine = together[phrase.code]
            for word, value in words.items():
                mine[word] = max(value, mine.get(word, 0.0))
        return {
            code: Found(code, round(min(score + TOGETHER * sum(together[code].values()) / asked, 1.0), 4), text)
            for code, (score, text) in best.items()
        }

    def _find_alike(self, word: Word) -> dict[str, float]:
        """Return the known words that a typed one may be, with how alike they are."""
        found = dict.fromkeys(self._stems.get(word.stem, ()), STEM)
        if len(word.text) >= SHORTEST_SOUND:
            found |= {text: max(SOUND, found.get(text, 0.0)) for text in self._sounds.get(word.sound, ())}
        if word.text in self._known_set:
            found[word.text] = SAME
        if found or word.text in self._joining:
            return found
        return self._slips(word)

    def _slips(self, word: Word) -> dict[str, float]:
        """Return the known words that a slip or an unfinished word may mean, written or spoken."""
        found: dict[str, float] = {}
        if len(word.text) >= SHORTEST_BEGINNING:
            found = {text: BEGINNING for text in self._known if text.startswith(word.text)}
        written = _near(word.text, self._known)
        spoken = (
            (text, value) for sound, value in _near(word.sound, self._known_sounds) for text in self._sounds[sound]
        )
        for text, value in (*written, *spoken):
            if text not in self._joining:
                found[text] = max(value, found.get(text, 0.0))
        return found


def _near(typed: str, known: Collection[str]) -> list[tuple[str, float]]:
    """Return what is known and a slip or two away, each with what that is worth."""
    allowed = _slips_allowed(typed)
    if not allowed:
        return []
    near = process.extract(typed, known, scorer=OSA.distance, score_cutoff=allowed, limit=None)
    return [
        (text, SLIP if distance <= 1 else SLIPS) for text, distance, _index in near if _slips_allowed(text) >= distance
    ]


def _texts_by(pairs: Iterable[tuple[str, str]]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for key, text in pairs:
        found[key].add(text)
    return found


def _slips_allowed(text: str) -> int:
    if len(text) < SHORTEST_SLIP:
        return 0
    return 2 if len(text) >= SHORTEST_SLIPS else 1


def _rarity(said: Collection[tuple[str, str, list[Word]]]) -> dict[str, float]:
    """Return for each known word how rarely needs use it, by its stem: 1 for a word of one need."""
    codes: dict[str, set[str]] = defaultdict(set)
    for code, _text, words in said:
        for word in words:
            codes[word.stem].add(code)
    every = len({code for code, _text, _words in said})
    scale = log(1 + every)
    return {word.text: log(1 + every / len(codes[word.stem])) / scale for _code, _text, words in said for word in words}


def _phrase(code: str, text: str, words: Iterable[Word], weight: Callable[[str], float]) -> _Phrase:
    weights = {one: weight(one) for one in Counter(word.text for word in words)}
    return _Phrase(code, text, weights, sum(weights.values()))


def _where(phrases: Iterable[_Phrase]) -> dict[str, list[int]]:
    where: dict[str, list[int]] = defaultdict(list)
    for number, phrase in enumerate(phrases):
        for text in phrase.weights:
            where[text].append(number)
    return where
