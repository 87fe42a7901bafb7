"""The records behind an outcome: who completed, who holds a certificate, who took both tests, which sessions were held.

Each list is as long as its figure says.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Exists, OuterRef, Q, QuerySet

from arraigo.areas.training.models import Certificate, Enrolment, Session
from arraigo.areas.training.queries import outcomes_sql as sql
from arraigo.areas.training.queries.figures import FigureFilter
from arraigo.areas.training.queries.opened import Book
from arraigo.areas.training.queries.outcomes import completion_rows, learning_rows
from arraigo.areas.training.queries.records import RecordFilter, attendances

COMPLETED, VALID, REVOKED, TESTED = "completed", "valid", "revoked", "tested"


@dataclass(frozen=True)
class OutcomeRecord:
    """A person in a course, as an outcome counts them; `day` and `code` are a certificate's, where it is one."""

    pk: UUID
    person_id: UUID | None
    course: str
    institution: str
    sex: str
    day: date | None
    code: str
    book: Book

    @property
    def name(self) -> str:
        """Who it is, opened together with the others of the list; nothing where the person was erased."""
        return self.book[self.person_id].listed_name if self.person_id else ""

    @property
    def sort_key(self) -> Any:  # noqa: ANN401 - as people says
        """What sorts by surname."""
        return self.book[self.person_id].sort_key if self.person_id else ()


def outcome_records(what: str, wanted: FigureFilter, *, at: datetime) -> list[OutcomeRecord]:
    """Return the people in courses that an outcome counts; two queries, and names only when somebody reads them."""
    if what == COMPLETED:
        return _enrolled(row[0] for row in completion_rows(wanted, sql.COMPLETION_ROWS, at=at))
    if what == TESTED:
        return _enrolled(row[0] for row in learning_rows(wanted, sql.LEARNING_ROWS))
    return _certified(wanted, revoked=what == REVOKED)


def sessions_held(wanted: FigureFilter) -> QuerySet[Session]:
    """Return the sessions that somebody attended and nobody cancelled."""
    came = attendances(RecordFilter(wanted)).filter(session=OuterRef("pk")).order_by()
    return Session.objects.filter(Exists(came), cancelled_at__isnull=True).select_related("course")


def _enrolled(ids: Iterable[UUID]) -> list[OutcomeRecord]:
    rows = list(Enrolment.objects.filter(pk__in=list(ids)).select_related("course", "organization", "person"))
    book = Book(row.person_id for row in rows)
    return [
        OutcomeRecord(row.pk, row.person_id, row.course.title, _name(row), row.person.sex, None, "", book)
        for row in rows
    ]


def _certified(wanted: FigureFilter, *, revoked: bool) -> list[OutcomeRecord]:
    rows = [
        row
        for row in Certificate.objects.filter(_courses(wanted), revoked_at__isnull=not revoked).select_related(
            "course", "enrolment__organization", "person"
        )
        if _within(_issued_on(row), wanted)
    ]
    book = Book(row.person_id for row in rows if row.person_id)
    return [
        OutcomeRecord(
            pk=row.pk,
            person_id=row.person_id,
            course=row.course.title,
            institution=_name(row.enrolment) if row.enrolment else "",
            sex=row.person.sex if row.person else "unknown",
            day=_issued_on(row),
            code=row.code,
            book=book,
        )
        for row in rows
    ]


def _courses(wanted: FigureFilter) -> Q:
    said = (
        ("course", wanted.course),
        ("course__series", wanted.series),
        ("course__programme_area", wanted.programme_area or None),
        ("enrolment__organization", wanted.institution),
    )
    return Q(**{lookup: value for lookup, value in said if value is not None})


def _issued_on(row: Certificate) -> date:
    return row.issued_at.astimezone(ZoneInfo(row.course.timezone)).date()


def _within(day: date, wanted: FigureFilter) -> bool:
    return (wanted.since is None or wanted.since <= day) and (wanted.until is None or day <= wanted.until)


def _name(enrolment: Enrolment) -> str:
    return enrolment.organization.name if enrolment.organization else ""
