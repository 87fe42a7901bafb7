"""A city with members, each with one role, who sign in with their second step."""

import datetime as dt

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

from arraigo.core.accounts.api import create_user, grant
from arraigo.core.places.api import forget_cities
from arraigo.core.places.models import City

AT = dt.datetime(2026, 11, 22, 15, tzinfo=dt.UTC)


@pytest.fixture
def town(db):
    forget_cities()
    return City.objects.create(slug="santa-marina", name="Santa Marina", created_at=AT)


@pytest.fixture
def signed_in(town):
    """Return a client of somebody with a role."""

    def make(role, name="rosa"):
        user = create_user(email=f"{name}@santa-marina.example", name=name.title(), password="x" * 14, by=None, at=AT)
        grant(user=user, city=town, role=role, by=None, at=AT)
        Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={"secret": "x"})
        client = Client()
        client.force_login(user)
        client.person = user
        return client

    return make
