"""Organisations, places, services and hours of the demo city, written by the actions of the desk."""

import random
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID, uuid5

import shapely

from arraigo.areas.directory.actions.services import (
    PhoneDraft,
    ServiceDraft,
    save_capacity,
    save_eligibility,
    save_phones,
)
from arraigo.areas.directory.actions.services import save_service as write_service
from arraigo.areas.directory.actions.services_hours import ExceptionDraft, add_holiday, save_hours
from arraigo.areas.directory.actions.services_places import LocationDraft, attach, save_location
from arraigo.areas.directory.demo.hours import MONTHLY, SEASON, SEASON_WORDS, WEEKS
from arraigo.areas.directory.demo.places import GIVERS, SPOTS, Giver, Spot
from arraigo.areas.directory.demo.services import GIFTS, Gift
from arraigo.areas.directory.models import Location, Schedule, Service
from arraigo.areas.directory.queries.eligibility import group_from
from arraigo.core.organisations import api as organisations
from arraigo.core.organisations.models import Organization
from arraigo.core.places.geometry import from_wkb
from arraigo.core.places.models import Area, City

if TYPE_CHECKING:
    from arraigo.core.accounts.models import User

NAMESPACE = UUID("0b7f43de-6f0e-4b0a-8a35-3f3a7a5c2a90")
HOLIDAYS = (
    (1, 1, "Año Nuevo"),
    (5, 1, "Día del Trabajo"),
    (8, 10, "Fiesta del Puerto"),
    (11, 2, "Día de los Difuntos"),
    (12, 25, "Navidad"),
)
SAYS_INVENTED = "Es un ejemplo inventado."
# Numbers that are nobody's: 555 is given to no exchange.
SHORT_LINE, OFFICE, MOBILE = "1800 555 0{:02}", "05 555 01{:02}", "099 555 01{:02}"
HYPHENS = str.maketrans("áéíóúñ ", "aeioun-")


def build_directory(*, city: City, by: "User | None", at: datetime) -> None:
    """Write the whole directory; every id follows from its name, so that the demo is the same every time."""
    givers = _givers(city, by, at)
    spots = {spot.key: _spot(spot, city, givers, by, at) for spot in SPOTS}
    for number, gift in enumerate(GIFTS):
        service = _service(number, gift, city, givers, by, at)
        for key in gift.spots:
            attach(service, spots[key], by=by, at=at)
        _hours(service, gift, at, by)
    _holidays(city, at, by)


def _givers(city: City, by: "User | None", at: datetime) -> dict[str, Organization]:
    known = organisations.resolve_names([giver.name for giver in GIVERS], city=city, by=by, at=at)
    for giver in GIVERS:
        organisations.update_organization(known[giver.name], changes=_told(giver), by=by, at=at)
    return {giver.key: known[giver.name] for giver in GIVERS}


def _told(giver: Giver) -> dict[str, str]:
    told = {"kind": str(giver.kind), "website": f"https://{giver.key.translate(HYPHENS)}.santamarina.example"}
    return {**told, "description": giver.description} if giver.description else told


def _spot(spot: Spot, city: City, givers: dict[str, Organization], by: "User | None", at: datetime) -> Location:
    latitude, longitude = _point(spot)
    draft = LocationDraft(
        name=spot.name,
        address=spot.address,
        transportation=spot.arrive,
        latitude=latitude,
        longitude=longitude,
        is_confidential=spot.confidential,
        accessibility=spot.access,
    )
    location_id = uuid5(NAMESPACE, f"{city.pk}:place:{spot.key}")
    return save_location(location_id=location_id, organization=givers[spot.giver], draft=draft, by=by, at=at)


def _point(spot: Spot) -> tuple[float | None, float | None]:
    """Return a point well inside the neighbourhood of a place, always the same."""
    area = Area.objects.filter(level="neighbourhood", name=spot.neighbourhood).first()
    shape = from_wkb(area.geometry) if area else None
    if shape is None:
        return None, None
    chance = random.Random(f"{NAMESPACE}{spot.key}")  # noqa: S311 - the same point every time
    west, south, east, north = shape.bounds
    for _try in range(200):
        point = shapely.Point(chance.uniform(west, east), chance.uniform(south, north))
        if shape.buffer(-0.0008).contains(point):
            return round(point.y, 5), round(point.x, 5)
    middle = shape.representative_point()
    return middle.y, middle.x


def _service(
    number: int, gift: Gift, city: City, givers: dict[str, Organization], by: "User | None", at: datetime
) -> Service:
    draft = ServiceDraft(
        name=gift.name,
        description=f"{gift.about} {SAYS_INVENTED}",
        status=gift.status,
        application_process=gift.how,
        fees_description=gift.cost,
        eligibility_description=gift.whom,
        needs=gift.needs,
        languages=gift.languages,
        documents=gift.documents,
        email=f"{gift.giver.translate(HYPHENS)}@santamarina.example",
    )
    service_id = uuid5(NAMESPACE, f"{city.pk}:service:{gift.giver}:{gift.name}")
    made = write_service(service_id=service_id, organization=givers[gift.giver], draft=draft, by=by, at=at)
    save_phones(made, drafts=_phones(number, gift), by=by, at=at)
    if gift.eligible or gift.ineligible:
        groups = [group_from(group) for group in gift.eligible], [group_from(group) for group in gift.ineligible]
        save_eligibility(made, eligible=groups[0], ineligible=groups[1], ages=(None, None), by=by, at=at)
    if gift.free:
        available, maximum, unit = gift.free
        save_capacity(made, available=available, maximum=maximum, unit=unit, by=by, at=at)
    Service.objects.filter(pk=made.pk).update(source="Demostración: inventado")
    return made


def _phones(number: int, gift: Gift) -> list[PhoneDraft]:
    phones = [PhoneDraft(SHORT_LINE.format(gift.phone), description="A toda hora")] if gift.phone else []
    phones.append(PhoneDraft(OFFICE.format(number % 100), extension=str(100 + number) if number % 7 == 3 else ""))
    if number % 5 == 2:
        phones.append(PhoneDraft(MOBILE.format(number % 100), type="whatsapp", description="WhatsApp"))
    if number % 11 == 4:
        phones.append(PhoneDraft(MOBILE.format(99 - number % 50), description="Guardia", is_private=True))
    return phones


def _hours(service: Service, gift: Gift, at: datetime, by: "User | None") -> None:
    today = service.city.day_of(at)
    if gift.hours == "first-saturday":
        Schedule.objects.create(city_id=service.city_id, service=service, **MONTHLY)
    elif gift.hours == "season":
        Schedule.objects.create(
            city_id=service.city_id,
            service=service,
            description=SEASON_WORDS,
            valid_from=today - timedelta(days=20),
            valid_to=today + timedelta(days=70),
            **SEASON,
        )
    else:
        save_hours(service, rows=WEEKS[gift.hours], exceptions=_exceptions(gift, today), by=by, at=at)


def _exceptions(gift: Gift, today: date) -> list[ExceptionDraft]:
    """Return the holidays of the school district, and a long day of vaccines."""
    if gift.giver == "educa":
        first = today + timedelta(days=12)
        return [ExceptionDraft(first, first + timedelta(days=9), note="Vacaciones del distrito")]
    if gift.name == "Vacunas":
        day = today + timedelta(days=5)
        row = WEEKS["every-day"][0]
        return [ExceptionDraft(day, day, row.opens, row.closes, "Jornada de vacunación")]
    return []


def _holidays(city: City, at: datetime, by: "User | None") -> None:
    today = city.day_of(at)
    for year in (today.year, today.year + 1):
        for month, day, name in HOLIDAYS:
            add_holiday(city=city, day=date(year, month, day), name=name, by=by, at=at)
