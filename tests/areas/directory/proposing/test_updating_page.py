"""The page by which an organisation mends its entry: one form, no account, nothing of it kept by a browser."""

import gzip
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from django.utils import timezone

from arraigo.areas.directory.actions.proposing import revoke_link, send_link
from arraigo.areas.directory.models import Proposal
from arraigo.areas.directory.queries.proposals_links import update_token


@pytest.fixture
def service(make_service, make_schedule, make_location):
    made = make_service("Comedor", needs=["health"], at=[make_location("Oficina")])
    make_schedule(made)
    return made


@pytest.fixture
def link(service):
    return send_link(
        organization=service.organization, service=service, email="o@x.example", by=None, at=timezone.now()
    )


@pytest.fixture
def address(link):
    return f"/prueba/directorio/actualizar/{update_token(link)}/"


def filled(client, address, **changes):
    """Send the page back as it stands, with some changes."""
    form = client.get(address).context["entry"]
    told = {"accion": "enviar", "note": ""}
    for part in (form.plain, *form.phones.forms, *(row for rows in form.hours.values() for row in rows.forms)):
        told |= {bound.html_name: value for bound in part if (value := bound.value()) is not None}
    for rows in (form.phones, *form.hours.values()):
        told |= {bound.html_name: bound.value() for bound in rows.management_form}
    return client.post(address, {**told, **changes})


def test_the_page_sent_back_as_it_stands_changes_nothing(address):
    response = filled(Client(), address)
    assert response.status_code == 302
    assert Proposal.objects.get().changes == {}


def test_what_is_written_becomes_a_proposal_and_sent_twice_is_one(address):
    client = Client()
    for _time in range(2):
        assert filled(client, address, **{"f-fees_description": "Gratis", "note": "Gracias."}).status_code == 302
    made = Proposal.objects.get()
    assert made.changes == {"fees_description": "Gratis"}
    assert str(made.note) == "Gracias."
    assert "Lo recibimos" in client.get(f"{address}listo/").content.decode()


def test_that_all_is_right_is_one_press(address):
    assert Client().post(address, {"accion": "igual"}).status_code == 302
    assert Proposal.objects.get().changes == {}


def test_a_fault_is_told_beside_its_field_and_nothing_is_lost(address):
    response = filled(Client(), address, **{"f-email": "mal", "f-description": "Cenas."})
    page = response.content.decode()
    assert response.status_code == 422
    assert "Escriba el correo completo" in page
    assert "Cenas." in page
    assert not Proposal.objects.exists()


def test_a_link_that_does_not_hold_says_so_kindly(address, link):
    revoke_link(link, by=None, at=timezone.now())
    response = Client().get(address)
    assert response.status_code == 404
    assert "Este enlace ya no abre nada" in response.content.decode()
    assert Client().post(address, {"accion": "igual"}).status_code == 404


def test_a_link_for_all_services_lists_them_and_opens_each(service, make_service):
    other = make_service("Duchas", organization=service.organization)
    link = send_link(organization=service.organization, service=None, email="o@x.example", by=None, at=timezone.now())
    address = f"/prueba/directorio/actualizar/{update_token(link)}/"
    page = Client().get(address).content.decode()
    assert "Comedor" in page
    assert "Duchas" in page
    assert Client().get(f"{address}{other.pk}/").status_code == 200


def test_no_browser_keeps_the_page_and_no_cookie_tells_who_it_is(address):
    response = Client().get(address)
    assert "no-store" in response["Cache-Control"]
    assert response["Referrer-Policy"] == "same-origin"
    assert "sessionid" not in response.cookies


def test_the_page_with_its_styles_is_light(address):
    styles = [Path(finders.find(name)).read_bytes() for name in ("ui/public.css", "directory/updating.css")]
    weight = sum(len(gzip.compress(part)) for part in (Client().get(address).content, *styles))
    assert weight <= 20_000
