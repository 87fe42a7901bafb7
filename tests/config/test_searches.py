"""Nobody's name stands in an address: a search is posted, and its address is sealed for one user."""

from urllib.parse import parse_qs, urlsplit

import pytest
from tests.areas.training.conftest import *  # noqa: F403  (a city with a course)

from arraigo.config import searches
from arraigo.core.accounts import api as accounts

pytestmark = pytest.mark.django_db


@pytest.fixture
def sign_in(client, city, now, settings):
    settings.DEMO = True

    def enter(role="trainer"):
        user = accounts.create_user(email=f"{role}@x.example", name=role, password="una frase larga", by=None, at=now)
        accounts.grant(user=user, city=city, role=role, by=None, at=now)
        client.force_login(user)
        return client

    return enter


@pytest.fixture
def rosa(enrol_people, make_candidate):
    enrol_people(make_candidate(5, "Rosa Elena", "Vega Mora", document="1710034065"))


@pytest.mark.parametrize("page", ["personas/", "buscar/", "formacion/cursos/", "formacion/revision/"])
def test_a_posted_search_is_answered_with_an_address_without_the_name(sign_in, city, page):
    response = sign_in().post(f"/{city.slug}/{page}", {"_buscar": "q", "q": "Vega Mora", "orden": "name"})

    assert response.status_code == 303
    assert "Vega" not in response["Location"]
    assert parse_qs(urlsplit(response["Location"]).query)["orden"] == ["name"]


def test_the_sealed_address_finds_the_person_and_its_links_stay_sealed(sign_in, city, rosa):
    client = sign_in()

    page = client.post(f"/{city.slug}/personas/", {"_buscar": "q", "q": "vega mora"}, follow=True)

    text = page.content.decode()
    assert "Vega" in text
    assert "q=vega" not in text.lower()
    assert 'value="vega mora"' in text


def test_another_user_cannot_open_it(sign_in, city, rosa):
    address = sign_in().post(f"/{city.slug}/personas/", {"_buscar": "q", "q": "vega mora"})["Location"]

    page = sign_in("case_worker").get(address)

    assert page.status_code == 200
    assert "Vega Mora" not in page.content.decode()


@pytest.mark.parametrize("token", ["~", "~abc", "~" + "A" * 80, "~ñ", "~====", "~%00"])
def test_a_broken_token_finds_nothing_and_breaks_nothing(sign_in, city, token):
    assert sign_in().get(f"/{city.slug}/personas/", {"q": token}).status_code == 200


def test_the_search_needs_its_forms_token(client, city, sign_in):
    strict = type(client)(enforce_csrf_checks=True)
    strict.cookies = sign_in().cookies

    assert strict.post(f"/{city.slug}/personas/", {"_buscar": "q", "q": "x"}).status_code == 403


def test_the_same_search_twice_gives_two_addresses():
    assert searches.seal("Vega", "u") != searches.seal("Vega", "u")


def test_a_document_and_an_email_are_sealed_too(sign_in, city, rosa):
    client = sign_in()
    for text in ("1710034065", "rosa@x.example"):
        assert text not in client.post(f"/{city.slug}/personas/", {"_buscar": "q", "q": text})["Location"]
