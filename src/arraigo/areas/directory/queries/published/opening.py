"""What is open at a moment, of what the public API is asked for."""

from collections.abc import Sequence
from datetime import datetime
from typing import Literal
from uuid import UUID

from arraigo.areas.directory.queries.candidates import Candidate, Wanted, candidates
from arraigo.areas.directory.queries.schedules import hours_book
from arraigo.areas.directory.queries.visible import public_at_locations

Kind = Literal["service", "service_at_location", "location"]


def open_ones(kind: Kind, keys: Sequence[UUID], *, at: datetime, zone: str) -> list[UUID]:
    """Return which rows have a service that is open at a moment, in their order. Five queries."""
    items = candidates(Wanted(services=_services(kind, keys)))
    book = hours_book(items, at=at, zone=zone)
    opened = {_key(kind, item) for item in items if book.opening(item, at).state == "open"}
    return [key for key in keys if key in opened]


def _services(kind: Kind, keys: Sequence[UUID]) -> Sequence[UUID]:
    if kind == "service":
        return keys
    among = {"pk__in": keys} if kind == "service_at_location" else {"location__in": keys}
    return list(public_at_locations().filter(**among).order_by().values_list("service_id", flat=True).distinct())


def _key(kind: Kind, item: Candidate) -> UUID | None:
    if kind == "service":
        return item.service_id
    return item.at_id if kind == "service_at_location" else item.location_id
