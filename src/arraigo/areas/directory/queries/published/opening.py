"""What is open at a moment, of what the public API is asked for."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from threading import Lock
from typing import Literal
from uuid import UUID

from arraigo.areas.directory.queries.candidates import Candidate, Wanted, candidates
from arraigo.areas.directory.queries.hours import Opening
from arraigo.areas.directory.queries.schedules import hours_book
from arraigo.areas.directory.queries.visible import public_at_locations
from arraigo.core.places.models import City

Kind = Literal["service", "service_at_location", "location"]
# How long holds what has no hour at which it changes.
AT_MOST = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class _Told:
    """Whether something is open from a moment on, and until when that surely holds."""

    is_open: bool
    since: datetime
    until: datetime


@dataclass
class _Kept:
    """What is known of a city's services at places as long as its directory stays as it is."""

    stamp: str = ""
    told: dict[tuple[UUID, UUID | None], _Told] = field(default_factory=dict)


_kept: dict[UUID, _Kept] = {}
_lock = Lock()


def open_ones(kind: Kind, keys: Sequence[UUID], *, at: datetime, city: City, stamp: str) -> list[UUID]:
    """Return which rows have a service that is open at a moment, in their order. Five queries at most."""
    items = candidates(Wanted(services=_services(kind, keys)))
    told = _told(items, at, city, stamp)
    opened = {_key(kind, item) for item in items if told[item.service_id, item.at_id].is_open}
    return [key for key in keys if key in opened]


def forget() -> None:
    """Know nothing any more."""
    with _lock:
        _kept.clear()


def _told(items: Sequence[Candidate], at: datetime, city: City, stamp: str) -> dict[tuple[UUID, UUID | None], _Told]:
    """Return what is known of services at places at a moment; only what changed since is worked out anew."""
    with _lock:
        kept = _kept.get(city.id)
        if kept is None or kept.stamp != stamp:
            kept = _kept[city.id] = _Kept(stamp)
        known = dict(kept.told)
    told = {}
    for item in items:
        found = known.get((item.service_id, item.at_id))
        if found is not None and found.since <= at < found.until:
            told[item.service_id, item.at_id] = found
    fresh = _worked_out((item for item in items if (item.service_id, item.at_id) not in told), at, city)
    with _lock:
        kept.told.update(fresh)
    return told | fresh


def _worked_out(items: Iterable[Candidate], at: datetime, city: City) -> dict[tuple[UUID, UUID | None], _Told]:
    listed = list(items)
    if not listed:
        return {}
    book = hours_book(listed, at=at, zone=city.timezone)
    return {(item.service_id, item.at_id): _of(book.opening(item, at), at) for item in listed}


def _of(opening: Opening, at: datetime) -> _Told:
    changes = opening.until if opening.state == "open" else opening.next
    return _Told(opening.state == "open", at, changes or at + AT_MOST)


def _services(kind: Kind, keys: Sequence[UUID]) -> Sequence[UUID]:
    if kind == "service":
        return keys
    among = {"pk__in": keys} if kind == "service_at_location" else {"location__in": keys}
    return list(public_at_locations().filter(**among).order_by().values_list("service_id", flat=True).distinct())


def _key(kind: Kind, item: Candidate) -> UUID | None:
    if kind == "service":
        return item.service_id
    return item.at_id if kind == "service_at_location" else item.location_id
