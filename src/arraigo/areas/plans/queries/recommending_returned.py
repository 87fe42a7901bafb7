"""What was read in a file that came back: its rows, in words, beside what is known already."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from arraigo.areas.plans.models import Letter
from arraigo.areas.plans.queries.recommending_letters import lines

# Each names a fault of a row and says how it is mended; `%(said)s` is what the cell says.
PROBLEMS: Mapping[str, Promise] = {
    "no_number": _("Falta el número de la recomendación. Cópielo de la matriz que recibió."),
    "bad_number": _("No se entiende el número «%(said)s». Escriba solo el número de la recomendación."),
    "unknown_number": _("La recomendación %(said)s no está en este oficio. Revise el número."),
    "twice": _("La recomendación %(said)s aparece dos veces con respuestas distintas. Deje una."),
    "no_verdict": _(
        "Dice un motivo o una redacción, pero no la respuesta. Escriba acepta, acepta en parte o no acepta."
    ),
    "bad_verdict": _("No se entiende la respuesta «%(said)s». Escriba acepta, acepta en parte o no acepta."),
    "no_reason": _("Falta el motivo. Hace falta cuando no se acepta o se acepta en parte."),
    "closed": _("La recomendación %(said)s ya no espera respuesta."),
    "broken": _("La celda tiene una fórmula que no se pudo leer. Escriba su texto."),
}


@dataclass(frozen=True)
class ReadRow:
    """A row of a file: where it is, what it says, what is wrong with it and what it would change."""

    where: str
    number: str
    title: str
    verdict: str
    reason: str
    wording: str
    problems: tuple[str, ...]
    effect: str


def answers_in(rows: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Return the rows that hold an answer which was read without doubt."""
    return [row for row in rows if row["verdict"] and not row["problems"]]


def read_rows(letter: Letter, rows: Iterable[Mapping[str, Any]]) -> list[ReadRow]:
    """Return the rows that say something, in words; `effect` is new, changed or same."""
    known = {str(line.recommendation.pk): line for line in lines(letter)}
    return [_row(row, known.get(row["recommendation"])) for row in rows if row["verdict"] or row["problems"]]


def unanswered(letter: Letter, rows: Iterable[Mapping[str, Any]]) -> int:
    """Return how many recommendations of the letter stay without an answer, once a file's are noted."""
    said = {row["recommendation"] for row in answers_in(rows)}
    return sum(line.response is None and str(line.recommendation.pk) not in said for line in lines(letter))


def _row(row: Mapping[str, Any], line: Any) -> ReadRow:  # noqa: ANN401 - a Line or nothing
    return ReadRow(
        row["where"],
        row["number"],
        line.recommendation.title if line else "",
        row["verdict"],
        row["reason"],
        row["wording"],
        tuple(_sentence(problem) for problem in row["problems"]),
        _effect(row, line),
    )


def _sentence(problem: Mapping[str, str]) -> str:
    words = str(PROBLEMS[problem["code"]]) % {"said": problem["said"]}
    return f"{problem['column']}: {words}" if problem["column"] else words


def _effect(row: Mapping[str, Any], line: Any) -> str:  # noqa: ANN401 - a Line or nothing
    if row["problems"] or line is None:
        return ""
    if line.response is None:
        return "new"
    told = (line.response.verdict, line.response.reason, line.response.wording)
    return "same" if told == (row["verdict"], row["reason"], row["wording"]) else "changed"
