"""Reminders three days and one day before each session."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from arraigo.areas.training.actions import telling
from arraigo.areas.training.models import Enrolment, Session
from arraigo.areas.training.queries.addresses import addressees
from arraigo.core.consent import api as consent
from arraigo.core.outbox import api as outbox

DAYS = (3, 1)


def remind(*, at: datetime) -> None:
    """Remind those enrolled of the sessions that come. Runs by the clock in each city; each reminder is sent once.

    Whoever was enrolled after a reminder was due has just been told. A session that is moved is told anew.
    """
    for session, days in _due(at):
        enrolled = _to_remind(session, days, at)
        whom = addressees(enrolled, language=session.course.city.language)
        for enrolment in enrolled:
            if enrolment.pk in whom:
                event = _event(session, enrolment, days)
                telling.remind_of(session, enrolment, whom[enrolment.pk], event=event, days=days, at=at)


def _due(at: datetime) -> Iterator[tuple[Session, int]]:
    """Yield each session that comes with the reminder that is due for it: the nearer one, when both are."""
    found = Session.objects.filter(
        starts_at__gt=at, starts_at__lte=at + timedelta(days=max(DAYS)), cancelled_at=None, course__cancelled_at=None
    )
    for session in found.select_related("course__city"):
        yield session, min(days for days in DAYS if session.starts_at - at <= timedelta(days=days))


def _to_remind(session: Session, days: int, at: datetime) -> list[Enrolment]:
    due_at = session.starts_at - timedelta(days=days)
    rows = list(Enrolment.objects.filter(course=session.course, enrolled_at__lt=due_at).select_related("city"))
    told = _told([_event(session, row, days) for row in rows])
    rows = [row for row in rows if _event(session, row, days) not in told]
    purposes = (consent.Purpose.TRAINING, consent.Purpose.CONTACT)
    allowed = consent.allowed([row.person_id for row in rows], purposes) if rows else frozenset()
    return [row for row in rows if row.person_id in allowed]


def _told(events: list[str]) -> set[str]:
    return set(outbox.messages().filter(event__in=events).values_list("event", flat=True)) if events else set()


def _event(session: Session, enrolment: Enrolment, days: int) -> str:
    """Name a reminder. The hour is part of it, so that a session moved to another is another event."""
    return f"training.reminder:{session.pk.hex}:{enrolment.pk.hex}:{days}d:{session.starts_at:%Y%m%d%H%M}"
