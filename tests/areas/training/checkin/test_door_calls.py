"""What a telephone at the door hears and tells: proved by its secret, lean, and the same however often it is sent."""

import gzip
import json
import re
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from django.contrib.staticfiles import finders
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from tests.areas.training.checkin.conftest import make_session

from arraigo.areas.training.actions.doors import open_door
from arraigo.areas.training.models import Attendance, CheckIn, CheckInDevice
from arraigo.areas.training.queries.doors import digest_of
from arraigo.areas.training.queries.links import check_in_token
from arraigo.core.audit.models import Entry

pytestmark = pytest.mark.django_db
ROLL, SEND = "/prueba/puerta/lista/", "/prueba/puerta/envio/"


@pytest.fixture
def open_now(course, trainer_user):
    """A door of a session in progress."""
    session = make_session(course, "HOY", "in_person", starts_at=timezone.now() - timedelta(minutes=20))
    return open_door(session=session, name="Puerta", by=trainer_user, at=timezone.now())


def scan(whose, **said):
    now = timezone.now().isoformat()
    return {"nonce": str(uuid4()), "noted_at": now, "token": check_in_token(whose), "method": "scan", **said}


def send(door, *arrivals, **said):
    body = {"sent_at": timezone.now().isoformat(), "arrivals": arrivals, **said}
    return Client(enforce_csrf_checks=True).post(
        SEND, json.dumps(body), content_type="application/json", headers={"Authorization": f"Bearer {door.secret}"}
    )


def test_a_telephone_carries_names_and_marks_of_badges_but_nothing_that_makes_one(open_now, enrolled):
    response = Client(enforce_csrf_checks=True).post(ROLL, headers={"Authorization": f"Bearer {open_now.secret}"})

    said = response.json()
    assert response["Cache-Control"] == "private, no-store"
    assert [person[1:3] for person in said["people"]] == [
        ["Luis Andrade Cruz", "0002"],
        ["Ñusta Quishpe Ávila", "0003"],
        ["Rosa Elena Vega Mora", "4065"],
    ]
    assert said["people"][2][3] == digest_of(check_in_token(enrolled[0]))[:32]
    assert check_in_token(enrolled[0]) not in response.text
    assert "1710034065" not in response.text
    assert Entry.objects.filter(action="seen", detail__what="training.door").count() == 1


@pytest.mark.parametrize(
    "header", [{}, {"Authorization": "Bearer x"}, {"Authorization": "Bearer "}, {"Authorization": "?"}]
)
def test_without_its_secret_nothing_is_told_and_nothing_taken(open_now, rosa, header):
    assert Client(enforce_csrf_checks=True).post(ROLL, headers=header).status_code == 401
    response = Client().post(
        SEND, json.dumps({"arrivals": [scan(rosa)]}), content_type="application/json", headers=header
    )
    assert response.status_code == 401
    assert not CheckIn.objects.exists()


def test_a_telephone_whose_time_is_over_is_told_what_to_do(open_now, rosa):
    CheckInDevice.objects.update(expires_at=timezone.now())

    response = send(open_now, scan(rosa))

    assert response.status_code == 401
    assert "Pida uno nuevo" in response.json()["detail"]


def test_arrivals_are_answered_by_their_nonce_and_sent_again_change_nothing(open_now, rosa, luis):
    one, two = scan(rosa), scan(luis, token="", enrolment=str(luis.pk), method="name")
    unknown = scan(rosa, token="A" * 43)

    first, second = send(open_now, one, two, unknown), send(open_now, one, two, unknown)

    assert first.json()["results"] == second.json()["results"]
    assert {row["nonce"]: row["outcome"] for row in first.json()["results"]} == {
        one["nonce"]: "counted",
        two["nonce"]: "counted",
        unknown["nonce"]: "unknown",
    }
    assert CheckIn.objects.filter(device=open_now.device).count() == 2
    assert Attendance.objects.count() == 2


def test_a_telephone_whose_clock_is_wrong_has_its_arrivals_reviewed(open_now, rosa):
    response = send(open_now, scan(rosa), sent_at=(timezone.now() - timedelta(hours=1)).isoformat())

    [answer] = response.json()["results"]
    assert (answer["outcome"], "reloj" in answer["sentence"]) == ("conflict", True)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"\xff",
        b"[]",
        b"{}",
        b'{"arrivals": []}',
        b'{"arrivals": [1]}',
        b'{"arrivals": [{"nonce": "x", "noted_at": "2026-11-27T09:00:00Z", "token": "y"}]}',
        b'{"arrivals": [{"nonce": "%s", "noted_at": "2026-11-27T09:00:00", "token": "y"}]}' % str(uuid4()).encode(),
        b'{"arrivals": [{"nonce": "%s", "noted_at": "2026-11-27T09:00:00Z"}]}' % str(uuid4()).encode(),
        b'{"arrivals": [{"nonce": 5, "noted_at": 7, "token": "y"}]}',
        b'{"sent_at": "\\u0000", "arrivals": [{"nonce": "%s", "noted_at": "2026-11-27T09:00:00Z", "token": "y"}]}'
        % str(uuid4()).encode(),
        b'{"arrivals": ' + b"[" * 100_000 + b"}",
    ],
    ids=[
        "nothing", "no text", "a list", "no arrivals", "none", "a number", "no nonce", "no zone", "nobody", "numbers",
        "a control sign", "nested without end",
    ],
)  # fmt: skip
def test_what_is_no_arrival_is_refused_with_a_sentence(open_now, body):
    response = Client().post(
        SEND, body, content_type="application/json", headers={"Authorization": f"Bearer {open_now.secret}"}
    )

    assert response.status_code == 400
    assert "Actualice" in response.json()["detail"]


def test_more_than_two_hundred_in_a_call_are_refused(open_now, rosa):
    assert send(open_now, *[scan(rosa) for _ in range(201)]).status_code == 400
    assert not CheckIn.objects.exists()


def test_a_call_makes_six_queries_besides_its_device_the_city_and_the_transaction(open_now, rosa, luis):
    send(open_now, scan(luis))

    with CaptureQueriesContext(connection) as made:
        assert send(open_now, scan(rosa)).json()["results"][0]["outcome"] == "counted"

    aside = ("SAVEPOINT", "set_config", "training_checkindevice", 'FROM "places_city"', "BEGIN", "COMMIT")
    own = [
        query["sql"]
        for query in made
        if not any(word in query["sql"] for word in aside if word != "training_checkindevice")
    ]
    own = [sql for sql in own if 'FROM "training_checkindevice"' not in sql]
    assert len(own) <= 6, own
    assert len(made) <= 16, [query["sql"][:80] for query in made]


def test_the_page_may_use_the_camera_and_its_script_serves_the_door_alone():
    from arraigo.core.places import api as places

    places.create_city(slug="prueba", name="Prueba", by=None, at=timezone.now())
    page, worker = Client().get("/prueba/puerta/"), Client().get("/prueba/puerta/sw.js")

    assert "camera=(self)" in page["Permissions-Policy"]
    assert "microphone=()" in page["Permissions-Policy"]
    assert page["Referrer-Policy"] == "no-referrer"
    assert "no-scripts" in page.text
    assert worker["Content-Type"].startswith("text/javascript")
    assert worker["Cache-Control"] == "no-cache"
    assert "/prueba/puerta/" in worker.text
    assert Client().get("/prueba/puerta/manifest.webmanifest").json()["scope"] == "/prueba/puerta/"


def test_the_page_of_the_door_is_light_for_a_thin_network():
    from arraigo.core.places import api as places

    places.create_city(slug="prueba", name="Prueba", by=None, at=timezone.now())
    page = Client().get("/prueba/puerta/").text
    styles = [finders.find(name) for name in ("ui/public.css", "training/checkin.css")]

    assert len(re.findall(r'rel="stylesheet"', page)) == len(styles)
    weight = len(gzip.compress(page.encode())) + sum(len(gzip.compress(Path(path).read_bytes())) for path in styles)
    assert weight < 20_000, weight
