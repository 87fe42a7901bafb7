"""What waits for a decision besides rows of attendance: applications, arrivals in doubt, certificates, tests."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, cast
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q

from arraigo.areas.training.enums import ApplicationState, CheckInState
from arraigo.areas.training.models import (
    Application,
    Assessment,
    Certificate,
    CertificateRule,
    CheckIn,
    Course,
    Session,
)
from arraigo.areas.training.queries.courses import local

SOON = timedelta(days=2)
A_DAY = timedelta(days=1)
MOST = 5


@dataclass(frozen=True)
class InCourse:
    """A course in which something waits, and how many."""

    course_id: UUID
    title: str
    number: int


@dataclass(frozen=True)
class Closing:
    """A test or survey that closes soon, at the local time of its course."""

    course_id: UUID
    course: str
    title: str
    closes: datetime


@dataclass(frozen=True)
class Pending:
    """What waits, by course: applications to approve, arrivals in doubt, certificates to give out; tests that close."""

    applications: tuple[InCourse, ...] = ()
    conflicts: tuple[InCourse, ...] = ()
    uncertified: tuple[InCourse, ...] = ()
    closing: tuple[Closing, ...] = ()

    @property
    def matters(self) -> int:
        """How many matters these are."""
        return len(self.applications) + len(self.conflicts) + len(self.uncertified) + len(self.closing)


NOTHING_PENDING = Pending()


def pending(allowed: Q, *, at: datetime) -> Pending:
    """Return what waits in the `allowed` courses; four queries, whatever there is."""
    courses = Course.objects.filter(allowed)
    closing = Assessment.objects.filter(
        course__in=courses, published_at__isnull=False, closes_at__gt=at, closes_at__lte=at + SOON
    )
    return Pending(
        applications=_by_course(Application.objects.filter(course__in=courses, state=ApplicationState.TO_APPROVE)),
        conflicts=_by_course(
            CheckIn.objects.filter(session__course__in=courses, state=CheckInState.CONFLICT), "session__course"
        ),
        uncertified=_uncertified(courses, at=at),
        closing=tuple(_closing(one) for one in closing.select_related("course").order_by("closes_at")[:MOST]),
    )


def _closing(one: Assessment) -> Closing:
    # What the query asks of it: a moment that is near.
    closes = cast("datetime", one.closes_at)
    return Closing(one.course_id, one.course.title, one.title, local(closes, one.course.timezone))


def _by_course(rows: Any, course: str = "course") -> tuple[InCourse, ...]:  # noqa: ANN401 - a queryset of either
    counted = rows.order_by().values_list(course, f"{course}__title").annotate(number=Count("pk"))
    return tuple(InCourse(*row) for row in counted.order_by("-number")[:MOST])


def _uncertified(courses: Any, *, at: datetime) -> tuple[InCourse, ...]:  # noqa: ANN401 - a queryset
    """Return courses that have a rule, had their last session and gave out no certificate, with those enrolled.

    A day is added to the beginning of the last session, which lasts no longer.
    """
    later = Session.objects.filter(course=OuterRef("pk"), cancelled_at__isnull=True, starts_at__gt=at - A_DAY)
    held = Session.objects.filter(course=OuterRef("pk"), cancelled_at__isnull=True)
    rows = (
        courses.filter(
            Exists(CertificateRule.objects.filter(course=OuterRef("pk"))),
            Exists(held),
            ~Exists(later),
            ~Exists(Certificate.objects.filter(course=OuterRef("pk"))),
            cancelled_at__isnull=True,
        )
        .annotate(number=Count("enrolments"))
        .filter(number__gt=0)
        .order_by("-created_at")[:MOST]
    )
    return tuple(InCourse(course.pk, course.title, getattr(course, "number", 0)) for course in rows)
