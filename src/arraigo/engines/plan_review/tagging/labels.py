"""Labels of the thesaurus: how one is written, how it is matched, and how a passage becomes words.

A label is words apart: `palabra` by its Spanish stem (Snowball), `pala*` any ending, `=palabra` that form alone,
`una|otra` either, `…` up to three words of any kind. Articles count in neither label nor text; «del» is «de».
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

import Stemmer

from arraigo.engines.plan_review.tagging.folding import fold

GAP = "…"
GAP_WORDS = 3
ARTICLES = frozenset(("el", "la", "los", "las", "lo", "un", "una", "unos", "unas"))
CONTRACTED = {"del": "de", "al": "a"}

_SHORTEST = 3
_WRITTEN = re.compile(r"=?[a-z0-9]+\*?")
_stem_many = Stemmer.Stemmer("spanish").stemWords


class LabelError(ValueError):
    """A label cannot be read; the message says which and why, in Spanish."""


@dataclass(frozen=True, slots=True)
class Words:
    """A passage as words: folded, without articles, each with its stem and where it stands in the passage."""

    words: Sequence[str]
    stems: Sequence[str]
    starts: Sequence[int]
    ends: Sequence[int]

    def line(self, first: int, last: int) -> str:
        """Return the words from `first` to before `last`, with a blank around each."""
        return f" {' '.join(self.words[max(first, 0) : last])} "


@dataclass(frozen=True, slots=True)
class Place:
    """One word of a label: the forms, stems and beginnings that fill it, and those words as written. Empty is a gap."""

    forms: frozenset[str] = frozenset()
    stems: frozenset[str] = frozenset()
    starts: tuple[str, ...] = ()
    written: tuple[str, ...] = ()

    @property
    def is_gap(self) -> bool:
        return not (self.forms or self.stems or self.starts)

    def takes(self, word: str, stem: str) -> bool:
        return stem in self.stems or word in self.forms or (bool(self.starts) and word.startswith(self.starts))


@dataclass(frozen=True, slots=True)
class Label:
    """What is looked for: its places in order, as it is written, and the rule that a person reads."""

    written: str
    places: tuple[Place, ...]

    @property
    def rule(self) -> str:
        """How the label matches, in a Spanish word."""
        if len(self.places) > 1:
            return "frase"
        first = self.places[0]
        return "comienzo" if first.starts else "forma" if first.forms else "tallo"

    def end(self, words: Words, first: int) -> int | None:
        """Return where the label ends when it begins at the word `first`, or nothing when it does not."""
        return _end(self.places, 0, words, first)


def _end(places: tuple[Place, ...], step: int, words: Words, at: int) -> int | None:
    while step < len(places):
        place = places[step]
        if place.is_gap:
            return _after_gap(places, step + 1, words, at)
        if at >= len(words.words) or not place.takes(words.words[at], words.stems[at]):
            return None
        step, at = step + 1, at + 1
    return at


def _after_gap(places: tuple[Place, ...], step: int, words: Words, at: int) -> int | None:
    for skipped in range(GAP_WORDS + 1):
        end = _end(places, step, words, at + skipped)
        if end is not None:
            return end
    return None


def stems_of(words: list[str]) -> list[str]:
    """Return the Snowball stems of folded Spanish words."""
    stems: list[str] = _stem_many(words)
    return stems


def parse(written: str) -> Label:
    """Read a label. Raises LabelError."""
    places = tuple(GAP_PLACE if word == GAP else _place(word, written) for word in _split(written))
    if not places or places[0].is_gap or places[-1].is_gap:
        raise LabelError(f"la etiqueta «{written}» está vacía o empieza o acaba en «{GAP}»")
    return Label(written, places)


GAP_PLACE = Place()


def _split(written: str) -> list[str]:
    """Return the words of a label, folded, without articles; signs that mean something are kept."""
    words = []
    for word in written.replace("...", GAP).replace("-", " ").split():
        if word == GAP:
            words.append(word)
            continue
        either = [_folded_word(one) for one in word.split("|")]
        words.append("|".join(CONTRACTED.get(one, one) for one in either if one not in ARTICLES))
    return [word for word in words if word]


def _folded_word(word: str) -> str:
    folded = fold(word.strip("=*"))
    if " " in folded:
        raise LabelError(f"en la etiqueta «{word}» hay signos que no son letras ni cifras")
    return word[:1] * word.startswith("=") + folded + "*" * word.endswith("*")


def _place(word: str, written: str) -> Place:
    forms, stems, starts = set(), [], []
    for one in word.split("|"):
        if not _WRITTEN.fullmatch(one):
            raise LabelError(f"en la etiqueta «{written}» no se entiende «{one}»")
        if one.startswith("="):
            forms.add(one[1:])
        elif one.endswith("*"):
            starts.append(_long_enough(one[:-1], written))
        else:
            stems.append(one)
    return Place(frozenset(forms), frozenset(stems_of(stems)), tuple(starts), (*sorted(forms), *starts, *stems))


def _long_enough(start: str, written: str) -> str:
    if len(start) < _SHORTEST:
        raise LabelError(f"en la etiqueta «{written}», «{start}*» es demasiado corto y lo encontraría todo")
    return start


T = TypeVar("T")


class Matcher(Generic[T]):
    """Many labels looked for at once. Each carries a value, which is what is found.

    A label is tried only where its rarest place is filled, which is the one whose words hold one of `rare`, or its
    longest: «personas en situación de desplazamiento» is tried at «desplazamiento», not at each «personas».
    """

    def __init__(self, labels: Iterable[tuple[Label, T]], rare: Sequence[str] = ()) -> None:
        self._by_form: dict[str, list[_Entry[T]]] = {}
        self._by_stem: dict[str, list[_Entry[T]]] = {}
        self._by_start: dict[str, list[_Entry[T]]] = {}
        for label, value in labels:
            key = _rarest(label, rare)
            gaps = sum(place.is_gap for place in label.places[:key])
            entry = _Entry(label, value, key - gaps, gaps * GAP_WORDS)
            place = label.places[key]
            for keys, table in ((place.forms, self._by_form), (place.stems, self._by_stem)):
                for one in keys:
                    table.setdefault(one, []).append(entry)
            for one in {start[:_SHORTEST] for start in place.starts}:
                self._by_start.setdefault(one, []).append(entry)

    def find(self, words: Words) -> list[tuple[int, int, Label, T]]:
        """Return what is found, in order: first word, the word after the last, label and value."""
        found: dict[tuple[int, int, int], tuple[int, int, Label, T]] = {}
        for at, (word, stem) in enumerate(zip(words.words, words.stems, strict=True)):
            for entry in self._keyed(word, stem):
                for first in range(max(at - entry.before - entry.slack, 0), at - entry.before + 1):
                    end = entry.label.end(words, first)
                    if end is not None:
                        found.setdefault((first, end, id(entry)), (first, end, entry.label, entry.value))
        return sorted(found.values(), key=lambda one: one[:2])

    def _keyed(self, word: str, stem: str) -> "list[_Entry[T]]":
        entries = self._by_form.get(word, [])
        if stem in self._by_stem:
            entries = entries + self._by_stem[stem]
        if word[:_SHORTEST] in self._by_start:
            entries = entries + self._by_start[word[:_SHORTEST]]
        return entries


@dataclass(frozen=True, slots=True)
class _Entry(Generic[T]):
    """A label with its value; its key place has `before` words before it, and up to `slack` more in gaps."""

    label: Label
    value: T
    before: int
    slack: int


def _rarest(label: Label, rare: Sequence[str]) -> int:
    def rank(at: int) -> tuple[bool, int]:
        written = label.places[at].written
        return all(any(root in word for root in rare) for word in written), min(map(len, written))

    return max((at for at, place in enumerate(label.places) if not place.is_gap), key=rank)


def pattern(written: Iterable[str]) -> re.Pattern[str]:
    """Return one expression for many labels over a line of words (`Words.line`): a word, its plural, or `inicio*`.

    What surrounds a hit is judged by it; stems would take «masa» for «más» there. Raises LabelError.
    """
    return re.compile("|".join(f" {_expression(one)}(?= )" for one in written) or "(?!)")


def _expression(written: str) -> str:
    words = _split(written)
    if not words:
        raise LabelError(f"la etiqueta «{written}» está vacía")
    text = ""
    for at, word in enumerate(words):
        if word == GAP:
            text += f"(?: [a-z0-9]+){{0,{GAP_WORDS}}}"
        else:
            text += ("" if at == 0 else " ") + _either(word, written)
    return text


def _either(word: str, written: str) -> str:
    ways = []
    for one in word.split("|"):
        if not _WRITTEN.fullmatch(one):
            raise LabelError(f"en la etiqueta «{written}» no se entiende «{one}»")
        if one.startswith("="):
            ways.append(one[1:])
        elif one.endswith("*"):
            ways.append(one[:-1] + "[a-z0-9]*")
        else:
            ways.append(one[:-1] + "(?:z|ces)" if one.endswith("z") else one + "(?:e?s)?")
    return f"(?:{'|'.join(ways)})"
