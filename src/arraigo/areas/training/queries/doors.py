"""Reads of the door: who notes arrivals, what a telephone carries, who has arrived."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from arraigo.areas.training.enums import CheckInDoubt, CheckInMethod, CheckInState, Direction
from arraigo.areas.training.models import CheckIn, CheckInDevice, Course, Enrolment, Session
from arraigo.areas.training.queries.links import check_in_token
from arraigo.areas.training.queries.opened import Book, shown_document
from arraigo.core.crypto import api as crypto
from arraigo.core.people.api import Profile

SELF_CHECK_IN = "training.self_check_in"
AROUND = timedelta(hours=2)
KEPT_CODE = 32


def digest_of(secret: str) -> str:
    """Return under what a secret is kept, or a code told to a telephone; what it is of has 128 bits or more."""
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()


def device_by(secret: str, *, at: datetime) -> CheckInDevice | None:
    """Return the telephone of the current city that this secret opens, with its session and course; else None."""
    if not secret:
        return None
    found = CheckInDevice.objects.select_related("session__course")
    return found.filter(digest=digest_of(secret), revoked_at__isnull=True, expires_at__gt=at).first()


def devices(session: Session) -> QuerySet[CheckInDevice]:
    """Return the telephones of a session with `noted`, how many check-ins came from each."""
    return CheckInDevice.objects.filter(session=session).select_related("by").order_by("created_at")


def noted_by_device(session: Session) -> dict[UUID | None, int]:
    """Return how many check-ins each telephone noted."""
    rows = CheckIn.objects.filter(session=session).order_by().values_list("device_id").annotate(number=Count("pk"))
    return dict(rows)


@dataclass(frozen=True)
class DoorCount:
    """How a session's door stands: people who arrived, those enrolled, arrivals that wait for a decision."""

    arrived: int
    enrolled: int
    waiting: int


def door_count(session: Session) -> DoorCount:
    """Count a session's arrivals; two queries."""
    counted = Q(state=CheckInState.COUNTED, direction=Direction.IN)
    found = CheckIn.objects.filter(session=session).aggregate(
        arrived=Count("enrolment", filter=counted, distinct=True),
        waiting=Count("pk", filter=Q(state=CheckInState.CONFLICT)),
    )
    enrolled = Enrolment.objects.filter(course=session.course_id).count()
    return DoorCount(found["arrived"], enrolled, found["waiting"])


# ── What a telephone carries ──


@dataclass(frozen=True)
class Rolled:
    """Somebody as a telephone at the door knows them; `code` tells their badge, and makes none."""

    id: UUID
    name: str
    document: str
    code: str


def roll(course: Course) -> list[Rolled]:
    """Return who is enrolled, sorted by surname, with the last four of their document and the mark of their badge."""
    found = []
    for enrolment, profile in _people(course):
        code = digest_of(check_in_token(enrolment))[:KEPT_CODE]
        found.append((profile.sort_key, Rolled(enrolment.pk, profile.full_name, shown_document(profile)[-4:], code)))
    return [rolled for _key, rolled in sorted(found, key=lambda pair: pair[0])]


def _people(course: Course | UUID) -> Iterable[tuple[Enrolment, Profile]]:
    enrolments = list(Enrolment.objects.filter(course=course).select_related("organization"))
    book = Book(enrolment.person_id for enrolment in enrolments)
    opened = [(enrolment, book[enrolment.person_id]) for enrolment in enrolments]
    return [(enrolment, profile) for enrolment, profile in opened if not profile.is_erased]


def inside(session: Session) -> list[UUID]:
    """Return who has arrived and, as far as it is known, not left."""
    last: dict[UUID, str] = {}
    rows = CheckIn.objects.filter(session=session, state=CheckInState.COUNTED, enrolment__course=session.course_id)
    for enrolment, direction in rows.order_by("noted_at", "direction", "pk").values_list("enrolment_id", "direction"):
        last[enrolment] = direction
    return [enrolment for enrolment, direction in last.items() if direction == Direction.IN]


# ── Who has arrived, for staff ──


@dataclass(frozen=True)
class ArrivalLine:
    """A check-in with whose it is."""

    pk: UUID
    person_id: UUID
    check_in: CheckIn
    noted: datetime
    book: Book

    @property
    def profile(self) -> Profile:
        """Who it is, opened together with the others of the list."""
        return self.book[self.person_id]

    @property
    def document(self) -> str:
        """The number of their first document, to be masked."""
        return shown_document(self.profile)

    @property
    def state(self) -> str:
        """Whether it counts."""
        return self.check_in.state

    @property
    def doubt(self) -> str:
        """Why it waits or waited for somebody to decide, as a sentence; empty when nothing is in doubt."""
        note = self.check_in.note
        return str(CheckInDoubt(note).label) if note and note in CheckInDoubt.values else ""

    @property
    def may_count(self) -> bool:
        """Whether somebody may decide that it counts: whoever is enrolled elsewhere is enrolled here first."""
        return bool(self.check_in.enrolment.course_id == self.check_in.session.course_id)

    @property
    def method(self) -> str:
        """How it was noted."""
        return self.check_in.method

    @property
    def direction(self) -> str:
        """In or out."""
        return self.check_in.direction


def arrivals(session: Session, clock: Any) -> list[ArrivalLine]:  # noqa: ANN401 - a function of moment and zone
    """Return a session's check-ins, latest first; names only when somebody reads them. `clock` shows a moment."""
    rows = list(
        CheckIn.objects.filter(session=session)
        .select_related("enrolment", "device", "by", "session")
        .order_by("-noted_at", "-pk")
    )
    book = Book(row.enrolment.person_id for row in rows)
    return [
        ArrivalLine(row.pk, row.enrolment.person_id, row, clock(row.noted_at, session.timezone), book) for row in rows
    ]


def waiting(session: Session, clock: Any) -> list[ArrivalLine]:  # noqa: ANN401 - a function of moment and zone
    """Return the check-ins of a session that wait for somebody to decide."""
    return [line for line in arrivals(session, clock) if line.state == CheckInState.CONFLICT]


@dataclass(frozen=True)
class Signer:
    """Somebody in the list of a session: whether they are in already, and whether that was typed."""

    enrolment: Enrolment
    profile: Profile
    is_in: bool
    is_typed: bool

    @property
    def id(self) -> str:
        """The id of the enrolment, as a form carries it."""
        return str(self.enrolment.pk)

    @property
    def document(self) -> str:
        """The number of their first document, to be masked."""
        return shown_document(self.profile)


def signers(session: Session) -> list[Signer]:
    """Return who is enrolled, by surname, with what is noted of each in a session."""
    noted: dict[UUID, set[str]] = {}
    rows = CheckIn.objects.filter(session=session, state=CheckInState.COUNTED, direction=Direction.IN).order_by()
    for enrolment, method in rows.values_list("enrolment_id", "method"):
        noted.setdefault(enrolment, set()).add(method)
    found = [
        Signer(
            enrolment,
            profile,
            bool(noted.get(enrolment.pk)),
            noted.get(enrolment.pk) == {CheckInMethod.TYPED},
        )
        for enrolment, profile in _people(session.course)
    ]
    return sorted(found, key=lambda signer: signer.profile.sort_key)


# ── People who note their own arrival ──


def self_token(session: Session) -> str:
    """Return what opens the page on which people note their own arrival at a session."""
    return crypto.link_token(SELF_CHECK_IN, session.city_id, session.pk)


def session_by(token: str) -> Session | None:
    """Return the session of such a token in the current city, whether or not it is open now; else None."""
    key = crypto.id_in(token)
    found = Session.objects.select_related("course", "city").filter(pk=key).first() if key else None
    return found if found and crypto.opens(token, SELF_CHECK_IN, found.city_id, found.pk) else None


def takes_arrivals(session: Session, *, at: datetime) -> bool:
    """Tell whether people may note their own arrival at a session now: from two hours before to its end."""
    opens = session.starts_at - AROUND
    ends = session.ends_at
    return bool(session.self_check_in and session.cancelled_at is None and opens <= at < ends)
