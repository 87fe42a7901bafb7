"""A city with a course of two sessions, made by the actions themselves."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from arraigo.areas.training.actions.courses import save_course, save_session
from arraigo.areas.training.actions.enrolling import Candidate, enrol, plan
from arraigo.core import tenancy
from arraigo.core.people import api as people
from arraigo.core.places import api as places

NOW = datetime(2026, 3, 1, 15, tzinfo=UTC)
ZONE = ZoneInfo("America/Guayaquil")


@pytest.fixture
def now():
    return NOW


@pytest.fixture
def city(db):
    return places.create_city(slug="prueba", name="Prueba", by=None, at=NOW)


@pytest.fixture
def in_city(city):
    with tenancy.scope(city):
        yield city


@pytest.fixture
def course(in_city):
    return save_course(code="C-1", title="Movilidad humana", timezone="America/Guayaquil", by=None, at=NOW)


@pytest.fixture
def sessions(course):
    days = (datetime(2021, 4, 9, 9, tzinfo=ZONE), datetime(2021, 4, 16, 9, tzinfo=ZONE))
    return [
        save_session(course=course, code=code, starts_at=day, minutes=120, modality=modality, by=None, at=NOW)
        for code, day, modality in zip(("en-linea", "presencial"), days, ("online", "in_person"), strict=True)
    ]


def candidate(row, given, surnames, *, document="", email="", sex="woman", institution="Agencia"):
    number = people.normalise_document(document) if document else None
    draft = people.PersonDraft(
        full_name=f"{given} {surnames}",
        given_names=given,
        surnames=surnames,
        documents=(number,) if number else (),
        emails=(email,) if email else (),
        sex=sex,
    )
    return Candidate(row, draft, institution, "Analista")


@pytest.fixture
def make_candidate():
    return candidate


@pytest.fixture
def enrol_people(course):
    def enrol_these(*candidates, into=course, run=None):
        return enrol(into, plan(into, candidates), run=run, by=None, at=NOW)

    return enrol_these
