"""A sheet finds by name what the city has, and loses nothing of what it cannot say."""

from datetime import date, time

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from arraigo.areas.directory.actions.importing import apply
from arraigo.areas.directory.documents.sheets import services_sheet
from arraigo.areas.directory.enums import ServiceStatus
from arraigo.areas.directory.importers.reading import read_bytes
from arraigo.areas.directory.models import (
    Address,
    Contact,
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
from arraigo.areas.directory.queries.hsds.rows import Reach
from arraigo.areas.directory.queries.hsds.sheet_rows import sheet_rows
from arraigo.areas.directory.queries.hsds.whole import whole
from arraigo.areas.directory.queries.visible import public_locations


@pytest.fixture
def load(in_city, now):
    def load(rows):
        draft = read_bytes(services_sheet(rows), "s.xlsx", city=in_city)
        done = apply(draft, city=in_city, by=None, at=now).total
        return draft, (done.created, done.changed, done.deleted)

    return load


@pytest.fixture
def written(in_city, make_service, make_location, make_schedule, make_organization):
    """A service of which the desk wrote more than a sheet can say."""
    organization = make_organization("Fundación Ejemplo")
    OrganizationProfile.objects.create(city=in_city, organization=organization, email="a@ejemplo.org")
    place = make_location("Sede Norte", organization=organization)
    service = make_service(
        "Asesoría legal",
        organization=organization,
        needs=["asylum", "documents"],
        at=[place],
        description="Primera línea.\n\nSegunda  línea.",
        alternate_name="Consultorio",
        wait_time="Una semana",
        eligible=[],
        status=ServiceStatus.CLOSED_FOR_NOW,
        verified_on=date(2026, 2, 1),
    )
    make_schedule(place)
    Phone.objects.create(city=in_city, service=service, number="02 299 3201", extension="12", description="Citas")
    Phone.objects.create(city=in_city, service=service, number="099 123 4567", is_private=True)
    Language.objects.create(city=in_city, service=service, code="es")
    RequiredDocument.objects.create(city=in_city, service=service, document="Cédula; o pasaporte")
    Contact.objects.create(city=in_city, service=service, name="Ana", title="Abogada")
    return service


def test_what_leaves_as_a_sheet_comes_back_the_same_and_loses_nothing(written, load):
    before = whole(Reach.INTERNAL)
    rows = sheet_rows(whole())

    for _time in range(2):
        draft, done = load(rows)
        assert (done, draft.problems) == ((0, 0, 0), [])
    assert whole(Reach.INTERNAL) == before


ROW = {"organization": "FUNDACION EJEMPLO", "service": "asesoria LEGAL", "place": "sede norte"}


def test_a_row_updates_what_it_names_and_empties_nothing(written, load):
    _draft, done = load([{**ROW, "cost": "Gratis", "phone": "02-299-3200; 02 299 3299"}])
    assert done[0] == 1
    assert done[2] == 0

    service = Service.objects.get()
    assert (service.pk, service.fees_description, service.wait_time) == (written.pk, "Gratis", "Una semana")
    assert service.status == ServiceStatus.CLOSED_FOR_NOW
    assert OrganizationProfile.objects.get().email == "a@ejemplo.org"
    assert Location.objects.count() == Address.objects.count() == ServiceAtLocation.objects.count() == 1
    assert set(Phone.objects.values_list("number", "is_private")) == {
        ("02 299 3200", False),
        ("02 299 3201", False),
        ("02 299 3299", False),
        ("099 123 4567", True),
    }
    assert load([{**ROW, "cost": "Gratis", "phone": "02-299-3200; 02 299 3299"}])[1] == (0, 0, 0)


def test_a_private_number_stays_private_though_a_sheet_has_it(written, load):
    load([{**ROW, "phone": "0991234567"}])
    assert Phone.objects.get(number="099 123 4567").is_private
    assert Phone.objects.count() == 3


def test_needs_are_the_citys_own_and_only_those_that_are_named(written, load, terms):
    count = TaxonomyTerm.objects.count()
    load([{**ROW, "needs": "Salud"}])
    assert TaxonomyTerm.objects.count() == count
    assert set(ServiceNeed.objects.values_list("term__code", flat=True)) == {"asylum", "documents", "health"}


def test_a_city_without_needs_gets_those_of_the_sheet_and_what_is_above_them(load):
    load([{"organization": "Red", "service": "Acogida", "needs": "Violencia de género"}])
    assert set(TaxonomyTerm.objects.values_list("code", flat=True)) == {"gbv", "emergency"}


def test_hours_that_are_the_places_are_not_said_again(written, load):
    load([{**ROW, "days": "lunes a viernes", "opens": "8h00", "closes": "16h30"}])
    assert Schedule.objects.get().location is not None


def test_what_a_sheet_brought_goes_when_the_next_does_not_have_it_and_what_the_desk_wrote_stays(written, load):
    load([{**ROW, "phone": "02 111 1111", "days": "sábado", "opens": "09:00", "closes": "12:00"}])
    _draft, done = load([{**ROW, "phone": "02 222 2222", "days": "domingo", "opens": "09:00", "closes": "12:00"}])
    assert done[2] == 2
    assert set(Phone.objects.values_list("number", flat=True)) >= {"02 299 3200", "02 222 2222"}
    assert not Phone.objects.filter(number="02 111 1111").exists()
    assert set(Schedule.objects.values_list("byday", flat=True)) == {"MO,TU,WE,TH,FR", "SU"}


def test_a_place_that_left_the_sheet_leaves_the_service_unless_the_desk_wrote_hours_there(load, in_city):
    at = {"organization": "Red", "service": "Acogida"}
    load([{**at, "place": "Uno"}, {**at, "place": "Dos"}, {**at, "place": "Tres"}])
    tie = ServiceAtLocation.objects.get(location__name="Dos")
    Schedule.objects.create(city=in_city, service_at_location=tie, byday="MO", opens_at=time(8), closes_at=time(9))
    _draft, done = load([{**at, "place": "Uno"}])
    assert done[2] == 1
    assert set(ServiceAtLocation.objects.values_list("location__name", flat=True)) == {"Uno", "Dos"}


def test_a_place_of_the_same_name_at_another_address_is_another_place(written, load):
    load([{**ROW, "service": "Otro", "address": "Otra calle 5"}])
    assert set(Address.objects.values_list("address_1", flat=True)) == {"Av. Uno y Dos", "Otra calle 5"}


def test_a_place_is_found_by_its_address_and_by_its_point(written, load, make_location, in_city):
    bare = make_location("", latitude=-0.31234567, longitude=-78.4, address="")
    ServiceAtLocation.objects.create(city=in_city, service=written, location=bare)
    load([{**ROW, "place": "", "address": "av uno y dos"}])
    load([{**ROW, "place": "", "latitude": "-0.31234567", "longitude": "-78.4"}])
    assert Location.objects.count() == 2


def test_a_reserved_place_is_not_found_by_its_name(written, load):
    Location.objects.update(is_confidential=True)
    load([{**ROW, "service": "Otro", "arrive": "En bus", "address": "Calle 9"}])
    hidden = Location.objects.get(transportation="")
    assert hidden.addresses.get().address_1 == "Av. Uno y Dos"
    assert Location.objects.count() == 2


def test_a_reserved_place_stays_reserved_and_tied_when_the_public_sheet_comes_back(written, load):
    rows = sheet_rows(whole())
    Location.objects.update(is_confidential=True)
    load(rows)
    load(rows)
    assert not public_locations().exists()
    assert ServiceAtLocation.objects.filter(service=written, location__is_confidential=True).exists()


def test_two_services_of_one_name_are_told_apart_by_their_place(written, load, make_service, make_location):
    other = make_location("Sede Sur", address="Av. Sur")
    make_service("Asesoría legal", organization=written.organization, at=[other], description="La del sur")
    rows = sheet_rows(whole())
    assert load(rows)[1] == (0, 0, 0)


def test_no_row_costs_a_query(in_city, now, load):
    def count(rows):
        load(rows)
        data = services_sheet(rows)
        with CaptureQueriesContext(
            connection,
        ) as seen:
            draft = read_bytes(data, "s.xlsx", city=in_city)
            apply(draft, city=in_city, by=None, at=now)
        return len(seen)

    rows = [
        {"organization": "Red", "service": f"S{n}", "place": f"P{n}", "phone": f"02 299 {n:04d}", "needs": "Salud"}
        for n in range(40)
    ]
    assert count(rows) <= count(rows[:1]) + 2
