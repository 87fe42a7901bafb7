import datetime as dt

import pytest
from django.conf import settings

from arraigo.core.crypto import keyring
from arraigo.core.places.models import City

AT = dt.datetime(2026, 11, 22, 12, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def own_anchors(tmp_path, monkeypatch):
    """Every test has its own folder of anchors: the ids of its cities are new, the installation's chain is not."""
    keyring.create(settings.HOME.keys)
    folder = tmp_path / "anclas"
    monkeypatch.setattr(type(settings.HOME), "anchors", property(lambda self: folder))
    return folder


@pytest.fixture
def city(transactional_db):
    return City.objects.create(slug="a", name="A", created_at=AT)
