"""A page keeps its own language in all its links; the program's language is another matter. Previews, as sent."""

import re
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from tests.areas.attention import texts as samples

from arraigo.areas.attention.actions import publishing
from arraigo.areas.attention.queries import channels, definitions
from arraigo.engines.guidance.channels import Channel
from arraigo.engines.guidance.expanding import expand

AT = datetime(2026, 11, 24, 15, tzinfo=UTC)
ROOT = "/prueba/rutas/techo/1/"


def test_a_page_of_translations_links_and_marks_its_own_language(draft, staff):
    page = staff.get(f"{ROOT}traducciones/fr/").text

    assert '<html lang="es"' in page
    assert f'href="{ROOT}traducciones/fr/xliff/"' in page
    assert f'href="{ROOT}traducciones/fr/cargar/"' in page
    assert f"{ROOT}traducciones/es/" not in page
    assert set(re.findall(r'<textarea[^>]* lang="(\w+)"', page)) == {"fr"}


def test_a_preview_keeps_the_language_that_was_asked_for(draft, staff):
    page = staff.get(f"{ROOT}vista/web/?idioma=en").text

    assert '<html lang="es"' in page
    assert set(re.findall(r"idioma=(\w*)", page)) == {"en"}
    assert '<option value="en" selected>' in page
    assert '<option value="es" selected>' not in page
    assert '<div class="phone" lang="en">' in page


def test_the_preview_of_a_draft_leads_back_to_writing_it(draft, staff, client_of, reader, writer):
    tab = f'<a href="{ROOT}editar/">'
    assert tab in staff.get(f"{ROOT}vista/web/").text
    assert tab not in client_of(reader).get(f"{ROOT}vista/web/").text

    publishing.submit(version=draft, by=writer, at=AT)
    assert tab not in staff.get(f"{ROOT}vista/web/").text


def test_a_question_says_of_how_many_it_is(draft, staff):
    assert "Pregunta 1 de 1 como máximo" in staff.get(f"{ROOT}vista/web/").text


def question(help_letters, language="es"):
    """The first page of a route as an SMS, with so long an explanation that it needs some letters more."""
    pages = expand(definitions.sketch(samples.route_text()))
    page = pages.pages[pages.start]
    return channels.told(replace(page, step=replace(page.step, help="a " * (help_letters // 2))), Channel.SMS, language)


@pytest.mark.parametrize("language", ["es", "en"])
def test_an_sms_leaves_out_the_sentence_that_alone_would_cost_a_second_message(db, language):
    sentence = {"es": "Responda con el número.", "en": "Answer with the number."}[language]
    short, long = question(80, language), question(110, language)

    assert sentence in short.text
    assert sentence not in long.text
    assert (len(short.sms.parts), len(long.sms.parts)) == (1, 1)
    assert "".join(long.sms.parts).endswith("2. No")
    assert long.replies == short.replies


def test_an_sms_that_needs_two_messages_anyway_keeps_every_sentence(db):
    long = question(180)

    assert len(long.sms.parts) == 2
    assert "Responda con el número." in long.text
