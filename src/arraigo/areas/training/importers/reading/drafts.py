"""From the cells of a row to a row of evidence, once the order of the file's dates is known."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, time
from typing import Any

from django.utils.translation import gettext as _

from arraigo.areas.training.importers.reading.dates import DateFinding, SeenDate, find_order
from arraigo.areas.training.importers.reading.durations import clock_counts_minutes, is_negative, seconds_of
from arraigo.areas.training.importers.reading.moments import Moment, WrittenDate, moment_of
from arraigo.areas.training.importers.reading.values import DateOrder, EvidenceRow, GivenOrder
from arraigo.core.imports.problems import Problem, Severity, problem_at
from arraigo.core.imports.reading import Cell, Row, text_of

LONGEST_NAME = 200  # characters; a longer one is a cell that holds something else
NAMES = ("name", "original_name")
NO_TIME = frozenset({"", "-", "--", "—", "n/a", "na", "none", "null"})
AT_MOST_REPORTED = 50


@dataclass(slots=True)
class Draft:
    """A row as found: who it is, and the cells that say when."""

    row: int
    who: dict[str, Any]
    joined: Cell = None
    left: Cell = None
    duration: Cell = None
    raw: tuple[str, ...] = ()


@dataclass(slots=True)
class Place:
    """Where the drafts stand: file, sheet and the header texts of the columns that say when."""

    file: str
    sheet: str = ""
    joined: str = ""
    left: str = ""
    duration: str = ""
    extra: list[SeenDate] = field(default_factory=list)  # dates elsewhere in the file, which may prove the order
    extra_matters: bool = False  # they are to be read themselves, not only to prove


@dataclass(frozen=True, slots=True)
class Finished:
    """Rows of evidence, how their dates read, and what was wrong."""

    rows: tuple[EvidenceRow, ...]
    dates: DateFinding
    problems: tuple[Problem, ...]


def finish(drafts: Sequence[Draft], place: Place, told: GivenOrder | None) -> Finished:
    """Return the rows with their times read under the order that the file proves or that was told."""
    finding = _find_order(drafts, place, told)
    reader = _Reader(place, finding, clock_counts_minutes([draft.duration for draft in drafts]))
    rows = tuple(reader.row(draft) for draft in drafts)
    errors = [problem for problem in reader.problems if problem.severity == "error"]  # each leaves its row out
    warnings = [problem for problem in reader.problems if problem.severity != "error"][:AT_MOST_REPORTED]
    problems = (*finding.problems, *_damaged_by_a_spreadsheet(drafts, place), *errors, *warnings)
    return Finished(rows, finding, problems)


def _find_order(drafts: Sequence[Draft], place: Place, told: GivenOrder | None) -> DateFinding:
    own = list(_seen(drafts, place))
    finding = find_order([*own, *place.extra], told, place.file, place.sheet)
    if not own and not place.extra_matters and finding.dates == DateOrder.AMBIGUOUS:
        return DateFinding(DateOrder.NOT_NEEDED)
    return finding


def cut_name(name: str) -> str:
    """Return a name of at most 200 characters."""
    return name[:LONGEST_NAME].rstrip()


def long_name() -> str:
    """Say that a name was cut."""
    return _("el nombre tiene más de %(most)d caracteres y se cortó. Revise la celda.") % {"most": LONGEST_NAME}


def raw_of(row: Row) -> tuple[str, ...]:
    """Return a row's cells as texts, to be kept as evidence."""
    return tuple([cell if isinstance(cell, str) else text_of(cell) for cell in row])


def seen_date(cell: Cell, row: int, column: str) -> list[SeenDate]:
    """Return the date in a cell with its place, in a list that is empty when there is none."""
    moment = moment_of(cell)
    if moment is None or moment.day is None:
        return []
    return [SeenDate(moment.day, text_of(cell), row, column)]


def _seen(drafts: Iterable[Draft], place: Place) -> Iterable[SeenDate]:
    """Yield each date once with its first cell; one that proves an order, every time."""
    known: set[WrittenDate] = set()
    for draft in drafts:
        for cell, column in ((draft.joined, place.joined), (draft.left, place.left)):
            moment = moment_of(cell)
            if moment and moment.day and (moment.day not in known or _proves(moment.day)):
                known.add(moment.day)
                yield SeenDate(moment.day, text_of(cell), draft.row, column)


def _proves(day: WrittenDate) -> bool:
    return day.value is None and (day.first > 12 or day.second > 12)


class _Reader:
    def __init__(self, place: Place, finding: DateFinding, clock_is_minutes: bool) -> None:
        self.place = place
        self.order = finding.order
        self.clock_is_minutes = clock_is_minutes
        self.problems: list[Problem] = []

    def row(self, draft: Draft) -> EvidenceRow:
        joined, joined_time = self._when(draft, draft.joined, self.place.joined)
        left, left_time = self._when(draft, draft.left, self.place.left)
        if joined and left and _comparable(joined, left) and left < joined:
            self._wrong(draft, "left_before_joined", self.place.left, _left_first())
            joined = left = None
        seconds = seconds_of(draft.duration, clock_is_minutes=self.clock_is_minutes)
        if seconds is None and text_of(draft.duration).casefold() not in NO_TIME:
            self._wrong(draft, "bad_duration", self.place.duration, _bad_duration(draft.duration))
        if any(len(draft.who.get(name, "")) > LONGEST_NAME for name in NAMES):
            self._wrong(draft, "long_name", "", long_name(), "warning")
            draft.who.update({name: cut_name(draft.who.get(name, "")) for name in NAMES})
        return EvidenceRow(
            row=draft.row,
            joined=joined,
            left=left,
            seconds=seconds,
            joined_time=joined_time,
            left_time=left_time,
            raw=draft.raw,
            sheet=self.place.sheet,
            **draft.who,
        )

    def _when(self, draft: Draft, cell: Cell, column: str) -> tuple[datetime | None, time | None]:
        if cell is None:
            return None, None
        moment = moment_of(cell)
        if moment is None:
            if text_of(cell).casefold() not in NO_TIME:
                self._wrong(draft, "bad_date", column, _bad_date(text_of(cell)))
            return None, None
        if moment.day is None:
            return None, moment.clock
        return self._dated(draft, moment, cell, column)

    def _dated(self, draft: Draft, moment: Moment, cell: Cell, column: str) -> tuple[datetime | None, time | None]:
        if moment.day is not None and not moment.day.exists:
            self._wrong(draft, "bad_date", column, _bad_date(text_of(cell)))
            return None, None
        return (moment.at(self.order) if self.order else None), None

    def _wrong(self, draft: Draft, code: str, column: str, sentence: str, severity: Severity = "error") -> None:
        place = self.place
        self.problems.append(
            problem_at(
                code,
                sentence,
                file=place.file,
                sheet=place.sheet or None,
                row=draft.row,
                column=column or None,
                severity=severity,
            )
        )


def _comparable(one: datetime, other: datetime) -> bool:
    return (one.tzinfo is None) == (other.tzinfo is None)


def _damaged_by_a_spreadsheet(drafts: Sequence[Draft], place: Place) -> tuple[Problem, ...]:
    """Return an error when one column has both real dates and dates left as text with doubtful order.

    A spreadsheet of another country turns into dates what it can, with day and month swapped, and leaves the rest.
    """
    if not any(isinstance(draft.joined, datetime) for draft in drafts):
        return ()
    for draft in drafts:
        moment = moment_of(draft.joined) if isinstance(draft.joined, str) else None
        if moment and moment.day and moment.day.value is None and moment.day.exists:
            return (_swapped(draft, place),)
    return ()


def _swapped(draft: Draft, place: Place) -> Problem:
    sentence = _(
        "«%(text)s» quedó como texto mientras otras celdas de la columna son fechas: al abrir el archivo, Excel cambió "
        "el día por el mes en algunas. Suba el archivo original, tal como se descargó."
    ) % {"text": text_of(draft.joined)}
    where = place.sheet or None
    problem = problem_at("dates_swapped", sentence, file=place.file, sheet=where, row=draft.row, column=place.joined)
    return replace(problem, row=None)  # it is the file that is wrong, not the row


def _bad_date(text: str) -> str:
    return _("no se entiende la fecha u hora «%(text)s». Escríbala como 9/4/2021 08:57.") % {"text": text[:40]}


def _bad_duration(cell: Cell) -> str:
    text = {"text": text_of(cell)[:40]}
    if is_negative(cell):
        return _("la duración «%(text)s» no puede ser negativa. Escríbala en minutos, por ejemplo 58.") % text
    return _("no se entiende la duración «%(text)s». Escríbala en minutos, por ejemplo 58.") % text


def _left_first() -> str:
    return _("la salida es anterior a la entrada. Corrija las horas de esa fila.")
