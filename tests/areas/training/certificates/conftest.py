"""A course that is over: two sessions, four people, and what each attended."""

from datetime import UTC, datetime
from types import SimpleNamespace

import pytest
import typst
from django.test import Client

from arraigo.areas.training.actions.certificate_rules import save_rule
from arraigo.areas.training.models import Attendance, Enrolment
from arraigo.core.accounts.api import Role, create_user, grant
from arraigo.core.consent import api as consent
from arraigo.core.consent.models import Basis
from arraigo.core.places import api as places

AT = datetime(2026, 11, 22, 15, tzinfo=UTC)
PASSWORD = "una frase larga y propia"
RULE = {"kind": "attendance", "measure": "time", "minimum_percent": 80, "hours": None, "text": ""}


@pytest.fixture(autouse=True)
def _files(settings, tmp_path):
    settings.DEMO = True
    settings.MEDIA_ROOT = tmp_path
    settings.PUBLIC_URL = "https://formacion.example"
    places.forget_cities()


def attend(session, enrolment, minutes):
    return Attendance.objects.create(
        city_id=session.city_id,
        session=session,
        enrolment=enrolment,
        person_id=enrolment.person_id,
        course_id=session.course_id,
        held_on=session.starts_at.date(),
        seconds=minutes * 60,
        online=True,
        in_person=False,
    )


@pytest.fixture
def held(course, sessions, enrol_people, make_candidate):
    """Ana was in all of it, Bruno in half, Carla in the first alone but whole, Diego in nothing."""
    enrol_people(
        make_candidate(2, "Ana Lucía", "Vega Mora", document="AB100001", email="Ana@ejemplo.ec"),
        make_candidate(3, "Bruno", "Loor Cusme", document="AB100002", sex="man"),
        make_candidate(4, "Carla", "Iza Tello", document="AB100003", email="carla@ejemplo.ec"),
        make_candidate(5, "Diego", "Guamán Solís", document="AB100004", sex="man"),
    )
    ana, bruno, carla, diego = Enrolment.objects.order_by("pk")
    consent.record_basis_many(
        [one.person_id for one in (ana, bruno, carla, diego)],
        purpose=consent.Purpose.TRAINING,
        legal_basis=consent.LegalBasis.CONSENT,
        source="formulario",
        by=None,
        at=AT,
    )
    first, second = sessions
    attend(first, ana, 120)
    attend(second, ana, 110)
    attend(first, bruno, 60)
    attend(second, bruno, 60)
    attend(first, carla, 120)
    return SimpleNamespace(course=course, first=first, second=second, ana=ana, bruno=bruno, carla=carla, diego=diego)


@pytest.fixture
def rule(held):
    return save_rule(course=held.course, required_sessions=(), required_tests=(), by=None, at=AT, **RULE)


@pytest.fixture
def unasked(held):
    """Nothing says that anybody's data may be used for training and its certificates."""
    Basis.objects.all().delete()


@pytest.fixture
def member(city):
    def make(role=Role.TRAINER):
        user = create_user(email=f"{role}@ejemplo.ec", name=f"Rosa {role}", password=PASSWORD, by=None, at=AT)
        grant(user=user, city=city, role=role, by=None, at=AT)
        client = Client()
        client.force_login(user)
        return client

    return make


@pytest.fixture(scope="session")
def png():
    page = b'#set page(width: 40mm, height: 14mm, margin: 1mm, fill: none)\n#circle(radius: 5mm, fill: rgb("#2569c3"))'
    return typst.compile(page, format="png", ppi=72)
