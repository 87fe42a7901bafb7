"""Telephones that note arrivals: each gets a secret, of which only the digest is kept."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from arraigo.areas.training.actions.checkin import Answer, Arrival, note
from arraigo.areas.training.models import CheckInDevice, Session
from arraigo.areas.training.queries.doors import digest_of
from arraigo.core.accounts.models import User
from arraigo.core.audit import api as audit

KEPT = timedelta(hours=24)
SEEN_EVERY = timedelta(minutes=1)


@dataclass(frozen=True)
class Opened:
    """A telephone just let in, and its secret, which is shown this once."""

    device: CheckInDevice
    secret: str


@transaction.atomic
def open_door(*, session: Session, name: str, by: User, at: datetime) -> Opened:
    """Let a telephone note arrivals at a session until a day after its end (or from now, when that has passed)."""
    secret = secrets.token_urlsafe(32)
    ends_at = session.ends_at
    device = CheckInDevice.objects.create(
        city_id=session.city_id,
        session=session,
        name=" ".join(name.split())[:80],
        digest=digest_of(secret),
        by=by,
        created_at=at,
        expires_at=max(ends_at, at) + KEPT,
    )
    audit.record(action="training.door.open", subject=device, by=by, at=at, detail={"session": str(session.pk)})
    return Opened(device, secret)


@transaction.atomic
def close_door(*, device: CheckInDevice, by: User, at: datetime) -> None:
    """Let a telephone note nothing more; what it noted stays."""
    held = CheckInDevice.objects.select_for_update().get(pk=device.pk)
    if held.revoked_at is None:
        held.revoked_at = at
        held.save(update_fields=["revoked_at"])
        audit.record(action="training.door.close", subject=held, by=by, at=at)


@transaction.atomic
def let_arrive(*, session: Session, open_to_all: bool, by: User, at: datetime) -> None:
    """Let people note their own arrival at a session by its code, or stop it."""
    held = Session.objects.select_for_update().get(pk=session.pk)
    if held.self_check_in != open_to_all:
        held.self_check_in = open_to_all
        held.save(update_fields=["self_check_in"])
        action = "training.self_check_in.open" if open_to_all else "training.self_check_in.close"
        audit.record(action=action, subject=held, by=by, at=at)


def take_in(
    *, device: CheckInDevice, arrivals: Sequence[Arrival], at: datetime, clock_off: timedelta = timedelta()
) -> list[Answer]:
    """Note what a telephone sends, and once a minute that it was heard of."""
    if device.seen_at is None or at - device.seen_at > SEEN_EVERY:
        CheckInDevice.objects.filter(pk=device.pk).update(seen_at=at)
    return note(session=device.session, arrivals=arrivals, device=device, by=None, at=at, clock_off=clock_off)
