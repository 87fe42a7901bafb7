"""Whether a course takes applications now, and how many places it has left."""

from datetime import datetime, timedelta
from enum import StrEnum

from arraigo.areas.training.enums import EnrolmentMode
from arraigo.areas.training.models import Course, Enrolment


class Opening(StrEnum):
    """What the public form of a course answers."""

    OPEN = "open"
    WAITING_LIST = "waiting_list"
    FULL = "full"
    NOT_YET = "not_yet"
    CLOSED = "closed"
    BY_LIST = "by_list"
    CANCELLED = "cancelled"
    HIDDEN = "hidden"

    @property
    def takes_applications(self) -> bool:
        """Whether the form may be sent."""
        return self in {Opening.OPEN, Opening.WAITING_LIST}


def opening(course: Course, *, at: datetime) -> Opening:
    """Say whether anybody may apply for a place now; at most two queries."""
    told = _by_its_dates(course, at)
    if told is not None:
        return told
    left = free_places(course)
    if left is None or left > 0:
        return Opening.OPEN
    return Opening.WAITING_LIST if course.has_waiting_list else Opening.FULL


def _by_its_dates(course: Course, at: datetime) -> Opening | None:
    if course.published_at is None or course.published_at > at:
        return Opening.HIDDEN
    if course.cancelled_at is not None:
        return Opening.CANCELLED
    if course.enrolment_mode == EnrolmentMode.BY_LIST:
        return Opening.BY_LIST
    if course.enrolment_opens_at is not None and at < course.enrolment_opens_at:
        return Opening.NOT_YET
    return Opening.CLOSED if _is_over(course, at) else None


def _is_over(course: Course, at: datetime) -> bool:
    """Tell whether the day has come on which a course takes nobody more: the one it says, or its last session's end."""
    if course.enrolment_closes_at is not None:
        return at >= course.enrolment_closes_at
    held = course.sessions.filter(cancelled_at=None).values_list("starts_at", "minutes")
    ends = [starts + timedelta(minutes=minutes) for starts, minutes in held]
    return bool(ends) and at >= max(ends)


def free_places(course: Course) -> int | None:
    """Return how many places are left, None where there is no limit. A place is taken by an enrolment."""
    if course.capacity is None:
        return None
    return max(0, course.capacity - Enrolment.objects.filter(course=course).count())
