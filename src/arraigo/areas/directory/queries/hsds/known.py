"""Which ids of HSDS the city's directory knows already, and where its areas lie."""

from collections.abc import Callable, Collection, Sequence
from typing import Any
from uuid import UUID

import numpy
import shapely
from django.db.models import Model, Q

from arraigo.areas.directory.models import OrganizationProfile
from arraigo.areas.directory.queries.hsds.tables import TABLES
from arraigo.core.organisations.models import Organization
from arraigo.core.places.enums import AreaLevel
from arraigo.core.places.geometry import from_wkb
from arraigo.core.places.models import Area

# Ids are asked for one by one up to here; beyond, the whole table is read.
ASKED_FOR = 2_000
NARROWEST_FIRST = (AreaLevel.NEIGHBOURHOOD, AreaLevel.PARISH, AreaLevel.ZONE)


def known_ids(table: str, ids: Collection[UUID]) -> dict[UUID, UUID]:
    """Return the key of the row of each HSDS id that the city knows; an organisation's key for organisations."""
    if not ids:
        return {}
    if table == "organization":
        return _known_organizations(ids)
    model: Any = TABLES[table].model
    rows = model.objects.values_list("source_id", "pk")
    if len(ids) <= ASKED_FOR:
        rows = rows.filter(among(ids))
    return {source or own: own for source, own in rows if (source or own) in ids}


def _known_organizations(ids: Collection[UUID]) -> dict[UUID, UUID]:
    """An organisation leaves under the id of its profile, where it came with one, else under its own."""
    own = Organization.objects.filter(pk__in=ids).values_list("pk", "pk")
    profiles = OrganizationProfile.objects.filter(source_id__in=ids).values_list("source_id", "organization_id")
    return {**dict(own), **{source: key for source, key in profiles if source}}


def among(ids: Collection[UUID]) -> Q:
    """Return the condition that a row leaves under one of these ids."""
    return Q(source_id__in=ids) | Q(source_id=None, pk__in=ids)


def model_of(table: str) -> type[Model]:
    """Return the model of a table that has one."""
    model = TABLES[table].model
    if model is None:
        raise LookupError(table)
    return model


def area_finder() -> Callable[[Sequence[tuple[float, float]]], list[UUID | None]]:
    """Return what tells the narrowest area of the city that holds each point (latitude, longitude); one query."""
    areas = list(Area.objects.exclude(geometry=None).values_list("id", "level", "geometry"))
    layers = []
    for level in NARROWEST_FIRST:
        found = [(key, from_wkb(shape)) for key, of, shape in areas if of == level]
        if found:
            layers.append(([key for key, _shape in found], shapely.STRtree([shape for _key, shape in found])))

    def find(points: Sequence[tuple[float, float]]) -> list[UUID | None]:
        told: list[UUID | None] = [None] * len(points)
        if not points:
            return told
        spots = shapely.points(numpy.array([(longitude, latitude) for latitude, longitude in points]))
        for keys, tree in reversed(layers):
            for spot, shape in zip(*tree.query(spots, predicate="intersects"), strict=True):
                told[spot] = keys[shape]
        return told

    return find
