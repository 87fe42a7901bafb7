import pytest
from django.core.cache import caches
from tests.areas.attention.guide import scene

from arraigo.areas.attention.web.guide import delivery, known, stamps
from arraigo.core import tenancy
from arraigo.core.places.api import forget_cities


def forget():
    """Forget what the process keeps of a city that a test takes back."""
    forget_cities()
    stamps.forget()
    known.forget()
    delivery.forget()
    caches["process"].clear()


@pytest.fixture
def guide(db):
    """The city whose guide is read."""
    forget()
    city = scene.build("prueba")
    with tenancy.scope(city):
        yield city
    forget()
