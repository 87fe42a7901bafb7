"""Shapes of certificates in the API."""

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Literal
from uuid import UUID

from ninja import Field, Schema
from pydantic import StrictBool

from arraigo.areas.training.enums import AttendanceMeasure, CertificateKind
from arraigo.core.rest.schemas import Name, Text

Several = Annotated[list[UUID], Field(max_length=500)]


class RuleIn(Schema):
    """What a course asks for its certificate; sessions and tests are marked as required by their ids."""

    minimum_percent: int = Field(ge=0, le=100)
    kind: CertificateKind = CertificateKind.ATTENDANCE
    measure: AttendanceMeasure = AttendanceMeasure.TIME
    hours: Decimal | None = Field(None, gt=0, max_digits=5, decimal_places=1)
    text: Text = ""
    required_sessions: Several = []
    required_tests: Several = []


class RuleOut(Schema):
    """What a course asks for its certificate."""

    kind: CertificateKind
    measure: AttendanceMeasure
    minimum_percent: int
    hours: float | None
    text: str
    required_sessions: list[UUID]
    required_tests: list[UUID]


class EligibilityOut(Schema):
    """Somebody enrolled: whether they meet what the course asks, and what they lack in words."""

    enrolment_id: UUID
    person_id: UUID
    full_name: str
    state: Literal["issued", "revoked", "ready", "lacking"]
    meets: bool
    missing: list[str]


class IssueIn(Schema):
    """To whom certificates are given out: to all who meet the conditions, or (not null) to some of them."""

    enrolments: Several | None
    again: StrictBool = False


class JobOut(Schema):
    """A job that was started; `state` says how far it is."""

    id: UUID
    state: Literal["waiting", "running", "done", "failed", "cancelled"]


class CertificateOut(Schema):
    """A certificate that was given out."""

    id: UUID
    code: str
    enrolment_id: UUID | None
    person_id: UUID | None
    name: str
    shows_name: bool
    kind: CertificateKind
    hours: float
    starts_on: date
    ends_on: date
    issued_at: datetime
    revoked_at: datetime | None
    revocation_reason: str
    url: str


class RevokeIn(Schema):
    """Why a certificate is revoked; the team reads it, the public does not."""

    reason: Name


class VerifiedOut(Schema):
    """What the public may know of a code."""

    state: Literal["valid", "revoked"]
    code: str
    name: str
    kind: CertificateKind
    course: str
    hours: float
    starts_on: date
    ends_on: date
    issuer: str
    issued_on: date
    revoked_on: date | None
    url: str
    invented: bool
