"""Every object that the API answers is what the official schema of HSDS 3.1 wants."""

import json

import pytest
from tests.areas.directory.hsds.conftest import newest, problems_with  # noqa: F401  (fixtures)

from arraigo.areas.directory.actions.importing import apply
from arraigo.areas.directory.importers.packages import read

pytestmark = pytest.mark.django_db
TABLES = {
    "services": "service",
    "service_at_locations": "service_at_location",
    "locations": "location",
    "organizations": "organization",
    "taxonomies": "taxonomy",
    "taxonomy_terms": "taxonomy_term",
}
SHAPES = ("", "full=true", "full_service=true", "format=ndjson", "format=ndjson&full=true", "open_now=true")


def objects(answer):
    assert answer.status_code == 200, answer.body
    if answer.streaming:
        return [json.loads(line) for line in answer.body.splitlines()]
    return answer.told["contents"]


def every_problem(ask, problems_with):  # noqa: F811
    """Return what is wrong with any object of any list or by its id, and how many there were."""
    found, seen = [], 0
    for name, table in TABLES.items():
        for shape in SHAPES:
            for told in objects(ask(f"/{name}?{shape}")):
                seen += 1
                found += [f"{name}?{shape} {problem}" for problem in problems_with(table, told)]
        for told in objects(ask(f"/{name}")):
            seen += 1
            one = ask(f"/{name}/{told['id']}").told
            assert one["id"] == told["id"]
            found += [f"{name}/ {problem}" for problem in problems_with(table, one)]
    return found, seen


def test_a_directory_with_everything_is_valid(rich, ask, problems_with):  # noqa: F811
    found, seen = every_problem(ask, problems_with)

    assert found == []
    assert seen > 60


@pytest.mark.parametrize("name", ["service_full", "organization_full", "service_at_location_full", "location"])
def test_the_official_examples_are_answered_valid(name, newest, in_city, now, ask, problems_with):  # noqa: F811
    draft = read(newest / "examples" / f"{name}.json", city=in_city)
    apply(draft, city=in_city, by=None, at=now)
    found, seen = every_problem(ask, problems_with)

    assert found == []
    assert seen > 0


def test_a_service_has_all_that_it_has(rich, ask):
    told = ask(f"/services/{rich['service'].pk}").told

    assert set(told) >= {
        "organization",
        "program",
        "additional_urls",
        "phones",
        "service_areas",
        "service_at_locations",
        "languages",
        "funding",
        "cost_options",
        "required_documents",
        "contacts",
        "capacities",
        "attributes",
    }
    assert told["contacts"][0]["phones"][0]["extension"] == 101
    assert told["contacts"][0]["title"] == "Recepción"
    assert {phone["number"] for phone in told["phones"]} == {"02 299 3200", "02 250 0002 ext. 102 o 103"}
    (capacity,) = told["capacities"]
    assert (capacity["available"], capacity["unit"]["name"]) == (3, "cupos")
    assert (told["minimum_age"], told["maximum_age"], told["assured_date"]) == (17.5, 100, "2026-01-15")
    (at,) = told["service_at_locations"]
    assert at["schedules"][0]["timezone"] == 5.5
    (hours,) = at["location"]["schedules"]
    assert (hours["timezone"], hours["opens_at"]) == (-5, "08:00:00")
    assert [item["label"] for item in hours["attributes"]] == ["arraigo:on_holidays"]
    (days,) = [json.loads(item["value"]) for item in at["location"]["attributes"]]
    assert days == [{"starts_on": "2026-12-24", "ends_on": "2026-12-31", "note": "Fin de año"}]
    assert [item["label"] for item in told["attributes"] if "label" in item] == ["arraigo:eligible"]


def test_a_row_that_came_with_an_id_is_known_by_it(newest, in_city, now, ask):  # noqa: F811
    example = json.loads((newest / "examples" / "service_full.json").read_text())
    apply(read(newest / "examples" / "service_full.json", city=in_city), city=in_city, by=None, at=now)

    assert ask(f"/services/{example['id']}").told["id"] == example["id"]
    assert ask(f"/organizations/{example['organization']['id']}").told["name"] == example["organization"]["name"]
