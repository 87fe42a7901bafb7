"""What the city has already of what a sheet names, so that it is found by name and nothing comes in twice.

A reserved place is never found by its name: who fills a public sheet must not reach it. See importers.hidden.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import time
from typing import Any
from uuid import UUID

from arraigo.areas.directory.importers.days import byday_of
from arraigo.areas.directory.models import (
    NEEDS,
    Accessibility,
    Address,
    Language,
    Location,
    OrganizationProfile,
    Phone,
    RequiredDocument,
    Schedule,
    Service,
    ServiceAtLocation,
    ServiceNeed,
    TaxonomyTerm,
)
from arraigo.areas.directory.queries.hsds.extensions import made_id
from arraigo.areas.directory.queries.hsds.sheet_rows import days_in_words
from arraigo.core.imports.reading import fold, text_of
from arraigo.core.organisations.models import Organization

PARTS = re.compile(r"\s*[;\n|]\s*")
# What identifies a place within its organisation or service: its name, its address.
Place = tuple[str, str]


def parts_of(written: str) -> list[str]:
    """Return what a cell lists, one by one."""
    return [text for part in PARTS.split(written) if (text := text_of(part))]


def sheet_id(table: str, key: str) -> str:
    """Return the id of a row that came with a sheet first, made of what identifies it there."""
    return str(made_id("sheet", table, key))


def number_key(number: str, kind: str) -> str:
    """Return what tells numbers of a service apart, however their digits are grouped."""
    return f"{fold(number).replace(' ', '')}|{'whatsapp' if kind == 'whatsapp' else 'voice'}"


def point_key(latitude: object, longitude: object) -> str:
    """Return what tells a place that has neither name nor address: its point; nothing where it is none."""
    try:
        return f"@{float(str(latitude)):.6f},{float(str(longitude)):.6f}"
    except ValueError:
        return ""


def hours_key(days: str, opens: str, closes: str) -> str:
    """Return what tells the hours of something apart."""
    return f"{days}|{opens}|{closes}"


@dataclass(frozen=True, slots=True)
class Part:
    """A row that is part of another: its id, what it says itself, and whether a sheet brought it and may take it."""

    id: str
    said: str = ""
    is_sheets: bool = False


@dataclass
class SheetKnown:
    """Ids under which the city's rows leave, by what a sheet says of them; read once, in a dozen queries."""

    organizations: dict[str, str] = field(default_factory=dict)
    services: dict[tuple[str, str], list[str]] = field(default_factory=lambda: defaultdict(list))
    # By whose they are (an organisation's key or a service's id), name and address; "" for any address.
    places: dict[tuple[str, Place], str] = field(default_factory=dict)
    named: dict[tuple[str, str], list[tuple[str, str]]] = field(default_factory=lambda: defaultdict(list))
    ties: dict[tuple[str, str], str] = field(default_factory=dict)
    addresses: dict[str, str] = field(default_factory=dict)
    parts: dict[tuple[str, str], dict[str, Part]] = field(default_factory=lambda: defaultdict(dict))
    terms: dict[str, str] = field(default_factory=dict)
    here: set[str] = field(default_factory=set)

    def service(self, owner: str, name: str, place: Place) -> str | None:
        """Return the service of an organisation; of several of one name, the one that is given at the place."""
        found = self.services.get((owner, name), [])
        at = [key for key in found if self._at((key, place))] if len(found) > 1 and any(place) else found
        return next(iter(at or found), None)

    def location(self, owner: str, service: str, place: Place) -> str | None:
        """Return a place by its name and address at the service, else at its organisation.

        A service's place may have a new address; another place of that name in the organisation is another place.
        """
        if not any(place):
            return None
        at_service = self._at((service, place)) or self._named_at(service, place) or self._nameless(service, place)
        return at_service or self._of_organization(owner, place) or self._nameless(owner, place)

    def _at(self, mark: tuple[str, Place]) -> str | None:
        return self.places.get(mark)

    def _named_at(self, owner: str, place: Place) -> str | None:
        return next((key for key, _address in self.named.get((owner, place[0]), ()) if place[0]), None)

    def _nameless(self, owner: str, place: Place) -> str | None:
        """Return the place without a name that has the address."""
        listed = self.named.get((owner, ""), ())
        return next((key for key, address in listed if address and address == place[1]), None)

    def _of_organization(self, owner: str, place: Place) -> str | None:
        exact = self._at((owner, place))
        if exact or not place[0]:
            return exact
        listed = self.named.get((owner, place[0]), [])
        return next((key for key, address in listed if not (address and place[1])), None)

    def part(self, table: str, owner: str, key: str) -> Part | None:
        """Return a part of something by what identifies it there."""
        return self.parts.get((table, owner), {}).get(key)

    def has(self, table: str, owner: str) -> bool:
        """Tell whether something has parts of a table."""
        return bool(self.parts.get((table, owner)))


def sheet_known() -> SheetKnown:
    """Return what the session's city has."""
    return _Reading().known


class _Reading:
    """Reads the city's rows, in the order in which they refer to each other."""

    def __init__(self) -> None:
        self.known = SheetKnown()
        # The id under which each row leaves, by its key.
        self.ids: dict[UUID, str] = {}
        self.owner_of: dict[UUID, str] = {}
        self._organizations()
        self._services()
        self._ties()
        self._places()
        self._parts()
        self._hours()
        self._needs()

    def _organizations(self) -> None:
        profiles = dict(OrganizationProfile.objects.exclude(source_id=None).values_list("organization_id", "source_id"))
        for pk, key in Organization.objects.values_list("pk", "name_key"):
            self.known.organizations[key] = str(profiles.get(pk) or pk)
            self.owner_of[pk] = key

    def _services(self) -> None:
        for pk, source, organization, name in self._rows(Service, "organization_id", "name"):
            self._leaves(pk, source)
            self.owner_of[pk] = self.owner_of[organization]
            self.known.services[self.owner_of[organization], fold(name)].append(self.ids[pk])

    def _ties(self) -> None:
        """Read at which places services are given."""
        bare = set(_bare_ties())
        self.at: dict[UUID, list[UUID]] = defaultdict(list)
        locations = dict(Location.objects.values_list("pk", "source_id"))
        for pk, source, service, location in self._rows(ServiceAtLocation, "service_id", "location_id"):
            self._leaves(pk, source)
            of, at = self.ids[service], str(locations[location] or location)
            self.known.ties[of, at] = self.ids[pk]
            self.at[location].append(service)
            is_sheets = pk in bare and self._is_sheets("service_at_location", f"{of}|{at}", source)
            self.known.parts["service_at_location", of][at] = Part(self.ids[pk], is_sheets=is_sheets)

    def _places(self) -> None:
        addresses: dict[UUID, list[str]] = defaultdict(list)
        own: dict[UUID, UUID] = {}
        for pk, source, location, written in self._rows(Address, "location_id", "address_1"):
            own.setdefault(location, source or pk)
            addresses[location].append(fold(written))
        columns = ("organization_id", "name", "is_confidential", "latitude", "longitude")
        for pk, source, organization, name, is_hidden, *point in self._rows(Location, *columns):
            self._leaves(pk, source)
            if pk in own:
                self.known.addresses[self.ids[pk]] = str(own[pk])
            if not is_hidden:
                self._place(pk, organization, fold(name), addresses[pk] or [("" if name else point_key(*point))])

    def _place(self, pk: UUID, organization: UUID | None, name: str, addresses: list[str]) -> None:
        owners = dict.fromkeys(self._owners(pk, organization))
        for owner in owners:
            for address in addresses:
                if name or address:
                    self.known.places.setdefault((owner, (name, address)), self.ids[pk])
                    self.known.named[owner, name].append((self.ids[pk], address))
                if address:
                    # A row without a name tells its place by its address alone.
                    self.known.places.setdefault((owner, ("", address)), self.ids[pk])

    def _owners(self, location: UUID, organization: UUID | None) -> Iterator[str]:
        if organization:
            yield self.owner_of[organization]
        for service in self.at[location]:
            yield self.ids[service]
            yield self.owner_of[service]

    def _parts(self) -> None:
        columns = ("service_id", "number", "extension", "type", "is_private")
        for pk, source, of, number, extension, kind, is_hidden in self._rows(Phone, *columns):
            key = f"{fold(number)}|{'whatsapp' if kind == 'whatsapp' else 'voice'}"
            whole = f"{number} ext. {extension}" if extension else number
            names = [number_key(part, kind) for part in (whole, *parts_of(whole))]
            self._part("phone", (pk, source), of, key, names, said=number, stays=is_hidden)
        for pk, source, of, name, code in self._rows(Language, "service_id", "name", "code"):
            self._part("language", (pk, source), of, fold(name), filter(None, (fold(name or code), f"code {code}")))
        for pk, source, of, document in self._rows(RequiredDocument, "service_id", "document"):
            self._part("required_document", (pk, source), of, fold(document), _folded(document))
        for pk, source, of, described in self._rows(Accessibility, "location_id", "description"):
            self._part("accessibility", (pk, source), of, fold(described), _folded(described))

    def _hours(self) -> None:
        columns = ("service_at_location_id", "service_id", "location_id", "byday", "opens_at", "closes_at")
        for pk, source, at, service, location, byday, opens, closes in self._rows(Schedule, *columns):
            key = hours_key(byday_of(days_in_words(byday)) or "", _clock(opens), _clock(closes))
            self._part("schedule", (pk, source), at or service or location, key, [key])

    def _needs(self) -> None:
        own = TaxonomyTerm.objects.filter(taxonomy__name=NEEDS).exclude(code="")
        codes = {}
        for pk, source, code in own.values_list("pk", "source_id", "code"):
            codes[pk] = code
            self.known.terms[code] = str(source or pk)
        for pk, source, service, term in self._rows(ServiceNeed, "service_id", "term_id"):
            if term in codes:
                self._part("attribute", (pk, source), service, codes[term], [codes[term]])

    def _part(
        self,
        table: str,
        row: tuple[UUID, UUID | None],
        owner: UUID | None,
        key: str,
        names: Iterable[str],
        *,
        said: str = "",
        stays: bool = False,
    ) -> None:
        of = self.ids.get(owner) if owner else None
        if of is None:
            return
        pk, source = row
        is_sheets = not stays and self._is_sheets(table, f"{of}|{key}", source)
        told = Part(str(source or pk), said, is_sheets)
        for name in names:
            self.known.parts[table, of].setdefault(name, told)

    def _is_sheets(self, table: str, key: str, source: UUID | None) -> bool:
        return source is not None and str(source) == sheet_id(table, key)

    def _leaves(self, pk: UUID, source: UUID | None) -> None:
        self.ids[pk] = str(source or pk)
        self.known.here.add(self.ids[pk])

    def _rows(self, model: Any, *columns: str) -> Iterable[tuple[Any, ...]]:  # noqa: ANN401 - a model of some table
        rows: Iterable[tuple[Any, ...]] = model.objects.order_by("id").values_list("pk", "source_id", *columns)
        return rows


def _bare_ties() -> Iterable[UUID]:
    """Return the ties to public places on which nothing hangs that a sheet could not bring again."""
    nothing = dict.fromkeys(("contacts", "phones", "exceptions", "service_areas"))
    found = ServiceAtLocation.objects.filter(location__is_confidential=False, description="", **nothing)
    return found.exclude(schedules__source_id=None, schedules__isnull=False).values_list("pk", flat=True)


def _folded(written: str) -> list[str]:
    return list(filter(None, map(fold, (written, *parts_of(written)))))


def _clock(told: time | None) -> str:
    return f"{told:%H:%M}:00" if told else ""
