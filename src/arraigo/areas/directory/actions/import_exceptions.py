"""Days with other hours, as a package of ours carries them."""

from collections.abc import Mapping, Sequence
from datetime import date, time
from typing import Any
from uuid import UUID

from arraigo.areas.directory.models import ScheduleException
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
        before = {(row.starts_on, row.ends_on, row.opens_at, row.closes_at, row.note) for row in own}
        wanted = {_read(item) for item in listed}
        if before == wanted:
            continue
        own.delete()
        ScheduleException.objects.bulk_create(
            ScheduleException(
                city_id=city.id,
                starts_on=starts_on,
                ends_on=ends_on,
                opens_at=opens_at,
                closes_at=closes_at,
                note=note,
                **{f"{table}_id": key},
            )
            for starts_on, ends_on, opens_at, closes_at, note in sorted(wanted, key=str)
        )


def _read(item: Mapping[str, Any]) -> tuple[date, date, time | None, time | None, str]:
    opens, closes = (time.fromisoformat(item[name]) if item.get(name) else None for name in ("opens_at", "closes_at"))
    starts_on = date.fromisoformat(item["starts_on"])
    return starts_on, date.fromisoformat(item.get("ends_on") or item["starts_on"]), opens, closes, item.get("note", "")
