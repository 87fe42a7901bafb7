"""Until when what a package says of services counts as checked: by the needs that they answer (queries.freshness)."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date, timedelta
from uuid import UUID

from arraigo.areas.directory.models import NEEDS, Service, ServiceNeed
from arraigo.areas.directory.queries import freshness

_BATCH = 1_000


def write_due_days(services: Collection[UUID]) -> None:
    """Set the day by which each of some services is checked again, where somebody ever checked it."""
    checked = _checked(services)
    if not checked:
        return
    told, codes = freshness.rules(), _codes(services)
    late: dict[date, list[UUID]] = defaultdict(list)
    for key, day, due in checked:
        wanted = day + timedelta(days=freshness.days_for(codes[key], told))
        if wanted != due:
            late[wanted].append(key)
    for wanted, keys in late.items():
        for start in range(0, len(keys), _BATCH):
            Service.objects.filter(pk__in=keys[start : start + _BATCH]).update(due_on=wanted)


def _checked(services: Collection[UUID]) -> list[tuple[UUID, date, date | None]]:
    found = Service.objects.exclude(verified_on=None)
    if len(services) <= _BATCH:
        found = found.filter(pk__in=services)
    rows = found.values_list("pk", "verified_on", "due_on")
    return [(key, day, due) for key, day, due in rows if day is not None and key in services]


def _codes(services: Collection[UUID]) -> dict[UUID, list[str]]:
    found = ServiceNeed.objects.filter(term__taxonomy__name=NEEDS)
    if len(services) <= _BATCH:
        found = found.filter(service__in=services)
    codes: dict[UUID, list[str]] = defaultdict(list)
    for service, code in found.values_list("service", "term__code"):
        codes[service].append(code)
    return codes
