"""A directory with everything that HSDS knows, open and reserved, and what asks the API about it."""

import json
from datetime import UTC, date, datetime, time
from decimal import Decimal

import pytest
from django.test import Client

from arraigo.areas.directory.models import (
    Accessibility,
    Address,
    Contact,
    CostOption,
    KeptRecord,
    Language,
    OrganizationProfile,
    Phone,
    Program,
    RequiredDocument,
    Schedule,
    ScheduleException,
    ServiceArea,
    ServiceAtLocation,
    ServiceCapacity,
)
from arraigo.areas.directory.queries.published import fragments, opening
from arraigo.core.tenancy.models import new_id

# What no public answer may hold: a reserved place with all that hangs on it, people's names, a private phone.
SECRETS = (
    "Violeta",
    "Secreta",
    "170999",
    "-0.1111",
    "-78.4444",
    "0991112222",
    "0993334444",
    "0995556666",
    "0997778888",
    "Turno de noche",
    "puerta lila",
    "Rosa Paredes",
    "rosa@alcaldia.example",
    "Zona callada",
)
ASKED = datetime(2026, 2, 1, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _nothing_kept():
    fragments.forget()
    opening.forget()
    yield
    fragments.forget()
    opening.forget()


@pytest.fixture
def ask(in_city):
    """Ask the API by GET, or by POST when a body is given; return the answer, its JSON in `told`."""
    client = Client()

    def get(path, body=None, **headers):
        url = f"/api/hsds{path}"
        if body is None:
            answer = client.get(url, headers=headers)
        else:
            text = body if isinstance(body, str) else json.dumps(body)
            answer = client.post(url, data=text, content_type="application/json", headers=headers)
        answer.body = b"".join(answer.streaming_content).decode() if answer.streaming else answer.content.decode()
        answer.told = None if answer.streaming or not answer.body else json.loads(answer.body)
        return answer

    return get


@pytest.fixture
def names(ask):
    """Return the names of what a list answers."""

    def listed(path, body=None):
        answer = ask(path, body)
        assert answer.status_code == 200, answer.body
        return [item.get("name") or item["service"]["name"] for item in answer.told["contents"]]

    return listed


@pytest.fixture
def rich(in_city, make_service, make_location, make_schedule, make_organization):
    """Make a service with everything, at an open place and at a reserved one, and one given only at the latter."""
    organization = make_organization("Fundación Puertas")
    OrganizationProfile.objects.create(
        city=in_city, organization=organization, email="hola@puertas.example", year_incorporated=2011, tax_id="1790"
    )
    program = Program.objects.create(city=in_city, organization=organization, name="Programa Sur")
    office = make_location("Oficina", organization=organization, url="https://puertas.example/oficina")
    refuge = make_location(
        "Casa Violeta",
        latitude=-0.1111,
        longitude=-78.4444,
        address="Calle Secreta 12",
        is_confidential=True,
        organization=organization,
        description="La puerta lila",
    )
    Address.objects.filter(location=refuge).update(postal_code="170999")
    service = make_service(
        "Asesoría legal",
        organization=organization,
        program=program,
        needs=["asylum"],
        at=[office, refuge],
        description="Acompaña solicitudes de refugio.",
        minimum_age=Decimal("17.5"),
        maximum_age=Decimal(100),
        verified_on=date(2026, 1, 15),
        assurer_email="rosa@alcaldia.example",
        last_modified=ASKED,
        eligible=[{"sexes": ["woman"]}],
    )
    shelter = make_service("Acogida", organization=organization, needs=["gbv"], at=[refuge], phone="1800 123 456")
    _everything(in_city, service, office)
    _reserved(in_city, shelter, refuge)
    make_schedule(office, on_holidays=True)
    make_schedule(refuge, description="Turno de noche")
    return {"service": service, "shelter": shelter, "office": office, "refuge": refuge, "organization": organization}


def _everything(city, service, office):
    address = Address.objects.get(location=office)
    address.attention, address.postal_code, address.address_2 = "Rosa Paredes", "170150", "Frente al parque"
    address.save()
    RequiredDocument.objects.create(city=city, service=service, document="Cédula, o lo que tenga")
    CostOption.objects.create(city=city, service=service, option="Consulta", amount=Decimal("2.50"), currency="usd")
    ServiceArea.objects.create(city=city, service=service, name="Distrito Metropolitano")
    days = {"starts_on": date(2026, 12, 24), "ends_on": date(2026, 12, 31)}
    ScheduleException.objects.create(city=city, location=office, note="Fin de año", **days)
    unit = {"id": str(new_id()), "name": "cupos"}
    ServiceCapacity.objects.create(city=city, service=service, unit=unit, available=3, maximum=12, updated=ASKED)
    ServiceCapacity.objects.create(city=city, service=service, unit={}, available=3, updated=ASKED)
    Language.objects.create(city=city, service=service, name="kichwa", code="qu")
    Accessibility.objects.create(city=city, location=office, description="Rampa en la entrada")
    person = Contact(city=city, service=service, name="Rosa Paredes", title="Recepción", email="info@puertas.example")
    person.save()
    Phone.objects.create(city=city, contact=person, number="02 250 0001", extension="101", type="voice")
    odd = Phone.objects.create(city=city, service=service, number="02 250 0002", extension="102 o 103")
    Language.objects.create(city=city, phone=odd, code="en")
    Phone.objects.create(city=city, service=service, number="0993334444", is_private=True)
    at = ServiceAtLocation.objects.get(service=service, location=office)
    Phone.objects.create(city=city, service_at_location=at, number="02 250 0003")
    Schedule.objects.create(
        city=city,
        service_at_location=at,
        freq="WEEKLY",
        byday="SA",
        opens_at=time(9),
        closes_at=time(12),
        zone="+05:30",
    )
    for table, content in (
        ("url", {"label": "Redes", "url": "https://redes.example/puertas"}),
        ("funding", {"source": "Cooperación"}),
        ("metadata", {"updated_by": "Rosa Paredes"}),
    ):
        key = new_id()
        written = json.dumps({"id": str(key), **content})
        KeptRecord(city=city, table=table, source_id=key, service=service, content=written).save()


def _reserved(city, shelter, refuge):
    at = ServiceAtLocation.objects.get(service=shelter, location=refuge)
    Phone.objects.create(city=city, location=refuge, number="0991112222")
    Phone.objects.create(city=city, service=shelter, service_at_location=at, number="0995556666")
    guard = Contact(city=city, location=refuge, service=shelter, name="Rosa Paredes", title="Guardia")
    guard.save()
    Phone.objects.create(city=city, contact=guard, number="0997778888")
    Language.objects.create(city=city, location=refuge, code="fr")
    days = {"starts_on": date(2026, 12, 24), "ends_on": date(2026, 12, 31)}
    ScheduleException.objects.create(city=city, location=refuge, note="Turno de noche", **days)
    Accessibility.objects.create(city=city, location=refuge, description="La puerta lila tiene rampa")
    ServiceArea.objects.create(city=city, service_at_location=at, name="Zona callada 170999")
