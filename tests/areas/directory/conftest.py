"""A city with organisations, services and places; each factory takes what differs and invents the rest."""

from datetime import UTC, datetime, time

import pytest

from arraigo.areas.directory.actions.needs import load_needs
from arraigo.areas.directory.models import (
    Address,
    Location,
    Phone,
    Schedule,
    Service,
    ServiceAtLocation,
    ServiceNeed,
)
from arraigo.areas.directory.queries import needs as catalogue
from arraigo.core import tenancy
from arraigo.core.organisations import api as organisations
from arraigo.core.places import api as places

# A Monday at ten in the morning in Quito.
NOW = datetime(2026, 3, 2, 15, tzinfo=UTC)
# Enough of the catalogue's format to stand in for it: topics, a need under one, a sensitive one.
NEEDS = """
needs:
- {id: documents, icon: documents, name: {es: Documentos, en: Documents}, words: {es: [papeles], en: [papers]}}
- {id: asylum, parent: documents, icon: documents, name: {es: Refugio y asilo, en: Asylum and refuge}}
- {id: health, icon: health, name: {es: Salud, en: Health}}
- {id: emergency, icon: safety, name: {es: Peligro y emergencia, en: Danger and emergency}}
- {id: gbv, parent: emergency, sensitive: true, name: {es: Violencia de género, en: Gender-based violence}}
"""


@pytest.fixture
def now():
    return NOW


@pytest.fixture(autouse=True)
def needs_catalogue(monkeypatch):
    monkeypatch.setattr(catalogue, "stored", lambda: NEEDS)
    catalogue.forget()
    yield
    catalogue.forget()


@pytest.fixture
def city(db):
    return places.create_city(slug="prueba", name="Prueba", by=None, at=NOW)


@pytest.fixture
def in_city(city):
    with tenancy.scope(city):
        yield city


@pytest.fixture
def terms(in_city):
    return load_needs(city=in_city, by=None, at=NOW)


@pytest.fixture
def make_organization(in_city):
    def make(name="Organización de prueba", **values):
        return organisations.resolve_names([name], city=in_city, by=None, at=NOW)[name]

    return make


@pytest.fixture
def make_location(in_city):
    def make(name="Sede", *, latitude=-0.2, longitude=-78.5, address="Av. Uno y Dos", **values):
        location = Location.objects.create(city=in_city, name=name, latitude=latitude, longitude=longitude, **values)
        if address:
            Address.objects.create(city=in_city, location=location, address_1=address, country="EC")
        return location

    return make


@pytest.fixture
def make_schedule(in_city):
    def make(of, *, byday="MO,TU,WE,TH,FR", opens=time(8), closes=time(16, 30), **values):
        owner = {Service: "service", Location: "location", ServiceAtLocation: "service_at_location"}[type(of)]
        return Schedule.objects.create(
            city=in_city, freq="WEEKLY", byday=byday, opens_at=opens, closes_at=closes, **{owner: of}, **values
        )

    return make


@pytest.fixture
def make_service(in_city, terms, make_organization):
    """Make a service: `needs` are codes, `at` its locations, `phone` its number."""

    def make(name="Servicio", *, organization=None, needs=(), at=(), phone="02 299 3200", **values):
        service = Service.objects.create(
            city=in_city, organization=organization or make_organization(), name=name, **values
        )
        for code in needs:
            ServiceNeed.objects.create(city=in_city, service=service, term=terms[code])
        for location in at:
            ServiceAtLocation.objects.create(city=in_city, service=service, location=location)
        if phone:
            Phone.objects.create(city=in_city, service=service, number=phone)
        return service

    return make
