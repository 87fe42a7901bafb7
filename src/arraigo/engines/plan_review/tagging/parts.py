"""Which part of a plan a passage is, and whether it commits the government: cues in it, each with a weight to read.

The cues and weights are data, packs/common/plan_parts.yaml; benchmarks/fit_plan_parts.py fits the weights by logistic
regression on labelled passages. A passage's score for a part is the sum of the weights of the cues that it has, so
that the answer can be told: these words spoke for it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import resources
from typing import Any

import numpy as np
import yaml

from arraigo.engines.plan_review.model import Part
from arraigo.engines.plan_review.problems import PlanError

SHAPES = ("empieza con infinitivo", "empieza con gerundio", "empieza con cifra", "viñeta con infinitivo", "futuro",
          "pasado", "muchas cifras", "casi todo cifras", "muy corto", "corto", "largo")  # fmt: skip
"""Cues that are not words: how a passage begins, its verbs' tense, how much of it are figures, its length."""

PARTS = tuple(Part)
_NOT_VERBS = "lugar|hogar|familiar|escolar|militar|particular|popular|mujer|taller|primer|alquiler|nivel|sector|director|mayor|menor|mejor|alcalde|poder|par|bienestar|pilar"
_INFINITIVE = re.compile(rf"[^a-z]*(?:[a-z]\s+)?(?!(?:{_NOT_VERBS})\b)[a-z]{{2,}}[aei]r\b")
_GERUND = re.compile(r"[^a-z]*[a-z]{2,}(?:ando|iendo)\b")
_FIGURE = re.compile(r"\s*[0-9]")
_BULLET = re.compile(rf"\? +(?!(?:{_NOT_VERBS})\b)[a-z]{{2,}}[aei]r\b")
_FUTURE = re.compile(r"\bse [a-z]{3,}(?:aran?|eran?|iran?)\b|\b[a-z]{3,}(?:izara|izaran|tara|tira|tiran|cera|ceran|mitira|mitiran|scara|scaran|ollara|llaran|ndra|ndran|remos)\b")  # noqa: E501
_PAST = re.compile(r"\b(?:se )?[a-z]{3,}(?:aron|ieron|ado a|ido a)\b|\bfue(?:ron)?\b|\bha(?:n)? [a-z]{3,}[ai]do\b|\bexist(?:e|en|ia)\b|\bpresenta(?:n)?\b")


@dataclass(frozen=True, slots=True)
class PartModel:
    """Cues by name with the words that show each, and their weights: a row for each cue, a column for each part.

    The last column is commitment. `bias` is the score of a passage without any cue.
    """

    names: tuple[str, ...]
    words: tuple[tuple[str, int], ...]
    weights: "np.ndarray[Any, np.dtype[np.float64]]"
    bias: "np.ndarray[Any, np.dtype[np.float64]]"

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
            tuple((_cue(word), n) for n, words in enumerate(cues.values()) for word in words),
            np.array(rows),
            np.array([float(data.get("sesgo", {}).get(column, 0.0)) for column in columns]),
        )

    def shapes(self, folded: str, figures: int) -> list[int]:
        """Return the indices of the cues of shape that a folded passage with so many figures has."""
        size = len(folded)
        share = figures / size if size else 0.0
        has = (
            bool(_INFINITIVE.match(folded)),
            bool(_GERUND.match(folded)),
            bool(_FIGURE.match(folded)),
            bool("?" in folded and _BULLET.search(folded)),
            bool(_FUTURE.search(folded)),
            bool(_PAST.search(folded)),
            0.08 < share <= 0.3,
            share > 0.3,
            size < 90,
            90 <= size < 180,
            size > 550,
        )
        first = len(self.names) - len(SHAPES)
        return [first + n for n, yes in enumerate(has) if yes]

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


def _cue(written: str) -> str:
    """Return a cue as it is looked for: at a word's beginning, and to its end unless it closes with `*`."""
    return f" {written[:-1]}" if written.endswith("*") else f" {written} "
