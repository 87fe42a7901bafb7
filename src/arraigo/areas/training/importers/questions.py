"""What a reader asks, as questions with choices, and its problems sorted into those of a file and those of a row."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from arraigo.core.imports.kinds import Question
from arraigo.core.imports.problems import FileRefused, Problem

# An order of day and month that some cell contradicts makes every date of the file doubtful, not one row.
OF_THE_FILE = frozenset({"date_order"})
MARK = "mark:"


def date_order_question(readings: tuple[date, date] | None, held_on: date | None) -> Question:
    """Ask for the order of day and month; the reading that falls on the session's day is suggested, never taken."""
    suggested = ""
    if readings and held_on in readings and readings[0] != readings[1]:
        suggested = "mdy" if readings[0] == held_on else "dmy"
    shown = [f"{reading:%d/%m/%Y}" for reading in readings] if readings else ["", ""]
    return Question(
        key="date_order",
        label=_("¿Cómo se escriben las fechas de este archivo?"),
        choices=(
            ("dmy", _("Día/mes/año: la primera fecha es %(day)s (día/mes/año)") % {"day": shown[1]}),
            ("mdy", _("Mes/día/año: la primera fecha es %(day)s (día/mes/año)") % {"day": shown[0]}),
        ),
        help=_("El archivo no lo dice y las dos lecturas son posibles. Compare con el día en que fue la jornada."),
        suggested=suggested,
    )


def m_means_question() -> Question:
    """Ask what an M means in a column in which no F, H, or other word tells."""
    return Question(
        key="m_means",
        label=_("En la columna de sexo solo aparece «M». ¿Qué significa?"),
        choices=(("woman", _("Mujer")), ("man", _("Masculino"))),
        help=_("Mientras no se responda, esas personas quedarían sin dato."),
    )


def day_question(days: Sequence[str]) -> Question:
    """Ask which of a sheet's day columns is this session."""
    return Question(
        key="day",
        label=_("¿Qué columna de asistencia corresponde a esta jornada?"),
        choices=tuple((day, day) for day in days),
        help=_("La lista trae varios días y sus encabezados no son fechas."),
    )


def unmarked_question(problem: Problem) -> Question:
    """Ask who attended when the column of signatures is empty."""
    return Question(
        key="unmarked",
        label=problem.message,
        choices=(("all", _("Asistieron todas las personas de la lista")), ("none", _("No asistió ninguna"))),
        help=_("Suele pasar cuando las firmas están en papel y la lista se volvió a escribir."),
    )


def sheet_question(sheets: Sequence[str], problem: Problem) -> Question:
    """Ask which sheet of a workbook is the list."""
    return Question(key="sheet", label=problem.message, choices=tuple((name, name) for name in sheets))


def mark_question(problem: Problem) -> Question:
    """Ask what a mark means that nobody understands."""
    return Question(
        key=f"{MARK}{problem.value}",
        label=problem.message,
        choices=(("present", _("Asistió")), ("absent", _("No asistió"))),
    )


def marks_of(options: Mapping[str, Any]) -> dict[str, bool]:
    """Return what was answered about marks: the mark, and whether it means that somebody came."""
    return {key.removeprefix(MARK): said == "present" for key, said in options.items() if key.startswith(MARK)}


def questions_of(
    problems: Iterable[Problem],
    options: Mapping[str, Any],
    *,
    held_on: date | None = None,
    readings: tuple[date, date] | None = None,
    sheets: Callable[[], Sequence[str]] = tuple,
) -> tuple[Question, ...]:
    """Return what the problems of a file ask and the options do not answer, each thing once."""
    makers: dict[str, Callable[[Problem], Question]] = {
        "date_order": lambda problem: date_order_question(readings, held_on),
        "m_means": lambda problem: m_means_question(),
        "which_sheet": lambda problem: sheet_question(sheets(), problem),
        "unmarked": unmarked_question,
        "unclear_mark": mark_question,
    }
    asked = {
        q.key: q for p in problems if p.severity == "question" and (q := makers[p.code](p)) and q.key not in options
    }
    return tuple(asked.values())


def refuse_file_problems(problems: Iterable[Problem]) -> None:
    """Raise FileRefused when something is wrong with the file as a whole."""
    whole = [p for p in problems if p.severity == "error" and (p.row is None or p.code in OF_THE_FILE)]
    if whole:
        raise FileRefused(*whole)


def by_row(problems: Iterable[Problem]) -> Mapping[int, list[Problem]]:
    """Return the errors of single rows, by row."""
    found: dict[int, list[Problem]] = defaultdict(list)
    for problem in problems:
        if problem.severity == "error" and problem.row is not None:
            found[problem.row].append(problem)
    return found
