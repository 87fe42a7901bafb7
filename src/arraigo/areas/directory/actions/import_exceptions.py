"""Days with other hours, as a package of ours carries them."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from arraigo.areas.directory.models import ScheduleException
from arraigo.areas.directory.queries.hsds.extensions import OtherDay, day_of
from arraigo.core.places.models import City

OWNERS = ("service", "location", "service_at_location")


def write_exceptions(
    told: Mapping[tuple[str, UUID], Sequence[Mapping[str, Any]]],
    keys: Mapping[str, Mapping[UUID, UUID]],
    *,
    city: City,
) -> None:
    """Make the exceptions of each owner what the package says; those that it does not speak of stay."""
    for (table, id_), listed in told.items():
        key = keys.get(table, {}).get(id_)
        if table not in OWNERS or key is None:
            continue
        own = ScheduleException.objects.filter(**{f"{table}_id": key})
        before = {OtherDay(row.starts_on, row.ends_on, row.opens_at, row.closes_at, row.note) for row in own}
        wanted = {day_of(item) for item in listed}
        if before == wanted:
            continue
        own.delete()
        ScheduleException.objects.bulk_create(
            ScheduleException(
                city_id=city.id,
                starts_on=day.first,
                ends_on=day.last,
                opens_at=day.opens,
                closes_at=day.closes,
                note=day.note,
                **{f"{table}_id": key},
            )
            for day in sorted(wanted, key=str)
        )
