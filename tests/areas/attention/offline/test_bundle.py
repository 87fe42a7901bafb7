"""The bundle of a zone by its address: what is in it, what must not be, and when it is made anew."""

import json
from datetime import timedelta
from io import BytesIO
from zipfile import ZipFile

from django.test import Client
from tests.areas.attention.guide import scene
from tests.areas.attention.guide.scene import AT

from arraigo.areas.attention.queries.guide_areas import zones
from arraigo.areas.attention.web.guide import offline, packing
from arraigo.areas.attention.web.guide.known import Wanted
from arraigo.areas.attention.web.guide.shelf import of_zone
from arraigo.areas.directory.models import Service

ADDRESS = "/prueba/guia/sin-internet/090100.json"


def page(told, address):
    return "".join(told["pieces"][number] for number in told["pages"][address])


def test_every_page_of_it_is_whole(guide):
    told = json.loads(packing.bundle(guide, "es", zones()[0], at=AT).data)
    assert told["missing"] in told["pages"]
    for address in told["pages"]:
        html = page(told, address)
        assert html.startswith("<!doctype html>"), address
        assert html.endswith("</html>"), address
        assert "<form" not in html or "data-worker" in html, address
        assert "Abierto hasta" not in html, address


def test_no_reserved_place_is_in_it(guide):
    bundle = packing.bundle(guide, "es", None, at=AT).data.decode()
    packed = ZipFile(BytesIO(packing.folder(guide, "es", None, at=AT).data))
    folder = "".join(packed.read(name).decode() for name in packed.namelist())
    for text in (bundle, folder):
        assert "Lugar seguro para mujeres" in text
        for secret in (scene.SECRET, scene.SECRET_ADDRESS, "0.2111", "78.433"):
            assert secret not in text


def test_a_need_that_nobody_answers_in_the_zone_shows_the_nearest_elsewhere(guide):
    shelf = of_zone(zones()[0], AT)
    assert {one.service for one in shelf.find(Wanted(needs=["food"]))} == {"Comedor comunitario"}
    assert all(one.distance is None for one in shelf.places)


def test_it_is_answered_by_its_tag_and_made_once(guide, django_assert_max_num_queries):
    offline.forget()
    client = Client()
    first = client.get(ADDRESS, headers={"Accept-Encoding": "gzip"})
    assert (first.status_code, first["Content-Encoding"]) == (200, "gzip")
    assert first.cookies == {}
    with django_assert_max_num_queries(12) as asked:
        again = client.get(ADDRESS, headers={"Accept-Encoding": "gzip", "If-None-Match": first["ETag"]})
    assert again.status_code == 304
    assert not [one for one in asked if "directory_service" in one["sql"]]


def test_it_changes_when_the_directory_does(guide):
    client = Client()
    first = client.get(ADDRESS)
    service = Service.objects.get(name="Comedor comunitario")
    service.name = "Comedor del puerto"
    service.save()
    then = client.get(ADDRESS)
    assert then["ETag"] != first["ETag"]
    assert "Comedor del puerto" in then.content.decode()


def test_a_zone_that_there_is_not_is_not_found(guide):
    assert Client().get("/prueba/guia/sin-internet/999999.json").status_code == 404


def test_the_program_reaches_the_guide_and_no_further(guide):
    answer = Client().get("/prueba/guia/sin-internet.js")
    assert answer["Content-Type"].startswith("text/javascript")
    assert "Service-Worker-Allowed" not in answer
    assert answer.cookies == {}


def test_nothing_on_the_way_keeps_it_and_a_new_day_makes_it_anew(guide):
    for kind in ("json", "zip"):
        assert Client().get(ADDRESS.replace("json", kind))["Cache-Control"] == "public, no-cache"
    one = offline.made(guide, "es", "090100", "json", at=AT)
    assert offline.made(guide, "es", "090100", "json", at=AT) is one
    assert offline.made(guide, "es", "090100", "json", at=AT + timedelta(days=1)) is not one
