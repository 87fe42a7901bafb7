"""Does the day or the month come first? Proved by the file, told by a person, or asked; never guessed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from arraigo.areas.training.importers.reading.moments import WrittenDate
from arraigo.areas.training.importers.reading.values import DateOrder, GivenOrder
from arraigo.core.imports.problems import Problem, Severity, problem_at

AT_MOST_REPORTED = 20


@dataclass(frozen=True, slots=True)
class SeenDate:
    """A date with the cell in which it stands."""

    day: WrittenDate
    text: str
    row: int
    column: str


@dataclass(frozen=True, slots=True)
class DateFinding:
    """What is known of the order; ``order`` reads dates with it, blank while it must be asked."""

    dates: DateOrder
    order: str = ""
    problems: tuple[Problem, ...] = ()
    readings: tuple[date, date] | None = None


def find_order(seen: Iterable[SeenDate], told: GivenOrder | None, file: str, sheet: str = "") -> DateFinding:
    """Return the order of day and month of a file's dates.

    One number above 12 proves it for the whole file. An order that was told but that some cell contradicts gives
    an error at each such cell; two cells that prove opposite orders give an error; no proof gives a question.
    """
    dates = list(seen)
    doubtful = [one for one in dates if one.day.value is None]
    if not doubtful:
        certain = any(not one.day.first for one in dates)
        return DateFinding(DateOrder.ISO if certain else DateOrder.NOT_NEEDED, told or "mdy")
    proofs = {order: [one for one in doubtful if _only_reads(one.day, order)] for order in ("mdy", "dmy")}
    if told:
        against = proofs["dmy" if told == "mdy" else "mdy"]
        problems = tuple(_contradicts(one, told, file, sheet) for one in against[:AT_MOST_REPORTED])
        return DateFinding(DateOrder(told), told, problems)
    return _proved(proofs, doubtful, file, sheet)


def _only_reads(day: WrittenDate, order: str) -> bool:
    other = "dmy" if order == "mdy" else "mdy"
    return day.read(order) is not None and day.read(other) is None


def _proved(proofs: dict[str, list[SeenDate]], doubtful: Sequence[SeenDate], file: str, sheet: str) -> DateFinding:
    if proofs["mdy"] and proofs["dmy"]:
        problem = _mixed(proofs["mdy"][0], proofs["dmy"][0], file, sheet)
        return DateFinding(DateOrder.AMBIGUOUS, "", (problem,))
    for order, cells in proofs.items():
        if cells:
            return DateFinding(DateOrder(order), order)
    first = doubtful[0]
    mdy, dmy = first.day.read("mdy"), first.day.read("dmy")
    if mdy is None or dmy is None:
        return DateFinding(DateOrder.NOT_NEEDED, "mdy")
    return DateFinding(DateOrder.AMBIGUOUS, "", (_ask(first, mdy, dmy, file, sheet),), (mdy, dmy))


def _ask(seen: SeenDate, mdy: date, dmy: date, file: str, sheet: str) -> Problem:
    sentence = _(
        "«%(text)s» puede ser el %(mdy)s (mes/día/año) o el %(dmy)s (día/mes/año), y ninguna fecha del archivo "
        "lo aclara. Responda «mdy» si el mes va primero, o «dmy» si el día va primero."
    ) % {"text": seen.text, "mdy": in_words(mdy), "dmy": in_words(dmy)}
    return _at("date_order", sentence, seen, file, sheet, "question")


def _contradicts(seen: SeenDate, told: str, file: str, sheet: str) -> Problem:
    said = _("mes/día/año (mdy)") if told == "mdy" else _("día/mes/año (dmy)")
    sentence = _(
        "«%(text)s» no es una fecha si se lee %(said)s, que es el orden indicado. Cambie el orden o corrija la celda."
    ) % {"text": seen.text, "said": said}
    return _at("date_order", sentence, seen, file, sheet, "error")


def _mixed(mdy: SeenDate, dmy: SeenDate, file: str, sheet: str) -> Problem:
    sentence = _(
        "«%(dmy)s» solo puede ser día/mes/año, pero «%(mdy)s», en la fila %(row)d, solo puede ser mes/día/año. "
        "Exporte otra vez el archivo original, sin abrirlo antes en Excel, o corrija las fechas."
    ) % {"dmy": dmy.text, "mdy": mdy.text, "row": mdy.row}
    return _at("date_order", sentence, dmy, file, sheet, "error")


def _at(code: str, sentence: str, seen: SeenDate, file: str, sheet: str, severity: Severity) -> Problem:
    return problem_at(
        code, sentence, file=file, sheet=sheet or None, row=seen.row, column=seen.column, severity=severity
    )


def in_words(day: date) -> str:
    """Return «9 de abril de 2021»."""
    names = (
        _("enero"), _("febrero"), _("marzo"), _("abril"), _("mayo"), _("junio"), _("julio"), _("agosto"),
        _("septiembre"), _("octubre"), _("noviembre"), _("diciembre"),
    )  # fmt: skip
    return _("%(day)d de %(month)s de %(year)d") % {"day": day.day, "month": names[day.month - 1], "year": day.year}
