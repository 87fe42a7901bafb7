"""Whom a mail to everybody enrolled in a course reaches, and who must be told some other way."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from arraigo.areas.training.models import Course, Enrolment, Session
from arraigo.areas.training.queries.addresses import Addressee, addressees
from arraigo.core.people import api as people


@dataclass(frozen=True)
class Reach:
    """How many of those enrolled a mail reaches; the others, by surname."""

    by_mail: int
    alone: tuple[people.Profile, ...]


def reach(course: Course) -> Reach:
    """Return whom a mail reaches. Whoever asked to be erased is no longer told of anything."""
    rows = list(Enrolment.objects.filter(course=course))
    found = writable(course, rows)
    left = people.profiles(row.person_id for row in rows if row.pk not in found)
    alone = sorted((one for one in left.values() if not one.is_erased), key=lambda one: one.sort_key)
    return Reach(len(found), tuple(alone))


def writable(course: Course, rows: list[Enrolment]) -> dict[UUID, Addressee]:
    """Return, by enrolment, to which address one writes; who has none that mail accepts is not in it."""
    told = addressees(rows, language=course.city.language)
    return {pk: whom for pk, whom in told.items() if whom.email}


def is_over(session: Session, at: datetime) -> bool:
    """Return whether a session has ended, so that nobody need be told of a change in it."""
    return session.ends_at <= at


def is_to_come(course: Course, at: datetime) -> bool:
    """Return whether something of a course is still to come: a session, or where it has none, its dates."""
    sessions = list(course.sessions.filter(cancelled_at__isnull=True))
    return not sessions or any(session.starts_at > at for session in sessions)
