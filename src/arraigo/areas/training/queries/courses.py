"""Reads of courses: the list with its counts, and one course with its sessions, files and people."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Count, F, Func, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from arraigo.areas.training.enums import EvidenceState, MatchedBy
from arraigo.areas.training.models import Attendance, Course, Enrolment, Evidence, Session
from arraigo.areas.training.queries.opened import Book, shown_document
from arraigo.core.imports import api as imports
from arraigo.core.imports.models import ImportRun
from arraigo.core.people.api import Profile

ENROLMENTS, ATTENDANCE = "training.enrolments", "training.attendance"


def _counted(rows: QuerySet[Any], what: str, to: str) -> Coalesce:
    """Count the distinct `what` of the rows whose `to` is the row outside."""
    number = Func(F(what), function="COUNT", template="COUNT(DISTINCT %(expressions)s)", output_field=IntegerField())
    found = rows.filter(**{to: OuterRef("pk")}).order_by().values(to).annotate(number=number).values("number")
    return Coalesce(Subquery(found), 0)


def courses(allowed: Q) -> QuerySet[Course]:
    """Return courses with `sessions_count` (none cancelled), `enrolled`, `attended` (people), `waiting` (in doubt)."""
    return (
        Course.objects.filter(allowed)
        .select_related("institution", "series")
        .annotate(
            sessions_count=_counted(Session.objects.filter(cancelled_at__isnull=True), "pk", "course"),
            enrolled=_counted(Enrolment.objects.all(), "pk", "course"),
            attended=_counted(Attendance.objects.all(), "person", "course"),
            waiting=_counted(Evidence.objects.filter(state=EvidenceState.REVIEW), "pk", "session__course"),
        )
    )


@dataclass(frozen=True)
class SessionLine:
    """A session as its course shows it: when it was in its own time zone, who came, and its files."""

    session: Session
    starts: datetime
    ends: datetime
    attended: int
    waiting: int
    files: tuple[ImportRun, ...]
    is_past: bool

    @property
    def is_due(self) -> bool:
        """Whether it took place and nothing of it came in."""
        return self.is_past and not self.files and not self.attended and self.session.cancelled_at is None

    @property
    def imported(self) -> bool:
        """Whether a file went in."""
        return any(run.state == imports.RunState.APPLIED for run in self.files)

    @property
    def upload_context(self) -> str:
        """What the imports call this session."""
        return f"session:{self.session.pk}"


def local(moment: datetime, zone: str) -> datetime:
    """Return a moment as a clock in `zone` shows it, without its zone, so that nothing converts it again."""
    return moment.astimezone(ZoneInfo(zone)).replace(tzinfo=None)


def session_lines(course: Course, *, at: datetime) -> list[SessionLine]:
    """Return a course's sessions in their order, with their files; two queries."""
    sessions = list(
        course.sessions.annotate(
            attended=_counted(Attendance.objects.all(), "pk", "session"),
            waiting=_counted(Evidence.objects.filter(state=EvidenceState.REVIEW), "pk", "session"),
        )
    )
    files = files_of(f"session:{session.pk}" for session in sessions)
    return [_line(session, files.get(f"session:{session.pk}", []), at) for session in sessions]


def _line(session: Session, files: Iterable[ImportRun], at: datetime) -> SessionLine:
    ends = session.ends_at
    return SessionLine(
        session=session,
        starts=local(session.starts_at, session.timezone),
        ends=local(ends, session.timezone),
        attended=getattr(session, "attended", 0),
        waiting=getattr(session, "waiting", 0),
        files=tuple(files),
        is_past=ends <= at,
    )


def files_of(contexts: Iterable[str]) -> dict[str, list[ImportRun]]:
    """Return the files that wait or went into these places, oldest first, by place."""
    found: dict[str, list[ImportRun]] = defaultdict(list)
    kept = [imports.RunState.UPLOADED, imports.RunState.APPLIED]
    runs = imports.runs([ENROLMENTS, ATTENDANCE]).filter(context__in=list(contexts), state__in=kept)
    for run in runs.order_by("created_at"):
        found[run.context].append(run)
    return dict(found)


@dataclass(frozen=True)
class Participant:
    """Somebody enrolled in a course, and what they attended. `by_name` when a row was theirs by its name alone."""

    pk: UUID
    person_id: UUID
    institution: str
    position: str
    sex: str
    attended: int
    sessions: int
    by_name: bool
    book: Book

    @property
    def profile(self) -> Profile:
        """Who it is, opened together with the others of the list."""
        return self.book[self.person_id]

    @property
    def document(self) -> str:
        """The number of their first document, to be masked."""
        return shown_document(self.profile)


def participants(course: Course, *, sessions: int) -> list[Participant]:
    """Return who is enrolled in a course; three queries, and names only when somebody reads them.

    sessions: how many of the course's sessions attendance is counted of.
    """
    rows = list(
        Enrolment.objects.filter(course=course).values_list(
            "pk", "person_id", "organization__name", "position", "person__sex"
        )
    )
    attended = dict(
        Attendance.objects.filter(course=course).values_list("enrolment_id").annotate(number=Count("pk")).order_by()
    )
    by_name = set(
        Evidence.objects.filter(session__course=course, matched_by=MatchedBy.NAME)
        .order_by()
        .values_list("enrolment_id", flat=True)
        .distinct()
    )
    book = Book(row[1] for row in rows)
    return [
        Participant(pk, person, name or "", position, sex, attended.get(pk, 0), sessions, pk in by_name, book)
        for pk, person, name, position, sex in rows
    ]


@dataclass(frozen=True)
class CourseFigures:
    """The head of a course: everything is a count of the rows that its page shows."""

    enrolled: int
    attended: int
    sessions: int
    sessions_with_attendance: int
    waiting: int


def course_figures(people: list[Participant], lines: list[SessionLine]) -> CourseFigures:
    """Count what a course's page has read already."""
    return CourseFigures(
        enrolled=len(people),
        attended=sum(person.attended > 0 for person in people),
        sessions=sum(line.session.cancelled_at is None for line in lines),
        sessions_with_attendance=sum(line.attended > 0 for line in lines),
        waiting=sum(line.waiting for line in lines),
    )


def signers(course: Course) -> list[Participant]:
    """Return who is enrolled, sorted as a sheet to sign lists them: by surname."""
    found = participants(course, sessions=0)
    return sorted(found, key=lambda person: person.profile.sort_key)
