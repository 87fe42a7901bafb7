"""What a participant's own page shows: the sessions, their other courses, and what other features add."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import lru_cache

from django.utils.module_loading import import_string

from arraigo.areas.training.models import Application, Enrolment, Session
from arraigo.areas.training.queries import links
from arraigo.areas.training.queries.addresses import confirmed_by
from arraigo.areas.training.queries.courses import local
from arraigo.areas.training.queries.doors import takes_arrivals
from arraigo.areas.training.queries.participant_panel import Panel
from arraigo.core.people import api as people

PanelHook = Callable[[Enrolment, datetime], Panel | None]
# The functions `(enrolment, at) -> Panel | None` that add to the page, by dotted path, in their order.
PANELS: tuple[str, ...] = (
    "arraigo.areas.training.queries.learning.panel",
    "arraigo.areas.training.queries.certificates.panel",
    "arraigo.areas.training.queries.materials.panel",
)


class Moment(StrEnum):
    """Where a session stands in time."""

    PAST = "past"
    NOW = "now"
    NEXT = "next"
    TO_COME = "to_come"
    CANCELLED = "cancelled"


@dataclass(frozen=True)
class Meeting:
    """A session as its participant reads it, by the clock of its own time zone."""

    session: Session
    starts: datetime
    ends: datetime
    moment: Moment
    attended: bool
    takes_arrival: bool = False


@dataclass(frozen=True)
class OtherCourse:
    """Another course of the same person, with the address of their page in it."""

    title: str
    url: str


@dataclass(frozen=True)
class ParticipantPage:
    """Everything that the page shows."""

    enrolment: Enrolment
    profile: people.Profile
    meetings: tuple[Meeting, ...]
    panels: tuple[Panel, ...]
    others: tuple[OtherCourse, ...]
    may_leave: bool
    applied: Application | None = None

    @property
    def name(self) -> str:
        """How the page greets them."""
        if self.applied is not None:
            return str(self.applied.given_names)
        return self.profile.given_names or self.profile.full_name

    @property
    def full_name(self) -> str:
        """The name as they wrote it themselves: a document alone must not tell what the register calls its owner."""
        if self.applied is not None:
            return people.full_name(str(self.applied.surnames), str(self.applied.given_names))
        return self.profile.full_name


def participant_page(enrolment: Enrolment, *, at: datetime) -> ParticipantPage:
    """Return what the page of an enrolment shows; its course is loaded."""
    profile = people.profiles([enrolment.person_id])[enrolment.person_id]
    meetings = _meetings(enrolment, at)
    attended = any(meeting.attended for meeting in meetings)
    applied = confirmed_by(enrolment)
    return ParticipantPage(
        enrolment=enrolment,
        profile=profile,
        meetings=meetings,
        panels=tuple(panel for hook in _hooks(PANELS) if (panel := hook(enrolment, at)) is not None),
        others=_others(enrolment) if is_proved_theirs(applied, profile) else (),
        applied=applied,
        may_leave=not attended and _is_to_come(meetings),
    )


@lru_cache(maxsize=4)
def _hooks(paths: tuple[str, ...]) -> tuple[PanelHook, ...]:
    return tuple(import_string(path) for path in paths)


def _meetings(enrolment: Enrolment, at: datetime) -> tuple[Meeting, ...]:
    sessions = list(enrolment.course.sessions.all())
    attended = set(enrolment.attendances.values_list("session_id", flat=True))
    upcoming = [one for one in sessions if one.cancelled_at is None and one.starts_at > at]
    following = upcoming[0].pk if upcoming else None
    found = []
    for session in sessions:
        ends = session.ends_at
        moment = _moment(session, ends, at)
        if session.pk == following:
            moment = Moment.NEXT
        zone = session.timezone
        came = session.pk in attended
        takes = not came and takes_arrivals(session, at=at)
        found.append(Meeting(session, local(session.starts_at, zone), local(ends, zone), moment, came, takes))
    return tuple(found)


def _moment(session: Session, ends: datetime, at: datetime) -> Moment:
    if session.cancelled_at is not None:
        return Moment.CANCELLED
    if ends <= at:
        return Moment.PAST
    return Moment.NOW if session.starts_at <= at else Moment.TO_COME


def is_proved_theirs(applied: Application | None, profile: people.Profile) -> bool:
    """Tell whether a participant's link went to a mailbox that is proved to be that person's own.

    They confirmed the e-mail of their application, and the register holds it as theirs and as nobody else's. Somebody
    who typed another's document with a mailbox of their own is not proved: they see this course and nothing else.
    """
    if applied is None:
        return False
    email = str(applied.email)
    owners = people.people_by_email([email], confirmed_only=True).get(people.fold_email(email), set())
    return owners == {profile.id}


def _others(enrolment: Enrolment) -> tuple[OtherCourse, ...]:
    rows = Enrolment.objects.filter(person_id=enrolment.person_id).exclude(pk=enrolment.pk)
    return tuple(
        OtherCourse(row.course.title, links.absolute("participant", row.city, links.participant_token(row)))
        for row in rows.select_related("course", "city").order_by("-enrolled_at")
    )


def _is_to_come(meetings: tuple[Meeting, ...]) -> bool:
    """Tell whether there is something left to stay away from; a course without sessions yet has all of it."""
    return not meetings or any(one.moment not in {Moment.PAST, Moment.CANCELLED} for one in meetings)
