"""Whether a course takes applications now, and how many places it has left."""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum

from arraigo.areas.training.enums import ApplicationState, EnrolmentMode
from arraigo.areas.training.models import Application, Course, Enrolment, Session


class Opening(StrEnum):
    """Whether one can get a place in a course by its form, and if not, why."""

    OPEN = "open"
    WAITING_LIST = "waiting_list"
    FULL = "full"
    NOT_YET = "not_yet"
    CLOSED = "closed"
    BY_LIST = "by_list"
    CANCELLED = "cancelled"
    OVER = "over"
    HIDDEN = "hidden"

    @property
    def takes_applications(self) -> bool:
        """Whether the form may be sent."""
        return self in {Opening.OPEN, Opening.WAITING_LIST}


def opening(course: Course, *, at: datetime) -> Opening:
    """Say whether anybody may apply for a place now; at most three queries."""
    sessions = list(course.sessions.all())
    told = by_its_dates(course, sessions, at=at)
    if told is not None:
        return told
    left = free_places(course)
    return by_its_room(course, 0 if left and _somebody_waits(course) else left)


def by_its_dates(course: Course, sessions: Sequence[Session], *, at: datetime) -> Opening | None:
    """Say why a course takes nobody now, by what it says and by its sessions; None when it may take people."""
    if course.published_at is None or course.published_at > at:
        return Opening.HIDDEN
    held = [session for session in sessions if session.cancelled_at is None]
    if course.cancelled_at is not None or (sessions and not held):
        return Opening.CANCELLED
    if held and max(session.ends_at for session in held) <= at:
        return Opening.OVER
    if course.enrolment_mode == EnrolmentMode.BY_LIST:
        return Opening.BY_LIST
    if course.enrolment_opens_at is not None and at < course.enrolment_opens_at:
        return Opening.NOT_YET
    closes = course.enrolment_closes_at
    return Opening.CLOSED if closes is not None and at >= closes else None


def by_its_room(course: Course, left: int | None) -> Opening:
    """Say what a course that may take people does with the next one; `left` places, None without a limit."""
    if left is None or left > 0:
        return Opening.OPEN
    return Opening.WAITING_LIST if course.has_waiting_list else Opening.FULL


def _somebody_waits(course: Course) -> bool:
    """Tell whether a place that is free is somebody's already: whoever comes now waits behind them."""
    return Application.objects.filter(course=course, state=ApplicationState.WAITING).exists()


def free_places(course: Course) -> int | None:
    """Return how many places are left, None where there is no limit. A place is taken by an enrolment."""
    if course.capacity is None:
        return None
    return max(0, course.capacity - Enrolment.objects.filter(course=course).count())
