"""A city with two people who write routes, one who reads them, and one who may not."""

from datetime import UTC, datetime

import pytest
from django.test import Client

from arraigo.core import tenancy
from arraigo.core.accounts.api import Role, create_user, grant
from arraigo.core.places import api as places

AT = datetime(2026, 11, 24, 15, tzinfo=UTC)


def person(city, email, role):
    user = create_user(email=email, name=email.split("@")[0].title(), password=None, by=None, at=AT)
    grant(user=user, city=city, role=role, by=None, at=AT)
    return user


@pytest.fixture
def city(db):
    return places.create_city(slug="prueba", name="Prueba", by=None, at=AT)


@pytest.fixture
def in_city(city):
    with tenancy.scope(city):
        yield city


@pytest.fixture
def writer(in_city):
    return person(in_city, "ana@x.example", Role.COORDINATION)


@pytest.fixture
def second(in_city):
    return person(in_city, "bruno@x.example", Role.CASE_WORKER)


@pytest.fixture
def reader(in_city):
    return person(in_city, "dina@x.example", Role.AUDITOR)


@pytest.fixture
def client_of(settings):
    settings.DEMO = True

    def made(user):
        client = Client()
        client.force_login(user)
        return client

    return made
