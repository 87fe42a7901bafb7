"""What the API takes in and answers about arrivals."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from ninja import Field, Schema

from arraigo.core.rest.schemas import Moment


class CheckInIn(Schema):
    """An arrival or departure to be noted; `nonce` is made by who notes it, so that sent again it counts once."""

    nonce: UUID
    enrolment_id: UUID
    noted_at: Moment
    method: Literal["scan", "name", "typed"] = "name"
    direction: Literal["in", "out"] = "in"


class CheckInsIn(Schema):
    """Arrivals and departures to be noted together."""

    check_ins: list[CheckInIn] = Field(min_length=1, max_length=200)


class CheckInOutcome(Schema):
    """What became of one of them."""

    nonce: UUID
    outcome: Literal["counted", "already", "conflict", "unknown", "voided"]
    sentence: str


class CheckInOutcomes(Schema):
    """What became of each arrival of a request."""

    outcomes: list[CheckInOutcome]


class CheckInOut(Schema):
    """An arrival or departure as it was noted; only those in the state `counted` count as attendance."""

    id: UUID
    nonce: UUID
    session_id: UUID
    enrolment_id: UUID
    method: str
    direction: str
    state: str
    doubt: str
    noted_at: datetime
    received_at: datetime
