"""Which part of a plan a passage is, and whether it commits the government: cues in it, each with a weight to read.

The cues and weights are data, packs/common/plan_parts.yaml; benchmarks/fit_plan_parts.py fits the weights by logistic
regression on labelled passages. A passage's score for a part is the sum of the weights of the cues that it has, so
that the answer can be told: these words spoke for it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

import numpy as np
import yaml

from arraigo.engines.plan_review.model import Part
from arraigo.engines.plan_review.problems import PlanError

SHAPES = (
    "empieza con infinitivo", "empieza con infinitivo y cifra", "empieza con verbo de objetivo", "empieza con gerundio", "empieza con acción",
    "empieza con medida", "empieza con carencia", "empieza con norma", "empieza con definición",
    "empieza con rótulo", "empieza con numeral", "empieza con cifra", "infinitivo con cifra", "viñeta con infinitivo",
    "montos", "muchas cifras", "casi todo cifras", "muy corto", "corto", "largo",
)  # fmt: skip
"""Cues that are not words: how a passage begins, how much of it are figures, its length."""

PARTS = tuple(Part)
COUNTED = tuple(f"{verb}r{between}{figure}" for verb in "aei" for between in (" ", " a ", " al ", " el ", " en ", " un ", " hasta ") for figure in "0123456789%")  # fmt: skip
"""Ends of an infinitive with a figure after it: «apoyar 2», «atender al 100»."""

_HEAD = 100
_CAPTION_SIZE = 240
_FIRST = re.compile(r"[^a-z]*(?:[a-z] +)?([a-z]+)(?: +([a-z]+))?")
_THEN_FIGURE = re.compile(
    r" +(?:(?:a|al|el|en|un|una|hasta|los|las) +)*(?:[0-9]|(?:dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|doce|veinte)\b)"
)
_NUMERAL = re.compile(r" *[0-9]+(?: [0-9]+)+ +[a-z]| *[0-9]{1,2}  +[a-z]")
_AMOUNTS = re.compile(r"\b[0-9]{1,3} [0-9]{3} [0-9]{3}\b.*?\b[0-9]{1,3} [0-9]{3} [0-9]{3}\b")
_BULLET = re.compile(r"\? +([a-z]+[aei]r)\b")


@dataclass(frozen=True, slots=True)
class PartModel:
    """Cues by name with the words that show each, and their weights: a row for each cue, a column for each part.

    The last column is commitment. `bias` is the score of a passage without any cue.
    """

    names: tuple[str, ...]
    words: tuple[tuple[str, int], ...]
    first_words: dict[str, tuple[str, ...]]
    not_verbs: frozenset[str]
    weights: "np.ndarray[Any, np.dtype[np.float64]]"
    bias: "np.ndarray[Any, np.dtype[np.float64]]"

    @property
    def _index(self) -> dict[str, int]:
        return _indices(self.names)

    @classmethod
    def from_mapping(cls, data: Any) -> "PartModel":
        """Read a model. Raises PlanError «bad_thesaurus»."""
        if not isinstance(data, dict) or not isinstance(data.get("senales"), dict):
            raise PlanError("bad_thesaurus", where="partes del plan", detail="falta «senales»")
        cues, weights = data["senales"], data.get("pesos", {})
        names = (*cues, *SHAPES)
        columns = (*(part.value for part in PARTS), "commits")
        rows = [[float(weights.get(name, {}).get(column, 0.0)) for column in columns] for name in names]
        return cls(
            names,
            (
                *((_cue(word), n) for n, words in enumerate(cues.values()) for word in words),
                *((end, names.index("infinitivo con cifra")) for end in COUNTED),
            ),
            _by_first_word(data.get("comienzos", {})),
            frozenset(data.get("no_son_verbos", ())),
            np.array(rows),
            np.array([float(data.get("sesgo", {}).get(column, 0.0)) for column in columns]),
        )

    def shapes(self, folded: str, figures: int) -> list[int]:
        """Return the indices of the cues of shape that a folded passage with so many figures has."""
        size = len(folded)
        share = figures / size if size else 0.0
        has = [self._index[name] for name in self._beginning(folded[:_HEAD], size)]
        if "? " in folded and any(verb not in self.not_verbs for verb in _BULLET.findall(folded)):
            has.append(self._index["viñeta con infinitivo"])
        if figures > 12 and _AMOUNTS.search(folded):
            has.append(self._index["montos"])
        if share > 0.08:
            has.append(self._index["casi todo cifras" if share > 0.3 else "muchas cifras"])
        if size < 180 or size > 550:
            has.append(self._index["muy corto" if size < 90 else "corto" if size < 180 else "largo"])
        return has

    def _beginning(self, head: str, size: int) -> list[str]:
        """Return the names of the cues of how a passage begins."""
        found = []
        if head.lstrip()[:1].isdigit():
            found.append("empieza con cifra")
            if _NUMERAL.match(head):
                found.append("empieza con numeral")
        match = _FIRST.match(head)
        if not match:
            return found
        first, second = match.group(1), match.group(2) or ""
        if first.endswith(("ar", "er", "ir")) and first not in self.not_verbs:
            found.append("empieza con infinitivo")
            if _THEN_FIGURE.match(head, match.end(1)):
                found.append("empieza con infinitivo y cifra")
        elif first.endswith(("ando", "iendo")):
            found.append("empieza con gerundio")
        for name in (*self.first_words.get(first, ()), *self.first_words.get(f"{first} {second}", ())):
            if name != "empieza con rótulo" or size < _CAPTION_SIZE:
                found.append(name)
        return list(dict.fromkeys(found))

    def best(self, scores: "np.ndarray[Any, Any]") -> list[Part]:
        """Return the part with the highest score of each row; the first of equals."""
        return [PARTS[n] for n in scores[:, :-1].argmax(axis=1)]

    def reasons(self, cues: Sequence[int], part: Part) -> list[str]:
        """Return the names of the cues that spoke for a part, the weightiest first."""
        column = PARTS.index(part)
        spoke = sorted((-self.weights[cue, column], self.names[cue]) for cue in cues if self.weights[cue, column] > 0)
        return [name for _, name in spoke]


def load_parts() -> PartModel:
    """Return the cues and weights that come with the program, packs/common/plan_parts.yaml."""
    text = resources.files("arraigo.packs.common").joinpath("plan_parts.yaml").read_text(encoding="utf-8")
    return PartModel.from_mapping(yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)))  # noqa: S506


@cache
def _indices(names: tuple[str, ...]) -> dict[str, int]:
    return {name: n for n, name in enumerate(names)}


def _by_first_word(beginnings: dict[str, list[str]]) -> dict[str, tuple[str, ...]]:
    """Turn cues with the words that a passage begins with into words with their cues."""
    found: dict[str, tuple[str, ...]] = {}
    for name, words in beginnings.items():
        if name not in SHAPES:
            raise PlanError("bad_thesaurus", where="partes del plan, comienzos", detail=f"no hay una señal «{name}»")
        for word in words:
            found[word] = (*found.get(word, ()), name)
    return found


def _cue(written: str) -> str:
    """Return a cue as it is looked for: whole words, any ending with `*` after it, any beginning with `*` before it."""
    if written.startswith("*"):
        return f"{written[1:]} "
    return f" {written[:-1]}" if written.endswith("*") else f" {written} "
