"""The official examples come in and go out again, and what goes out is what the official schema wants."""

import csv
import io
import json

import pytest

from arraigo.areas.directory.actions.importing import apply
from arraigo.areas.directory.importers.packages import read
from arraigo.areas.directory.queries.hsds.exporting import csv_package, nested_json, tabular_json
from arraigo.areas.directory.queries.hsds.nested import Nester
from arraigo.areas.directory.queries.hsds.rows import Reach
from arraigo.areas.directory.queries.hsds.whole import whole

pytestmark = pytest.mark.django_db
NUMBERS_AS_TEXT = {"external_identifier"}


def lost(wanted, told, at=""):
    """Return what an object says and another does not; objects of a list are matched by id."""
    if isinstance(wanted, dict):
        if not isinstance(told, dict):
            return [at]
        return [gap for key in wanted for gap in lost(wanted[key], told.get(key), f"{at}.{key}")]
    if isinstance(wanted, list):
        found = {item["id"]: item for item in told or ()}
        return [gap for item in wanted for gap in lost(item, found.get(item["id"]), f"{at}[{item['id'][:8]}]")]
    if at.rsplit(".", 1)[-1] in NUMBERS_AS_TEXT:
        return [] if str(wanted) == str(told) else [at]
    return [] if wanted == told else [f"{at}: {wanted!r} != {told!r}"]


def load(path, city, now):
    draft = read(path, city=city)
    return draft, apply(draft, city=city, by=None, at=now)


@pytest.mark.parametrize(
    ("name", "table"),
    [
        ("service_full", "service"),
        ("organization_full", "organization"),
        ("service_at_location_full", "service_at_location"),
        ("location", "location"),
        ("taxonomy_term", "taxonomy_term"),
        ("taxonomy", "taxonomy"),
    ],
)
def test_a_nested_example_comes_back_whole_and_valid(name, table, official, in_city, now, problems_with):
    example = official / "examples" / f"{name}.json"
    load(example, in_city, now)

    (told,) = Nester(whole(Reach.INTERNAL)).every(table)

    assert lost(json.loads(example.read_text()), told) == []
    assert problems_with(table, told) == []


def test_the_tabular_example_comes_back_whole(official, in_city, now):
    example = official / "examples" / "tabular.json"
    load(example, in_city, now)

    told = json.loads(tabular_json(whole(Reach.INTERNAL)))

    assert lost(json.loads(example.read_text()), told) == []


def test_the_csv_package_comes_back_whole(official, in_city, now):
    folder = official / "examples" / "csv"
    load(folder, in_city, now)

    told = csv_package(whole(Reach.INTERNAL))

    for path in folder.glob("*.csv"):
        with path.open(newline="", encoding="utf-8-sig") as file:
            wanted = [{key: value for key, value in row.items() if value} for row in csv.DictReader(file)]
        assert lost(wanted, list(csv.DictReader(io.StringIO(told[path.name])))) == []


def test_what_the_public_gets_is_valid_and_names_nobody(newest, in_city, now, problems_with):
    load(newest / "examples" / "service_full.json", in_city, now)

    tables = whole(Reach.PUBLIC)

    (service,) = json.loads(nested_json(tables))
    assert problems_with("service", service) == []
    assert "Persona" not in tabular_json(tables)


def test_an_example_imported_twice_changes_nothing(official, in_city, now):
    _draft, first = load(official / "examples" / "service_full.json", in_city, now)
    before = tabular_json(whole(Reach.INTERNAL))

    _draft, again = load(official / "examples" / "service_full.json", in_city, now)

    assert (again.total.created, again.total.changed, again.total.deleted) == (0, 0, 0)
    assert first.total.created == again.total.same
    assert tabular_json(whole(Reach.INTERNAL)) == before


def test_the_faults_of_the_official_example_are_said_by_place(official, in_city):
    draft = read(official / "examples" / "tabular.json", city=in_city)

    codes = {(problem.code, problem.column) for problem in draft.problems}
    assert ("never_opens", "schedules.csv[0].valid_to") in codes
    assert ("not_on_earth", "locations.csv[0].latitude") in codes
    assert ("broken_reference", "contacts.csv[0].organization_id") in codes
    assert all(problem.message.startswith("«tabular.json», en «") for problem in draft.problems)
