"""Members of the city, and a shelter whose every word must stay secret."""

import pytest
from django.test import Client

from arraigo.areas.directory.models import Accessibility, Phone, Schedule
from arraigo.core.accounts.api import Role, create_user, grant

# What is written of the shelter and of nothing else.
SECRETS = (
    "Casa Violeta",
    "Calle Secreta",
    "Portón Morado",
    "0990000777",
    "-0.31717",
    "-78.41414",
    "Timbre Roto",
    "03:33",
)


@pytest.fixture
def member(in_city, now, settings):
    """Make a client of somebody who has a role in the city; the demo asks nobody for a second step."""
    settings.DEMO = True

    def make(role=Role.CASE_WORKER):
        user = create_user(email=f"{role}@x.example", name=f"Persona {role}", password=None, by=None, at=now)
        grant(user=user, city=in_city, role=role, by=None, at=now)
        client = Client()
        client.force_login(user)
        client.user = user
        return client

    return make


@pytest.fixture
def shelter(in_city, make_location, make_organization):
    place = make_location(
        "Casa Violeta",
        latitude=-0.31717,
        longitude=-78.41414,
        address="Calle Secreta 12, Portón Morado",
        is_confidential=True,
        organization=make_organization("El Faro"),
    )
    Phone.objects.create(city=in_city, location=place, number="0990000777")
    Accessibility.objects.create(city=in_city, location=place, description="Timbre Roto")
    Schedule.objects.create(
        city=in_city, location=place, freq="WEEKLY", byday="MO", opens_at="03:33", closes_at="04:44"
    )
    return place


@pytest.fixture
def sheltered(make_service, make_organization, shelter):
    """A service that is given at the shelter alone."""
    return make_service("Acogida", organization=make_organization("El Faro"), needs=["gbv"], at=[shelter])
