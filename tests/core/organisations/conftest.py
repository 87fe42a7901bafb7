"""A city and somebody who works there."""

import datetime as dt

import pytest

from arraigo.core.accounts.api import create_user
from arraigo.core.places.models import City

AT = dt.datetime(2026, 11, 22, 15, 0, tzinfo=dt.UTC)


@pytest.fixture
def at():
    return AT


@pytest.fixture
def city(db):
    return City.objects.create(slug="santa-marina", name="Santa Marina", created_at=AT)


@pytest.fixture
def other_city(db):
    return City.objects.create(slug="otra", name="Otra ciudad", created_at=AT)


@pytest.fixture
def user(db):
    return create_user(email="marta@x.example", name="Marta Vera", password="frase larga", by=None, at=AT)
