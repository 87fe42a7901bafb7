"""Routes on paper: every route in every language, on the sheets that it needs and no more, for anybody."""

import pypdfium2 as pdfium
import pytest
from django.test import Client
from django.utils import translation

from arraigo.areas.attention.api import emergency_numbers, published, published_route
from arraigo.areas.attention.documents import printing

SIDES = {"poster": 1, "poster-a3": 1, "triptico": 2}
PAPER = {"poster": (595, 842), "poster-a3": (842, 1191), "triptico": (842, 595)}


def made(slug, kind, language="es"):
    with translation.override(language):
        sheet = printing.Sheet(
            "Municipio de Santa Marina", "Inclusión", f"https://x.example/{slug}/", True, emergency_numbers(language)
        )
        return bytes(printing.printed(published_route(slug, language), sheet, kind, language=language))


@pytest.mark.parametrize("kind", SIDES)
def test_every_route_fits_its_paper(guide, kind):
    for language, slugs in (("es", [one.slug for one in published("es")]), ("ht", ["asilo"]), ("qu", ["asilo"])):
        for slug in slugs:
            pdf = pdfium.PdfDocument(made(slug, kind, language))
            assert len(pdf) == SIDES[kind], (slug, language)
            assert tuple(map(round, pdf[0].get_size())) == PAPER[kind]
            pdf.close()


def test_it_is_tagged_and_speaks_its_language(guide):
    for kind in SIDES:
        made_of = made("asilo", kind, "en")
        for told in (b"/MarkInfo", b"/StructTreeRoot", b"/Lang(en", b"pdfuaid:part"):
            assert told in made_of, (kind, told)
        pdf = pdfium.PdfDocument(made_of)
        assert pdf.get_metadata_value("Title") == published_route("asilo", "en").title
        said = " ".join(page.get_textpage().get_text_range() for page in pdf)
        assert "911" in said
        assert "x.example/asilo/" in said
        pdf.close()


def test_paper_shows_what_holds_for_most_people(guide):
    route = published_route("asilo", "es")
    page = printing.chosen_outcome(route)
    same = [one for one in route.pages.pages.values() if one.step.id == page.step.id]
    assert len(same) > 1
    assert len(page.step.do) == min(len(one.step.do) for one in same)


def test_the_same_route_makes_the_same_bytes(guide):
    assert made("salud", "poster") == made("salud", "poster")


class TestAddress:
    def test_anybody_gets_it_and_a_cache_may_keep_it(self, guide, django_assert_max_num_queries):
        address = "/prueba/guia/en/imprimir/asilo/poster.pdf"
        client = Client()
        answer = client.get(address)
        assert answer.status_code == 200
        assert answer.content.startswith(b"%PDF-")
        assert answer["Content-Type"] == "application/pdf"
        assert "public" in answer["Cache-Control"]
        assert answer.cookies == {}
        with django_assert_max_num_queries(12):
            again = client.get(address, headers={"If-None-Match": answer["ETag"]})
        assert (again.status_code, again.content) == (304, b"")

    @pytest.mark.parametrize("sheet", ["nada/poster", "asilo/mural"])
    def test_what_there_is_not_is_not_found(self, guide, sheet):
        assert Client().get(f"/prueba/guia/imprimir/{sheet}.pdf").status_code == 404

    def test_an_outcome_leads_to_it(self, guide):
        said = Client().get("/prueba/guia/rutas/asilo/pedir/").content.decode()
        assert "/prueba/guia/imprimir/asilo/poster.pdf" in said
