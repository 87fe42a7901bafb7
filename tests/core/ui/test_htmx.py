"""A part of the page is given only to who asks for that part."""

import json

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from arraigo.core.ui import htmx


@pytest.mark.parametrize(
    ("headers", "target", "expected"),
    [
        ({}, "", False),
        ({"HX-Request": "true"}, "", True),
        ({"HX-Request": "true", "HX-Target": "cursos"}, "cursos", True),
        ({"HX-Request": "true", "HX-Target": "otra"}, "cursos", False),
        ({"HX-Request": "true", "HX-Boosted": "true"}, "", False),
        ({"HX-Request": "true", "HX-History-Restore-Request": "true"}, "", False),
    ],
)
def test_only_a_request_for_that_part_gets_the_part(headers, target, expected):
    request = RequestFactory().get("/", headers=headers)

    assert htmx.asked(request, target) is expected


def test_events_add_up():
    response = htmx.trigger(htmx.trigger(HttpResponse(), "uno", filas=2), "dos")

    assert json.loads(response["HX-Trigger"]) == {"uno": {"filas": 2}, "dos": {}}


def test_the_answer_can_go_elsewhere_and_the_polling_can_stop():
    response = htmx.stop_polling(htmx.retarget(HttpResponse(), "#form", "innerHTML"))

    assert (response["HX-Retarget"], response["HX-Reswap"], response.status_code) == ("#form", "innerHTML", 286)
    assert htmx.go("/demo/")["HX-Redirect"] == "/demo/"
    assert htmx.push_url(HttpResponse(), "/demo/?q=a")["HX-Push-Url"] == "/demo/?q=a"
