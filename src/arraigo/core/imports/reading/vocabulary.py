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
Family = tuple[frozenset[str], frozenset[str]]  # head words, and the words that may stand beside them
CERTAIN, LIKELY, POSSIBLE = 1.0, 0.9, 0.5


class Vocabulary:
    """Fields and the labels under which they come; compares without case, accents or punctuation."""

    def __init__(self, labels: Mapping[str, Iterable[str]], families: Mapping[str, Family] | None = None) -> None:
        self.families = dict(families or {})
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
        """Return the vocabulary of a text with one «field: label | label» a line; an indented line goes on with it.

        A line «field*: heads | others» adds a family: any label that holds one of the head words, and no word
        beyond heads and others, means the field.
        """
        labels: dict[str, list[str]] = {}
        for line in filter(None, text.replace("\n ", " ").splitlines()):
            field, _, names = line.partition(":")
            labels[field] = [name.strip() for name in names.split("|") if name.strip()]
        families = {name[:-1]: _family(*labels.pop(name)) for name in list(labels) if name.endswith("*")}
        return cls(labels, families)

    def _match(self, label: str) -> tuple[str | None, float]:
        """Return the field that a header means and how sure that is, (None, 0) when it means none."""
        plain = LEADING_NUMBER.sub("", without_parentheses(label))
        found = self._of_words((label, plain, plain.split(":", 1)[0]))
        if found[0] is None and "/" in plain:
            found = self._of_words((plain.rsplit("/", 1)[-1],))  # KoBo writes «grupo/pregunta»
        return found

    def _of_words(self, variants: tuple[str, ...]) -> tuple[str | None, float]:
        folded = [fold(variant) for variant in variants]
        for label in folded:
            if label in self.exact:
                return self.exact[label], CERTAIN
        for label in folded:
            words = core_words(label)
            field = self.core.get(words) or self._family_of(set(words))
            if field:
                return field, LIKELY
        return None, 0.0

    def _family_of(self, words: set[str]) -> str | None:
        for field, (heads, others) in self.families.items():
            if words & heads and words <= heads | others:
                return field
        return None

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


def _family(heads: str, others: str = "") -> tuple[frozenset[str], frozenset[str]]:
    return frozenset(heads.split()), frozenset(others.split())
