"""A city, somebody who works there, and people to register."""

import datetime as dt
from pathlib import Path

import pytest
from django.conf import settings

from arraigo.core.accounts.api import create_user
from arraigo.core.consent.api import BasisDraft, LegalBasis, Purpose
from arraigo.core.crypto import keyring
from arraigo.core.people.api import PersonDraft, normalise_document
from arraigo.core.places.models import City

AT = dt.datetime(2026, 11, 22, 15, 0, tzinfo=dt.UTC)
BASIS = BasisDraft(Purpose.TRAINING, LegalBasis.PUBLIC_FUNCTION, "Oficio de convocatoria")


@pytest.fixture(scope="session", autouse=True)
def keys():
    """Give the tests' installation its keys; those that exist stay."""
    keyring.create(Path(settings.HOME.keys))


@pytest.fixture
def at():
    return AT


@pytest.fixture
def basis():
    return BASIS


@pytest.fixture
def city(db):
    return City.objects.create(slug="santa-marina", name="Santa Marina", created_at=AT)


@pytest.fixture
def other_city(db):
    return City.objects.create(slug="otra", name="Otra ciudad", created_at=AT)


@pytest.fixture
def user(db):
    return create_user(email="marta@santa-marina.example", name="Marta Vera", password="frase larga", by=None, at=AT)


@pytest.fixture
def draft():
    """Make a draft from words: a document and an e-mail may be given as text."""

    def make(full_name="Rosa Ximena Velasco Quishpe", *, document="", email="", **told):
        return PersonDraft(
            full_name=full_name,
            documents=(normalise_document(document),) if document else (),
            emails=(email,) if email else (),
            **told,
        )

    return make
