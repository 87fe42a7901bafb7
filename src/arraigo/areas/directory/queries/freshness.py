"""How fresh the directory is: until when a service counts as checked, which are overdue, how many are not."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Q, QuerySet

from arraigo.areas.directory.enums import ServiceStatus
from arraigo.areas.directory.models import NEEDS, FreshnessRule, Service, ServiceNeed
from arraigo.areas.directory.queries.needs import needs

# Where the city has said nothing: three months, and one for what a person in danger looks for.
USUAL_DAYS, SENSITIVE_DAYS = 90, 30
# The others are not kept up: nobody is sent to them.
KEPT_UP = (ServiceStatus.ACTIVE, ServiceStatus.CLOSED_FOR_NOW)


@dataclass(frozen=True, slots=True)
class Figures:
    """Of how many services how many are checked, are overdue, and were never checked (which is overdue too)."""

    total: int
    fresh: int
    overdue: int
    never: int


def rules() -> dict[str, int]:
    """Return the days that the city has set, by the code of a need; "" is for all others."""
    return dict(FreshnessRule.objects.values_list("need", "days"))


def days_for(codes: Collection[str], told: Mapping[str, int]) -> int:
    """Return within how many days a service that answers these needs is checked anew: the shortest of its needs.

    A need without a rule has that of the need above it; one above none, that of the city.
    """
    known = {need.code: need for need in needs()}
    usual = told.get("", USUAL_DAYS)

    def of(code: str) -> int:
        need = known.get(code)
        if code in told:
            return told[code]
        if need is not None and need.sensitive:
            return min(usual, SENSITIVE_DAYS)
        return of(need.parent) if need is not None and need.parent else usual

    return min((of(code) for code in codes), default=usual)


def due_after(service: Service, day: date, told: Mapping[str, int]) -> date:
    """Return until when a service that was checked on a day counts as checked."""
    answered = ServiceNeed.objects.filter(service=service, term__taxonomy__name=NEEDS)
    return day + timedelta(days=days_for(list(answered.values_list("term__code", flat=True)), told))


def is_overdue(on: date) -> Q:
    """Return the condition that a service must be checked again: its day has passed, or nobody ever checked it."""
    return Q(status__in=KEPT_UP) & (Q(due_on__isnull=True) | Q(due_on__lt=on) | Q(verified_on__isnull=True))


def overdue(on: date) -> QuerySet[Service]:
    """Return the services to check again, those that wait longest first."""
    return Service.objects.filter(is_overdue(on)).order_by("due_on", "name", "id")


def figures(on: date) -> Figures:
    """Return how many of the services that are kept up are checked. One query."""
    counted = Service.objects.filter(status__in=KEPT_UP).aggregate(
        total=Count("id"),
        late=Count("id", filter=is_overdue(on)),
        never=Count("id", filter=Q(verified_on__isnull=True)),
    )
    return Figures(counted["total"], counted["total"] - counted["late"], counted["late"], counted["never"])
