"""A city with two people, registered for training."""

import datetime as dt
from pathlib import Path

import pytest
from django.conf import settings

from arraigo.core.accounts.api import create_user
from arraigo.core.crypto import keyring
from arraigo.core.people.models import Person
from arraigo.core.places.models import City

AT = dt.datetime(2026, 11, 22, 15, 0, tzinfo=dt.UTC)


@pytest.fixture(scope="session", autouse=True)
def keys():
    """Give the tests' installation its keys; those that exist stay."""
    keyring.create(Path(settings.HOME.keys))


@pytest.fixture
def at():
    return AT


@pytest.fixture
def city(db):
    return City.objects.create(slug="santa-marina", name="Santa Marina", created_at=AT)


@pytest.fixture
def user(db):
    return create_user(email="marta@x.example", name="Marta Vera", password="frase larga", by=None, at=AT)


@pytest.fixture
def two(city):
    return [Person.objects.create(city=city, full_name=name, created_at=AT).pk for name in ("Ana Ruiz", "Luz Paz")]
