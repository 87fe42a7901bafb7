import pytest
from tests.areas.attention.guide import scene

from arraigo.areas.attention.web.guide import delivery, offline
from arraigo.core import tenancy


@pytest.fixture
def guide(db):
    """The city whose routes are printed."""
    delivery.forget()
    offline.forget()
    city = scene.build("prueba")
    with tenancy.scope(city):
        yield city
    offline.forget()
    delivery.forget()
