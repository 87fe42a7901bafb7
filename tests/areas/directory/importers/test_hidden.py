"""A reserved place that comes again under another id does not become public."""

import json

import pytest

from arraigo.areas.directory.actions.importing import apply
from arraigo.areas.directory.importers.reading import read_bytes
from arraigo.areas.directory.models import Location
from arraigo.areas.directory.queries.visible import public_locations

ORG, SERVICE, PLACE = (f"00000000-0000-4000-8000-00000000000{n}" for n in (1, 2, 3))


@pytest.fixture
def house(make_location, make_organization):
    return make_location(
        "Casa Brisa",
        latitude=-0.2,
        longitude=-78.5,
        address="Camino de las Garzas 31",
        organization=make_organization("Red de acogida"),
        is_confidential=True,
    )


@pytest.fixture
def bring(in_city, now):
    def bring(address="Otra calle 9", **place):
        tables = {
            "organizations": [{"id": ORG, "name": "Red de Acogida", "description": "x"}],
            "services": [{"id": SERVICE, "organization_id": ORG, "name": "Acogida", "status": "active"}],
            "locations": [{"id": PLACE, "location_type": "physical", **place}],
            "addresses": [
                {
                    "id": "00000000-0000-4000-8000-000000000004",
                    "location_id": PLACE,
                    "address_1": address,
                    "city": "x",
                    "state_province": "x",
                    "postal_code": "1",
                    "country": "EC",
                    "address_type": "physical",
                }
            ],
        }
        draft = read_bytes(json.dumps(tables).encode(), "p.json", city=in_city)
        apply(draft, city=in_city, by=None, at=now)
        return [problem.code for problem in draft.problems]

    return bring


@pytest.mark.parametrize(
    "told",
    [
        {"address": "CAMINO DE LAS GARZAS, 31"},
        {"name": "casa brisa", "organization_id": ORG},
        {"latitude": -0.20001, "longitude": -78.50019},
    ],
)
def test_the_same_address_name_or_door_comes_in_reserved_and_is_told(house, bring, told):
    assert bring(**told) == ["hidden_again"]
    assert not public_locations().exists()
    # The second time it is known, and nothing is doubtful.
    assert bring(**told) == []
    assert not public_locations().exists()


@pytest.mark.parametrize(
    "told",
    [
        {"name": "Casa Brisa"},
        {"name": "Oficina", "organization_id": ORG},
        {"latitude": -0.21, "longitude": -78.5},
    ],
)
def test_what_only_resembles_a_reserved_place_comes_in_as_it_is(house, bring, told):
    assert bring(**told) == []
    assert public_locations().count() == 1


def test_what_the_city_made_public_stays_so(house, bring):
    bring(address="Camino de las Garzas 31")
    Location.objects.exclude(pk=house.pk).update(is_confidential=False)

    assert bring(address="Camino de las Garzas 31") == []
    assert public_locations().count() == 1


def test_the_sheet_of_an_organisation_does_not_publish_it_either(house, in_city, now):
    sheet = "Organización,Servicio,Lugar,Dirección\nRed de acogida,Techo,Casa Brisa,Camino de las Garzas 31\n"
    draft = read_bytes(sheet.encode(), "hoja.csv", city=in_city)
    apply(draft, city=in_city, by=None, at=now)

    assert "hidden_again" in [problem.code for problem in draft.problems]
    assert not public_locations().exists()


def package(value, **attribute):
    told = {"id": "9", "link_id": PLACE, "link_entity": "location", "label": "arraigo:confidential", "value": value}
    return {
        "locations": [{"id": PLACE, "location_type": "physical", "name": "Casa"}],
        "attributes": [{**told, **attribute}],
    }


@pytest.fixture
def load(in_city, now):
    def load(tables):
        draft = read_bytes(json.dumps(tables).encode(), "p.json", city=in_city)
        done = apply(draft, city=in_city, by=None, at=now)
        return [problem.code for problem in draft.problems], done

    return load


@pytest.mark.parametrize("value", ["true", "TRUE", "True", "1", "sí", True, 1])
def test_a_place_is_reserved_however_a_program_wrote_true(load, value):
    assert load(package(value))[0] == []
    assert not public_locations().exists()


@pytest.mark.parametrize("value", ["", "quizás", None, "[" * 3000, 0])
def test_doubt_hides_a_place_and_is_told(load, value):
    assert load(package(value))[0] == ["not_yes_or_no"]
    assert not public_locations().exists()


@pytest.mark.parametrize("value", ["false", "FALSE", False, "no"])
def test_a_clear_no_leaves_a_place_public(load, value):
    assert load(package(value))[0] == []
    assert public_locations().count() == 1


@pytest.mark.parametrize("told", [{"label": "Arraigo:Confidential "}, {"id": ""}, {"link_entity": "Location"}])
def test_a_place_is_reserved_though_its_attribute_is_badly_written(load, told):
    load(package("true", **told))
    assert Location.objects.get().is_confidential


def test_attributes_alone_make_a_known_place_reserved_and_the_second_time_change_nothing(load):
    load({"locations": package("x")["locations"]})
    alone = {"attributes": package("true")["attributes"]}

    codes, done = load(alone)
    assert (codes, done.of("location").changed) == ([], 1)
    assert not public_locations().exists()
    assert load(alone)[1].of("location").changed == 0


def test_a_secret_of_something_that_is_not_there_is_told(load):
    assert "broken_reference" in load(package("true", link_id="otra"))[0]


def test_a_label_of_ours_with_a_thousand_brackets_is_told(load):
    assert load(package("[" * 3000, label="arraigo:eligible"))[0] == ["unreadable"]
