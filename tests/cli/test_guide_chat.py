"""The guide in a terminal: by words or numbers, in danger the call first, and nothing of what is typed is kept."""

import io
import logging

import pytest
from tests.areas.attention.guide import scene

from arraigo.areas.attention.models import SearchDemand
from arraigo.cli.commands import chat as command
from arraigo.cli.printer import MendableError, out
from arraigo.core import tenancy
from arraigo.core.audit.models import Entry

pytestmark = pytest.mark.django_db


@pytest.fixture
def city(db):
    return scene.build("prueba")


@pytest.fixture
def talk(city, monkeypatch):
    def talked(*lines, language="es"):
        monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{line}\n" for line in lines)))
        with out.capture() as heard:
            assert command.chat(city="prueba", language=language) == 0
        return heard.get()

    return talked


def test_words_lead_through_a_route_to_whom_to_see(talk):
    said = talk("quiero pedir refugio", "1", *["1"] * 8)
    assert "Pedir refugio o asilo" in said
    assert "Qué hacer" in said
    assert "Quién atiende" in said
    assert said.index("Qué hacer") < said.rindex("Fuente:")


def test_a_number_opens_a_need(talk):
    said = talk("2", "salir", "esto ya no se lee")
    assert "Documentos" in said
    assert said.count("¿Qué necesita?") == 1


def test_whoever_is_in_danger_is_told_first_whom_to_call(talk):
    said = talk("me quieren matar")
    assert "911" in said
    assert said.index("911") < said.index("Esto puede servirle")


def test_a_reserved_place_is_never_told(talk):
    said = talk("casa segura para mujeres", "mi marido me pega", "1", "1", "1", "1")
    assert scene.SECRET not in said
    assert scene.SECRET_ADDRESS not in said


def test_the_language_is_asked_for_and_kept(talk):
    said = talk("2", "I want asylum", language="")
    assert "1. Español" in said
    assert "asylum" in said.lower()


def test_nothing_that_is_typed_leaves_a_trace(talk, city, caplog, django_assert_max_num_queries):
    caplog.set_level(logging.DEBUG, "arraigo")
    with tenancy.scope(city):
        before = SearchDemand.objects.count(), Entry.objects.count()
    said = talk("zxqwvk palabra secreta", "volver", "palabra")
    assert "No encontré eso" in said
    with tenancy.scope(city):
        assert (SearchDemand.objects.count(), Entry.objects.count()) == before
    assert "zxqwvk" not in caplog.text


@pytest.mark.parametrize("typed", ["0", "99", "-1", "²"])
def test_a_number_that_is_not_offered_is_said(talk, typed):
    said = talk(typed)
    assert "Escriba un número" in said or "No encontré" in said or "Esto puede" in said


def test_a_language_that_the_guide_has_not_is_said(city):
    with pytest.raises(MendableError, match="no está en «xx»"):
        command.chat(city="prueba", language="xx")
