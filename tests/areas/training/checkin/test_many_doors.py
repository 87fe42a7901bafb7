"""Many telephones at once, and the course settled meanwhile: everybody counts once."""

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection, connections
from django.test import Client
from django.utils import timezone
from tests.areas.training.checkin.conftest import make_session
from tests.areas.training.conftest import candidate

from arraigo.areas.training.actions.courses import save_course
from arraigo.areas.training.actions.doors import open_door
from arraigo.areas.training.actions.enrolling import enrol, plan
from arraigo.areas.training.actions.evidence import settle
from arraigo.areas.training.models import Attendance, CheckIn, Enrolment
from arraigo.core import tenancy
from arraigo.core.accounts.api import Role, create_user, grant
from arraigo.core.places import api as places

pytestmark = [pytest.mark.django_db(transaction=True)]
PEOPLE, DOORS = 60, 6


def test_sixty_people_through_six_doors_at_once_count_once_each():
    at = timezone.now()
    places.forget_cities()
    city = places.create_city(slug="prueba", name="Prueba", by=None, at=at)
    user = create_user(email="t@x.example", name="T", password=None, by=None, at=at)
    grant(user=user, city=city, role=Role.TRAINER, by=None, at=at)
    with tenancy.scope(city):
        course = save_course(code="C-1", title="Curso", timezone="America/Guayaquil", by=None, at=at)
        session = make_session(course, "HOY", "in_person", starts_at=at - timedelta(minutes=10))
        listed = [candidate(n, f"Nombre{n}", f"Apellido{n}", document=f"AB{n:06}") for n in range(PEOPLE)]
        enrol(course, plan(course, listed), run=None, by=None, at=at)
        ids = [str(pk) for pk in Enrolment.objects.order_by("pk").values_list("pk", flat=True)]
        doors = [open_door(session=session, name=f"P{n}", by=user, at=at).secret for n in range(DOORS)]

    def through(number):
        """Each door notes a third of the people, so that two doors share each, in an order of its own; twice over."""
        mine = ids[number % 3 :: 3]
        mine = mine if number < 3 else mine[::-1]
        rows = [
            {"nonce": str(uuid4()), "noted_at": timezone.now().isoformat(), "enrolment": key, "method": "name"}
            for key in mine
        ]
        outcomes = []
        try:
            for start in [*range(0, len(rows), 4), *range(0, len(rows), 4)]:
                body = json.dumps({"sent_at": timezone.now().isoformat(), "arrivals": rows[start : start + 4]})
                answer = Client().post(
                    "/prueba/puerta/envio/",
                    body,
                    content_type="application/json",
                    headers={"Authorization": f"Bearer {doors[number]}"},
                )
                outcomes += [row["outcome"] for row in answer.json()["results"]]
        finally:
            connections.close_all()
        return outcomes

    def settling():
        try:
            for _ in range(4):
                with tenancy.scope(city):
                    settle(course, by=None, at=timezone.now())
        finally:
            connections.close_all()

    with ThreadPoolExecutor(DOORS + 1) as pool:
        meanwhile = pool.submit(settling)
        outcomes = [outcome for found in pool.map(through, range(DOORS)) for outcome in found]
        meanwhile.result()

    with tenancy.scope(city):
        assert set(outcomes) <= {"counted", "already"}
        assert CheckIn.objects.count() == 2 * PEOPLE
        assert Attendance.objects.filter(session=session).count() == PEOPLE
        before = sorted(Attendance.objects.values_list())
        settle(course, by=None, at=timezone.now())
        assert sorted(Attendance.objects.values_list()) == before
    connection.close()
