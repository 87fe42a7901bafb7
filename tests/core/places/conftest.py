"""A city, somebody who works there, and squares to import as areas."""

import datetime as dt
import json

import pytest

from arraigo.core.accounts.api import Role, create_user, grant
from arraigo.core.places.api import forget_cities
from arraigo.core.places.models import City

AT = dt.datetime(2026, 11, 22, 15, 0, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def _nothing_remembered():
    forget_cities()


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
def coordinator(city, user):
    grant(user=user, city=city, role=Role.COORDINATION, by=None, at=AT)
    return user


def square(code, name, west=0.0, south=0.0, side=0.1, **told):
    """Return a feature that is a square of `side` degrees."""
    east, north = west + side, south + side
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    properties = {"codigo": code, "nombre": name, **told}
    return {"type": "Feature", "properties": properties, "geometry": {"type": "Polygon", "coordinates": [ring]}}


@pytest.fixture
def collection():
    """Make the bytes of a FeatureCollection."""

    def make(*features):
        return json.dumps({"type": "FeatureCollection", "features": features}).encode()

    make.square = square
    return make
