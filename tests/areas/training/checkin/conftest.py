"""A course with a session in the room and one that is hybrid, and people who come to them."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.test import Client

from arraigo.areas.training.actions.checkin import Arrival, note
from arraigo.areas.training.actions.courses import save_session
from arraigo.areas.training.actions.doors import open_door
from arraigo.areas.training.models import Enrolment
from arraigo.core.accounts.api import Role, create_user, grant
from arraigo.core.people import api as people
from arraigo.core.places import api as places
from arraigo.core.tenancy.models import new_id

STARTS = datetime(2026, 11, 27, 9, tzinfo=ZoneInfo("America/Guayaquil"))


@pytest.fixture(autouse=True)
def _demo(settings):
    settings.DEMO = True
    places.forget_cities()
    yield
    places.forget_cities()


@pytest.fixture
def session(course):
    return make_session(course, "J-1", "in_person")


@pytest.fixture
def hybrid(course):
    return make_session(course, "J-2", "hybrid")


def make_session(course, code, modality, starts_at=STARTS, minutes=120, **fields):
    return save_session(
        course=course, code=code, starts_at=starts_at, minutes=minutes, modality=modality, by=None, at=STARTS, **fields
    )


@pytest.fixture
def enrolled(enrol_people, make_candidate):
    """Rosa, Luis and Ñusta, in the order of their enrolment."""
    enrol_people(
        make_candidate(1, "Rosa Elena", "Vega Mora", document="1710034065", email="rosa@ejemplo.ec"),
        make_candidate(2, "Luis", "Andrade Cruz", document="AB100002", sex="man"),
        make_candidate(3, "Ñusta", "Quishpe Ávila", document="AB100003"),
    )
    book = people.profiles(Enrolment.objects.values_list("person_id", flat=True))
    found = {book[row.person_id].given_names: row for row in Enrolment.objects.all()}
    return [found[name] for name in ("Rosa Elena", "Luis", "Ñusta")]


@pytest.fixture
def rosa(enrolled):
    return enrolled[0]


@pytest.fixture
def luis(enrolled):
    return enrolled[1]


@pytest.fixture
def trainer_user(city):
    user = create_user(email="t@x.example", name="Tania Formadora", password="una frase larga", by=None, at=STARTS)
    grant(user=user, city=city, role=Role.TRAINER, by=None, at=STARTS)
    return user


@pytest.fixture
def trainer(trainer_user):
    client = Client()
    client.force_login(trainer_user)
    return client


@pytest.fixture
def door(session, trainer_user):
    return open_door(session=session, name="Puerta sur", by=trainer_user, at=STARTS)


def minute(number):
    return STARTS + timedelta(minutes=number)


def arrival(enrolment, minutes=0, **said):
    return Arrival(said.pop("nonce", None) or new_id(), minute(minutes), enrolment.pk, **said)


def come(session, *arrivals, at=None, **said):
    return note(session=session, arrivals=list(arrivals), by=None, at=at or minute(30), **said)
