import pytest
from tests.areas.attention.guide import scene
from tests.areas.attention.offline import many

from arraigo.areas.attention.web.guide import delivery
from arraigo.core import tenancy


@pytest.fixture
def guide(db):
    """The city whose guide is taken along."""
    delivery.forget()
    city = scene.build("prueba")
    with tenancy.scope(city):
        yield city
    delivery.forget()


@pytest.fixture
def big(guide):
    """The same city with five hundred services more, all in its first zone."""
    many.build(guide, 500)
    return guide
