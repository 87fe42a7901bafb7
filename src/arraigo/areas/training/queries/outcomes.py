"""What training led to: who completed it, which certificates were given out, what was learnt, how people liked it.

Everything adds up over enrolments, so that a course, a series, a programme area and an institution are sums of the
same rows. Means of fewer than five people are not shown, nor what would let one compute them.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from arraigo.areas.training.enums import ProgrammeArea
from arraigo.areas.training.queries import outcomes_sql as sql
from arraigo.areas.training.queries.figures import FigureFilter, rows_of

FEWEST = 5
Params = list[Any]


@dataclass(frozen=True)
class Outcome:
    """The outcomes of one group. `before` and `after` are sums of shares between 0 and 1, `stars` of marks from 1 to 5.

    `enrolled` are those enrolled in courses that have a rule for certificates and ended.
    """

    key: str = ""
    label: str = ""
    enrolled: int = 0
    completed: int = 0
    valid: int = 0
    revoked: int = 0
    tested: int = 0
    before: float = 0
    after: float = 0
    responses: int = 0
    marks: int = 0
    stars: int = 0
    hides_learning: bool = False
    hides_satisfaction: bool = False

    @property
    def shows_learning(self) -> bool:
        """Whether enough people took both tests to say what they learnt."""
        return self.tested >= FEWEST and not self.hides_learning

    @property
    def shows_satisfaction(self) -> bool:
        """Whether enough people answered to say how they liked it."""
        return self.responses >= FEWEST and not self.hides_satisfaction

    @property
    def mean_before(self) -> float | None:
        """The mean result of the test before, in percent."""
        return 100 * self.before / self.tested if self.shows_learning else None

    @property
    def mean_after(self) -> float | None:
        """The mean result of the test after, in percent."""
        return 100 * self.after / self.tested if self.shows_learning else None

    @property
    def gain(self) -> float | None:
        """The mean absolute gain, in percentage points."""
        return 100 * (self.after - self.before) / self.tested if self.shows_learning else None

    @property
    def normalised_gain(self) -> float | None:
        """What was learnt of what could be, between -∞ and 1 (Hake 1998); None when all knew everything before."""
        left = self.tested - self.before
        return (self.after - self.before) / left if self.shows_learning and left > 0 else None

    @property
    def satisfaction(self) -> float | None:
        """The mean of all marks from 1 to 5."""
        return self.stars / self.marks if self.shows_satisfaction and self.marks else None


SUMMED = ("enrolled", "completed", "valid", "revoked", "tested", "before", "after", "responses", "marks", "stars")


@dataclass(frozen=True)
class Outcomes:
    """The outcomes of a filter, and of each of its parts, by their words. No institution has a satisfaction."""

    total: Outcome = field(default_factory=Outcome)
    by_course: tuple[Outcome, ...] = ()
    by_series: tuple[Outcome, ...] = ()
    by_area: tuple[Outcome, ...] = ()
    by_institution: tuple[Outcome, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to say: no rule, no certificate, no test and no survey."""
        one = self.total
        return not (one.enrolled or one.valid or one.revoked or one.tested or one.responses)


def outcomes(wanted: FigureFilter, *, at: datetime) -> Outcomes:
    """Compute the outcomes of the current city under a filter as they stand `at` a moment; five queries.

    A completion counts on the day of the last session of its course, a certificate on that of its issue, a pair of
    tests on that of the test after, a survey on that of its answer.
    """
    cells: dict[tuple[UUID, UUID | None], dict[str, float]] = defaultdict(lambda: dict.fromkeys(SUMMED, 0))
    for names, rows in (
        (("enrolled", "completed"), completion_rows(wanted, sql.COMPLETION_COUNTS, at=at)),
        (("valid", "revoked"), _rows(sql.CERTIFICATES, wanted, sql.ISSUED_ON)),
        (("tested", "before", "after"), learning_rows(wanted, sql.LEARNING_COUNTS)),
        (("responses", "marks", "stars"), _rows(sql.SATISFACTION, wanted, sql.ANSWERED_ON)),
    ):
        for course, organization, *values in rows:
            cell = cells[course, organization]
            for name, value in zip(names, values, strict=True):
                cell[name] += value or 0
    return _grouped(cells)


def completion_rows(wanted: FigureFilter, ending: str, *, at: datetime) -> list[tuple[Any, ...]]:
    """Judge the enrolments in courses that have a rule and ended; `ending` says what to read of them."""
    courses, of_courses = _courses(wanted)
    people, of_people = _people(wanted)
    days, of_days = _days(wanted, sql.ENDED_ON)
    filled = sql.COMPLETION.format(courses=courses, people=people, days=days)
    return rows_of(filled + ending, [*of_courses, at, *of_days, *of_people])


def learning_rows(wanted: FigureFilter, ending: str) -> list[tuple[Any, ...]]:
    """Pair the tests of each person; `ending` says what to read of them."""
    courses, of_courses = _courses(wanted)
    people, of_people = _people(wanted)
    days, of_days = _days(wanted, sql.TESTED_ON)
    filled = sql.LEARNING.format(courses=courses) + ending.format(days=days, people=people)
    return rows_of(filled, [*of_courses, *of_days, *of_people])


def valid_by_institution(wanted: FigureFilter) -> dict[UUID, int]:
    """Count the valid certificates of each institution's people; one query."""
    found: dict[UUID, int] = defaultdict(int)
    for _course, organization, valid, _revoked in _rows(sql.CERTIFICATES, wanted, sql.ISSUED_ON):
        if organization:
            found[organization] += valid
    return dict(found)


def _rows(template: str, wanted: FigureFilter, day: str) -> list[tuple[Any, ...]]:
    """Run a query whose conditions stand in the order courses, people or days, people."""
    parts = {"courses": _courses(wanted), "people": _people(wanted), "days": _days(wanted, day)}
    order = [name for piece in template.split("{")[1:] if (name := piece.partition("}")[0]) in parts]
    values = [value for name in order for value in parts[name][1]]
    return rows_of(template.format(**{name: part[0] for name, part in parts.items()}), values)


def _courses(wanted: FigureFilter) -> tuple[str, Params]:
    return _all(
        ("c.id = %s", wanted.course),
        ("c.series_id = %s", wanted.series),
        ("c.programme_area = %s", wanted.programme_area or None),
    )


def _people(wanted: FigureFilter) -> tuple[str, Params]:
    return _all(("e.organization_id = %s", wanted.institution))


def _days(wanted: FigureFilter, day: str) -> tuple[str, Params]:
    return _all((f"{day} >= %s", wanted.since), (f"{day} <= %s", wanted.until))


def _all(*clauses: tuple[str, UUID | str | date | None]) -> tuple[str, Params]:
    said = [(clause, value) for clause, value in clauses if value is not None]
    return " AND ".join(clause for clause, _value in said) or "true", [value for _clause, value in said]


# ── Groups ──


def _grouped(cells: dict[tuple[UUID, UUID | None], dict[str, float]]) -> Outcomes:
    courses = {course for course, _organization in cells}
    organizations = {organization for _course, organization in cells if organization}
    names = {row[0]: row[1:] for row in rows_of(sql.LABELS, [list(courses), list(organizations)])} if cells else {}
    known = [(course, organization, cell) for (course, organization), cell in cells.items() if course in names]

    def by(key: Callable[[UUID, UUID | None], tuple[str, str]]) -> tuple[Outcome, ...]:
        return _sums((key(course, organization), cell) for course, organization, cell in known)

    return Outcomes(
        total=_sum("", "", [cell for _course, _organization, cell in known]),
        by_course=by(lambda course, _organization: (str(course), f"{names[course][0]} · {names[course][1]}")),
        by_series=by(lambda course, _organization: (names[course][2] or "", names[course][3] or _("Sin serie"))),
        by_area=by(lambda course, _organization: (names[course][4], area_words(names[course][4]))),
        by_institution=tuple(
            line
            for line in by(
                lambda _course, one: (str(one or ""), names[one][0] if one in names else _("Sin institución"))
            )
            if line.enrolled or line.valid or line.revoked or line.tested
        ),
    )


def area_words(area: str) -> str:
    """Return a programme area as a heading says it."""
    return str(capfirst(ProgrammeArea(area).label))


def _sums(cells: Iterable[tuple[tuple[str, str], dict[str, float]]]) -> tuple[Outcome, ...]:
    groups: dict[tuple[str, str], list[dict[str, float]]] = defaultdict(list)
    for names, cell in cells:
        groups[names].append(cell)
    found = [_sum(key, label, rows) for (key, label), rows in groups.items()]
    found = hidden(found, "tested", "hides_learning")
    found = hidden(found, "responses", "hides_satisfaction")
    return tuple(sorted(found, key=lambda line: (-line.enrolled, line.label.casefold())))


def _sum(key: str, label: str, cells: Sequence[dict[str, float]]) -> Outcome:
    summed: dict[str, Any] = {name: sum(cell[name] for cell in cells) for name in SUMMED}
    return Outcome(key=key, label=label, **summed)


def hidden(lines: list[Outcome], counted: str, hides: str) -> list[Outcome]:
    """Hide groups under five, and one more when those hidden are together fewer: the total would give them away."""
    order = sorted((line for line in lines if getattr(line, counted)), key=lambda line: getattr(line, counted))
    under: set[tuple[str, str]] = set()
    people = 0
    for line in order:
        number = getattr(line, counted)
        if number >= FEWEST and not 0 < people < FEWEST:
            break
        under.add((line.key, line.label))
        people += number
    hide: dict[str, Any] = {hides: True}
    return [replace(line, **hide) if (line.key, line.label) in under else line for line in lines]
