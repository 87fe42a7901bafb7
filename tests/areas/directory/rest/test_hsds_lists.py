"""Lists of the API: pages, filters, nearness, lines, and what caches are told."""

import json
from datetime import time, timedelta
from types import SimpleNamespace
from urllib.parse import unquote

import pytest

from arraigo.areas.directory.models import CostOption, Language, RequiredDocument, ServiceArea
from arraigo.core.places import api as places

ENVELOPE = ("total_items", "total_pages", "page_number", "size", "first_page", "last_page", "empty")


def envelope(answer):
    return tuple(answer.told[key] for key in ENVELOPE)


def test_a_list_comes_in_pages(make_service, ask, names):
    for number in range(5):
        make_service(f"Servicio {number}")

    assert envelope(ask("/services?per_page=2")) == (5, 3, 1, 2, True, False, False)
    assert envelope(ask("/services?per_page=2&page=3")) == (5, 3, 3, 1, False, True, False)
    assert envelope(ask("/services?per_page=2&page=9")) == (5, 3, 9, 0, False, True, True)
    assert [item["name"] for item in ask("/services?per_page=2&page=2").told["contents"]] == [
        "Servicio 2",
        "Servicio 3",
    ]


def test_nothing_is_an_empty_page(in_city, ask):
    assert envelope(ask("/services")) == (0, 0, 1, 0, True, True, True)


def test_lines_have_every_result_without_pages(make_service, ask):
    for number in range(3):
        make_service(f"Servicio {number}")
    answer = ask("/services?format=ndjson&per_page=1")

    assert answer["Content-Type"] == "application/x-ndjson"
    assert [json.loads(line)["name"] for line in answer.body.splitlines()] == [f"Servicio {n}" for n in range(3)]


def test_the_short_form_has_every_service_in_one_page(rich, make_service, ask):
    for number in range(60):
        make_service(f"Servicio {number}")
    answer = ask("/services?minimal=true").told

    assert (answer["size"], answer["total_pages"]) == (62, 1)
    short = next(item for item in answer["contents"] if item["id"] == str(rich["service"].pk))
    assert short == {"id": str(rich["service"].pk), "modified_date": "2026-02-01T12:00:00Z"}


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("search=asesoria legal", ["Asesoría legal"]),
        ("search=asesorías LEGALES", ["Asesoría legal"]),
        ("search=refugio", ["Asesoría legal"]),
        ("search=puertas", ["Acogida", "Asesoría legal"]),
        ("search=100%25", []),
        ("need=documents", ["Asesoría legal"]),
        ("need=asylum, emergency", ["Acogida", "Asesoría legal"]),
        ("taxonomy_term_id=gbv", ["Acogida"]),
        ("taxonomy_term_id=nada", []),
        ("language=qu", ["Asesoría legal"]),
        ("modified_after=2026-01-01", ["Asesoría legal"]),
        ("modified_after=2026-02-01T12:00:00Z", ["Asesoría legal"]),
        ("modified_after=2026-02-01T12:00:01Z", []),
        ("modified_after=2020-01-01T00:00:00%2B23:00", ["Asesoría legal"]),
        ("postcode=170150", []),
        ("latitude=-0.2&longitude=-78.5", ["Asesoría legal", "Acogida"]),
        ("latitude=-0.2&longitude=-78.5&proximity=10", ["Asesoría legal"]),
        ("postcode=170150&proximity=10", ["Asesoría legal"]),
        ("latitude=-0.3&longitude=-78.5&proximity=11000", []),
        ("latitude=-0.3&longitude=-78.5&proximity=11200", ["Asesoría legal"]),
    ],
)
def test_services_are_found(question, found, rich, names):
    body = dict(part.split("=") for part in unquote(question).split("&"))
    typed = {
        key: float(value) if key in ("latitude", "longitude", "proximity") else value for key, value in body.items()
    }

    assert names(f"/services?{question}") == found
    assert names("/services", typed) == found


def test_an_area_served_goes_before_the_place(rich, names, in_city):
    ServiceArea.objects.create(city=in_city, service=rich["service"], name="Códigos 170150 y 170151")

    assert names("/service_at_locations?postcode=170151") == ["Asesoría legal"]
    assert names("/service_at_locations?postcode=17015") == []


def test_a_taxonomy_and_an_organization_are_filters(rich, make_service, make_organization, terms, names):
    make_service("Otro", organization=make_organization("Otra"))
    taxonomy = terms["asylum"].taxonomy_id

    assert names(f"/services?taxonomy_id={taxonomy}") == ["Acogida", "Asesoría legal"]
    assert names(f"/services?taxonomy_term_id={terms['asylum'].pk}") == ["Asesoría legal"]
    assert names(f"/services?organization_id={rich['organization'].pk}") == ["Acogida", "Asesoría legal"]
    assert names("/organizations?need=asylum") == ["Fundación Puertas"]
    assert names(f"/locations?organization_id={rich['organization'].pk}") == ["Oficina"]
    assert names("/locations?need=health") == []


def test_terms_are_those_of_a_taxonomy_under_one_or_none(terms, names):
    assert names("/taxonomy_terms?top_only=true") == ["Documentos", "Peligro y emergencia", "Salud"]
    assert names(f"/taxonomy_terms?parent_id={terms['documents'].pk}") == ["Refugio y asilo"]
    assert len(names(f"/taxonomy_terms?taxonomy_id={terms['gbv'].taxonomy_id}")) == 5
    assert names("/taxonomy_terms?search=genero") == ["Violencia de género"]


def test_the_nearest_comes_first(make_service, make_location, names):
    make_service("Sin lugar")
    make_service("Lejos", at=[make_location("Sur", latitude=-0.3)])
    make_service("Cerca", at=[make_location("Norte", latitude=-0.21), make_location("Más lejos", latitude=-0.9)])

    assert names("/services?latitude=-0.2&longitude=-78.5") == ["Cerca", "Lejos", "Sin lugar"]
    assert names("/locations?latitude=-0.2&longitude=-78.5") == ["Norte", "Sur", "Más lejos"]
    assert names("/service_at_locations?latitude=-0.2&longitude=-78.5&proximity=20000") == ["Cerca", "Lejos"]


def test_what_is_open_now_is_open_by_its_own_hours(make_service, make_location, make_schedule, names, monkeypatch, now):
    clock = [now]
    monkeypatch.setattr("arraigo.areas.directory.rest.hsds.timezone", SimpleNamespace(now=lambda: clock[0]))
    morning, evening = make_location("Mañana"), make_location("Noche")
    make_schedule(morning)
    make_schedule(evening, opens=time(20), closes=time(23))
    make_service("De día", at=[morning])
    make_service("De noche", at=[evening])

    assert names("/services?open_now=true") == ["De día"]
    assert names("/service_at_locations?open_now=true") == ["De día"]
    assert names("/locations?open_now=true") == ["Mañana"]
    for hours, open_then in ((11, ["De noche"]), (-8, []), (0, ["De día"])):
        clock[0] = now + timedelta(hours=hours)
        assert names("/services?open_now=true") == open_then
    make_schedule(morning, opens=time(20), closes=time(21))
    clock[0] = now + timedelta(hours=10, minutes=30)
    assert names("/services?open_now=true") == ["De día", "De noche"]


@pytest.mark.parametrize(
    "question",
    [
        "latitude=1",
        "proximity=5",
        "proximity=nan&postcode=1",
        "page=0",
        "per_page=0",
        "format=xml",
        "modified_after=ayer",
    ],
)
def test_a_question_that_makes_no_sense_is_refused(question, in_city, ask):
    assert ask(f"/services?{question}").status_code == 422


@pytest.mark.parametrize("body", ["[]", '{"serach": "x"}', '{"page": "1"}', '{"search": "a\\u0000"}', '"x"'])
def test_a_body_takes_what_it_knows_and_nothing_else(body, in_city, ask):
    assert ask("/services", body).status_code == 422


def test_a_body_that_is_too_long_is_not_read(in_city, ask):
    assert ask("/services", {"search": "x" * 70_000}).status_code == 413


def test_whoever_has_an_answer_is_told_that_it_still_holds(rich, ask, make_service):
    first = ask("/services?full=true")
    again = ask("/services?full=true", **{"If-None-Match": first["ETag"]})
    assert (again.status_code, again.body) == (304, "")
    assert (again["Cache-Control"], again["ETag"]) == ("public, no-cache", first["ETag"])
    make_service("Nuevo")
    assert ask("/services?full=true", **{"If-None-Match": first["ETag"]}).status_code == 200


def test_any_site_may_read_it_and_nobody_keeps_what_was_asked_in_a_body(rich, ask):
    assert ask("/services")["Access-Control-Allow-Origin"] == "*"
    assert ask("/services/nada")["Access-Control-Allow-Origin"] == "*"
    posted = ask("/services", {"search": "refugio"})
    assert posted["Cache-Control"] == "no-store"
    assert "ETag" not in posted
    assert not posted.cookies


def test_a_city_is_named_where_there_are_several(rich, ask, now):
    places.create_city(slug="otra", name="Otra", by=None, at=now)
    answer = ask("/services")

    assert answer.status_code == 400
    assert "city" in answer.told["detail"]
    assert ask("/services?city=prueba").told["total_items"] == 2
    assert ask("/services?city=otra").told["total_items"] == 0
    assert ask("/services", {"city": "prueba"}).told["total_items"] == 2
    assert ask("/services?city=ninguna").status_code == 404
    assert ask(f"/services/{rich['service'].pk}?city=otra").status_code == 404


def test_a_page_of_fifty_takes_twelve_queries_at_most(
    make_service, make_location, make_schedule, in_city, ask, django_assert_max_num_queries
):
    for number in range(50):
        here = make_location(f"Sede {number}")
        make_schedule(here)
        service = make_service(f"Servicio {number:02}", needs=["asylum"], at=[here])
        RequiredDocument.objects.create(city=in_city, service=service, document="Cédula")
        CostOption.objects.create(city=in_city, service=service, option="Todo")
        Language.objects.create(city=in_city, location=here, code="es")
    near = "latitude=-0.2&longitude=-78.5&proximity=5000&search=servicio"
    for path in (
        f"/services?full=true&{near}",
        f"/services?{near}",
        "/services?open_now=true&full=true",
        f"/service_at_locations?full=true&{near}",
        f"/locations?full=true&{near}",
        "/organizations?full_service=true",
        "/taxonomy_terms",
    ):
        with django_assert_max_num_queries(12):
            assert ask(path).status_code == 200
