"""A city with people in it, each with one role."""

import datetime as dt

import pytest

from arraigo.core.accounts.api import Role, create_user, grant
from arraigo.core.accounts.models import User
from arraigo.core.organisations.models import Organization
from arraigo.core.places.api import forget_cities
from arraigo.core.places.models import City

AT = dt.datetime(2026, 11, 22, 15, 0, tzinfo=dt.UTC)
PASSWORD = "una frase larga y propia"


@pytest.fixture(autouse=True)
def _no_city_remembered():
    forget_cities()


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
def organization(city):
    return Organization.objects.create(city=city, name="Casa Abierta", name_key="casa abierta")


@pytest.fixture
def member(city, organization):
    """Make a member of the city with one role (an ally belongs to the organisation)."""

    def make(role, *, of=city, limited_to=None, email="", password=PASSWORD):
        if role is Role.ALLY and limited_to is None:
            limited_to = organization
        email = email or f"{role}@{of.slug}.example"
        user = User.objects.filter(email=email).first() or create_user(
            email=email, name=f"Persona {role}", password=password, by=None, at=AT
        )
        grant(user=user, city=of, role=role, organization=limited_to, by=None, at=AT)
        return user

    return make


@pytest.fixture
def user(db):
    return create_user(email="rosa@santa-marina.example", name="Rosa Quishpe", password=PASSWORD, by=None, at=AT)
