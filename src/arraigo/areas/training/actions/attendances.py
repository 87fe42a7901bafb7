"""Who attended which session for how long, from all that says so: rows of files, and arrivals noted at the door."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from arraigo.areas.training.actions.courses import default_modality
from arraigo.areas.training.actions.presence import Piece, seconds_present
from arraigo.areas.training.enums import CheckInMethod, CheckInState, Direction, Modality
from arraigo.areas.training.models import Attendance, CheckIn, Course, Enrolment, Evidence, Session
from arraigo.core.tenancy import bulk
from arraigo.core.tenancy.models import new_id

Place = tuple[UUID, UUID]


@dataclass(frozen=True)
class Trace:
    """One thing that says that somebody was in a session, and how they took part where the session is hybrid."""

    modality: str
    piece: Piece


@dataclass(frozen=True, order=True)
class Mark:
    """A check-in that counts, in the order in which things happened at the door."""

    noted_at: datetime
    direction: str
    nonce: UUID
    method: str

    @property
    def has_hour(self) -> bool:
        """Whether the hour is that of the door; what was read off paper only says that somebody came."""
        return self.method != CheckInMethod.TYPED


def of_evidence(row: Evidence) -> Trace:
    """Return what a row of a file says."""
    return Trace(row.modality, Piece(row.joined_at, row.left_at, row.seconds))


def of_marks(marks: Iterable[Mark]) -> list[Trace]:
    """Return what one person's check-ins in a session say, whatever the order in which the server heard of them.

    An entry counts until the next exit, or to the end; a second entry without an exit between adds nothing, nor does
    an exit without an entry. What was typed is presence without an hour.
    """
    pieces: list[Piece] = []
    entered: datetime | None = None
    for mark in sorted(marks):
        if not mark.has_hour:
            pieces.append(Piece())
        elif mark.direction == Direction.IN:
            entered = entered or mark.noted_at
        elif entered:
            pieces.append(Piece(entered, mark.noted_at))
            entered = None
    if entered:
        pieces.append(Piece(entered))
    return [Trace(Modality.IN_PERSON, piece) for piece in pieces]


def rebuild(course: Course, evidence: Iterable[Evidence], enrolments: Mapping[UUID, Enrolment]) -> int:
    """Compute who attended what and write only what differs from what is there; return how many attended."""
    sessions = {session.pk: session for session in Session.objects.filter(course=course)}
    wanted: dict[Place, Attendance] = {}
    for (session_id, enrolment_id), traces in _traces(course, evidence).items():
        if enrolment_id in enrolments:
            attendance = attendance_of(sessions[session_id], enrolments[enrolment_id], traces)
            if attendance:
                wanted[session_id, enrolment_id] = attendance
    present = {(row.session_id, row.enrolment_id): row for row in Attendance.objects.filter(course=course)}
    gone = [row.pk for place, row in present.items() if place not in wanted or _differs(row, wanted[place])]
    Attendance.objects.filter(pk__in=gone).delete()
    gone_ids = set(gone)
    fresh = [row for place, row in wanted.items() if place not in present or present[place].pk in gone_ids]
    bulk.insert(fresh)
    return len(wanted)


def _traces(course: Course, evidence: Iterable[Evidence]) -> dict[Place, list[Trace]]:
    grouped: dict[Place, list[Trace]] = defaultdict(list)
    for row in evidence:
        if row.enrolment_id:
            grouped[row.session_id, row.enrolment_id].append(of_evidence(row))
    marks: dict[Place, list[Mark]] = defaultdict(list)
    counted = CheckIn.objects.filter(session__course=course, state=CheckInState.COUNTED).order_by()
    for session, enrolment, when, direction, nonce, method in counted.values_list(
        "session_id", "enrolment_id", "noted_at", "direction", "nonce", "method"
    ):
        marks[session, enrolment].append(Mark(when, direction, nonce, method))
    for place, noted in marks.items():
        grouped[place].extend(of_marks(noted))
    return grouped


def attendance_of(session: Session, enrolment: Enrolment, traces: Sequence[Trace]) -> Attendance | None:
    """Return the attendance, not yet saved, that follows from what says so; None when there is no time in it."""
    by_mode: dict[str, list[Piece]] = defaultdict(list)
    for trace in traces:
        by_mode[default_modality(trace.modality, session)].append(trace.piece)
    timed = {mode: _seconds(session, pieces) for mode, pieces in by_mode.items()}
    seconds = _seconds(session, [trace.piece for trace in traces])
    if not seconds:
        return None
    return Attendance(
        id=new_id(),
        city_id=session.city_id,
        session_id=session.pk,
        enrolment_id=enrolment.pk,
        person_id=enrolment.person_id,
        course_id=enrolment.course_id,
        organization_id=enrolment.organization_id,
        held_on=session.starts_at.astimezone(ZoneInfo(session.timezone)).date(),
        seconds=seconds,
        online=timed.get(Modality.ONLINE, 0) > 0,
        in_person=timed.get(Modality.IN_PERSON, 0) > 0,
    )


def _seconds(session: Session, pieces: Sequence[Piece]) -> int:
    return seconds_present(pieces, starts_at=session.starts_at, minutes=session.minutes) if pieces else 0


COMPARED = ("person_id", "course_id", "organization_id", "held_on", "seconds", "online", "in_person")


def _differs(one: Attendance, other: Attendance) -> bool:
    return any(getattr(one, name) != getattr(other, name) for name in COMPARED)
