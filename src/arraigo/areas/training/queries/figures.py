"""Figures of training: people and attendances kept apart, each with the whole that it is part of.

A person counts once in `people`, once in each modality in which they took part, once in each institution for which
they were enrolled. An attendance is one person in one session with time in it. Who waits for review is in neither.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.db import connection
from django.utils.translation import gettext as _

from arraigo.core.people.api import age_band
from arraigo.core.people.enums import AgeBand, Sex

LATEST = 16
ALL = 100_000
GROUPS = ("women", "men", "unknown")
_GROUP_OF_SEX = {Sex.WOMAN: "women", Sex.MAN: "men"}


@dataclass(frozen=True)
class FigureFilter:
    """Which attendances count: held from `since` to `until` (both included), of a course, of an institution…"""

    since: date | None = None
    until: date | None = None
    course: UUID | None = None
    institution: UUID | None = None
    series: UUID | None = None
    programme_area: str = ""


@dataclass
class Count:
    """People (or attendances) by sex: women, men, and those of whom it is not known or who said otherwise."""

    women: int = 0
    men: int = 0
    unknown: int = 0

    @property
    def total(self) -> int:
        return self.women + self.men + self.unknown

    def add(self, sex: str, number: int) -> None:
        """Count some more of one sex."""
        group = _GROUP_OF_SEX.get(Sex(sex), "unknown")
        setattr(self, group, getattr(self, group) + number)


@dataclass(frozen=True)
class Line:
    """One row of a breakdown: its key, its words, people and attendances."""

    key: str
    label: str
    people: Count
    attendances: int
    detail: str = ""
    seconds: int = 0


@dataclass(frozen=True)
class Figures:
    """Everything that the page of figures says. `enrolled` are enrolments, `enrolled_people` the people in them.

    `seconds` are those that people attended, added up; `held` the sessions that somebody attended and nobody cancelled,
    `held_minutes` what they lasted.
    """

    enrolled: int
    enrolled_people: int
    people: Count
    attendances: int
    by_modality: Mapping[str, Count]
    both_modalities: int
    by_age: tuple[Line, ...] = ()
    by_institution: tuple[Line, ...] = ()
    by_session: tuple[Line, ...] = ()
    waiting: int = 0
    by_sex_detail: Mapping[str, int] = field(default_factory=dict)
    seconds: int = 0
    held: int = 0
    held_minutes: int = 0


NO_FIGURES = Figures(0, 0, Count(), 0, {"online": Count(), "in_person": Count()}, 0)


def percent(part: int, whole: int) -> int:
    """Return a share as a whole percentage, 0 when there is no whole."""
    return round(100 * part / whole) if whole else 0


def where_of(wanted: FigureFilter) -> tuple[str, list[Any]]:
    """Return the condition on attendances `a` that a filter makes, with its values."""
    clauses, values = ["true"], []
    for clause, value in (
        ("a.held_on >= %s", wanted.since),
        ("a.held_on <= %s", wanted.until),
        ("a.course_id = %s", wanted.course),
        ("a.organization_id = %s", wanted.institution),
        ("a.course_id IN (SELECT id FROM training_course WHERE series_id = %s)", wanted.series),
        ("a.course_id IN (SELECT id FROM training_course WHERE programme_area = %s)", wanted.programme_area or None),
    ):
        if value is not None:
            clauses.append(clause)
            values.append(value)
    return " AND ".join(clauses), values


def rows_of(sql: str, values: Iterable[Any]) -> list[tuple[Any, ...]]:
    """Run a query of the current city."""
    with connection.cursor() as cursor:
        cursor.execute(sql, list(values))
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    return rows


def figures(wanted: FigureFilter, *, sessions: int = LATEST) -> Figures:
    """Compute the figures of the current city under a filter; four queries, whatever the size.

    `sessions` says how many of the latest sessions stand in `by_session`.
    """
    people, by_modality = Count(), {"online": Count(), "in_person": Count()}
    ages: dict[AgeBand, tuple[Count, list[int]]] = {}
    detail: dict[str, int] = {}
    both = attendances = seconds = 0
    persons, institutions = _people_and_institutions(wanted)
    for sex, age, online, in_person, number, times, lasted in persons:
        people.add(sex, number)
        attendances += times
        seconds += lasted
        detail[sex] = detail.get(sex, 0) + number
        in_band, times_of_band = ages.setdefault(age_band(age), (Count(), []))
        in_band.add(sex, number)
        times_of_band.append(times)
        both += number if online and in_person else 0
        for name, took_part in (("online", online), ("in_person", in_person)):
            if took_part:
                by_modality[name].add(sex, number)
    enrolled, enrolled_people = _enrolled(wanted)
    by_session, held, held_minutes = _by_session(wanted, sessions)
    return Figures(
        enrolled=enrolled,
        enrolled_people=enrolled_people,
        people=people,
        attendances=attendances,
        by_modality=by_modality,
        both_modalities=both,
        by_age=tuple(Line(b.value, str(b.label), ages[b][0], sum(ages[b][1])) for b in AgeBand if b in ages),
        by_institution=institutions,
        by_session=by_session,
        waiting=_waiting(wanted),
        by_sex_detail=detail,
        seconds=seconds,
        held=held,
        held_minutes=held_minutes,
    )


def _people_and_institutions(wanted: FigureFilter) -> tuple[list[tuple[Any, ...]], tuple[Line, ...]]:
    """Read all attendances once: each person with an institution, then the people, and the institutions."""
    where, values = where_of(wanted)
    rows = rows_of(
        "WITH each AS MATERIALIZED ("
        " SELECT a.person_id, a.organization_id, bool_or(a.online) AS online, bool_or(a.in_person) AS in_person,"
        " count(*) AS times, sum(a.seconds) AS seconds, max(a.held_on) AS latest"
        f" FROM training_attendance a WHERE {where} GROUP BY a.person_id, a.organization_id),"
        " person AS (SELECT person_id, bool_or(online) AS online, bool_or(in_person) AS in_person,"
        " sum(times) AS times, sum(seconds) AS seconds, extract(year FROM max(latest))::int AS year"
        " FROM each GROUP BY person_id)"
        " SELECT true, NULL::uuid, '', p.sex, g.year - p.birth_year, g.online, g.in_person, count(*),"
        " sum(g.times)::int, sum(g.seconds)::bigint"
        " FROM person g JOIN people_person p ON p.id = g.person_id GROUP BY 4, 5, 6, 7"
        " UNION ALL SELECT false, g.organization_id, coalesce(o.name, ''), p.sex, NULL, NULL, NULL, count(*),"
        " sum(g.times)::int, sum(g.seconds)::bigint FROM each g JOIN people_person p ON p.id = g.person_id"
        " LEFT JOIN organisations_organization o ON o.id = g.organization_id GROUP BY 2, 3, 4",
        values,
    )
    lines = lines_of(
        (str(key or ""), name or _("Sin institución"), "", sex, n, times, seconds)
        for is_people, key, name, sex, _age, _online, _in_person, n, times, seconds in rows
        if not is_people
    )
    return [row[3:] for row in rows if row[0]], largest_first(lines)


def _by_session(wanted: FigureFilter, most: int) -> tuple[tuple[Line, ...], int, int]:
    """Return the latest sessions under the filter, oldest first; how many of all were held, and their minutes."""
    where, values = where_of(wanted)
    rows = rows_of(
        "WITH attended AS MATERIALIZED (SELECT s.id, s.code, s.starts_at, s.course_id, s.minutes, s.cancelled_at,"
        " (s.starts_at AT TIME ZONE s.timezone)::date AS day FROM training_session s"
        f" WHERE EXISTS (SELECT FROM training_attendance a WHERE a.session_id = s.id AND {where})),"
        " latest AS MATERIALIZED (SELECT * FROM attended ORDER BY starts_at DESC, code DESC LIMIT %s)"
        " SELECT g.id, g.code, c.title, g.day, g.sex, g.people, g.seconds FROM ("
        " SELECT s.id, s.code, s.starts_at, s.course_id, s.day, p.sex, count(*) AS people,"
        " sum(a.seconds)::bigint AS seconds FROM latest s"
        " JOIN training_attendance a ON a.session_id = s.id JOIN people_person p ON p.id = a.person_id"
        f" WHERE {where} GROUP BY 1, 2, 3, 4, 5, 6"
        " UNION ALL SELECT NULL, '', NULL, NULL, NULL, '', count(*), coalesce(sum(minutes), 0)"
        " FROM attended WHERE cancelled_at IS NULL"
        ") g LEFT JOIN training_course c ON c.id = g.course_id ORDER BY g.starts_at NULLS LAST, g.code",
        [*values, most, *values],
    )
    *sessions, (_id, _code, _title, _on, _sex, held, minutes) = rows
    lines = (
        (str(key), code, _day(day, title), sex, n, n, seconds) for key, code, title, day, sex, n, seconds in sessions
    )
    return tuple(lines_of(lines)), held, minutes


def _day(day: date, title: str) -> str:
    return f"{day:%Y-%m-%d} · {title}"


def lines_of(rows: Iterable[tuple[str, str, str, str, int, int, int]]) -> list[Line]:
    """Return lines from rows of (key, label, detail, sex, people, attendances, seconds), in their order."""
    found: dict[str, tuple[str, str, Count]] = {}
    times: dict[str, int] = {}
    lasted: dict[str, int] = {}
    for key, label, detail, sex, number, attended, seconds in rows:
        found.setdefault(key, (label, detail, Count()))[2].add(sex, number)
        times[key] = times.get(key, 0) + attended
        lasted[key] = lasted.get(key, 0) + seconds
    return [Line(key, label, count, times[key], detail, lasted[key]) for key, (label, detail, count) in found.items()]


def largest_first(lines: Iterable[Line]) -> tuple[Line, ...]:
    """Sort lines by their people, the most first."""
    return tuple(sorted(lines, key=lambda line: (-line.people.total, line.label)))


def enrolments_of(wanted: FigureFilter) -> tuple[str, list[Any]]:
    """Return the condition on enrolments `e` that a filter makes; with a period, courses with a session in it."""
    clauses: list[str] = ["true"]
    values: list[Any] = []
    for clause, value in (
        ("e.course_id = %s", wanted.course),
        ("e.organization_id = %s", wanted.institution),
        ("e.course_id IN (SELECT id FROM training_course WHERE series_id = %s)", wanted.series),
        ("e.course_id IN (SELECT id FROM training_course WHERE programme_area = %s)", wanted.programme_area or None),
    ):
        if value is not None:
            clauses.append(clause)
            values.append(value)
    if wanted.since or wanted.until:
        clauses.append(
            "EXISTS (SELECT FROM training_session s WHERE s.course_id = e.course_id"
            " AND (s.starts_at AT TIME ZONE s.timezone)::date BETWEEN %s AND %s)"
        )
        values += [wanted.since or date.min, wanted.until or date(9999, 12, 31)]
    return " AND ".join(clauses), values


def _enrolled(wanted: FigureFilter) -> tuple[int, int]:
    """Count enrolments, and the people in them, in the courses that the filter reaches."""
    where, values = enrolments_of(wanted)
    sql = f"SELECT count(*), count(DISTINCT e.person_id) FROM training_enrolment e WHERE {where}"
    number, people = rows_of(sql, values)[0]
    return number, people


def _waiting(wanted: FigureFilter) -> int:
    """Count the rows that wait for review in the sessions that the filter reaches.

    An institution cannot be asked of a row that nobody has recognised: under that filter all of them may matter.
    """
    clauses: list[str] = []
    values: list[Any] = []
    for clause, value in (
        ("s.course_id = %s", wanted.course),
        ("(s.starts_at AT TIME ZONE s.timezone)::date >= %s", wanted.since),
        ("(s.starts_at AT TIME ZONE s.timezone)::date <= %s", wanted.until),
        ("s.course_id IN (SELECT id FROM training_course WHERE series_id = %s)", wanted.series),
        ("s.course_id IN (SELECT id FROM training_course WHERE programme_area = %s)", wanted.programme_area or None),
    ):
        if value is not None:
            clauses.append(clause)
            values.append(value)
    sql = "SELECT count(*) FROM training_evidence e WHERE e.state = 'review'"
    if clauses:
        sql += f" AND e.session_id IN (SELECT s.id FROM training_session s WHERE {' AND '.join(clauses)})"
    return int(rows_of(sql, values)[0][0])
