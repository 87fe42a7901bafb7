"""How pages travel: compressed, kept, tagged, without a cookie, and new as soon as something changes."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from tests.areas.attention.guide.scene import AT

from arraigo.areas.attention.actions.common import touch_guide
from arraigo.areas.attention.actions.guide import save_guide_settings
from arraigo.areas.attention.api import AttentionError
from arraigo.areas.attention.models import RouteVersion
from arraigo.areas.attention.web.guide import delivery
from arraigo.areas.directory.models import Service

HOME, PRIVACY = "/prueba/guia/", "/prueba/guia/privacidad/"


@pytest.fixture
def clock(monkeypatch):
    """Set the clock of the pages; without a call it stands at ten in the morning of a Wednesday."""

    def set_to(at):
        monkeypatch.setattr(timezone, "now", lambda: at)

    set_to(AT)
    return set_to


def test_a_page_is_asked_for_again_by_its_tag_alone(guide, clock):
    client = Client()
    first = client.get(PRIVACY, headers={"accept-encoding": "gzip"})
    again = client.get(PRIVACY, headers={"accept-encoding": "gzip", "if-none-match": first["ETag"]})
    other = client.get(PRIVACY, headers={"accept-encoding": "gzip", "if-none-match": '"another"'})

    assert not first["ETag"].startswith("W/")
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])
    assert again["Cache-Control"] == first["Cache-Control"]
    assert (other.status_code, other.content) == (200, first.content)


def test_each_encoding_has_its_own_tag_and_plain_text_is_there_for_who_takes_none(guide, clock):
    client = Client()
    packed = client.get(PRIVACY, headers={"accept-encoding": "gzip"})
    plain = client.get(PRIVACY)

    assert packed["ETag"] != plain["ETag"]
    assert "Content-Encoding" not in plain
    assert "<!doctype html>" in plain.text


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("gzip, deflate, br", "br"),
        ("gzip", "gzip"),
        ("br;q=0, gzip;q=0.5", "gzip"),
        ("gzip;q=0", ""),
        ("identity", ""),
        ("", ""),
        ("deflate, gzip;q=1.0, *;q=0.5", "gzip"),
    ],
)
def test_the_encoding_is_the_best_that_the_browser_takes(header, expected):
    assert delivery.chosen(header, ("br", "gzip")) == expected


def test_nothing_depends_on_who_asks(guide, clock):
    one = Client().get(HOME, headers={"accept-encoding": "gzip", "accept-language": "en"})
    other = Client(headers={"cookie": "sessionid=abc; django_language=fr"}).get(
        HOME, headers={"accept-encoding": "gzip"}
    )

    assert one.content == other.content
    assert one["Vary"] == other["Vary"] == "Accept-Encoding"
    assert one["Content-Language"] == "es"
    assert not one.cookies
    assert not other.cookies


def test_a_session_is_neither_read_nor_made(guide, clock, django_user_model):
    client = Client()
    user = django_user_model.objects.create(email="ana@x.example", name="Ana")
    client.force_login(user)

    with CaptureQueriesContext(connection) as asked:
        response = client.get("/prueba/guia/emergencia/")

    assert response.status_code == 200
    assert not [one["sql"] for one in asked if "session" in one["sql"] or "accounts_" in one["sql"]]


def test_a_page_that_shows_places_is_asked_for_anew_and_changes_when_a_door_opens_or_closes(guide, clock):
    # A place may become reserved at any moment; the office for orientation closes at 17:00.
    clock(datetime(2026, 11, 25, 21, 56, tzinfo=UTC))
    before = Client().get(HOME)
    clock(datetime(2026, 11, 25, 22, 0, tzinfo=UTC))
    after = Client().get(HOME)

    assert before["Cache-Control"] == "public, no-cache"
    assert "Abierto hasta las 17:00" in before.text
    assert "Cerrado. Abre mañana a las 8:00" in after.text
    assert before["ETag"] != after["ETag"]


def test_a_page_without_hours_may_be_kept_for_five_minutes(guide, clock):
    assert Client().get(PRIVACY)["Cache-Control"] == "public, max-age=300"


def test_what_is_published_shows_at_once(guide, clock):
    client = Client()
    before = client.get(HOME)
    save_guide_settings(exit_url="https://example.org/tiempo", office="Otra oficina", by=None, at=AT)
    after = client.get(HOME)

    assert "https://example.org/tiempo" in after.text
    assert "Otra oficina" in after.text
    assert before["ETag"] != after["ETag"]


def test_what_changes_in_the_directory_shows_at_once(guide, clock):
    client = Client()
    service = Service.objects.get(name="Comedor comunitario")
    address = f"/prueba/guia/servicio/{service.pk}/"
    assert "Comedor comunitario" in client.get(address).text
    service.name = "Comedor de la esquina"
    service.save()

    assert "Comedor de la esquina" in client.get(address).text


def test_a_kept_page_costs_the_stamps_and_nothing_else(guide, clock, django_assert_max_num_queries):
    client = Client()
    client.get(HOME)
    # The city, which a transaction reads; the stamps of routes and services; and what the session stands for.
    with django_assert_max_num_queries(6):
        client.get(HOME)


def test_a_cold_page_asks_few_questions(guide, clock, django_assert_max_num_queries):
    client = Client()
    client.get(HOME)
    delivery.forget()
    # Of them seven are the city, the stamps and what the session stands for, which a transaction asks again.
    with django_assert_max_num_queries(16):
        client.get("/prueba/guia/rutas/asilo/pedir/")


def test_the_memory_of_pages_is_bounded(monkeypatch, guide, clock):
    monkeypatch.setattr(delivery, "KEPT_BYTES", 10_000)
    client = Client()
    for step in ("", "emergencia/", "situacion/", "entrada/", "documentos/"):
        client.get(f"/prueba/guia/rutas/asilo/{step}")

    assert sum(delivery._size(one) for one in delivery._kept.values()) <= 10_000
    assert delivery._weight == sum(delivery._size(one) for one in delivery._kept.values())


def test_headers_refuse_what_no_page_needs(guide, clock):
    client = Client()
    for response in (client.get(HOME), client.get(HOME), client.post("/prueba/guia/buscar/", {"q": "salud"})):
        policy = response["Content-Security-Policy"]

        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert "nonce" not in policy
        assert response["X-Frame-Options"] == "DENY"
        assert response["X-Content-Type-Options"] == "nosniff"
        assert response["Referrer-Policy"] == "same-origin"
        assert response["Vary"] == "Accept-Encoding"


def test_an_address_that_is_not_there_says_so_and_leads_on(guide, clock):
    response = Client().get("/prueba/guia/rutas/no-hay/")

    assert response.status_code == 404
    assert response["Cache-Control"] == "no-store"
    assert "Esta página no está en la guía" in response.text
    assert 'href="tel:911"' in response.text


def test_the_way_out_must_be_sealed(guide):
    with pytest.raises(AttentionError, match="https"):
        save_guide_settings(exit_url="http://example.org", by=None, at=AT + timedelta(days=1))


@pytest.mark.parametrize("header", ["gzip;q=1.2.3", "gzip;q=.", "br;q=, gzip;q=9.9.9", ";q=1", "gzip;q=" + "1" * 5_000])
def test_an_encoding_with_a_weight_that_is_no_number_breaks_no_page(guide, clock, header):
    assert Client().get(PRIVACY, headers={"accept-encoding": header}).status_code == 200


def test_an_age_of_thousands_of_digits_is_a_mistake_to_mend_and_not_a_crash(guide, clock):
    assert Client().post("/prueba/guia/para-mi/", {"age": "9" * 5_000}).status_code == 422


def test_a_kept_page_of_a_route_says_that_it_is_not_valid_from_the_day_after(guide, clock):
    RouteVersion.objects.filter(route__slug="asilo").update(valid_until=AT.date())
    touch_guide(at=AT)
    client, page = Client(), "/prueba/guia/rutas/asilo/"
    today = client.get(page)
    clock(AT + timedelta(days=1))

    assert client.get(page).content != today.content
