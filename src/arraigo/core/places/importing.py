"""Writes of a city's areas."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

import shapely
from django.db import transaction

from arraigo.core import tenancy
from arraigo.core.audit import api as audit
from arraigo.core.places.enums import AreaLevel
from arraigo.core.places.geojson import AreaDraft
from arraigo.core.places.geometry import from_wkb, to_wkb
from arraigo.core.places.models import Area, City

if TYPE_CHECKING:
    from arraigo.core.accounts.models import User

WIDER = {AreaLevel.NEIGHBOURHOOD: AreaLevel.PARISH, AreaLevel.PARISH: AreaLevel.ZONE}


@dataclass(frozen=True)
class Imported:
    """What an import of areas did."""

    created: int
    changed: int
    same: int


@transaction.atomic
def import_areas(drafts: Sequence[AreaDraft], *, city: City, level: str, by: "User | None", at: datetime) -> Imported:
    """Write areas of one level by their code: new ones are added, known ones take the name and shape of the file.

    Each is put inside the wider area (of the next level up) that holds its inner point. Areas that the file lacks stay.
    """
    with tenancy.scope(city):
        known = {area.code: area for area in Area.objects.filter(level=level)}
        wider = _wider(level)
        created, changed = [], []
        for draft in drafts:
            area = known.get(draft.code) or Area(city_id=city.id, code=draft.code, level=level)
            before = (area.name, bytes(area.geometry or b""), area.parent_id)
            area.name, area.geometry = draft.name, to_wkb(draft.shape)
            area.parent_id = _holder(draft, wider)
            if draft.code not in known:
                created.append(area)
            elif before != (area.name, area.geometry, area.parent_id):
                changed.append(area)
        Area.objects.bulk_create(created)
        Area.objects.bulk_update(changed, ["name", "geometry", "parent"])
        done = Imported(len(created), len(changed), len(drafts) - len(created) - len(changed))
        if created or changed:
            detail = {"level": level, "created": done.created, "changed": done.changed}
            audit.record(action="places.import_areas", subject=city, by=by, at=at, detail=detail)
    return done


def _wider(level: str) -> list[tuple[Area, shapely.Geometry]]:
    above = WIDER.get(AreaLevel(level))
    found = Area.objects.filter(level=above) if above else Area.objects.none()
    return [(area, shape) for area in found if (shape := from_wkb(area.geometry)) is not None]


def _holder(draft: AreaDraft, wider: Sequence[tuple[Area, shapely.Geometry]]) -> UUID | None:
    inside = draft.shape.representative_point()
    return next((area.pk for area, shape in wider if shape.contains(inside)), None)
