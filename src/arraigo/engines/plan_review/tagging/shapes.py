"""Cues of a passage that are not words in it: how it begins, how much of it are figures, how long it is."""

import re
from collections.abc import Mapping
from itertools import product

INFINITIVE, WITH_FIGURE, GERUND = (
    "empieza con infinitivo",
    "empieza con infinitivo y cifra",
    "empieza con gerundio",
)
BEGINNINGS = (
    "empieza con verbo de objetivo",
    "empieza con acción",
    "empieza con medida",
    "empieza con carencia",
    "empieza con norma",
    "empieza con definición",
    "empieza con rótulo",
)
"""Cues of the first words, which the data of the parts lists."""

CAPTION = BEGINNINGS[-1]
NUMERAL, FIGURE, COUNTED = "empieza con numeral", "empieza con cifra", "infinitivo con cifra"
BULLET, AMOUNTS = "viñeta con infinitivo", "montos"
MANY_FIGURES, MOST_FIGURES = "muchas cifras", "casi todo cifras"
TINY, SHORT, LONG = "muy corto", "corto", "largo"
SHAPES = (
    *(INFINITIVE, WITH_FIGURE, *BEGINNINGS[:1], GERUND, *BEGINNINGS[1:]),
    *(NUMERAL, FIGURE, COUNTED, BULLET, AMOUNTS, MANY_FIGURES, MOST_FIGURES, TINY, SHORT, LONG),
)

COUNTED_ENDS = tuple(
    f"{verb}r{between}{figure}"
    for verb, between, figure in product(
        "aei", (" ", " a ", " al ", " el ", " en ", " un ", " hasta ", " que el ", " al menos "), (*"0123456789", "%")
    )
)
"""Ends of an infinitive with a figure after it, «apoyar 2», «atender al 100», which show COUNTED."""

_HEAD = 100
_CAPTION_SIZE = 240
_FIRST = re.compile(r"[^a-z]*(?:[a-z] +)?([a-z]+)(?: +([a-z]+))?")
_THEN_FIGURE = re.compile(
    r" +(?:(?:a|al|el|en|un|una|hasta|los|las) +)*"
    r"(?:[0-9]|(?:dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|doce|veinte)\b)"
)
_NUMERAL = re.compile(r" *[0-9]+(?: [0-9]+)+ +[a-z]| *[0-9]{1,2}  +[a-z]")
_AMOUNT = r"\b[0-9]{1,3} [0-9]{3} [0-9]{3}\b"
_AMOUNTS = re.compile(rf"{_AMOUNT}.*?{_AMOUNT}")
_BULLET = re.compile(r"\? +([a-z]+[aei]r)\b")


class Shapes:
    """Sees the shape of folded passages. `first_words` gives the cues of first words, `not_verbs` ends in -r too."""

    def __init__(self, first_words: Mapping[str, tuple[str, ...]], not_verbs: frozenset[str]) -> None:
        self._first_words = first_words
        self._not_verbs = not_verbs

    def of(self, folded: str, figures: int) -> list[str]:
        """Return the names of the cues of shape that a folded passage with so many figures has."""
        size = len(folded)
        share = figures / size if size else 0.0
        found = self._beginning(folded[:_HEAD], size)
        if "? " in folded and any(verb not in self._not_verbs for verb in _BULLET.findall(folded)):
            found.append(BULLET)
        if figures > 12 and _AMOUNTS.search(folded):
            found.append(AMOUNTS)
        if share > 0.08:
            found.append(MOST_FIGURES if share > 0.3 else MANY_FIGURES)
        if size < 180 or size > 550:
            found.append(TINY if size < 90 else SHORT if size < 180 else LONG)
        return found

    def _beginning(self, head: str, size: int) -> list[str]:
        found = []
        if head.lstrip()[:1].isdigit():
            found.append(FIGURE)
            if _NUMERAL.match(head):
                found.append(NUMERAL)
        match = _FIRST.match(head)
        return [*found, *self._first(match, head, size)] if match else found

    def _first(self, match: re.Match[str], head: str, size: int) -> list[str]:
        """Return the cues of the first word, and of the first two."""
        first, found = match.group(1), []
        if first.endswith(("ar", "er", "ir")) and first not in self._not_verbs:
            found.append(INFINITIVE)
            if _THEN_FIGURE.match(head, match.end(1)):
                found.append(WITH_FIGURE)
        elif first.endswith(("ando", "iendo")):
            found.append(GERUND)
        both = f"{first} {match.group(2)}"
        listed = (*self._first_words.get(first, ()), *self._first_words.get(both, ()))
        return [*found, *(name for name in listed if name != CAPTION or size < _CAPTION_SIZE)]
