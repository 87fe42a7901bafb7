"""Where a confidential place is stands on its own page alone, for two roles, and each look is in the log."""

import re

import pytest
from django.test import Client
from django.urls import URLPattern, get_resolver
from django.utils import timezone
from tests.areas.directory.desk.conftest import SECRETS

from arraigo.areas.directory.actions.proposing import propose, send_link
from arraigo.areas.directory.models import Holiday, Report
from arraigo.areas.directory.queries.proposals_links import update_token
from arraigo.core.accounts.api import Role
from arraigo.core.audit import api as audit

CITY = "<slug:city>/"
PART = re.compile(r"<(?:\w+:)?(\w+)>")
WITHOUT_THE_RIGHT = (Role.PLANNER, Role.CASH_OFFICER, Role.AUDITOR, Role.AUTHORITY)


def routes(patterns, prefix=""):
    for pattern in patterns:
        route = prefix + str(pattern.pattern)
        if not isinstance(pattern, URLPattern):
            yield from routes(pattern.url_patterns, route)
        elif route.startswith(f"{CITY}directorio/"):
            yield route.removeprefix(CITY)


@pytest.fixture
def objects(in_city, sheltered, shelter, now):
    at = timezone.now()
    link = send_link(organization=sheltered.organization, service=sheltered, email="f@x.example", by=None, at=at)
    proposal = propose(link, service_id=sheltered.pk, said={"description": "Otra."}, at=at)
    report = Report.objects.create(city=in_city, service=sheltered, kind="phone", text="No suena.", at=at)
    return {
        "service_id": sheltered.pk,
        "location_id": shelter.pk,
        "at_id": sheltered.at_locations.get().pk,
        "link_id": link.pk,
        "kind": "hsds-json",
        "owner_id": shelter.pk,
        "holiday_id": Holiday.objects.create(city=in_city, day=now.date(), name="Feriado").pk,
        "proposal_id": proposal.pk,
        "report_id": report.pk,
        "token": update_token(link),
    }


def said(response):
    body = b"".join(response.streaming_content) if response.streaming else response.content
    return body.decode("utf-8", "replace") + str(response.headers)


def every_face(objects):
    """Every address of the directory, also searched for the secrets themselves and downloaded."""
    for route in sorted(set(routes(get_resolver().url_patterns))):
        address = "/prueba/" + PART.sub(lambda part: str(objects[part[1]]), route)
        yield address
        if route in {"directorio/servicios/", "directorio/lugares/", "directorio/por-verificar/"}:
            yield from (f"{address}{face}" for face in ("?q=violeta", "?q=secreta", "?formato=csv", "?reservado=si"))
    for kind in ("servicio", "lugar", "servicio-en-lugar"):
        for owner in (objects["service_id"], objects["location_id"], objects["at_id"]):
            yield f"/prueba/directorio/horarios/{kind}/{owner}/"
    for kind in ("hoja", "hsds-csv"):
        yield f"/prueba/directorio/exportar/{kind}/"


@pytest.mark.parametrize("role", WITHOUT_THE_RIGHT)
def test_no_page_tells_a_role_without_the_right_where_the_place_is(member, objects, role):
    client, opened = member(role), 0
    for address in every_face(objects):
        response = client.get(address)
        told = said(response)
        opened += response.status_code == 200
        assert not [secret for secret in SECRETS if secret.casefold() in told.casefold()], address
    assert opened > 10


def test_no_page_that_opens_without_an_account_tells_where_the_place_is(objects):
    for address in every_face(objects):
        told = said(Client().get(address))
        assert not [secret for secret in SECRETS if secret.casefold() in told.casefold()], address


def test_lists_and_the_service_say_no_secret_to_those_who_may_see_it_either(member, objects):
    """So that whoever looks over a shoulder, or gets a download, learns nothing."""
    client = member(Role.COORDINATION)
    for address in ("servicios/", "servicios/?formato=csv", "lugares/", "lugares/?q=violeta", "por-verificar/"):
        told = said(client.get(f"/prueba/directorio/{address}"))
        assert not [secret for secret in SECRETS if secret in told], address
    page = said(client.get(f"/prueba/directorio/servicios/{objects['service_id']}/"))
    assert "Lugar reservado" in page
    assert not [secret for secret in SECRETS if secret in page]


@pytest.mark.parametrize("page", ["lugares/{place}/", "lugares/{place}/editar/", "lugares/{place}/telefonos/",
                                  "horarios/lugar/{place}/"])  # fmt: skip
def test_each_look_at_a_confidential_place_is_in_the_log(member, shelter, page):
    client = member(Role.CASE_WORKER)
    for _time in range(2):
        response = client.get("/prueba/directorio/" + page.format(place=shelter.pk))
        assert response.status_code == 200
        assert any(secret in response.content.decode() for secret in SECRETS)
    looks = audit.entries().filter(action="seen", detail__what="directory.confidential_place", by=client.user)
    assert looks.count() == 2
    assert {entry.subject for entry in looks} == {f"directory.location:{shelter.pk}"}


def test_an_open_place_is_looked_at_without_a_trace(member, make_location):
    place = make_location("Oficina")
    assert member().get(f"/prueba/directorio/lugares/{place.pk}/").status_code == 200
    assert not audit.entries().filter(action="seen").exists()
