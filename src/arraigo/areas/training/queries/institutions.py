"""What an institution's people did: the list of institutions with their counts, and the report of one."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Count as Number
from django.db.models import Exists, OuterRef, Q, QuerySet, Sum
from django.db.models.functions import Coalesce

from arraigo.areas.training.models import Attendance, Certificate, Enrolment, Session
from arraigo.areas.training.queries.courses import local
from arraigo.areas.training.queries.figures import (
    ALL,
    Count,
    FigureFilter,
    Figures,
    enrolments_of,
    figures,
    rows_of,
    where_of,
)
from arraigo.areas.training.queries.opened import Book
from arraigo.areas.training.queries.outcomes import Outcome, Outcomes, outcomes, valid_by_institution

LIST = """
SELECT o.id, o.name, 'people', p.sex, count(*), sum(g.seconds)::bigint FROM (
 SELECT a.organization_id, a.person_id, sum(a.seconds) AS seconds FROM training_attendance a
  WHERE {where} AND a.organization_id IS NOT NULL GROUP BY 1, 2) g
 JOIN people_person p ON p.id = g.person_id JOIN organisations_organization o ON o.id = g.organization_id
 GROUP BY 1, 2, 4
UNION ALL SELECT o.id, o.name, 'enrolled', '', count(DISTINCT e.person_id), count(DISTINCT e.course_id)
 FROM training_enrolment e JOIN organisations_organization o ON o.id = e.organization_id
 WHERE {enrolments} GROUP BY 1, 2
"""
ENROLMENTS = "SELECT e.id FROM training_enrolment e WHERE {where}"
COURSES = """
SELECT c.id, c.title, c.code, '', count(*), 0, 0 FROM training_enrolment e JOIN training_course c ON c.id = e.course_id
 WHERE {enrolments} GROUP BY 1, 2, 3
UNION ALL SELECT c.id, c.title, c.code, p.sex, count(*), sum(g.times)::int, sum(g.seconds)::bigint FROM (
 SELECT a.course_id, a.person_id, count(*) AS times, sum(a.seconds) AS seconds FROM training_attendance a
  WHERE {where} GROUP BY 1, 2) g
 JOIN training_course c ON c.id = g.course_id JOIN people_person p ON p.id = g.person_id GROUP BY 1, 2, 3, 4
"""


@dataclass
class InstitutionLine:
    """An institution with those of its people that are enrolled, and those that came, by sex."""

    pk: UUID
    name: str
    enrolled: int = 0
    courses: int = 0
    people: Count = field(default_factory=Count)
    seconds: int = 0
    certificates: int = 0

    @property
    def hours(self) -> int:
        """The hours that its people attended, added up."""
        return round(self.seconds / 3600)


@dataclass
class CourseLine:
    """A course with those of the institution that are enrolled and that came, and what it led to for them."""

    pk: UUID
    title: str
    code: str
    enrolled: int = 0
    people: Count = field(default_factory=Count)
    attendances: int = 0
    seconds: int = 0
    outcome: Outcome = field(default_factory=Outcome)

    @property
    def hours(self) -> int:
        """The hours that they attended, added up."""
        return round(self.seconds / 3600)


@dataclass(frozen=True)
class InstitutionReport:
    """Everything that a report says without names."""

    figures: Figures
    outcomes: Outcomes
    courses: tuple[CourseLine, ...]

    @property
    def is_empty(self) -> bool:
        """Whether the institution has nobody in any course of the period."""
        return not (self.figures.enrolled or self.figures.attendances)


@dataclass(frozen=True)
class Trained:
    """Somebody of the institution in a course: the sessions that they attended of those held, and their certificate."""

    pk: UUID
    person_id: UUID
    course: str
    code: str
    sex: str
    position: str
    attended: int
    held: int
    seconds: int
    certificate: str
    issued_on: date | None
    book: Book

    @property
    def name(self) -> str:
        """Who it is, opened together with the others of the list."""
        return self.book[self.person_id].listed_name

    @property
    def sort_key(self) -> Any:  # noqa: ANN401 - as people says
        """What sorts by surname."""
        return self.book[self.person_id].sort_key

    @property
    def hours(self) -> float:
        """The hours that they attended."""
        return round(self.seconds / 3600, 1)


def institutions(wanted: FigureFilter, *, only: Collection[UUID] | None = None) -> list[InstitutionLine]:
    """Return the institutions that have people in training under a filter, those of `only` alone; two queries."""
    where, of_attendances = where_of(wanted)
    enrolments, of_enrolments = enrolments_of(wanted)
    sql = LIST.format(where=where, enrolments=enrolments)
    found: dict[UUID, InstitutionLine] = {}
    for pk, name, what, sex, number, more in rows_of(sql, [*of_attendances, *of_enrolments]):
        if only is not None and pk not in only:
            continue
        line = found.setdefault(pk, InstitutionLine(pk, name))
        if what == "people":
            line.people.add(sex, number)
            line.seconds += more
        else:
            line.enrolled, line.courses = number, more
    for pk, number in valid_by_institution(wanted).items():
        if pk in found:
            found[pk].certificates = number
    return sorted(found.values(), key=lambda line: (-line.people.total, line.name))


def institution_report(wanted: FigureFilter, *, at: datetime) -> InstitutionReport:
    """Return the report of the institution that a filter names, as it stands `at` a moment; ten queries."""
    led_to = outcomes(wanted, at=at)
    return InstitutionReport(figures(wanted, sessions=ALL), led_to, _courses(wanted, led_to))


def _courses(wanted: FigureFilter, led_to: Outcomes) -> tuple[CourseLine, ...]:
    where, of_attendances = where_of(wanted)
    enrolments, of_enrolments = enrolments_of(wanted)
    results = {one.key: one for one in led_to.by_course}
    found: dict[UUID, CourseLine] = {}
    rows = rows_of(COURSES.format(where=where, enrolments=enrolments), [*of_enrolments, *of_attendances])
    for pk, title, code, sex, number, times, seconds in rows:
        line = found.setdefault(pk, CourseLine(pk, title, code, outcome=results.get(str(pk), Outcome())))
        if not sex:
            line.enrolled = number
            continue
        line.people.add(sex, number)
        line.attendances += times
        line.seconds += seconds
    return tuple(sorted(found.values(), key=lambda line: (-line.people.total, line.title)))


def trained(wanted: FigureFilter) -> list[Trained]:
    """Return the institution's people, each in each of their courses; three queries, names when somebody reads them."""
    came = Q(attendances__held_on__gte=wanted.since or date.min, attendances__held_on__lte=wanted.until or date.max)
    rows = list(
        _enrolled(wanted)
        .select_related("course", "person")
        .annotate(
            attended=Number("attendances", filter=came), lasted=Coalesce(Sum("attendances__seconds", filter=came), 0)
        )
    )
    held = _held_by_course(wanted)
    given = {
        row.enrolment_id: row
        for row in Certificate.objects.filter(enrolment__in=[row.pk for row in rows], revoked_at__isnull=True)
    }
    book = Book(row.person_id for row in rows)
    return [_trained(row, held.get(row.course_id, 0), given.get(row.pk), book) for row in rows]


def _trained(row: Enrolment, held: int, given: Certificate | None, book: Book) -> Trained:
    return Trained(
        pk=row.pk,
        person_id=row.person_id,
        course=row.course.title,
        code=row.course.code,
        sex=row.person.sex,
        position=row.position,
        attended=getattr(row, "attended", 0),
        held=held,
        seconds=getattr(row, "lasted", 0),
        certificate=given.code if given else "",
        issued_on=local(given.issued_at, row.course.timezone).date() if given else None,
        book=book,
    )


def _enrolled(wanted: FigureFilter) -> QuerySet[Enrolment]:
    rows = Enrolment.objects.filter(organization=wanted.institution)
    if wanted.series:
        rows = rows.filter(course__series=wanted.series)
    if wanted.since or wanted.until:
        where, values = enrolments_of(wanted)
        ids = [row[0] for row in rows_of(ENROLMENTS.format(where=where), values)]
        rows = rows.filter(pk__in=ids)
    return rows


def _held_by_course(wanted: FigureFilter) -> dict[UUID, int]:
    """Count the sessions of each course that were held in the period, whoever came to them."""
    came = Attendance.objects.filter(session=OuterRef("pk"))
    came = came.filter(held_on__gte=wanted.since or date.min, held_on__lte=wanted.until or date.max)
    rows = Session.objects.filter(Exists(came), cancelled_at__isnull=True).order_by().values_list("course_id")
    return dict(rows.annotate(number=Number("pk")))
