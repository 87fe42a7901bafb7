"""The public contacts of a pack: installed once, and what the city changed stays the city's."""

from datetime import timedelta

import pytest

from arraigo.areas.directory import api
from arraigo.areas.directory.importers import packs
from arraigo.areas.directory.models import Address, Location, Service

CONTACTS = [
    {
        "id": "oficina",
        "name": "Oficina de Movilidad",
        "needs": ["asylum", "health"],
        "phone": "02 299 3200",
        "address": "Av. Uno y Dos",
        "note": "Orientación.",
        "source": {"title": "Página del Municipio", "url": "https://example.org/a"},
        "verified_on": None,
    },
    {
        "id": "casa",
        "name": "Casa segura",
        "needs": ["gbv"],
        "phone": "1800 288 523",
        "reserved": True,
        "note": "Llame.",
    },
    {"id": "linea", "name": "Línea", "needs": ["gbv"], "phone": "911", "verified_on": "2026-02-01"},
]


@pytest.fixture
def contacts(monkeypatch):
    listed = [dict(contact) for contact in CONTACTS]
    monkeypatch.setattr(packs, "read_contacts", lambda _pack: listed)
    return listed


@pytest.fixture
def install(contacts, in_city, now):
    def install(days=0):
        return api.install_pack(city=in_city, pack="prueba", by=None, at=now + timedelta(days=days))

    return install


def test_contacts_become_services_and_a_reserved_one_has_no_place(install, now):
    done = install()
    assert (done.written, done.problems) == (["oficina", "casa", "linea"], [])
    places = {place.service: place for place in api.public_places(at=now)}
    office, house, line = places["Oficina de Movilidad"], places["Casa segura"], places["Línea"]
    assert (office.address, office.needs, office.verified_on) == ("Av. Uno y Dos", ("asylum", "health"), None)
    assert house.is_reserved
    assert [phone.tel for phone in house.phones] == ["1800288523"]
    assert not line.is_reserved
    assert str(line.verified_on) == "2026-02-01"
    assert Location.objects.filter(is_confidential=True, name="").count() == 1
    assert Address.objects.count() == 1
    assert Service.objects.get(name="Oficina de Movilidad").source == "Página del Municipio https://example.org/a"


def test_installed_again_it_changes_only_what_the_pack_changed(install, contacts):
    install()
    assert install(1).unchanged == ["oficina", "casa", "linea"]
    contacts[0]["phone"] = "02 111 1111"
    done = install(2)
    assert (done.written, done.unchanged) == (["oficina"], ["casa", "linea"])
    assert list(Service.objects.get(name="Oficina de Movilidad").phones.values_list("number", flat=True)) == [
        "02 111 1111"
    ]


def test_what_the_city_changed_stays_as_the_city_has_it(install, contacts, now):
    install()
    Service.objects.filter(name="Línea").update(description="Mejor", last_modified=now + timedelta(hours=1))
    contacts[2]["note"] = "Otra"
    assert install(1).left == ["linea"]
    assert Service.objects.get(name="Línea").description == "Mejor"


def test_a_need_that_does_not_exist_is_said(install, contacts):
    contacts[0]["needs"] = ["nada"]
    (problem,) = install().problems
    assert (problem.code, problem.file) == ("broken_reference", "prueba/contacts.yaml")


def test_a_pack_that_is_not_there_is_refused(in_city, now):
    with pytest.raises(api.DirectoryError):
        api.install_pack(city=in_city, pack="no-hay", by=None, at=now)


def test_the_contacts_of_quito_are_whole(in_city, now, monkeypatch):
    from arraigo.areas.directory.queries import needs as catalogue

    monkeypatch.undo()
    catalogue.forget()
    done = api.install_pack(city=in_city, pack="ec-quito", by=None, at=now)
    assert done.problems == []
    assert len(done.written) == Service.objects.count() >= 15
