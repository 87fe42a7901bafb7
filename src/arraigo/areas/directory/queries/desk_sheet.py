"""One service as the desk shows it. Of a confidential place there is nothing here but that there is one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar
from uuid import UUID

from django.db.models import Prefetch

from arraigo.areas.directory.enums import ProposalState, ReportState
from arraigo.areas.directory.models import (
    NEEDS,
    Address,
    CostOption,
    Language,
    Phone,
    Proposal,
    Report,
    RequiredDocument,
    Service,
    ServiceAtLocation,
    ServiceCapacity,
    ServiceNeed,
    UpdateLink,
    Verification,
)
from arraigo.areas.directory.queries.candidates import Candidate
from arraigo.areas.directory.queries.desk_words import group_words
from arraigo.areas.directory.queries.hours import UNKNOWN, Opening
from arraigo.areas.directory.queries.needs import need_names
from arraigo.areas.directory.queries.schedules import HoursBook, hours_book
from arraigo.core.people.countries import language_name
from arraigo.core.places.models import City

SHOWN_VERIFICATIONS = 6
OfService = TypeVar("OfService", Language, RequiredDocument, CostOption, ServiceCapacity)


@dataclass(frozen=True, slots=True)
class PlaceLine:
    """A place of a service; a confidential one has no name, address, phone or hours here."""

    at_id: UUID
    location_id: UUID
    is_confidential: bool
    name: str = ""
    address: str = ""
    area: str = ""
    how_to_arrive: str = ""
    phones: tuple[Phone, ...] = ()
    accessibility: tuple[str, ...] = ()
    opening: Opening = UNKNOWN


@dataclass(frozen=True)
class Sheet:
    """A service with all that hangs on it. `opening` are its own hours, None where only its places have any."""

    service: Service
    needs: tuple[str, ...]
    languages: tuple[str, ...]
    documents: tuple[str, ...]
    costs: tuple[CostOption, ...]
    phones: tuple[Phone, ...]
    capacities: tuple[ServiceCapacity, ...]
    places: tuple[PlaceLine, ...]
    opening: Opening | None
    eligible: tuple[str, ...]
    ineligible: tuple[str, ...]
    verifications: tuple[Verification, ...]
    proposals: tuple[Proposal, ...]
    reports: tuple[Report, ...]
    links: tuple[UpdateLink, ...]


def sheet(service_id: UUID, *, at: datetime, city: City) -> Sheet | None:
    """Return a service with what the desk shows of it; None when there is none."""
    service = Service.objects.select_related("organization", "verified_by").filter(pk=service_id).first()
    if service is None:
        return None
    heres = _heres(service)
    openly = [one for one in heres if not one.location.is_confidential]
    candidates = [Candidate(service.pk, "", one.pk, one.location_id) for one in openly]
    own = Candidate(service.pk, "")
    book = hours_book([own, *candidates], at=at, zone=city.timezone)
    phones = list(Phone.objects.filter(service=service, service_at_location=None).order_by("id"))
    return Sheet(
        service=service,
        needs=_needs(service),
        languages=_languages(service),
        documents=tuple(row.document for row in _rows(RequiredDocument, service)),
        costs=tuple(_rows(CostOption, service)),
        phones=tuple(phones),
        capacities=tuple(_rows(ServiceCapacity, service)),
        places=tuple(_line(one, book, at) for one in heres),
        opening=book.opening(own, at) if service.pk in book.rules or not openly else None,
        eligible=tuple(map(group_words, service.eligible)),
        ineligible=tuple(map(group_words, service.ineligible)),
        verifications=tuple(service.verifications.select_related("by").order_by("-at")[:SHOWN_VERIFICATIONS]),
        proposals=tuple(service.proposals.filter(state=ProposalState.PENDING)),
        reports=tuple(service.reports.filter(state=ReportState.OPEN)),
        links=tuple(service.update_links.filter(revoked_at=None, expires_at__gt=at)),
    )


def _heres(service: Service) -> list[ServiceAtLocation]:
    addresses = Prefetch("location__addresses", Address.objects.order_by("id"))
    rows = ServiceAtLocation.objects.filter(service=service).select_related("location__area")
    return list(
        rows.prefetch_related(addresses, "location__phones", "location__accessibility", "phones").order_by(
            "location__is_confidential", "location__name", "id"
        )
    )


def _line(here: ServiceAtLocation, book: HoursBook, at: datetime) -> PlaceLine:
    place = here.location
    if place.is_confidential:
        return PlaceLine(here.pk, place.pk, is_confidential=True)
    return PlaceLine(
        at_id=here.pk,
        location_id=place.pk,
        is_confidential=False,
        name=place.name,
        address=address_words(list(place.addresses.all())),
        area=place.area.name if place.area else "",
        how_to_arrive=place.transportation,
        phones=(*here.phones.all(), *(one for one in place.phones.all() if one.service_id is None)),
        accessibility=tuple(one.description for one in place.accessibility.all() if one.description),
        opening=book.opening(Candidate(here.service_id, "", here.pk, place.pk), at),
    )


def address_words(rows: Sequence[Address]) -> str:
    """Return an address in one line: where people are attended, where it is said."""
    row = next((one for one in rows if one.address_type == "physical"), next(iter(rows), None))
    parts = (row.address_1, row.address_2, row.region) if row else ()
    return ", ".join(part for part in parts if part)


def _languages(service: Service) -> tuple[str, ...]:
    return tuple(row.name or language_name(row.code) for row in _rows(Language, service))


def _needs(service: Service) -> tuple[str, ...]:
    names: Mapping[str, str] = need_names()
    rows = ServiceNeed.objects.filter(service=service, term__taxonomy__name=NEEDS).order_by("id")
    return tuple(names.get(code, name) for code, name in rows.values_list("term__code", "term__name"))


def _rows(model: type[OfService], service: Service) -> list[OfService]:
    return list(model._default_manager.filter(service=service).order_by("id"))
