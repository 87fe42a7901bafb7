"""The matrix that comes back: its columns found by their headings, its rows by the recommendation's number."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from arraigo.areas.plans.actions.common import PlansError
from arraigo.areas.plans.actions.returned import keep_returned
from arraigo.areas.plans.enums import Verdict
from arraigo.areas.plans.importers.grids import Grid, ReadFile, read_file
from arraigo.areas.plans.importers.verdicts import verdict_in
from arraigo.areas.plans.models import Letter, ReturnedFile
from arraigo.areas.plans.queries.recommending_letters import lines
from arraigo.areas.plans.queries.recommending_steps import ANSWERABLE
from arraigo.core.accounts.models import User
from arraigo.engines.plan_review.model import folded

# What a heading may be called, by how it begins once folded and without signs.
HEADINGS: Mapping[str, tuple[str, ...]] = {
    "number": ("n", "no", "num", "numero", "nro", "n de", "no de", "recomendacion", "number", "recommendation"),
    "verdict": ("respuesta", "acepta", "pronunciamiento", "answer", "response"),
    "reason": ("motivo", "razon", "justificacion", "reason"),
    "wording": (
        "redaccion que propone",
        "redaccion alternativa",
        "contrapropuesta",
        "texto que propone",
        "wording that",
    ),
}
# These name a column by themselves alone: «no» begins too many words.
WHOLE = frozenset({"n", "no", "num"})
LOOKED_AT = 40
NUMBER = re.compile(r"^(?:(?:rec|recomendacion|r|n|no|nro|num|numero)\b)?[\s.:º°#-]*(\d{1,5})(?:[.,]0+)?[\s.):-]*$")
LETTER = re.compile(r"^(?:oficio|letter)\b\s*(?:n\.?\s*[º°o]\.?)?\s*:\s*(\S.*)$", re.IGNORECASE)


@dataclass
class _Row:
    """A row as it is read; the list of problems grows."""

    where: str
    number: str = ""
    recommendation: str = ""
    verdict: str = ""
    reason: str = ""
    wording: str = ""
    problems: list[dict[str, str]] = field(default_factory=list)

    def as_dict(self) -> dict[str, Any]:
        return dict(vars(self))


@dataclass(frozen=True)
class _Columns:
    """Where a grid's columns are, and what they are called there."""

    header: int
    places: Mapping[str, int]
    names: Mapping[str, str]


def receive_returned(*, letter: Letter, content: bytes, name: str, by: User | None, at: datetime) -> ReturnedFile:
    """Read a file that came back and keep it with its rows, to be looked at and applied.

    Raises PlansError, with a sentence, for a file that is none, holds no matrix, or answers another letter.
    """
    read = read_file(content, name)
    _check_letter(read, letter)
    rows = [row.as_dict() for row in _rows(read, letter)]
    return keep_returned(letter=letter, content=content, name=name, via=read.kind, rows=rows, by=by, at=at)


def _check_letter(read: ReadFile, letter: Letter) -> None:
    """Refuse the matrix of another letter. What people see in it decides; its properties where that line is gone."""
    shown = [match.group(1).strip() for line in read.lines if (match := LETTER.match(line.strip()))]
    own = re.compile(rf"(?<!\w){re.escape(folded(letter.number))}(?!\w)")
    is_other = bool(shown) and not any(own.search(folded(one)) for one in shown)
    if not shown and read.letter:
        is_other = read.letter != str(letter.pk)
    if is_other:
        raise PlansError(
            _("Este archivo responde a otro oficio (%(other)s). Aquí se espera la matriz del oficio %(number)s.")
            % {"other": shown[0] if shown else _("su número no se ve"), "number": letter.number}
        )


def _rows(read: ReadFile, letter: Letter) -> list[_Row]:
    known = {line.recommendation.number: line.recommendation for line in lines(letter)}
    found: list[_Row] = []
    has_table = False
    for grid in read.grids:
        columns = _columns(grid)
        if columns is not None:
            has_table = True
            found.extend(_read_grid(grid, columns))
    if not has_table:
        raise PlansError(
            _("No se encontró la matriz: hacen falta una columna con el número y otra que se llame «Respuesta».")
        )
    for row in found:
        _check(row, known)
    return _together(found)


def _columns(grid: Grid) -> _Columns | None:
    """Return where the columns of a grid are, by the first row that names a number and an answer."""
    for at, row in enumerate(grid.rows[:LOOKED_AT]):
        places: dict[str, int] = {}
        for place, text in enumerate(row):
            what = _heading(text)
            if what and what not in places:
                places[what] = place
        if {"number", "verdict"} <= set(places):
            return _Columns(at, places, {what: row[place].split("\n")[0] for what, place in places.items()})
    return None


def _heading(text: str) -> str:
    plain = " ".join(re.findall(r"[a-z0-9]+", folded(text).replace("º", "o").replace("°", "o")))
    plain = "no" if plain == "n o" else plain
    for what, names in HEADINGS.items():
        if any(plain == name or (name not in WHOLE and plain.startswith(name)) for name in names):
            return what
    return ""


def _is_heading(said: Mapping[str, str]) -> bool:
    """Tell the headings printed again on a further page."""
    is_numbered = any(sign.isdigit() for sign in said["number"])
    return not is_numbered and bool(_heading(said["number"]) and _heading(said["verdict"]))


def _read_grid(grid: Grid, columns: _Columns) -> Iterator[_Row]:
    for at, texts in enumerate(grid.rows[columns.header + 1 :], columns.header + 1):
        said = {what: texts[place] if place < len(texts) else "" for what, place in columns.places.items()}
        if not any(said.values()) or _is_heading(said):
            continue
        row = _Row(_("%(where)s, fila %(row)d") % {"where": grid.where, "row": at + grid.first})
        _fill(row, said, columns)
        broken = {what for what, place in columns.places.items() if (at, place) in grid.broken}
        row.problems.extend(_problem("broken", columns, what) for what in sorted(broken))
        if row.number or row.verdict or row.problems:
            yield row


def _fill(row: _Row, said: Mapping[str, str], columns: _Columns) -> None:
    """Read the cells of a row. A row with a number alone is one that nobody has answered yet."""
    verdict, reason, wording = said["verdict"], said.get("reason", ""), said.get("wording", "")
    row.reason, row.wording = reason, wording
    answered = bool(verdict or reason or wording)
    match = NUMBER.match(folded(said["number"]).strip())
    if match:
        row.number = str(int(match.group(1)))
    elif answered:
        row.number = said["number"]
        code = "bad_number" if said["number"] else "no_number"
        row.problems.append(_problem(code, columns, "number", said["number"]))
    if verdict:
        row.verdict = verdict_in(verdict) or ""
        if not row.verdict:
            row.problems.append(_problem("bad_verdict", columns, "verdict", verdict))
    if row.verdict and row.verdict != Verdict.ACCEPTED and not reason:
        row.problems.append(_problem("no_reason", columns, "reason"))


def _check(row: _Row, known: Mapping[int, Any]) -> None:
    if not row.number.isdigit() or any(one["code"].endswith("_number") for one in row.problems):
        return
    there = known.get(int(row.number))
    if there is None:
        row.problems.append({"code": "unknown_number", "said": row.number, "column": ""})
        return
    row.recommendation = str(there.pk)
    if row.verdict and there.state not in ANSWERABLE:
        row.problems.append({"code": "closed", "said": row.number, "column": ""})


def _together(rows: list[_Row]) -> list[_Row]:
    """Join what continues an answer in a further row of the same number, and mark what contradicts it."""
    kept: list[_Row] = []
    first: dict[str, _Row] = {}
    for row in rows:
        before = first.get(row.recommendation) if row.recommendation else None
        if before is None or not _continues(before, row):
            kept.append(row)
            first.setdefault(row.recommendation, row)
    for row in kept:
        if (row.reason or row.wording) and not row.verdict and not row.problems:
            row.problems.append({"code": "no_verdict", "said": "", "column": ""})
    return kept


def _continues(before: _Row, row: _Row) -> bool:
    """Take a further row into the one before it; returns whether nothing of it is left to show."""
    if row.verdict and before.verdict and row.verdict != before.verdict:
        problem = {"code": "twice", "said": row.number, "column": ""}
        before.problems.append(problem)
        row.problems.append(problem)
        return False
    if any(one["code"] != "no_reason" for one in row.problems):
        return False
    before.verdict = before.verdict or row.verdict
    before.reason, before.wording = _joined(before.reason, row.reason), _joined(before.wording, row.wording)
    if before.reason:
        before.problems = [one for one in before.problems if one["code"] != "no_reason"]
    return True


def _joined(before: str, more: str) -> str:
    return before if not more or more == before else "\n".join(filter(None, (before, more)))


def _problem(code: str, columns: _Columns, what: str, said: str = "") -> dict[str, str]:
    return {"code": code, "said": said[:80], "column": columns.names.get(what, "")}
