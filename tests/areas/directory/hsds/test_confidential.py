"""A reserved place is in nothing that the public gets; an internal copy has it, and brings it back reserved."""

import json
from datetime import time

import pytest

from arraigo.areas.directory.actions.importing import apply
from arraigo.areas.directory.importers.packages import read_files
from arraigo.areas.directory.models import (
    Accessibility,
    Contact,
    Language,
    Location,
    Phone,
    Schedule,
    ServiceArea,
    ServiceAtLocation,
)
from arraigo.areas.directory.queries.hsds import answers
from arraigo.areas.directory.queries.hsds.exporting import csv_package, tabular_json
from arraigo.areas.directory.queries.hsds.rows import Reach
from arraigo.areas.directory.queries.hsds.whole import whole

SECRET = "Violeta"


@pytest.fixture
def shelter(in_city, make_service, make_location):
    """A service at a reserved place and at an open one, with everything that could betray the first."""
    hidden = make_location(
        f"Casa {SECRET}", address=f"Calle {SECRET}", latitude=-0.123, longitude=-78.456, is_confidential=True
    )
    service = make_service("Acogida", needs=["gbv"], at=[hidden, make_location("Oficina")])
    at = ServiceAtLocation.objects.get(location=hidden)
    at.description = f"En {SECRET}"
    at.save()
    Accessibility.objects.create(city=in_city, location=hidden, description=f"Rampa {SECRET}")
    Schedule.objects.create(
        city=in_city, service=service, location=hidden, opens_at=time(1), closes_at=time(2), notes=SECRET
    )
    Phone.objects.create(city=in_city, service=service, location=hidden, number="0991112222", description=SECRET)
    Phone.objects.create(city=in_city, service=service, number="0993334444", is_private=True)
    contact = Contact.objects.create(city=in_city, service=service, service_at_location=at, title=SECRET)
    Phone.objects.create(city=in_city, service=service, contact=contact, number="0995556666")
    Contact.objects.create(city=in_city, service=service, name=SECRET, title="Coordinación")
    Language.objects.create(city=in_city, service=service, location=hidden, name=SECRET, code="qu")
    ServiceArea.objects.create(city=in_city, service=service, service_at_location=at, name=SECRET)
    return service, hidden, at


def betrayals(text, hidden, at):
    needles = (SECRET, "-0.123", "-78.456", "0991112222", "0993334444", "0995556666", str(hidden.pk), str(at.pk))
    return [needle for needle in needles if needle in text]


def test_no_answer_of_the_api_betrays_it(shelter):
    service, hidden, at = shelter
    told = [
        answers.services_json([service.pk]),
        answers.services_json([service.pk], full=False),
        answers.organizations_json([service.organization_id]),
        answers.at_locations_json(list(ServiceAtLocation.objects.values_list("pk", flat=True))),
        answers.at_locations_json([at.pk]),
        answers.locations_json(list(Location.objects.values_list("pk", flat=True))),
    ]
    assert betrayals(json.dumps(told), hidden, at) == []
    assert "Oficina" in json.dumps(told[0])
    assert answers.at_locations_json([at.pk]) == []


def test_no_public_package_betrays_it(shelter):
    _service, hidden, at = shelter
    tables = whole(Reach.PUBLIC)
    assert betrayals(tabular_json(tables) + "".join(csv_package(tables).values()), hidden, at) == []


def test_an_internal_copy_brings_it_back_reserved(shelter, in_city, now):
    _service, hidden, _at = shelter
    copy = {"todo.json": tabular_json(whole(Reach.INTERNAL)).encode()}
    assert SECRET in copy["todo.json"].decode()
    Location.objects.filter(pk=hidden.pk).update(is_confidential=False)
    apply(read_files(copy, "copia", city=in_city), city=in_city, by=None, at=now)
    assert Location.objects.get(pk=hidden.pk).is_confidential


def test_a_public_package_never_takes_the_reserve_off(shelter, in_city, now):
    _service, hidden, _at = shelter
    rows = {"locations": [{"id": str(hidden.pk), "location_type": "physical", "name": "Casa"}]}
    off = {"id": str(hidden.pk), "link_id": str(hidden.pk), "link_entity": "location", "value": "false"}
    rows["attributes"] = [{**off, "label": "arraigo:confidential"}]
    files = {"p.json": json.dumps(rows).encode()}
    apply(read_files(files, "p", city=in_city), city=in_city, by=None, at=now)
    assert Location.objects.get(pk=hidden.pk).is_confidential


def test_a_page_of_fifty_services_takes_no_more_than_twelve_queries(
    make_service, make_location, make_schedule, django_assert_max_num_queries, problems_with
):
    services = []
    for number in range(50):
        location = make_location(f"Sede {number}")
        make_schedule(location)
        services.append(make_service(f"Servicio {number}", at=[location], needs=["health"]).pk)
    with django_assert_max_num_queries(12):
        told = answers.services_json(services)
    assert [row["name"] for row in told] == [f"Servicio {number}" for number in range(50)]
    assert [problem for row in told for problem in problems_with("service", row)] == []
    assert told[0]["service_at_locations"][0]["location"]["addresses"][0]["address_1"] == "Av. Uno y Dos"
    assert told[0]["attributes"][0]["taxonomy_term"]["code"] == "health"
