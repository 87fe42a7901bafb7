"""The hours of services at places, read in bulk and made into rules that queries.hours understands."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import Q, QuerySet

from arraigo.areas.directory.models import Holiday, Schedule, ScheduleException
from arraigo.areas.directory.queries.candidates import Candidate
from arraigo.areas.directory.queries.hours import LOOKS_AHEAD_DAYS, Opening, OtherHours, Rule, is_open, opening
from arraigo.areas.directory.queries.recurrence import BadRecurrence, recurrence
from arraigo.areas.directory.queries.visible import public_exceptions, public_schedules

Hours = TypeVar("Hours", Schedule, ScheduleException)
OWNERS = ("service_at_location_id", "service_id", "location_id")


# What makes a rule of a schedule, in the order in which it is read.
RECURRENCE = (
    "freq",
    "interval",
    "byday",
    "bymonthday",
    "byyearday",
    "byweekno",
    "wkst",
    "dtstart",
    "valid_from",
    "valid_to",
    "until",
    "count",
)
OF_RULE = (*RECURRENCE, "opens_at", "closes_at", "zone", "on_holidays")


def rule_of(row: Schedule) -> Rule | None:
    """Return a schedule as a rule; None where its recurrence cannot be read."""
    return _rule(*(getattr(row, name) for name in OF_RULE))


@lru_cache(maxsize=8_192)
def _rule(*values: Any) -> Rule | None:
    """Most offices have one of a few tables of hours: each is understood once."""
    *parts, opens, closes, zone, on_holidays = values
    try:
        days = recurrence(**dict(zip(RECURRENCE, parts, strict=True)))
    except BadRecurrence:
        return None
    return Rule(days, opens, closes, zone, on_holidays)


@dataclass(frozen=True)
class HoursBook:
    """The rules and exceptions of many services and places; `opening` answers for one."""

    zone: str
    rules: Mapping[UUID, list[Rule]] = field(default_factory=dict)
    exceptions: Mapping[UUID, list[OtherHours]] = field(default_factory=dict)
    holidays: frozenset[date] = frozenset()

    def opening(self, item: Candidate, at: datetime) -> Opening:
        """Return the opening of a service at a place: its own hours, else the service's, else the place's.

        Exceptions of all three hold.
        """
        rules, others = self._of(item)
        return opening(rules, at=at, zone=self.zone, exceptions=others, holidays=self.holidays)

    def is_open(self, item: Candidate, at: datetime) -> bool:
        """Tell whether a service at a place is open: what `opening` says, sooner."""
        rules, others = self._of(item)
        return is_open(rules, at=at, zone=self.zone, exceptions=others, holidays=self.holidays)

    def _of(self, item: Candidate) -> tuple[list[Rule], list[OtherHours]]:
        owners = [owner for owner in (item.at_id, item.service_id, item.location_id) if owner]
        rules = next((self.rules[owner] for owner in owners if owner in self.rules), [])
        return rules, [other for owner in owners for other in self.exceptions.get(owner, ())]


def hours_book(
    items: Collection[Candidate], *, at: datetime, zone: str, holidays: frozenset[date] | None = None
) -> HoursBook:
    """Return the hours of services at places around a moment. Three queries, two where the holidays are known."""
    soon = at.date() - timedelta(days=2), at.date() + timedelta(days=LOOKS_AHEAD_DAYS)
    rules: dict[UUID, list[Rule]] = defaultdict(list)
    for at_id, service_id, location_id, *values in _of(public_schedules(), items).values_list(*OWNERS, *OF_RULE):
        rule = _rule(*values)
        if rule is not None:
            rules[at_id or service_id or location_id].append(rule)
    others: dict[UUID, list[OtherHours]] = defaultdict(list)
    for row in _of(public_exceptions().filter(ends_on__gte=soon[0], starts_on__lte=soon[1]), items):
        others[_owner(row)].append(OtherHours(row.starts_on, row.ends_on, row.opens_at, row.closes_at))
    if holidays is None:
        holidays = frozenset(Holiday.objects.filter(day__range=soon).values_list("day", flat=True))
    return HoursBook(zone, dict(rules), dict(others), holidays)


def _owner(row: ScheduleException) -> UUID:
    owners: list[UUID | None] = [getattr(row, owner) for owner in OWNERS]
    return next(owner for owner in owners if owner is not None)


def _of(rows: QuerySet[Hours], items: Iterable[Candidate]) -> QuerySet[Hours]:
    listed = list(items)
    return rows.filter(
        Q(service_at_location__in=[item.at_id for item in listed if item.at_id])
        | Q(service_at_location=None, service__in={item.service_id for item in listed})
        | Q(service_at_location=None, service=None, location__in={i.location_id for i in listed if i.location_id})
    )
