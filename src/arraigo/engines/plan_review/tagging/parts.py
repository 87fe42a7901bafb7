"""Which part of a plan a passage is, and whether it commits the government: cues in it, each with a weight to read.

The cues and weights are data, packs/common/plan_parts.yaml; benchmarks/fit_plan_parts.py fits the weights by logistic
regression on labelled passages. A passage's score for a part is the sum of the weights of the cues that it has, so
that the answer can be told: these words spoke for it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib import resources
from typing import Any

import numpy as np
import yaml

from arraigo.engines.plan_review.model import Part
from arraigo.engines.plan_review.problems import PlanError
from arraigo.engines.plan_review.tagging.shapes import BEGINNINGS, COUNTED, COUNTED_ENDS, SHAPES, Shapes

PARTS = tuple(Part)
COLUMNS = (*(part.value for part in PARTS), "commits")

ACTING = (Part.OBJECTIVE, Part.TARGET, Part.PROGRAMME, Part.BUDGET)
_PARTS_SAY = 0.4
"""How much the parts' scores count for commitment: by cross-validation anything from 0.2 to 0.5 does as well."""

EARLY = ", al principio"
EARLY_LETTERS = 60

Scores = np.ndarray[Any, np.dtype[np.float64]]


@dataclass(frozen=True, slots=True)
class PartModel:
    """Cues by name with the words that show each, and their weights: a row for each cue, a column for each part.

    The last column is commitment. `bias` is the score of a passage without any cue. The first `early` cues have a
    twin each, so many rows below, for their words at a passage's beginning, where they weigh more.
    """

    names: tuple[str, ...]
    early: int
    words: tuple[tuple[str, int], ...]
    shapes: Shapes
    weights: Scores
    bias: Scores

    @classmethod
    def from_mapping(cls, data: object) -> "PartModel":
        """Read a model. Raises PlanError «bad_thesaurus»."""
        if not isinstance(data, Mapping) or not isinstance(data.get("senales"), Mapping):
            raise _wrong("falta «senales»")
        cues, weights, bias = data["senales"], data.get("pesos", {}), data.get("sesgo", {})
        names = (*cues, *(f"{cue}{EARLY}" for cue in cues), *SHAPES)
        if unknown := set(weights) - set(names):
            raise _wrong(f"hay pesos de «{min(unknown)}», que no es una señal")
        return cls(
            names,
            len(cues),
            (
                *((_cue(word), n) for n, words in enumerate(cues.values()) for word in words),
                *((end, names.index(COUNTED)) for end in COUNTED_ENDS),
            ),
            Shapes(_by_first_word(data.get("comienzos", {})), frozenset(data.get("no_son_verbos", ()))),
            np.array([[float(weights.get(name, {}).get(column, 0)) for column in COLUMNS] for name in names]),
            np.array([float(bias.get(column, 0)) for column in COLUMNS]),
        )

    def best(self, scores: Scores) -> list[Part]:
        """Return the part with the highest score of each row; the first of equals."""
        return [PARTS[n] for n in scores[:, :-1].argmax(axis=1)]

    def commits(self, scores: Scores) -> list[bool]:
        """Return of each row whether it commits, if what it speaks of is relevant: its own cues and its part's say."""
        committed: list[bool] = commitments(scores).tolist()
        return committed

    def reasons(self, cues: Iterable[int], part: Part) -> list[str]:
        """Return the names of the cues that spoke for a part, the weightiest first."""
        column = PARTS.index(part)
        spoke = sorted((-self.weights[cue, column], self.names[cue]) for cue in cues if self.weights[cue, column] > 0)
        return [name for _, name in spoke]


def commitments(scores: Scores) -> "np.ndarray[Any, np.dtype[np.bool_]]":
    """Return which rows commit the government: commitment's score, leaning to what the parts' scores say.

    Objectives, targets, programmes and budgets are what a plan will do; diagnosis, norms and the rest are not.
    """
    acts = [PARTS.index(part) for part in ACTING]
    others = [n for n in range(len(PARTS)) if n not in acts]
    lead = scores[:, acts].max(axis=1) - scores[:, others].max(axis=1)
    committed: np.ndarray[Any, np.dtype[np.bool_]] = scores[:, -1] + _PARTS_SAY * lead > 0
    return committed


def load_parts() -> PartModel:
    """Return the cues and weights that come with the program, packs/common/plan_parts.yaml."""
    text = resources.files("arraigo.packs.common").joinpath("plan_parts.yaml").read_text(encoding="utf-8")
    return PartModel.from_mapping(yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)))  # noqa: S506


def _wrong(detail: str) -> PlanError:
    return PlanError("bad_thesaurus", where="partes del plan", detail=detail)


def _by_first_word(beginnings: Mapping[str, Iterable[str]]) -> dict[str, tuple[str, ...]]:
    """Turn cues with the words that a passage begins with into words with their cues."""
    found: dict[str, tuple[str, ...]] = {}
    for name, words in beginnings.items():
        if name not in BEGINNINGS:
            raise _wrong(f"comienzos: no hay una señal «{name}»")
        for word in words:
            found[word] = (*found.get(word, ()), name)
    return found


def _cue(written: str) -> str:
    """Return a cue as it is looked for: whole words, any ending with `*` after it, any beginning with `*` before it."""
    if written.startswith("*"):
        return f"{written[1:]} "
    return f" {written[:-1]}" if written.endswith("*") else f" {written} "
