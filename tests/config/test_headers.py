"""What every answer tells the browser to refuse."""

import re

import pytest
from django.test import Client
from tests.config.scene import AT

from arraigo.core.accounts.api import create_user

pytestmark = pytest.mark.django_db
ACCOUNT_PAGES = [
    "/cuenta/entrar/",
    "/cuenta/contrasena/olvidada/",
    "/cuenta/",
    "/cuenta/contrasena/",
    "/cuenta/sesiones/",
    "/cuenta/segundo-paso/",
    "/cuenta/segundo-paso/falta/",
    "/cuenta/segundo-paso/codigo/",
    "/cuenta/segundo-paso/llaves/",
    "/cuenta/segundo-paso/llaves/nueva/",
    "/cuenta/salir/",
    "/",
]


@pytest.fixture
def client():
    user = create_user(email="rosa@x.example", name="Rosa", password="una frase larga y propia", by=None, at=AT)
    client = Client()
    client.post("/cuenta/entrar/", {"login": user.email, "password": "una frase larga y propia"})
    return client


def page(client, url):
    anonymous = url in {"/cuenta/entrar/", "/cuenta/contrasena/olvidada/"}
    response = (Client() if anonymous else client).get(url)
    assert response.status_code == 200, url
    return response


@pytest.mark.parametrize("url", ACCOUNT_PAGES)
def test_a_page_lets_nothing_in_that_its_policy_does_not_name(client, url):
    response = page(client, url)

    policy = response["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert response["X-Frame-Options"] == "DENY"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Referrer-Policy"] == "same-origin"
    assert "camera=()" in response["Permissions-Policy"]


@pytest.mark.parametrize("url", ACCOUNT_PAGES)
def test_a_page_has_no_style_and_no_script_of_its_own(client, url):
    text = page(client, url).text

    assert not re.search(r"<[^>]+\s(?:style|on[a-z]+)=", text)
    assert "<style" not in text
    inline = [tag for tag in re.findall(r"<script([^>]*)>", text) if "src=" not in tag]
    assert all('type="application/json"' in tag for tag in inline)


@pytest.mark.parametrize("url", ACCOUNT_PAGES[2:])
def test_a_page_of_a_session_stays_out_of_every_cache(client, url):
    assert "no-store" in page(client, url)["Cache-Control"]


def test_a_page_that_anybody_may_see_says_nothing_of_a_session():
    response = Client().get("/componentes/")

    assert response.status_code == 200
    assert "sessionid" not in response.cookies
