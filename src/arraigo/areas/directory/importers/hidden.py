"""A confidential place that comes again under another id, and must not become public by that."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.utils.translation import ngettext

from arraigo.areas.directory.models import Address, Location
from arraigo.areas.directory.queries.hsds.drafts import Bound, Draft
from arraigo.areas.directory.queries.hsds.known import known_ids
from arraigo.core.imports.problems import Problem, place
from arraigo.core.imports.reading.folding import fold
from arraigo.core.organisations.models import Organization

# Two points no further apart than this, in degrees, are one door: about 25 metres at the equator.
SAME_DOOR = 0.00025
# How what identifies a place is told apart: its address, its name in its organisation, the square where it lies.
Mark = tuple[Any, ...]


def hide_again(draft: Draft) -> None:
    """Make confidential the new places of a draft that have the address, the name or the point of a confidential one.

    A place that the city knows under its id stays as the city left it. The draft's problems tell how many, not which:
    who imports need not be one who may see them. Compared folded; nothing is written.
    """
    marks = _known_marks()
    rows = draft.rows.get("location", [])
    if not marks or not rows:
        return
    addresses: dict[UUID, list[str]] = {}
    for row in draft.rows.get("address", ()):
        addresses.setdefault(row.references["location"], []).append(row.values.get("address_1") or "")
    names = _organization_names(draft)
    alike = [row for row in rows if not marks.isdisjoint(_marks_of(row, addresses.get(row.id, []), names))]
    known = known_ids("location", {row.id for row in alike})
    fresh = [row for row in alike if row.id not in known and not row.values.get("is_confidential")]
    for row in fresh:
        row.values["is_confidential"] = True
    if fresh:
        draft.problems.append(_said(draft, len(fresh)))


def _known_marks() -> set[Mark]:
    """Return what tells the city's confidential places; of a point, also the squares around its own."""
    columns = ("name", "organization__name", "latitude", "longitude")
    marks: set[Mark] = set()
    for name, organization, latitude, longitude in Location.objects.filter(is_confidential=True).values_list(*columns):
        marks.update(_named(name, organization or ""))
        if latitude is not None:
            row, column = _square(latitude, longitude)
            marks.update(("point", row + up, column + over) for up in (-1, 0, 1) for over in (-1, 0, 1))
    for written in Address.objects.filter(location__is_confidential=True).values_list("address_1", flat=True):
        marks.update(_addressed(written))
    return marks


def _marks_of(row: Bound, addresses: list[str], names: dict[UUID, str]) -> Iterator[Mark]:
    organization = row.references.get("organization")
    yield from _named(row.values.get("name") or "", names.get(organization, "") if organization else "")
    for written in addresses:
        yield from _addressed(written)
    if row.values.get("latitude") is not None:
        yield ("point", *_square(row.values["latitude"], row.values["longitude"]))


def _named(name: str, organization: str) -> Iterator[Mark]:
    if fold(name):
        yield ("name", fold(name), fold(organization))


def _addressed(written: str) -> Iterator[Mark]:
    if fold(written):
        yield ("address", fold(written))


def _square(latitude: float, longitude: float) -> tuple[int, int]:
    return round(latitude / SAME_DOOR), round(longitude / SAME_DOOR)


def _organization_names(draft: Draft) -> dict[UUID, str]:
    """Return the names of the organisations that the draft's places belong to, by their HSDS id."""
    told = {row.id: row.values.get("name") or "" for row in draft.rows.get("organization", ())}
    asked = {row.references.get("organization") for row in draft.rows.get("location", ())} - told.keys() - {None}
    known = known_ids("organization", {one for one in asked if one})
    names = dict(Organization.objects.filter(pk__in=known.values()).values_list("pk", "name"))
    return {**told, **{of: names[key] for of, key in known.items() if key in names}}


def _said(draft: Draft, count: int) -> Problem:
    sentence = ngettext(
        "un lugar nuevo entra como reservado, porque su dirección, su nombre o su punto son los de un lugar reservado. "
        "Quien puede ver esos lugares debe revisarlo en «Lugares».",
        "%(count)d lugares nuevos entran como reservados, porque su dirección, su nombre o su punto son los de un "
        "lugar reservado. Quien puede ver esos lugares debe revisarlos en «Lugares».",
        count,
    )
    message = f"{place(draft.source)}: {sentence % {'count': count}}"
    return Problem("hidden_again", message, draft.source, severity="warning")
