"""Texts made quick to compare: a key that forgets furniture, and words as single characters.

A paragraph becomes a string in which every character stands for a word, so that string metrics in C measure words
instead of letters (the trick by which diff-match-patch turns lines into characters: Neil Fraser, «Diff Strategies»,
2006). Only paragraphs that were not found again letter by letter are ever cut into words.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from rapidfuzz.distance import Indel, LCSseq
from rapidfuzz.process import cdist

_WORD = re.compile(r"[^\W_]+")
_MARKS = re.compile(r"[\u0300-\u036f]+")
_FURNITURE = bytes(code for code in range(256) if not (48 <= code < 58 or 97 <= code < 123))
_SURROGATES, _SURROGATE_COUNT, _CODE_POINTS = 0xD800, 0x800, 0x10FFFF - 0x800
# Beyond this many words a text is compared as a bag: the order of a book's words takes seconds to align.
_LONG = 4_000
# Shorter than this, letters tell more than words: «12 %» and «15 %», «munícipio» and «municipio».
_FEW_WORDS, _ALIKE_LETTERS = 6, 0.7


def key(text: str) -> bytes:
    """Return the letters and digits of a text, folded; of a text that has none, its signs; of a blank one, nothing.

    Two texts with one key differ in accents, case, spaces, hyphens and signs at most, as `quote_hash` has it.
    """
    letters = unicodedata.normalize("NFKD", text.lower()).encode("ascii", "ignore").translate(None, _FURNITURE)
    return letters or "".join(text.split()).encode("utf-8", "surrogatepass")


def words_of(text: str) -> list[str]:
    """Return the words of a text without case and accents; `folded`, four times as fast, for the marks of Latin."""
    return _WORD.findall(_MARKS.sub("", unicodedata.normalize("NFKD", text.lower())))


class Side:
    """One version's paragraphs: `keys` as numbers that both sides share, and words when somebody asks for them."""

    def __init__(self, texts: Sequence[str], numbers: dict[bytes, int], letters: dict[str, str]) -> None:
        self.texts = texts
        known: dict[str, int] = {}
        self.keys: list[int] = []
        for text in texts:
            number = known.get(text)
            if number is None:
                number = known[text] = numbers.setdefault(key(text), len(numbers))
            self.keys.append(number)
        self._letters = letters
        self._words: dict[int, str] = {}

    def __len__(self) -> int:
        return len(self.texts)

    def words(self, index: int) -> str:
        """Return a paragraph as a string with a character for each of its words."""
        found = self._words.get(index)
        if found is None:
            found = self._words[index] = as_characters(words_of(self.texts[index]), self._letters)
        return found


def sides(old: Sequence[str], new: Sequence[str]) -> tuple[Side, Side]:
    """Return both versions ready to be compared with each other."""
    numbers: dict[bytes, int] = {}
    letters: dict[str, str] = {}
    return Side(old, numbers, letters), Side(new, numbers, letters)


def as_characters(words: Sequence[str], letters: dict[str, str]) -> str:
    """Return a string with a character for each word; `letters` remembers which, and grows."""
    found = []
    for word in words:
        letter = letters.get(word)
        if letter is None:
            code = (len(letters) + 1) % _CODE_POINTS
            letter = letters[word] = chr(code if code < _SURROGATES else code + _SURROGATE_COUNT)
        found.append(letter)
    return "".join(found)


def common(one: str, other: str) -> int:
    """Return how many words two strings of words have in common, in order; of very long ones, in any order."""
    if len(one) > _LONG and len(other) > _LONG:
        return (Counter(one) & Counter(other)).total()
    return int(LCSseq.similarity(one, other))


def similarity(old: Side, i: int, new: Side, j: int) -> float:
    """Return how much two paragraphs coincide, 0–1: twice their common words by all their words.

    Where words are few, by their letters if these coincide more.
    """
    if old.keys[i] == new.keys[j]:
        return 1.0
    one, other = old.words(i), new.words(j)
    return alike(old.texts[i], one, new.texts[j], other, common(one, other))


def alike(old: str, one: str, new: str, other: str, shared: int) -> float:
    """Return the similarity of two different texts whose words, and how many they have in common, are known."""
    total = len(one) + len(other)
    by_words = 2 * shared / total if total else 0.0
    if min(len(one), len(other)) > _FEW_WORDS:
        return by_words
    letters = float(Indel.normalized_similarity(key(old), key(new), score_cutoff=_ALIKE_LETTERS))
    return max(by_words, letters)


def similarities(old: Side, olds: Sequence[int], new: Side, news: Sequence[int]) -> npt.NDArray[np.float64]:
    """Return `similarity` of some old with some new paragraphs as a matrix, measured in C."""
    rows, columns = [old.words(i) for i in olds], [new.words(j) for j in news]
    if max(map(len, rows)) > _LONG and max(map(len, columns)) > _LONG:
        return np.array([[similarity(old, i, new, j) for j in news] for i in olds])
    by_words = cdist(rows, columns, scorer=Indel.normalized_similarity, dtype=np.float64)
    # Two paragraphs without a word are alike to the metric; only their signs tell.
    wordless = np.array([not one for one in rows])[:, None] & np.array([not one for one in columns])[None, :]
    by_words[wordless] = 0.0
    few_rows = [n for n, one in enumerate(rows) if len(one) <= _FEW_WORDS]
    few_columns = [n for n, one in enumerate(columns) if len(one) <= _FEW_WORDS]
    _raise_by_letters(by_words, old, olds, new, news, few_rows, range(len(news)))
    _raise_by_letters(by_words, old, olds, new, news, range(len(olds)), few_columns)
    same = np.array([old.keys[i] for i in olds])[:, None] == np.array([new.keys[j] for j in news])[None, :]
    by_words[same] = 1.0
    return by_words


def _raise_by_letters(
    found: npt.NDArray[np.float64],
    old: Side,
    olds: Sequence[int],
    new: Side,
    news: Sequence[int],
    rows: Sequence[int],
    columns: Sequence[int],
) -> None:
    """Raise the similarities of some rows and columns to that of their letters, where these are much alike."""
    if not rows or not columns:
        return
    letters = cdist(
        [key(old.texts[olds[row]]).decode("latin-1") for row in rows],
        [key(new.texts[news[column]]).decode("latin-1") for column in columns],
        scorer=Indel.normalized_similarity,
        score_cutoff=_ALIKE_LETTERS,
        dtype=np.float64,
    )
    where = np.ix_(list(rows), list(columns))
    found[where] = np.maximum(found[where], letters)
