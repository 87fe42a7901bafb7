"""What the first page says: what happens, who is missing, what waits."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from arraigo.areas.training.enums import EvidenceState
from arraigo.areas.training.models import Attendance, Course, Enrolment, Evidence, LearnedEmail, Session
from arraigo.areas.training.queries.courses import ATTENDANCE, ENROLMENTS, local
from arraigo.areas.training.queries.pending import NOTHING_PENDING, Pending, pending
from arraigo.core.imports import api as imports
from arraigo.core.imports.models import ImportRun

AHEAD = timedelta(days=14)
RECENT = timedelta(days=90)
MOST = 8


@dataclass(frozen=True)
class Meeting:
    """A session on the agenda, at its own local time."""

    session: Session
    starts: datetime
    ends: datetime
    enrolled: int
    is_now: bool
    is_past: bool
    has_attendance: bool

    @property
    def is_due(self) -> bool:
        """Whether its attendance is what comes next: it is on, or it is over and nothing was loaded."""
        return self.is_now or (self.is_past and not self.has_attendance)

    @property
    def upload_context(self) -> str:
        """What the imports call this session."""
        return f"session:{self.session.pk}"


@dataclass(frozen=True)
class Gap:
    """A course in which something is missing: sessions that passed without attendance, people who never came."""

    course: Course
    number: int
    whole: int


@dataclass(frozen=True)
class Waiting:
    """Rows of a course that wait for review: how many, of how many identities."""

    course: Course
    rows: int
    people: int


@dataclass(frozen=True)
class Today:
    """Everything that the page says besides figures. `has_past`: some session has begun already."""

    today: tuple[Meeting, ...]
    next: tuple[Meeting, ...]
    without_attendance: tuple[Gap, ...]
    absent: tuple[Gap, ...]
    reviews: tuple[Waiting, ...]
    files: tuple[ImportRun, ...]
    emails: int
    has_past: bool
    pending: Pending = NOTHING_PENDING

    @property
    def due(self) -> Meeting | None:
        """The first session of today whose attendance is to be loaded: the page's main step."""
        return next((meeting for meeting in self.today if meeting.is_due), None)

    @property
    def waits(self) -> int:
        """How many matters wait."""
        return len(self.reviews) + len(self.files) + bool(self.emails) + self.pending.matters


def today(allowed: Q, *, at: datetime, zone: str, manages: bool) -> Today:
    """Return the day of a city (`zone`) in the `allowed` courses; what waits only for who manages them."""
    courses = Course.objects.filter(allowed)
    meetings = _meetings(allowed, at=at, zone=zone)
    day = at.astimezone(ZoneInfo(zone)).date()
    return Today(
        today=tuple(meeting for meeting in meetings if meeting.starts.date() <= day),
        next=tuple(meeting for meeting in meetings if meeting.starts.date() > day)[:MOST],
        without_attendance=_without_attendance(allowed, at=at),
        absent=_absent(allowed, at=at),
        reviews=_reviews(allowed) if manages else (),
        files=_files(courses) if manages else (),
        emails=_emails(allowed) if manages else 0,
        pending=pending(allowed, at=at) if manages else NOTHING_PENDING,
        has_past=Session.objects.filter(_of_course(allowed), starts_at__lt=at).exists(),
    )


def _of_course(allowed: Q) -> Q:
    """Return a condition on rows that belong to a course, from one on courses."""
    return Q(course__in=Course.objects.filter(allowed))


def _meetings(allowed: Q, *, at: datetime, zone: str) -> list[Meeting]:
    city = ZoneInfo(zone)
    midnight = datetime.combine(at.astimezone(city).date(), time.min, tzinfo=city)
    sessions = (
        Session.objects.filter(_of_course(allowed), starts_at__gte=midnight, starts_at__lt=midnight + AHEAD)
        .filter(cancelled_at__isnull=True)
        .select_related("course", "course__institution")
        .annotate(has_attendance=Exists(Evidence.objects.filter(session=OuterRef("pk"))))
        .order_by("starts_at", "code")
    )
    found = list(sessions)
    enrolled = _enrolled({session.course_id for session in found})
    return [_meeting(session, enrolled.get(session.course_id, 0), at) for session in found]


def _meeting(session: Session, enrolled: int, at: datetime) -> Meeting:
    ends = session.ends_at
    return Meeting(
        session=session,
        starts=local(session.starts_at, session.timezone),
        ends=local(ends, session.timezone),
        enrolled=enrolled,
        is_now=session.starts_at <= at < ends,
        is_past=ends <= at,
        has_attendance=getattr(session, "has_attendance", False),
    )


def _enrolled(courses: set[UUID]) -> dict[UUID, int]:
    rows = Enrolment.objects.filter(course__in=courses).order_by().values_list("course_id")
    return dict(rows.annotate(number=Count("pk")))


def _without_attendance(allowed: Q, *, at: datetime) -> tuple[Gap, ...]:
    """Return courses whose past sessions have no attendance, with how many of the past ones."""
    past = Q(sessions__starts_at__lt=at, sessions__cancelled_at__isnull=True)
    empty = past & Q(~Exists(Evidence.objects.filter(session=OuterRef("sessions__pk"))))
    rows = (
        Course.objects.filter(allowed)
        .annotate(number=Count("sessions", filter=empty), whole=Count("sessions", filter=past))
        .filter(number__gt=0)
        .order_by("-number", "title")[:MOST]
    )
    return _gaps(rows)


def _absent(allowed: Q, *, at: datetime) -> tuple[Gap, ...]:
    """Return courses of these months in which somebody enrolled has no attendance, with how many of those enrolled."""
    current = Exists(Session.objects.filter(course=OuterRef("pk"), starts_at__gte=at - RECENT))
    came = Exists(Attendance.objects.filter(enrolment=OuterRef("enrolments__pk")))
    rows = (
        Course.objects.filter(allowed, current, Exists(Attendance.objects.filter(course=OuterRef("pk"))))
        .annotate(number=Count("enrolments", filter=Q(~came)), whole=Count("enrolments"))
        .filter(number__gt=0)
        .order_by("-number", "title")[:MOST]
    )
    return _gaps(rows)


def _gaps(rows: Iterable[Course]) -> tuple[Gap, ...]:
    return tuple(Gap(course, getattr(course, "number", 0), getattr(course, "whole", 0)) for course in rows)


def _reviews(allowed: Q) -> tuple[Waiting, ...]:
    waits = Q(sessions__evidence__state=EvidenceState.REVIEW)
    rows = (
        Course.objects.filter(allowed)
        .annotate(
            rows=Count("sessions__evidence", filter=waits),
            people=Count("sessions__evidence__key", filter=waits, distinct=True),
        )
        .filter(rows__gt=0)
        .order_by("-people", "title")
    )
    return tuple(Waiting(course, getattr(course, "rows", 0), getattr(course, "people", 0)) for course in rows)


def _files(courses: QuerySet[Course]) -> tuple[ImportRun, ...]:
    """Return the files that somebody uploaded for these courses and has not imported yet, newest first."""
    places = [f"course:{pk}" for pk in courses.values_list("pk", flat=True)]
    places += [f"session:{pk}" for pk in Session.objects.filter(course__in=courses).values_list("pk", flat=True)]
    runs = imports.runs([ENROLMENTS, ATTENDANCE]).filter(state=imports.RunState.UPLOADED, context__in=places)
    return tuple(runs[:MOST])


def _emails(allowed: Q) -> int:
    return LearnedEmail.objects.filter(_of_course(allowed), confirmed_at__isnull=True, refused_at__isnull=True).count()
