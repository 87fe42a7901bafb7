"""Which field a column's header means, by the labels that people give it."""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from arraigo.core.imports.reading.folding import fold, without_parentheses

FILLING = (
    "a al anote completa completas completo completos cual cuales de del digite e el en es escriba escrito favor "
    "for full funcionario funcionaria indique ingrese la las lista los mi n no nro num numero o of on para "
    "participante participantes persona por registre servidor servidora seleccione segun su sus the tu u un una "
    "usuario y your x"
)
FILLERS = frozenset(FILLING.split())
LEADING_NUMBER = re.compile(r"^\s*(?:\d+|[a-zA-Z])\s*[.)\-]+\s*")
CERTAIN, LIKELY, POSSIBLE = 1.0, 0.9, 0.5


class Vocabulary:
    """Fields and the labels under which they come; compares without case, accents or punctuation."""

    def __init__(self, labels: Mapping[str, Iterable[str]]) -> None:
        self.exact: dict[str, str] = {}
        self.core: dict[tuple[str, ...], str] = {}
        for field, names in labels.items():
            for name in names:
                self.exact.setdefault(fold(name), field)
        for label, field in self.exact.items():
            words = core_words(label)
            if words:
                self.core.setdefault(words, field)
        self.match = lru_cache(maxsize=4096)(self._match)

    @classmethod
    def parse(cls, text: str) -> "Vocabulary":
        """Return the vocabulary of a text with one «field: label | label» a line; a line may go on with «| label»."""
        labels: dict[str, list[str]] = {}
        field = ""
        for line in filter(None, map(str.strip, text.splitlines())):
            if not line.startswith("|"):
                field, _, line = line.partition(":")
            labels.setdefault(field, []).extend(filter(None, map(str.strip, line.split("|"))))
        return cls(labels)

    def _match(self, label: str) -> tuple[str | None, float]:
        """Return the field that a header means and how sure that is, (None, 0) when it means none."""
        for variant in _variants(label):
            folded = fold(variant)
            if folded in self.exact:
                return self.exact[folded], CERTAIN
        for variant in _variants(label):
            words = core_words(fold(variant))
            if words and words in self.core:
                return self.core[words], LIKELY
        return None, 0.0

    def suggest(self, label: str) -> tuple[str | None, float]:
        """Return the field that a header may mean, less surely than ``match``."""
        field, confidence = self.match(label)
        if field is not None:
            return field, confidence
        words = set(core_words(fold(label)))
        inside = [core for core in self.core if set(core) <= words]
        if not inside:
            return None, 0.0
        longest = max(inside, key=lambda core: (len(core), sum(map(len, core))))
        return self.core[longest], POSSIBLE


def core_words(folded: str) -> tuple[str, ...]:
    """Return the words of a folded label without those that only fill it."""
    return tuple(word for word in folded.split() if word not in FILLERS and not word.isdigit())


def _variants(label: str) -> list[str]:
    plain = LEADING_NUMBER.sub("", without_parentheses(label))
    return [label, plain, plain.rsplit("/", 1)[-1], plain.split(":", 1)[0]]
