"""Arrivals and departures noted at the door, each once however often it is sent, with the attendance that follows."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from arraigo.areas.training.actions import checkin_rows as rows
from arraigo.areas.training.actions.attendances import Mark
from arraigo.areas.training.enums import CheckInDoubt, CheckInMethod, CheckInState, Direction
from arraigo.areas.training.models import CheckIn, CheckInDevice, Enrolment, Session
from arraigo.areas.training.queries.links import CHECK_IN
from arraigo.core.accounts.models import User
from arraigo.core.audit import api as audit
from arraigo.core.crypto import api as crypto

AROUND = timedelta(hours=2)
CLOCK_MAY_DIFFER = timedelta(minutes=5)
MOST = 200


@dataclass(frozen=True)
class Arrival:
    """Somebody's arrival (or departure) as it was noted, by enrolment or by the token of their badge."""

    nonce: UUID
    noted_at: datetime
    enrolment_id: UUID | None = None
    token: str = ""
    method: str = CheckInMethod.SCAN
    direction: str = Direction.IN


class Outcome(StrEnum):
    """What became of an arrival."""

    COUNTED = "counted"
    ALREADY = "already"
    CONFLICT = "conflict"
    UNKNOWN = "unknown"
    VOIDED = "voided"


@dataclass(frozen=True)
class Answer:
    """What became of an arrival, with the sentence that whoever stands at the door reads."""

    nonce: UUID
    outcome: Outcome
    sentence: str
    enrolment_id: UUID | None = None


@transaction.atomic
def note(
    *,
    session: Session,
    arrivals: Sequence[Arrival],
    device: CheckInDevice | None = None,
    by: User | None,
    at: datetime,
    clock_off: timedelta = timedelta(),
) -> list[Answer]:
    """Note up to 200 arrivals at a session and bring the attendance of these people up to date at once.

    Sent again, a nonce changes nothing. `clock_off` is by how much the clock of the telephone differs from ours. An
    arrival that cannot be taken as it is waits for somebody to decide; only one of nobody in the city is not kept.
    """
    batch = _Batch(session, device, by, at, abs(clock_off) > CLOCK_MAY_DIFFER)
    answers = batch.take(arrivals[:MOST])
    if batch.fresh:
        detail = {"arrivals": len(batch.fresh), **({"device": str(device.pk)} if device else {})}
        audit.record(action="training.check_in.note", subject=session, by=by, at=at, detail=detail)
    return answers


class _Batch:
    """The arrivals of one call."""

    def __init__(
        self, session: Session, device: CheckInDevice | None, by: User | None, at: datetime, wrong_clock: bool
    ) -> None:
        self.session, self.device, self.by, self.at, self.wrong_clock = session, device, by, at, wrong_clock
        self.ends_at = session.ends_at
        self.fresh: list[CheckIn] = []
        self.people: dict[UUID, Enrolment] = {}

    def take(self, arrivals: Sequence[Arrival]) -> list[Answer]:
        """Write what is new and answer for each."""
        ids = {arrival.nonce: arrival.enrolment_id or crypto.id_in(arrival.token) for arrival in arrivals}
        self.people = rows.hold(self.session, [key for key in ids.values() if key])
        self.known = rows.known(self.session, self.people, ids)
        answers = [self._answer(arrival, ids[arrival.nonce]) for arrival in arrivals]
        rows.insert(self.fresh)
        counted = {row.enrolment_id for row in self.fresh if row.state == CheckInState.COUNTED}
        rows.write_attendances(self.session, [self.people[key] for key in sorted(counted)], self.known)
        return answers

    def _answer(self, arrival: Arrival, key: UUID | None) -> Answer:
        enrolment = self.people.get(key) if key else None
        if enrolment is None or not _is_genuine(arrival, enrolment):
            return Answer(
                arrival.nonce, Outcome.UNKNOWN, _("No está en la lista. Anote su nombre y documento en la hoja.")
            )
        before = self.known.sent.get(arrival.nonce)
        if before:
            return _again(arrival, enrolment.pk, *before)
        doubt = self._doubt(arrival, enrolment)
        was_there = not doubt and _was_so(self.known.marks.get(enrolment.pk, ()), arrival)
        self._keep(arrival, enrolment.pk, doubt)
        if doubt:
            return Answer(arrival.nonce, Outcome.CONFLICT, str(CheckInDoubt(doubt).label), enrolment.pk)
        outcome = Outcome.ALREADY if was_there else Outcome.COUNTED
        return Answer(arrival.nonce, outcome, _sentence(outcome, arrival.direction), enrolment.pk)

    def _doubt(self, arrival: Arrival, enrolment: Enrolment) -> str:
        session, when = self.session, arrival.noted_at
        reasons = (
            (enrolment.course_id != session.course_id, CheckInDoubt.OTHER_COURSE),
            (session.cancelled_at is not None, CheckInDoubt.CANCELLED),
            (arrival.method == CheckInMethod.TYPED, CheckInDoubt.NONE),
            (self.wrong_clock or when > self.at + CLOCK_MAY_DIFFER, CheckInDoubt.CLOCK),
            (not session.starts_at - AROUND <= when <= self.ends_at + AROUND, CheckInDoubt.OUTSIDE),
            (arrival.direction == Direction.IN and when >= self.ends_at, CheckInDoubt.ENDED),
        )
        return next((doubt.value for holds, doubt in reasons if holds), "")

    def _keep(self, arrival: Arrival, enrolment: UUID, doubt: str) -> None:
        state = CheckInState.CONFLICT if doubt else CheckInState.COUNTED
        self.fresh.append(
            rows.row_of(
                self.session,
                enrolment=enrolment,
                nonce=arrival.nonce,
                noted_at=arrival.noted_at,
                method=str(arrival.method),
                direction=str(arrival.direction),
                state=state.value,
                received_at=self.at,
                device_id=self.device.pk if self.device else None,
                by_id=self.by.pk if self.by else None,
                note=doubt,
            )
        )
        self.known.sent[arrival.nonce] = (state.value, doubt)
        if not doubt:
            mark = Mark(arrival.noted_at, str(arrival.direction), arrival.nonce, str(arrival.method))
            self.known.marks[enrolment].append(mark)


def _is_genuine(arrival: Arrival, enrolment: Enrolment) -> bool:
    if not arrival.token:
        return arrival.enrolment_id is not None
    return crypto.opens(arrival.token, CHECK_IN, enrolment.city_id, enrolment.pk, number=enrolment.link_number)


def _was_so(marks: Iterable[Mark], arrival: Arrival) -> bool:
    """Tell whether the person was already in (or out) when this was noted, as far as it is known by now."""
    ordered = sorted(marks)
    before = [mark for mark in ordered if mark.noted_at <= arrival.noted_at]
    after = [mark for mark in ordered if mark.noted_at > arrival.noted_at]
    if before:
        return before[-1].direction == arrival.direction
    return bool(after) and after[0].direction == arrival.direction == Direction.IN


def _again(arrival: Arrival, enrolment: UUID, state: str, doubt: str) -> Answer:
    """Answer what came before: as it was answered then, or as somebody decided since."""
    if state == CheckInState.CONFLICT:
        return Answer(arrival.nonce, Outcome.CONFLICT, str(CheckInDoubt(doubt).label), enrolment)
    outcome = Outcome.VOIDED if state == CheckInState.VOIDED else Outcome.COUNTED
    return Answer(arrival.nonce, outcome, _sentence(outcome, arrival.direction), enrolment)


def _sentence(outcome: Outcome, direction: str) -> str:
    leaves = direction == Direction.OUT
    return {
        Outcome.COUNTED: _("Salida registrada.") if leaves else _("Llegada registrada."),
        Outcome.ALREADY: _("Ya había salido.") if leaves else _("Ya estaba registrada."),
        Outcome.VOIDED: _("El equipo la anuló."),
    }[outcome]
