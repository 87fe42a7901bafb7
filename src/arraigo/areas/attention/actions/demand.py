"""Counting what people do not find, so that nobody stands behind the count."""

from datetime import datetime
from uuid import uuid4

from django.conf import settings
from django.db import transaction
from django.db.models import F

from arraigo.areas.attention.actions.common import own_city
from arraigo.areas.attention.enums import DemandKind
from arraigo.areas.attention.models import SearchDemand
from arraigo.areas.attention.queries import packs
from arraigo.areas.attention.queries.published import published_route
from arraigo.areas.attention.queries.translations import SOURCE
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

    Only the month is kept, never the moment; a need that the taxonomy does not have counts as none and a step that the
    guide does not have is not counted, so that nothing that was typed is kept. The log is not written on purpose: it
    would tell when. Raises ValueError for a kind that there is not.
    """
    if kind == DemandKind.ABANDONED and not _is_step(route, step):
        return
    city = City.objects.get(pk=own_city())
    told = {
        "city": city,
        "month": city.day_of(at).replace(day=1),
        "kind": DemandKind(kind),
        "language": language if language in dict(settings.LANGUAGES) else SOURCE,
        "area": area,
        "need": need if need in packs.needs() else "",
        "route": route if kind == DemandKind.ABANDONED else "",
        "step": step if kind == DemandKind.ABANDONED else "",
    }
    # The ids of other rows tell when they were made; this one is random.
    row, is_new = SearchDemand.objects.get_or_create(**told, defaults={"id": uuid4(), "count": 1})
    if not is_new:
        SearchDemand.objects.filter(pk=row.pk).update(count=F("count") + 1)


def _is_step(route: str, step: str) -> bool:
    """Say whether the guide has such a step: what a browser sends is kept only where the guide itself said it."""
    found = published_route(route, SOURCE)
    return found is not None and step in found.route.steps
