"""Packages with faults: what cannot stand is kept aside, the rest comes in, and each fault has its place."""

import io
import json
import zipfile

import pytest

from arraigo.areas.directory.actions.import_shapes import Shape
from arraigo.areas.directory.actions.importing import apply
from arraigo.areas.directory.importers.packages import read_bytes, read_files
from arraigo.areas.directory.models import KeptRecord, Language, Location, Phone, Schedule, Service, ServiceAtLocation
from arraigo.areas.directory.queries.hsds.whole import whole
from arraigo.areas.directory.queries.published.telling import record
from arraigo.core.imports.problems import FileRefused

ORG, SERVICE, PLACE = (f"00000000-0000-4000-8000-00000000000{n}" for n in (1, 2, 3))
BASE = {
    "organizations": [{"id": ORG, "name": "Red", "description": "x"}],
    "services": [{"id": SERVICE, "organization_id": ORG, "name": "Acogida", "status": "active"}],
    "locations": [{"id": PLACE, "location_type": "physical", "name": "Sede"}],
}


def uid(number):
    return f"00000000-0000-4000-9000-{number:012d}"


@pytest.fixture
def load(in_city, now):
    def load(**tables):
        files = {"p.json": json.dumps({**BASE, **tables}).encode()}
        draft = read_files(files, "p", city=in_city)
        apply(draft, city=in_city, by=None, at=now)
        return {(problem.code, problem.column, problem.severity) for problem in draft.problems}

    return load


def test_a_broken_reference_that_is_needed_keeps_the_row_aside(load):
    place = {"id": uid(1), "service_id": uid(99), "location_id": PLACE}
    assert load(service_at_location=[place]) == {
        ("broken_reference", "service_at_location[0].service_id", "error"),
    }
    assert ServiceAtLocation.objects.count() == 0
    assert KeptRecord.objects.get().table == "service_at_location"


def test_what_was_kept_aside_comes_in_when_it_is_mended(load):
    load(service_at_location=[{"id": uid(1), "service_id": uid(99), "location_id": PLACE}])
    assert load(service_at_location=[{"id": uid(1), "service_id": SERVICE, "location_id": PLACE}]) == set()
    assert (ServiceAtLocation.objects.count(), KeptRecord.objects.count()) == (1, 0)


def test_what_hangs_on_a_row_that_cannot_stand_cannot_either(load):
    found = load(
        services=[{"id": SERVICE, "organization_id": uid(98), "name": "Acogida", "status": "active"}],
        phones=[{"id": uid(1), "service_id": SERVICE, "number": "02 1"}],
    )
    assert ("broken_reference", "services[0].organization_id", "error") in found
    assert ("nobodys", "phones[0].location_id", "error") in found
    assert (Service.objects.count(), Phone.objects.count()) == (0, 0)


def test_an_id_that_comes_twice_with_other_data_is_an_error_and_the_first_stands(in_city, now):
    rows = [f"{SERVICE},{ORG},{name},active" for name in ("Uno", "Dos", "Uno")]
    files = {
        "organizations.csv": f"id,name\n{ORG},Red\n".encode(),
        "services.csv": "\n".join(["id,organization_id,name,status", *rows]).encode(),
    }
    draft = read_files(files, "p", city=in_city)
    assert [(problem.code, problem.row, problem.severity) for problem in draft.problems] == [
        ("duplicate_id", 3, "error"),
        ("repeated", 4, "warning"),
    ]
    assert draft.problems[0].message.startswith("«services.csv», fila 3, columna «id»: el «id» ya está en la fila 2")
    apply(draft, city=in_city, by=None, at=now)
    assert Service.objects.get().name == "Uno"


@pytest.mark.parametrize(
    ("schedule", "code"),
    [
        ({"freq": "WEEKLY", "byday": "TH", "valid_from": "2005-01-01", "valid_to": "2005-01-01"}, "never_opens"),
        ({"freq": "WEEKLY", "byday": "MO", "valid_from": "2027-01-01", "valid_to": "2026-01-01"}, "ends_first"),
        ({"freq": "WEEKLY", "byday": "LU"}, "bad_days"),
        ({"freq": "DAILY", "byday": "MO"}, "unreadable"),
        ({"opens_at": "08:00", "closes_at": "09:00"}, "no_days"),
        ({"byday": "MO", "freq": "WEEKLY", "interval": 2, "opens_at": "08:00", "closes_at": "09:00"}, "no_days"),
        ({"byday": "MO", "freq": "WEEKLY", "opens_at": "08:00"}, "half_hours"),
        ({"byday": "MO", "freq": "WEEKLY", "opens_at": "8 en punto", "closes_at": "09:00"}, "unreadable"),
        ({"byday": "MO", "freq": "WEEKLY", "timezone": 40}, "unreadable"),
    ],
)
def test_hours_that_make_no_sense_are_said_and_kept(load, schedule, code):
    found = load(schedules=[{"id": uid(1), "service_id": SERVICE, **schedule}])
    assert code in {told for told, _column, _severity in found}
    assert Schedule.objects.count() == 1


@pytest.mark.parametrize(
    ("latitude", "longitude", "code", "stored"),
    [
        (-78.5, -0.2, "swapped", None),
        (100, 101, "not_on_earth", None),
        (40.4, -3.7, "out_of_country", 40.4),
        (-0.2, None, "half_a_point", None),
        ("NaN", -78.5, "unreadable", None),
    ],
)
def test_points_that_make_no_sense_are_said(load, latitude, longitude, code, stored):
    place = {**BASE["locations"][0], "latitude": latitude, "longitude": longitude}
    found = load(locations=[place])
    assert code in {told for told, _column, _severity in found}
    assert Location.objects.get().latitude == stored


def test_ages_the_wrong_way_round_exclude_nobody(load):
    service = {**BASE["services"][0], "minimum_age": 60, "maximum_age": 18}
    assert load(services=[service]) == {("ages_reversed", "services[0].minimum_age", "warning")}
    assert (Service.objects.get().minimum_age, Service.objects.get().maximum_age) == (None, None)


def test_an_unknown_language_keeps_its_name(load):
    language = {"id": uid(1), "service_id": SERVICE, "name": "Klingon", "code": "tlh-xx"}
    assert load(languages=[language]) == {("unreadable", "languages[0].code", "warning")}
    assert (Language.objects.get().name, Language.objects.get().code) == ("Klingon", "")


@pytest.mark.parametrize("url", ["javascript:alert(1)", "www.ejemplo.org", "https://con espacio.org"])
def test_an_address_on_the_web_must_be_one(load, url):
    assert load(services=[{**BASE["services"][0], "url": url}]) == {("unreadable", "services[0].url", "warning")}
    assert Service.objects.get().url == ""


def test_a_status_that_does_not_exist_is_said(load):
    assert load(services=[{**BASE["services"][0], "status": "abierto"}]) == {
        ("unreadable", "services[0].status", "warning")
    }


def test_ids_that_are_no_uuid_are_understood(in_city, now):
    files = {
        "organizations.csv": b"id,name\n1,Red\n",
        "services.csv": b"id,organization_id,name,status\ns1,1,Acogida,active\n",
        "phones.csv": b"id,service_id,number\np1,s1,02 1\n",
    }
    for _turn in range(2):
        draft = read_files(files, "p", city=in_city)
        done = apply(draft, city=in_city, by=None, at=now)
    assert (draft.problems, done.total.created, done.total.changed) == ([], 0, 0)
    assert Service.objects.get().phones.get().number == "02 1"


def test_two_organisations_of_one_name_are_one(load):
    load(organizations=[*BASE["organizations"], {"id": uid(5), "name": "RED", "description": "y"}])
    assert Service.objects.get().organization.name == "Red"


def test_nothing_is_written_when_something_breaks_half_way(in_city, now, monkeypatch):
    from arraigo.areas.directory.actions import importing

    draft = read_files({"p.json": json.dumps(BASE).encode()}, "p", city=in_city)
    monkeypatch.setattr(importing, "write_kept", lambda *_args, **_more: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        apply(draft, city=in_city, by=None, at=now)
    assert (Service.objects.count(), Location.objects.count()) == (0, 0)


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("p.json", b"{", "no es JSON"),
        ("p.json", b"\xff\xfe\x00", "UTF-8"),
        ("p.json", b"[" * 200_000, "niveles"),
        ("p.json", b"[]", "no tiene servicios que podamos leer"),
        ("services.csv", b"nombre\nUno\n", "falta la columna «id»"),
        ("p.zip", b"PK\x03\x04nada", "dañado"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_with_a_sentence(in_city, name, data, says):
    with pytest.raises(FileRefused) as refused:
        read_bytes(data, name, city=in_city)
    assert says in str(refused.value)


@pytest.mark.parametrize("value", [3, "x", None, [3], {"contents": [None]}, [{"id": "1", "phones": "x", "name": "y"}]])
def test_json_that_is_no_hsds_is_said_and_never_breaks(in_city, value):
    try:
        draft = read_bytes(json.dumps(value).encode(), "p.json", city=in_city)
    except FileRefused:
        return
    assert draft.problems


def test_a_zip_of_a_package_is_read(in_city):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("paquete/organizations.csv", f"id,name\n{ORG},Red\n")
        archive.writestr("paquete/leeme.txt", "nada")
        archive.writestr("paquete/otra.csv", "a\n1\n")
    draft = read_bytes(file.getvalue(), "p.zip", city=in_city)
    assert draft.counts == {"organization": 1}
    assert [problem.code for problem in draft.problems] == ["not_a_table"]


def test_a_zip_with_two_files_of_one_name_is_refused(in_city):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("uno/organizations.csv", f"id,name\n{ORG},Red\n")
        archive.writestr("dos/organizations.csv", f"id,name\n{ORG},Otra\n")
    with pytest.raises(FileRefused, match=r"dos archivos «organizations\.csv»"):
        read_bytes(file.getvalue(), "p.zip", city=in_city)


def test_a_place_made_confidential_while_a_package_is_written_stays_so(load, monkeypatch):
    load()
    read = Shape.read

    def meanwhile(shape, rows):
        found = read(shape, rows)
        if shape.table.name == "location":
            Location.objects.update(is_confidential=True)
        return found

    monkeypatch.setattr(Shape, "read", meanwhile)
    load(locations=[{**BASE["locations"][0], "name": "Otra sede"}])

    assert list(Location.objects.values_list("name", "is_confidential")) == [("Otra sede", True)]


def test_a_number_of_thousands_of_digits_is_refused_with_a_sentence(in_city):
    with pytest.raises(FileRefused):
        read_bytes(b'{"services": [{"id": ' + b"9" * 5_000 + b"}]}", "p.json", city=in_city)


def test_the_last_moment_that_a_date_can_be_is_kept_aside_and_not_a_crash(load):
    service = {**BASE["services"][0], "last_modified": "9999-12-31T23:59:59-05:00"}
    load(services=[service])
    assert Service.objects.count() == 1


@pytest.mark.parametrize("written", ["NaN", "-Infinity", "1e400"])
def test_a_coordinate_that_is_no_number_keeps_nothing_else_out(in_city, now, written):
    told = json.dumps({**BASE, "locations": [{**BASE["locations"][0], "latitude": "?", "longitude": 1}]})
    draft = read_files({"p.json": told.replace('"?"', written).encode()}, "p", city=in_city)
    apply(draft, city=in_city, by=None, at=now)

    assert any(problem.column.endswith("latitude") for problem in draft.problems)
    assert list(Location.objects.values_list("name", "latitude")) == [("Sede", None)]


def test_an_address_that_runs_as_a_program_leaves_in_no_public_answer(load):
    urls = [{"id": uid(1), "url": "javascript:alert(1)"}, {"id": uid(2), "url": "https://x.example"}]
    load(organizations=[{**BASE["organizations"][0], "additional_websites": urls}])

    assert [row["url"] for row in whole()["url"]] == ["https://x.example"]
    assert [record("url", one) is not None for one in urls] == [False, True]
