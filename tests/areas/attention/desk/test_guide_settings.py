"""The page where the team decides what its guide puts forward."""

from datetime import UTC, datetime

import pytest
from tests.areas.attention import texts as samples

from arraigo.areas.attention.models import GuideSettings
from arraigo.areas.attention.queries.guide_settings import guide_facts

AT = datetime(2026, 11, 24, 15, tzinfo=UTC)
PAGE = "/prueba/rutas/guia/"


def test_what_the_team_decides_is_what_the_guide_says(in_city, staff, writer, second):
    route = samples.published(in_city, writer, second, AT).route
    sent = {"exit_url": "https://clima.example/", "office": "Dirección de Inclusión", "first_routes": [route.slug]}

    answer = staff.post(PAGE, sent)

    assert answer.status_code == 302
    known = guide_facts()
    assert (known.exit_url, known.office) == ("https://clima.example/", "Dirección de Inclusión")
    assert known.first_routes == (route.slug,)
    assert 'value="https://clima.example/"' in staff.get(PAGE).text


@pytest.mark.parametrize("address", ["http://clima.example/", "clima", "javascript:alert(1)", ""])
def test_a_way_out_that_others_could_see_is_refused(in_city, staff, address):
    answer = staff.post(PAGE, {"exit_url": address})

    assert answer.status_code == 422
    assert not GuideSettings.objects.exists()


def test_a_route_that_the_guide_has_not_is_refused(in_city, staff):
    answer = staff.post(PAGE, {"exit_url": "https://clima.example/", "first_routes": ["ninguna"]})

    assert answer.status_code == 422
    assert not GuideSettings.objects.exists()
