"""The few statements by which an arrival becomes attendance: lean, since three hundred people come through one door.

Whoever notes holds the course against `settle` (which takes it whole) and each person of the batch against others who
note the same ones, always in the order of their ids.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection

from arraigo.areas.training.actions.attendances import COMPARED, Mark, Trace, attendance_of, of_marks
from arraigo.areas.training.actions.presence import Piece
from arraigo.areas.training.models import Attendance, CheckIn, Enrolment, Session
from arraigo.core.tenancy.models import new_id

HOLD = """
WITH held AS MATERIALIZED (SELECT id FROM training_course WHERE id = %s FOR KEY SHARE)
SELECT e.id, e.course_id, e.person_id, e.organization_id, e.link_number
FROM training_enrolment e, held WHERE e.id = ANY(%s) ORDER BY e.id FOR NO KEY UPDATE OF e
"""
KNOWN = """
SELECT 'mark', enrolment_id, method, direction, noted_at, NULL::timestamptz, NULL::integer, nonce
FROM training_checkin WHERE session_id = %(session)s AND enrolment_id = ANY(%(people)s) AND state = 'counted'
UNION ALL
SELECT 'row', enrolment_id, modality, '', joined_at, left_at, seconds, NULL
FROM training_evidence WHERE session_id = %(session)s AND enrolment_id = ANY(%(people)s) AND state = 'matched'
UNION ALL
SELECT 'sent', enrolment_id, state, note, noted_at, NULL, NULL, nonce
FROM training_checkin WHERE nonce = ANY(%(nonces)s)
"""
COLUMNS = {
    "id": "uuid",
    "city_id": "uuid",
    "session_id": "uuid",
    "enrolment_id": "uuid",
    "nonce": "uuid",
    "method": "text",
    "direction": "text",
    "state": "text",
    "noted_at": "timestamptz",
    "received_at": "timestamptz",
    "device_id": "uuid",
    "by_id": "uuid",
    "note": "text",
}
ATTENDANCE = {
    "id": "uuid",
    "city_id": "uuid",
    "session_id": "uuid",
    "enrolment_id": "uuid",
    "person_id": "uuid",
    "course_id": "uuid",
    "organization_id": "uuid",
    "held_on": "date",
    "seconds": "integer",
    "online": "boolean",
    "in_person": "boolean",
}


@dataclass
class Known:
    """What is known of some people in a session: marks that count, rows of files, and nonces that came before."""

    marks: dict[UUID, list[Mark]] = field(default_factory=lambda: defaultdict(list))
    traces: dict[UUID, list[Trace]] = field(default_factory=lambda: defaultdict(list))
    sent: dict[UUID, tuple[str, str]] = field(default_factory=dict)


def hold(session: Session, ids: Iterable[UUID]) -> dict[UUID, Enrolment]:
    """Return these enrolments of the city, of whatever course, held until the end of the transaction."""
    with connection.cursor() as cursor:
        cursor.execute(HOLD, [session.course_id, list(ids)])
        rows = cursor.fetchall()
    return {
        key: Enrolment(
            id=key,
            city_id=session.city_id,
            course_id=course,
            person_id=person,
            organization_id=organization,
            link_number=number,
        )
        for key, course, person, organization, number in rows
    }


def known(session: Session, people: Iterable[UUID], nonces: Iterable[UUID] = ()) -> Known:
    """Return what is known of these people in a session, in one query. `sent` has (state, doubt) by nonce."""
    found = Known()
    values: dict[str, Any] = {"session": session.pk, "people": list(people), "nonces": list(nonces)}
    with connection.cursor() as cursor:
        cursor.execute(KNOWN, values)
        for kind, person, what, more, since, until, seconds, nonce in cursor.fetchall():
            if kind == "mark":
                found.marks[person].append(Mark(since, more, nonce, what))
            elif kind == "row":
                found.traces[person].append(Trace(what, Piece(since, until, seconds)))
            else:
                found.sent[nonce] = (what, more)
    return found


def insert(rows: Sequence[CheckIn]) -> None:
    """Write check-ins; one whose nonce is there already is left out."""
    if rows:
        _insert("training_checkin", COLUMNS, rows, "ON CONFLICT (city_id, nonce) DO NOTHING")


def write_attendances(session: Session, people: Iterable[Enrolment], found: Known) -> None:
    """Bring the attendance of these people in a session up to date, exactly as `settle` would."""
    wanted, gone = [], []
    for enrolment in people:
        marks = found.marks.get(enrolment.pk, [])
        traces = [*found.traces.get(enrolment.pk, []), *of_marks(marks)]
        attendance = attendance_of(session, enrolment, traces)
        if attendance:
            wanted.append(attendance)
        else:
            gone.append(enrolment.pk)
    if gone:
        Attendance.objects.filter(session=session, enrolment__in=gone).delete()
    if wanted:
        names = ", ".join(f"{name} = EXCLUDED.{name}" for name in COMPARED)
        ours, theirs = (", ".join(f"{of}.{name}" for name in COMPARED) for of in ("known", "EXCLUDED"))
        changed = f"WHERE ({ours}) IS DISTINCT FROM ({theirs})"
        on = f"ON CONFLICT (session_id, enrolment_id) DO UPDATE SET {names} {changed}"
        _insert("training_attendance", ATTENDANCE, wanted, on)


def _insert(table: str, columns: dict[str, str], rows: Sequence[Any], on_conflict: str) -> None:
    arrays = ", ".join(f"%s::{kind}[]" for kind in columns.values())
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} AS known ({', '.join(columns)})"  # noqa: S608 - names of our own columns
            f" SELECT * FROM unnest({arrays}) {on_conflict}",
            [[getattr(row, name) for row in rows] for name in columns],
        )


def row_of(session: Session, *, enrolment: UUID, nonce: UUID, noted_at: datetime, **values: Any) -> CheckIn:
    """Return a check-in, not yet written."""
    return CheckIn(
        id=new_id(),
        city_id=session.city_id,
        session_id=session.pk,
        enrolment_id=enrolment,
        nonce=nonce,
        noted_at=noted_at,
        **values,
    )
