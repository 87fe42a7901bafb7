"""What is wrong with a file, said so that a person can mend it."""

from dataclasses import asdict, dataclass
from typing import Literal

from django.utils.text import capfirst
from django.utils.translation import gettext as _

Severity = Literal["error", "warning", "question"]


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong, doubtful or to be asked, and where.

    ``message`` is a whole sentence: where, what, how to mend it. ``row`` counts from 1, as Excel shows it;
    ``column`` is the header's text, or the column's letter where there is no header; ``value`` is what a question is
    about, where an answer must name it.
    """

    code: str
    message: str
    file: str = ""
    sheet: str | None = None
    row: int | None = None
    column: str | None = None
    severity: Severity = "error"
    value: str = ""

    def as_dict(self) -> dict[str, str | int | None]:
        """Return the problem as plain values for JSON."""
        return asdict(self)


class FileRefused(Exception):  # noqa: N818 - a refusal with its reasons, not a fault of the program
    """The file cannot be read at all; ``problems`` say why."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__(" ".join(problem.message for problem in problems))
        self.problems: tuple[Problem, ...] = problems


def place(file: str, sheet: str | None = None, row: int | None = None, column: str | None = None) -> str:
    """Return «archivo, hoja «x», fila 3, columna «y»» with the parts that are known."""
    return ", ".join(_parts(file, sheet, row, column))


def _parts(file: str, sheet: str | None, row: int | None, column: str | None) -> list[str]:
    parts = [_("«%(file)s»") % {"file": file}]
    if sheet:
        parts.append(_("hoja «%(sheet)s»") % {"sheet": sheet})
    if row is not None:
        parts.append(_("fila %(row)d") % {"row": row})
    if column:
        parts.append(_("columna «%(column)s»") % {"column": column})
    return parts


def sentence_of(problem: Problem, *, placed: bool = False) -> str:
    """Return what a problem says to somebody who has its file open, without naming the file and its sheet again.

    `placed` is for where its row and column are told beside it, and leaves those out as well.
    """
    told = f"{place(problem.file, problem.sheet, problem.row, problem.column)}: "
    if not problem.message.startswith(told):
        return problem.message
    sentence = problem.message.removeprefix(told)
    _file, *where = _parts(problem.file, None, problem.row, problem.column)
    return capfirst(sentence if placed or not where else f"{', '.join(where)}: {sentence}")


def problem_at(
    code: str,
    sentence: str,
    *,
    file: str,
    sheet: str | None = None,
    row: int | None = None,
    column: str | None = None,
    severity: Severity = "error",
) -> Problem:
    """Return a problem whose message begins with its place."""
    message = f"{place(file, sheet, row, column)}: {sentence}"
    return Problem(code, message, file, sheet, row, column, severity)
