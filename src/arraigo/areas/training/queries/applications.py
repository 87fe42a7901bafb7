"""The applications of a course as the desk reads them."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import QuerySet

from arraigo.areas.training.enums import ApplicationState
from arraigo.areas.training.models import Application, Course
from arraigo.areas.training.queries.opening import free_places


@dataclass(frozen=True)
class Room:
    """How a course is filled: places, people with one, and those who wait, by how."""

    capacity: int | None
    left: int | None
    waiting: int
    to_approve: int
    unconfirmed: int

    @property
    def taken(self) -> int:
        """How many places are taken of those that there are."""
        return (self.capacity or 0) - (self.left or 0)


def applications(course: Course) -> QuerySet[Application]:
    """Return a course's applications but for those that expired, the newest first."""
    found = Application.objects.filter(course=course).exclude(state=ApplicationState.EXPIRED)
    return found.select_related("city", "focal_link__organization", "enrolment").order_by("-created_at", "-pk")


def room(course: Course, rows: list[Application]) -> Room:
    """Count what the table has read already; one query for the places."""
    states = Counter(row.state for row in rows)
    return Room(
        capacity=course.capacity,
        left=free_places(course),
        waiting=states[ApplicationState.WAITING],
        to_approve=states[ApplicationState.TO_APPROVE],
        unconfirmed=states[ApplicationState.UNCONFIRMED],
    )


def turns(rows: list[Application]) -> dict[str, int]:
    """Return the place in the queue of each who waits, from 1, by the application's id."""
    waiting = [row for row in rows if row.state == ApplicationState.WAITING and row.queued_at is not None]
    ordered = sorted(waiting, key=lambda row: (row.queued_at or row.created_at, row.pk))
    return {str(row.pk): turn for turn, row in enumerate(ordered, 1)}
