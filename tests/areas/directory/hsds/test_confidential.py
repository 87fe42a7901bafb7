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
from arraigo.areas.directory.queries.hsds.exporting import csv_package, nested_json, tabular_json
from arraigo.areas.directory.queries.hsds.rows import Reach
from arraigo.areas.directory.queries.hsds.sheet_rows import sheet_rows
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


def test_no_public_package_betrays_it(shelter):
    _service, hidden, at = shelter
    tables = whole(Reach.PUBLIC)
    told = [tabular_json(tables), nested_json(tables), *csv_package(tables).values(), str(sheet_rows(tables))]
    assert [betrayals(text, hidden, at) for text in told if betrayals(text, hidden, at)] == []
    assert all("Oficina" in text for text in (told[0], told[1], told[-1]))


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
