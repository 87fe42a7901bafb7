"""Counting what people do not find, so that nobody stands behind the count."""

from datetime import datetime

from django.db import transaction
from django.db.models import F

from arraigo.areas.attention.actions.common import own_city
from arraigo.areas.attention.enums import DemandKind
from arraigo.areas.attention.models import SearchDemand
from arraigo.areas.attention.queries import packs
from arraigo.core.places.models import Area, City


@transaction.atomic
def record_demand(
    *,
    kind: str,
    language: str,
    at: datetime,
    need: str = "",
    route: str = "",
    step: str = "",
    area: Area | None = None,
) -> None:
    """Count one search without result, or one route that was left at a step.

    Only the month is kept, never the moment; a need that the taxonomy does not have counts as none, so that nothing
    that was typed is kept. The log is not written on purpose: it would tell when. Raises ValueError for a kind that
    there is not.
    """
    city = City.objects.get(pk=own_city())
    told = {
        "city": city,
        "month": city.day_of(at).replace(day=1),
        "kind": DemandKind(kind),
        "language": language[:8],
        "area": area,
        "need": need if need in packs.needs() else "",
        "route": route[:80],
        "step": step[:80],
    }
    row, is_new = SearchDemand.objects.get_or_create(**told, defaults={"count": 1})
    if not is_new:
        SearchDemand.objects.filter(pk=row.pk).update(count=F("count") + 1)
