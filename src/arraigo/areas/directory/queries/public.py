"""Services at places as the public sees them: what answers a need, open or not, nearest first."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from itertools import islice
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db import connection
from django.db.models import OuterRef, Q, QuerySet
from django.db.models.functions import JSONObject

from arraigo.areas.directory.models import (
    NEEDS,
    CostOption,
    Location,
    OrganizationProfile,
    Phone,
    RequiredDocument,
    Service,
    ServiceNeed,
)
from arraigo.areas.directory.queries.candidates import Candidate, Wanted, candidates
from arraigo.areas.directory.queries.eligibility import Profile
from arraigo.areas.directory.queries.hours import Opening
from arraigo.areas.directory.queries.phones import dialled
from arraigo.areas.directory.queries.schedules import hours_book
from arraigo.areas.directory.queries.values import PhoneLine, Place
from arraigo.areas.directory.queries.visible import (
    public_accessibility,
    public_addresses,
    public_languages,
    public_locations,
    public_phones,
)
from arraigo.core import tenancy
from arraigo.core.places.models import City

# Of so many of the nearest, some are open at most hours of the day.
LOOKED_AT_FIRST = 200
# Numbers that nobody calls by voice.
NOT_CALLED = ("fax", "textphone", "tty", "pager")


def public_places(
    *,
    at: datetime,
    needs: Collection[str] = (),
    near: tuple[float, float] | None = None,
    area: UUID | None = None,
    open_now: bool = False,
    profile: Profile | None = None,
    services: Collection[UUID] | None = None,
    best_first: bool = False,
    limit: int | None = 20,
) -> list[Place]:
    """Return services at places that answer any of the needs, nearest to `near` (latitude, longitude) first.

    Without `near` they come by name. `profile` leaves out what surely does not attend somebody; `area` keeps to places
    in it, and to what has no place or a reserved one; `open_now` to what is open at `at`. `best_first` is for short
    lists: each service once, what answers the first need before the next, and then what is open. At most ten queries.
    """
    wanted = Wanted(needs, near, area, profile or Profile(), services, by_need=best_first)
    found = candidates(wanted)
    city = City.objects.get(pk=str(tenancy.current_city_id()))
    if best_first:
        return _places(_best_ones(found, limit, at, city.timezone, open_now=open_now), city)
    if not open_now:
        found = found[:limit]
        book = hours_book(found, at=at, zone=city.timezone)
        return _places([(item, book.opening(item, at)) for item in found], city)
    return _places(_open_ones(found, limit, at, city.timezone), city)


def _open_ones(
    found: Sequence[Candidate], limit: int | None, at: datetime, zone: str
) -> list[tuple[Candidate, Opening]]:
    """Return the first that are open, reading the hours of the rest only where the nearest are too few."""
    told: list[tuple[Candidate, Opening]] = []
    holidays: frozenset[date] | None = None
    for some in (found[:LOOKED_AT_FIRST], found[LOOKED_AT_FIRST:]):
        if not some or (limit is not None and len(told) >= limit):
            break
        book = hours_book(some, at=at, zone=zone, holidays=holidays)
        holidays = book.holidays
        opened = ((item, book.opening(item, at)) for item in some if book.is_open(item, at))
        told += islice(opened, None if limit is None else limit - len(told))
    return told


def _best_ones(
    found: Sequence[Candidate], limit: int | None, at: datetime, zone: str, *, open_now: bool
) -> list[tuple[Candidate, Opening]]:
    """Return each service once: as well as it answers, open before closed, and else in the order in which they come.

    Only of so many is it asked whether they are open: a short list shows far fewer.
    """
    looked_at = found[: max(LOOKED_AT_FIRST, limit or len(found))]
    book = hours_book(looked_at, at=at, zone=zone)
    opened = [(item, book.is_open(item, at)) for item in looked_at]
    ordered = sorted(opened, key=lambda pair: (pair[0].rank, not pair[1]))
    once: dict[UUID, Candidate] = {}
    for item, is_open in ordered:
        if is_open or not open_now:
            once.setdefault(item.service_id, item)
    return [(item, book.opening(item, at)) for item in islice(once.values(), limit)]


def stamp(city: City) -> str:
    """Return a word that changes whenever anything that the public sees of a city's directory does."""
    with tenancy.scope(city), connection.cursor() as cursor:
        cursor.execute(
            "SELECT md5(coalesce(string_agg(id::text, ' ' ORDER BY id), '')) FROM directory_change WHERE city_id = %s",
            [city.id],
        )
        return str(cursor.fetchone()[0])


def _places(told: Sequence[tuple[Candidate, Opening]], city: City) -> list[Place]:
    """Read what the public learns of the chosen ones: four queries, however many they are."""
    services = _services({item.service_id for item, _opened in told})
    here = _locations({item.location_id for item, _opened in told if item.location_id})
    phones = _phones([item for item, _opened in told], services, city.country)
    made = []
    for item, opened in told:
        service = services[item.service_id]
        place = _of_service(service, opened, phones(item))
        # A confidential location is in no candidate, and this reads the open ones alone.
        location = here.get(item.location_id) if item.location_id else None
        made.append(_at(place, item, location) if location else replace(place, is_reserved=item.is_reserved))
    return made


def _services(ids: Collection[UUID]) -> dict[UUID, Service]:
    of_service: dict[str, Any] = {"service": OuterRef("pk")}
    rows = Service.objects.filter(pk__in=ids).select_related("organization")
    rows = rows.annotate(
        to_bring=ArraySubquery(RequiredDocument.objects.filter(**of_service).order_by("id").values("document")),
        spoken=ArraySubquery(public_languages().filter(**of_service).order_by("id").values("code")),
        answers=ArraySubquery(
            ServiceNeed.objects.filter(**of_service, term__taxonomy__name=NEEDS).order_by("id").values("term__code")
        ),
        costs=ArraySubquery(
            CostOption.objects.filter(**of_service)
            .order_by("id")
            .values(
                told=JSONObject(option="option", amount="amount", currency="currency", description="amount_description")
            )
        ),
        of_organization=ArraySubquery(
            OrganizationProfile.objects.filter(organization=OuterRef("organization_id")).values("email")
        ),
    )
    return {row.pk: row for row in rows}


def _locations(ids: Collection[UUID]) -> dict[UUID, Location]:
    of_location = {"location": OuterRef("pk")}
    rows = public_locations().filter(pk__in=ids).select_related("area")
    address = JSONObject(first="address_1", second="address_2", sector="region", type="address_type")
    rows = rows.annotate(
        told=ArraySubquery(public_addresses().filter(**of_location).order_by("id").values(told=address)),
        entered=ArraySubquery(public_accessibility().filter(**of_location).order_by("id").values("description")),
        spoken=ArraySubquery(public_languages().filter(**of_location).order_by("id").values("code")),
    )
    return {row.pk: row for row in rows}


class _Phones:
    """The public phones of services at places: the most particular first, the organisation's where there is none."""

    def __init__(self, rows: Sequence[Phone], services: Mapping[UUID, Service], country: str) -> None:
        self.services, self.country = services, country
        self.of: dict[UUID, dict[int, Phone]] = defaultdict(dict)
        for order, row in enumerate(rows):
            for owner in _owners(row):
                self.of[owner][order] = row

    def __call__(self, item: Candidate) -> tuple[PhoneLine, ...]:
        own: dict[int, Phone] = {}
        for owner in (item.at_id, item.service_id, item.location_id):
            own |= self.of.get(owner, {}) if owner else {}
        own = own or self.of.get(self.services[item.service_id].organization_id, {})
        return tuple({row.number: _line(row, self.country) for _order, row in sorted(own.items(), key=_first)}.values())


def _first(pair: tuple[int, Phone]) -> int:
    return pair[0]


def _owners(row: Phone) -> Iterator[UUID]:
    """Yield whose phone a row is: the most particular of its references, and the service of its contact."""
    owners = (row.service_at_location_id, row.service_id, row.location_id, row.organization_id)
    yield from [owner for owner in owners if owner is not None][:1]
    if row.contact is not None and row.contact.service_id is not None:
        yield row.contact.service_id


def _phones(items: Sequence[Candidate], services: Mapping[UUID, Service], country: str) -> _Phones:
    rows: QuerySet[Phone] = public_phones().exclude(type__in=NOT_CALLED).select_related("contact").order_by("id")
    organizations = {service.organization_id for service in services.values()}
    rows = rows.filter(
        Q(service_at_location__in=[item.at_id for item in items if item.at_id])
        | Q(service__in=list(services))
        | Q(location__in=[item.location_id for item in items if item.location_id])
        | Q(contact__service__in=list(services))
        | Q(organization__in=organizations)
    )
    return _Phones(list(rows), services, country)


def _line(row: Phone, country: str) -> PhoneLine:
    shown = f"{row.number} ext. {row.extension}" if row.extension else row.number
    about = row.description or (row.contact.title or row.contact.department if row.contact else "")
    return PhoneLine(shown, about, dialled(row.number, country=country, extension=row.extension))


def _of_service(service: Any, opened: Opening, phones: tuple[PhoneLine, ...]) -> Place:  # noqa: ANN401 (annotated row)
    return Place(
        service_id=service.pk,
        service=service.name,
        organization=service.organization.name,
        opening=opened,
        phones=phones,
        url=service.url or service.organization.website,
        email=service.email or next(iter(service.of_organization), ""),
        languages=_once(service.spoken),
        cost=service.fees_description or service.fees or "; ".join(_cost(cost) for cost in service.costs),
        documents=tuple(service.to_bring),
        eligibility=service.eligibility_description,
        verified_on=service.verified_on,
        due_on=service.due_on,
        needs=_once(service.answers),
        description=service.description,
        how_to_apply=service.application_process,
        alert=service.alert,
    )


def _at(place: Place, item: Candidate, location: Any) -> Place:  # noqa: ANN401 (annotated row)
    return replace(
        place,
        location=location.name,
        address=_address(location.told),
        latitude=location.latitude,
        longitude=location.longitude,
        accessibility=_once(location.entered),
        languages=place.languages or _once(location.spoken),
        distance=item.distance,
        area=location.area.name if location.area else "",
        at_location_id=item.at_id,
        how_to_arrive=location.transportation,
    )


def _address(told: Sequence[Mapping[str, str]]) -> str:
    attended = [address for address in told if address["type"] == "physical"] or list(told)
    parts = (attended[0][part] for part in ("first", "second", "sector")) if attended else iter(())
    return ", ".join(part for part in parts if part)


def _cost(cost: Mapping[str, Any]) -> str:
    amount = f"{cost['amount']} {cost['currency'].upper()}".strip() if cost["amount"] is not None else ""
    return " ".join(part for part in (cost["option"], amount, cost["description"]) if part)


def _once(values: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, values)))


def each_service(places: Sequence[Place]) -> Iterator[tuple[UUID, list[Place]]]:
    """Yield the places of each service together, in the order in which the services come first."""
    gathered: dict[UUID, list[Place]] = {}
    for place in places:
        gathered.setdefault(place.service_id, []).append(place)
    yield from gathered.items()
