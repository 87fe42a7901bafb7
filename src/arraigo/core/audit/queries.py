"""What may be read of the log."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from uuid import UUID

from django.db.models import QuerySet

from arraigo.core import tenancy
from arraigo.core.audit import anchors
from arraigo.core.audit.actions import digest
from arraigo.core.audit.models import Entry

RECENT = 200


@dataclass(frozen=True)
class ChainState:
    """How a city's chain stands at a glance: its last entries only, the rest is for `verify`."""

    whole: bool
    number: int
    at: datetime | None
    unanchored: int


def entries() -> QuerySet[Entry]:
    """Return the current city's entries, the newest first."""
    city = tenancy.current_city_id()
    found = Entry.objects.filter(city_id=city) if city is not None else Entry.objects.none()
    return found.select_related("by").order_by("-number")


def actions() -> list[str]:
    """Return the actions that the current city's log knows, in order."""
    found = entries().order_by("action").values_list("action", flat=True).distinct()
    return list(found)


def people() -> list[tuple[UUID, str]]:
    """Return who appears in the current city's log: id and name, by name."""
    found = entries().exclude(by=None).order_by().values_list("by_id", "by__name", "by__email").distinct()
    return sorted(((key, name or email) for key, name, email in found), key=lambda pair: pair[1].casefold())


def of(subject: str) -> QuerySet[Entry]:
    """Return what happened to one subject, as `record` named it."""
    return entries().filter(subject=subject)


def chain_state() -> ChainState:
    """Hold the last two hundred entries of the current city against each other and against their anchor."""
    recent = list(reversed(entries()[:RECENT]))
    head = anchors.head(tenancy.current_city_id())
    if not recent:
        return ChainState(whole=head is None, number=0, at=None, unanchored=0)
    last = recent[-1]
    anchored = head is not None and head.number <= last.number and _vouched(head, recent)
    unanchored = last.number - head.number if head is not None else last.number
    return ChainState(
        whole=anchored and _is_chain(recent), number=last.number, at=last.at, unanchored=max(0, unanchored)
    )


def _vouched(head: anchors.Anchor, recent: Iterable[Entry]) -> bool:
    """Return whether the anchor's entry says what was anchored; one older than the last ones is left to `verify`."""
    return all(entry.digest == head.digest for entry in recent if entry.number == head.number)


def _is_chain(recent: list[Entry]) -> bool:
    linked = all(
        after.previous == before.digest and after.number == before.number + 1 for before, after in pairwise(recent)
    )
    return linked and all(digest(entry) == entry.digest for entry in recent)
