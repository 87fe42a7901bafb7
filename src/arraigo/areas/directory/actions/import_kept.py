"""What a package has and no table of ours holds: kept sealed, so that an export gives it back."""

import json
from collections import Counter
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db.models import Q

from arraigo.areas.directory.models import KeptRecord
from arraigo.areas.directory.queries.hsds.drafts import Draft, Kept
from arraigo.core.places.models import City
from arraigo.core.tenancy import bulk
from arraigo.core.tenancy.models import new_id


def write_kept(draft: Draft, keys: Mapping[str, Mapping[UUID, UUID]], *, city: City) -> Counter[str]:
    """Write what is kept and return how many rows of each table are; what a table now holds is kept no longer."""
    stored = {(row.table, row.source_id, row.resource_id): row for row in _stored(draft, keys)}
    fresh = []
    for item in draft.kept:
        row = stored.pop((item.table, item.id, item.resource), None)
        told = _told(item, keys)
        if row is None:
            fresh.append(
                KeptRecord(
                    id=new_id(),
                    city_id=city.id,
                    table=item.table,
                    source_id=item.id,
                    resource_id=item.resource,
                    **told,
                )
            )
        elif any(getattr(row, name) != value for name, value in told.items()):
            for name, value in told.items():
                setattr(row, name, value)
            row.save()
    bulk.insert(fresh)
    said = frozenset() if draft.is_partial else draft.said
    stale = [row.pk for row in stored.values() if row.table in said or row.source_id in keys.get(row.table, {})]
    KeptRecord.objects.filter(pk__in=stale).delete()
    return Counter(item.table for item in draft.kept)


def _stored(draft: Draft, keys: Mapping[str, Mapping[UUID, UUID]]) -> list[KeptRecord]:
    """Return what is kept of the rows of this package, and of the services that it has whole."""
    services = [keys["service"][row.id] for row in draft.rows.get("service", ()) if row.id in keys["service"]]
    own = {item.id for item in draft.kept} | {row.id for rows in draft.rows.values() for row in rows}
    if len(own) > 2_000:
        return [row for row in KeptRecord.objects.all() if row.source_id in own or row.service_id in set(services)]
    return list(KeptRecord.objects.filter(Q(source_id__in=own) | Q(service__in=services)))


def _told(item: Kept, keys: Mapping[str, Mapping[UUID, UUID]]) -> dict[str, Any]:
    return {
        "content": json.dumps(item.content, ensure_ascii=False, sort_keys=True, default=str),
        "organization_id": keys["organization"].get(item.organization) if item.organization else None,
        "service_id": keys["service"].get(item.service) if item.service else None,
    }
