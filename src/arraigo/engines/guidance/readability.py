"""How easy a Spanish text is to read: the perspicuity of Szigriszt-Pazos on the INFLESZ scale.

F. Szigriszt Pazos, Sistemas predictivos de legilibilidad del mensaje escrito: fórmula de perspicuidad, thesis,
Universidad Complutense de Madrid, 1993: 206.835 − 62.3 · syllables / words − words / sentences. The scale: I. M.
Barrio-Cantalejo and others, Validación de la Escala INFLESZ para evaluar la legibilidad de los textos dirigidos a
pacientes, Anales del Sistema Sanitario de Navarra 31(2), 2008, pages 135 to 152.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from arraigo.engines.guidance.model import Route
from arraigo.engines.guidance.syllables import syllables
from arraigo.engines.guidance.texts import texts

EASY_ENOUGH = 55.0
"""From here a text is «normal» on the INFLESZ scale: what an average adult reads."""

_WORD = re.compile(r"[^\W\d_]+")
# A full stop ends a sentence where a space and no small letter or figure follow: «Av. 24 de Mayo», «ext. 23» do not.
_END = re.compile(r"(?:[!?…]+|\.+)[»”\")\]]*(?=\s+[^\sa-záéíóúñ\d]|\s*$)", re.MULTILINE)
_LINE = re.compile(r"\n\s*(?:\n|$)|\n(?=\s*[-•–\d])")


class Grade(StrEnum):
    """The grades of the INFLESZ scale."""

    VERY_HARD = "very_hard"
    HARD = "hard"
    NORMAL = "normal"
    EASY = "easy"
    VERY_EASY = "very_easy"


_GRADES = ((80.0, Grade.VERY_EASY), (65.0, Grade.EASY), (EASY_ENOUGH, Grade.NORMAL), (40.0, Grade.HARD))


@dataclass(frozen=True, slots=True)
class Score:
    """How easy a text is to read: `value` is higher the easier, and None where there is no word."""

    value: float | None
    words: int
    sentences: int
    syllables: int

    @property
    def grade(self) -> Grade | None:
        """The grade on the INFLESZ scale."""
        if self.value is None:
            return None
        return next((grade for least, grade in _GRADES if self.value >= least), Grade.VERY_HARD)


def readability(text: str | Iterable[str]) -> Score:
    """Return how easy a text is to read, or several that stand apart, such as the lines of a list.

    A title or a line without a full stop is a sentence. Figures are neither words nor syllables: a telephone number
    says nothing about how hard a text is.
    """
    pieces = [text] if isinstance(text, str) else text
    sentences = [found for piece in pieces for sentence in _sentences(piece) if (found := _WORD.findall(sentence))]
    words = sum(map(len, sentences))
    sounded = sum(syllables(word) for sentence in sentences for word in sentence)
    value = 206.835 - 62.3 * sounded / words - words / len(sentences) if words else None
    return Score(value, words, len(sentences), sounded)


def readability_of(route: Route) -> Score:
    """Return how easy a route's Spanish is to read, all its texts together."""
    return readability(texts(route.origin or route).values())


def _sentences(text: str) -> list[str]:
    return [sentence for paragraph in _LINE.split(text) for sentence in _END.split(paragraph)]
