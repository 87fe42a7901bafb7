"""The pages of routes: following links is walking the route, and each page says where it stands."""

import re

import pytest
from django.test import Client
from django.urls import reverse
from tests.areas.attention.guide.scene import AT

from arraigo.areas.attention.actions.common import touch_guide
from arraigo.areas.attention.api import published, published_route
from arraigo.areas.attention.models import RouteTranslation
from arraigo.areas.attention.web.guide.addresses import GuidePage, Kind, Links, languages
from arraigo.engines.guidance.model import Kind as StepKind
from arraigo.engines.guidance.walking import walk

ANSWER = re.compile(r'<a class="opt" href="([^"]+)">')
ONWARD = re.compile(r'<a class="b p wide" href="([^"]+)">')


def read(address):
    response = Client().get(address)
    assert response.status_code == 200, address
    return response.text


@pytest.mark.parametrize("language", ["es", "en"])
def test_following_links_leads_where_the_answers_lead(guide, language):
    for route in published(language):
        for number in (0, -1):
            page, answers, html = (
                route.pages.start,
                [],
                read(Links("prueba", language).to(GuidePage(Kind.ROUTE, route.slug))),
            )
            for _step in range(30):
                step = route.pages.pages[page].step
                if step.is_end:
                    break
                to = ANSWER.findall(html)[number] if step.kind is StepKind.QUESTION else ONWARD.findall(html)[0]
                if step.kind is StepKind.QUESTION:
                    answers.append(step.answers[number].id)
                page = to.rstrip("/").rpartition("/")[2]
                html = read(to)
            walked = walk(route.route, answers).step
            while walked.kind is not StepKind.QUESTION and walked.to is not None:
                walked = walk(route.route, [*answers, *["seguir"] * 5][: len(answers) + 1]).step
                answers.append("seguir")
            assert route.pages.pages[page].step.id == walked.id
            assert f">{walked.title}</h1>" in html.replace("&#x27;", "'").replace("&quot;", '"')


def test_a_question_says_how_many_there_are_and_why_it_is_asked(guide):
    html = read("/prueba/guia/rutas/asilo/documentos/")

    assert "Pregunta 4 de 4" in html
    assert "¿Por qué lo preguntamos?" in html
    assert html.count('<a class="opt"') == 3
    assert "<form" not in html


def test_an_answer_has_all_that_a_person_needs(guide):
    html = read("/prueba/guia/rutas/asilo/pedir/")

    for words in (
        "Tiene 90 días desde que entró al Ecuador.",
        "El trámite es gratis. Nadie puede cobrarle por él.",
        "Qué hacer ahora",
        "Qué llevar",
        "Si le cobran o no le reciben",
        "Dónde ir",
        "Casa de Acogida y Orientación",
        "De dónde sale esto",
        "Verificado el 22 de noviembre de 2026",
        "Por verificar",
        "Todavía falta comprobar",
    ):
        assert words in html, words


def test_what_is_shared_is_the_beginning_of_the_route_and_no_answer(guide):
    html = read("/prueba/guia/rutas/asilo/pedir-2/")
    shared = re.findall(r'href="https://wa\.me/\?text=([^"]+)"', html)

    assert shared
    assert all("rutas/asilo/" in one and "pedir" not in one for one in shared)
    assert "pedir" not in re.findall(r'data-share="([^"]+)"', html)[0]


def test_an_emergency_has_its_numbers_before_its_words(guide):
    html = read("/prueba/guia/rutas/asilo/emergencia/")
    main = html[html.index("<main") :]

    assert main.index('href="tel:911"') < main.index("Vaya a un lugar con gente")


@pytest.mark.parametrize("language", languages())
def test_every_page_begins_with_the_emergency_number_and_the_way_out(guide, language):
    html = read(Links("prueba", language).to(GuidePage(Kind.ROUTE, "asilo")))
    links = re.findall(r'<a [^>]*href="([^"]+)"', html)

    assert links[:3] == ["#main", "tel:911", "https://www.google.com/search?q=clima"]


def test_a_text_that_is_not_translated_says_so_and_in_which_language_it_is(guide):
    html = read("/prueba/guia/qu/rutas/asilo/pedir/")

    assert '<h1 lang="es">Cómo pedir refugio</h1>' in html
    # The sentence itself comes from the catalogue of Kichwa, where there is one.
    assert 'class="note"' in html


def test_a_text_that_is_translated_is_not_marked(guide):
    html = read("/prueba/guia/en/rutas/asilo/pedir/")

    assert "<h1>" in html
    assert '<h1 lang="es">' not in html


def test_a_translation_that_went_stale_falls_back_to_spanish(guide):
    row = RouteTranslation.objects.get(language="en", version__route__slug="asilo", version__state="published")
    row.texts["steps.pedir.title"]["of"] = "0" * 12
    row.save()
    touch_guide(at=AT)

    assert '<h1 lang="es">Cómo pedir refugio</h1>' in read("/prueba/guia/en/rutas/asilo/pedir/")


def test_pages_have_the_addresses_that_the_program_gives_them(guide):
    links = Links("prueba", "es")
    for page, name, parts in (
        (GuidePage(Kind.HOME), "guide", {}),
        (GuidePage(Kind.NEED, "health"), "guide_need", {"need": "health"}),
        (GuidePage(Kind.ROUTE, "asilo"), "guide_route", {"route": "asilo"}),
        (GuidePage(Kind.ROUTE, "asilo", "fin"), "guide_step", {"route": "asilo", "step": "fin"}),
        (GuidePage(Kind.SERVICES), "guide_services", {}),
        (GuidePage(Kind.LIST, "health"), "guide_list", {"need": "health"}),
        (GuidePage(Kind.LIST, "", "01"), "guide_list_area", {"need": "todos", "area": "01"}),
        (GuidePage(Kind.LIST, "food", "", 3), "guide_list_page", {"need": "food", "area": "todas", "number": 3}),
        (GuidePage(Kind.SEARCH), "guide_search", {}),
        (GuidePage(Kind.FOR_ME), "guide_for_me", {}),
        (GuidePage(Kind.NUMBERS), "guide_numbers", {}),
        (GuidePage(Kind.REPORT), "guide_report_where", {}),
    ):
        assert links.to(page) == reverse(f"attention:{name}", kwargs={"city": "prueba", **parts})


def test_a_route_that_is_not_in_force_says_that_it_may_have_changed(guide, monkeypatch):
    one = published_route("asilo", "es")
    monkeypatch.setattr(type(one), "stands", lambda self, today: False)

    assert "Esta información puede haber cambiado" in read("/prueba/guia/rutas/asilo/entrada/")
