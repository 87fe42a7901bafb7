"""Objects of the API kept as JSON texts, by row, until something of the city's directory changes.

Only what anybody may read is kept, never what somebody asked. When a place becomes confidential the city's stamp is
another one, and nothing that was kept before is answered.
"""

import json
from collections import OrderedDict
from collections.abc import Sequence
from threading import Lock
from typing import Literal
from uuid import UUID

from django.db.models import Q

from arraigo.areas.directory.models import KeptRecord
from arraigo.areas.directory.queries.published.objects import rows
from arraigo.areas.directory.queries.published.telling import record, tell
from arraigo.areas.directory.queries.visible import public_services
from arraigo.core.places.models import City

Shape = Literal["plain", "full", "with_services"]
# What a process keeps of one city: enough for some thousand services with all that they have.
LARGEST_CHARS = 24_000_000
# Tables that are kept as they came and name nobody, and the key of the object that has them.
KEPT: dict[str, tuple[tuple[str, str], ...]] = {
    "service": (("url", "additional_urls"), ("funding", "funding")),
    "organization": (
        ("url", "additional_websites"),
        ("funding", "funding"),
        ("organization_identifier", "organization_identifiers"),
    ),
}


class _Shelf:
    """The texts of one city under one stamp, those longest unused given up first."""

    def __init__(self, stamp: str) -> None:
        self.stamp = stamp
        self.texts: OrderedDict[tuple[str, Shape, UUID], str] = OrderedDict()
        self.chars = 0

    def put(self, key: tuple[str, Shape, UUID], text: str) -> None:
        """Keep a text, and give up others where there is no room."""
        self.chars += len(text) - len(self.texts.pop(key, ""))
        self.texts[key] = text
        while self.chars > LARGEST_CHARS:
            self.chars -= len(self.texts.popitem(last=False)[1])

    def get(self, key: tuple[str, Shape, UUID]) -> str | None:
        """Return a text that is kept."""
        if key in self.texts:
            self.texts.move_to_end(key)
        return self.texts.get(key)


_shelves: dict[UUID, _Shelf] = {}
_lock = Lock()


def texts(kind: str, ids: Sequence[UUID], *, shape: Shape, city: City, stamp: str) -> list[str]:
    """Return the rows of a kind (the name of an HSDS table) as JSON, in the order of their keys; few queries.

    A row that is not there any more is left out.
    """
    found = _texts(kind, ids, shape, city, stamp)
    return [found[key] for key in ids if key in found]


def forget() -> None:
    """Keep nothing any more."""
    with _lock:
        _shelves.clear()


def _texts(kind: str, ids: Sequence[UUID], shape: Shape, city: City, stamp: str) -> dict[UUID, str]:
    with _lock:
        shelf = _shelf(city, stamp)
        found = {key: text for key in ids if (text := shelf.get((kind, shape, key))) is not None}
    missing = [key for key in ids if key not in found]
    if missing:
        made = _made(kind, missing, shape, city, stamp)
        with _lock:
            for key, text in made.items():
                shelf.put((kind, shape, key), text)
        found |= made
    return found


def _shelf(city: City, stamp: str) -> _Shelf:
    shelf = _shelves.get(city.id)
    if shelf is None or shelf.stamp != stamp:
        shelf = _shelves[city.id] = _Shelf(stamp)
    return shelf


def _made(kind: str, ids: Sequence[UUID], shape: Shape, city: City, stamp: str) -> dict[UUID, str]:
    kept = _kept(kind, ids) if shape != "plain" else {}
    whole = _services_of(ids, city, stamp) if shape == "with_services" else {}
    made = {}
    for key, fields in rows(kind, ids, full=shape != "plain"):
        shown = tell(kind, fields, zone=city.timezone)
        if shown is None:
            continue
        if shape == "with_services":
            shown.pop("services", None)
        text = json.dumps({**shown, **kept.get(key, {})}, ensure_ascii=False, separators=(",", ":"))
        made[key] = f'{text[:-1]},"services":[{",".join(whole[key])}]}}' if key in whole else text
    return made


def _services_of(organizations: Sequence[UUID], city: City, stamp: str) -> dict[UUID, list[str]]:
    """Return the services of organisations, whole, by organisation."""
    found = public_services().filter(organization__in=organizations).order_by("name", "id")
    pairs = list(found.values_list("organization_id", "pk"))
    by_key = _texts("service", [key for _owner, key in pairs], "full", city, stamp)
    told: dict[UUID, list[str]] = {}
    for owner, key in pairs:
        if key in by_key:
            told.setdefault(owner, []).append(by_key[key])
    return told


def _kept(kind: str, ids: Sequence[UUID]) -> dict[UUID, dict[str, list[dict[str, str]]]]:
    """Return what is kept of services or organisations as it came, by the key that holds it. One query."""
    keys = dict(KEPT.get(kind, ()))
    if not keys:
        return {}
    found: dict[UUID, dict[str, list[dict[str, str]]]] = {}
    stored = KeptRecord.objects.filter(Q(**{f"{kind}__in": ids}), table__in=keys).order_by("table", "id")
    for row in stored:
        told = record(row.table, json.loads(row.content))
        if told is not None:
            owner: UUID = getattr(row, f"{kind}_id")
            found.setdefault(owner, {}).setdefault(keys[row.table], []).append(told)
    return found
