import pytest
from tests.areas.attention.guide import scene

from arraigo.areas.attention.web.guide import delivery
from arraigo.core import tenancy


@pytest.fixture
def guide(db):
    """The city whose guide is exported."""
    delivery.forget()
    city = scene.build("prueba")
    with tenancy.scope(city):
        yield city
    delivery.forget()
