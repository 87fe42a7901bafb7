"""A city with its people, and the small kind of file that these tests import."""

from datetime import UTC, datetime

import pytest
from django.test import Client
from tests.core.imports import sample

from arraigo.core import tenancy
from arraigo.core.accounts.api import Role, create_user, grant
from arraigo.core.imports.api import receive
from arraigo.core.places.api import create_city

AT = datetime(2026, 11, 22, 15, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def kind(settings):
    settings.IMPORT_KINDS = ["tests.core.imports.sample.KINDS"]
    settings.DEMO = True
    sample.KINDS[0].pause = 0.0
    return sample.KINDS[0]
    return kind


@pytest.fixture
def at():
    return AT


@pytest.fixture
def city(db):
    return create_city(slug="pruebas", name="Pruebas", by=None, at=AT)


@pytest.fixture
def other_city(db):
    return create_city(slug="otra", name="Otra", by=None, at=AT)


@pytest.fixture
def inside(city):
    with tenancy.scope(city):
        yield city


def _member(city, role, email):
    user = create_user(email=email, name=email.split("@")[0].title(), password="una clave larga", by=None, at=AT)
    with tenancy.scope(city):
        grant(user=user, city=city, role=role, by=None, at=AT)
    return user


@pytest.fixture
def trainer(city):
    return _member(city, Role.TRAINER, "rosa@example.org")


@pytest.fixture
def planner(city):
    return _member(city, Role.PLANNER, "pedro@example.org")


@pytest.fixture
def browser(trainer):
    client = Client()
    client.force_login(trainer)
    return client


@pytest.fixture
def take():
    def receive_file(data=sample.GOOD, name="barrios.csv", by=None, at=AT, **extra):
        return receive(data, kind="barrios", name=name, context="city:barrios", by=by, at=at, **extra)

    return receive_file
