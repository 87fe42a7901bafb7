"""Figures: each equals the records that it opens, and the page is light."""

import html
import re
from datetime import date

import pytest

from arraigo.areas.training.models import Evidence
from arraigo.areas.training.queries.figures import FigureFilter, figures
from arraigo.areas.training.queries.records import RecordFilter, attendances, people
from arraigo.core import tenancy
from arraigo.core.audit.models import Entry

PAGE = "/santa-marina/formacion/cifras/"
LINK = re.compile(r'<a[^>]*href="([^"]*registros[^"]*)"[^>]*>\s*(?:<b>)?([\d\xa0]+)<')


def shown(client, address):
    """The number of records that an address lists, as the page itself says it."""
    text = client.get(address).content.decode()
    if "Esta cifra es cero" in text:
        return 0
    return int(re.search(r"data-say><strong>([\d\xa0]+)</strong>", text)[1].replace("\xa0", ""))


@pytest.mark.parametrize(
    "query", ["", "?desde=10/11/2026", "?hasta=10/11/2026", "?curso={course}", "?area=attention_routes"]
)
def test_every_figure_on_the_page_equals_the_records_that_it_opens(query, trainer, course):
    text = trainer.get(PAGE + query.format(course=course.pk)).content.decode()
    links = {(html.unescape(url), int(number.replace("\xa0", ""))) for url, number in LINK.findall(text)}

    assert len(links) > 15
    assert {(url, shown(trainer, url)) for url, _number in links} == links


def test_a_table_of_groups_that_overlap_ends_with_each_person_once(trainer):
    text = trainer.get(PAGE).content.decode()

    foot = re.search(r'id="modalidad".*?<tfoot>(.*?)</tfoot>', text, flags=re.S)[1]

    assert re.findall(r'"num">([^<]+)<', foot) == ["2", "2", "1", "5", "100\xa0%"]


def test_every_label_of_a_chart_opens_its_records(trainer):
    text = trainer.get(PAGE).content.decode()

    labels = re.findall(r'<span class="l">(?:<a href="([^"]*)")?', text)

    assert labels
    assert all("registros" in url for url in labels)


@pytest.mark.parametrize(
    "wanted",
    [FigureFilter(), FigureFilter(since=date(2026, 11, 10)), FigureFilter(until=date(2026, 11, 10))],
)
def test_figures_and_records_agree_cell_by_cell(wanted, course, place):
    with tenancy.scope(place):
        found = figures(wanted)

        assert found.people.total == len(people(RecordFilter(wanted)))
        assert found.attendances == attendances(RecordFilter(wanted)).count()
        assert found.both_modalities == len(people(RecordFilter(wanted, modality="both")))
        for group in ("women", "men", "unknown"):
            assert getattr(found.people, group) == len(people(RecordFilter(wanted, sex=group)))
            for name, count in found.by_modality.items():
                assert getattr(count, group) == len(people(RecordFilter(wanted, sex=group, modality=name)))
        for line in found.by_age:
            assert line.people.total == len(people(RecordFilter(wanted, age=line.key)))
            assert line.attendances == attendances(RecordFilter(wanted, age=line.key)).count()


def test_what_the_figures_of_this_course_are(course, place):
    with tenancy.scope(place):
        found = figures(FigureFilter(course=course.pk))

    assert (found.people.women, found.people.men, found.people.unknown) == (2, 2, 1)
    assert (found.enrolled, found.attendances, found.waiting) == (6, 6, 4)
    assert (found.by_modality["online"].total, found.by_modality["in_person"].total) == (4, 2)
    assert found.both_modalities == 1


def test_the_page_asks_at_most_twelve_questions(trainer, django_assert_max_num_queries):
    trainer.get(PAGE)

    # As at run time, the connection has the role that row-level security binds before the request begins.
    with tenancy.scope(None), django_assert_max_num_queries(12):
        assert trainer.get(PAGE).status_code == 200


def test_a_period_that_ends_before_it_begins_says_how_to_mend_it(trainer):
    response = trainer.get(PAGE + "?desde=10/11/2026&hasta=01/11/2026")

    assert response.status_code == 422
    assert "Termina antes de empezar" in response.content.decode()


def test_rows_that_wait_are_said_and_not_counted(trainer):
    text = trainer.get(PAGE).content.decode()

    assert Evidence.objects.filter(state="review").count() == 4
    assert "4 filas de asistencia esperan revisión" in text


def test_opening_records_is_logged_with_whom_they_showed(trainer):
    trainer.get(PAGE + "registros/?sexo=mujeres")

    entry = Entry.objects.filter(action="seen").latest("number")
    assert entry.detail["what"] == "training.records"
    assert entry.detail["count"] == 2


def test_records_can_be_searched_by_a_name(trainer):
    text = trainer.get(PAGE + "registros/?q=vega").content.decode()

    assert "Vega" in text
    assert "Cusme" not in text


def test_records_are_downloaded_with_incomplete_documents(trainer):
    body = b"".join(trainer.get(PAGE + "registros/?formato=csv").streaming_content).decode("utf-8-sig")

    assert len(body.splitlines()) == 6
    assert "AB100001" not in body
    assert "0001" in body


@pytest.mark.parametrize(
    "junk", ["?curso=x", "?institucion=ninguna", "?edad=zz&sexo=zz&jornada=zz", "?desde=31/02/2026"]
)
def test_an_address_that_makes_no_sense_is_no_error_of_ours(junk, trainer):
    for address in (PAGE, PAGE + "registros/", PAGE + "descargar/csv/"):
        assert trainer.get(address + junk, follow=True).status_code in (200, 422)


def test_a_filter_that_cannot_be_read_has_no_figures_no_period_and_no_downloads(trainer):
    response = trainer.get(PAGE + "?desde=31/02/2026")
    text = response.content.decode()

    assert response.status_code == 422
    assert 'class="fig"' not in text
    assert 'class="bars"' not in text
    assert "/descargar/" not in text
    assert "Todo lo registrado" not in text
    assert 'aria-current="true"' not in text


@pytest.mark.parametrize("address", ["registros/", "descargar/csv/", "descargar/pdf/"])
def test_what_a_filter_that_cannot_be_read_opens_leads_back_to_mend_it(address, trainer):
    response = trainer.get(PAGE + address + "?desde=31/02/2026")

    assert response.status_code == 302
    assert response.url == PAGE + "?desde=31%2F02%2F2026"


def test_the_session_with_most_people_is_named_with_its_day_and_its_course(trainer):
    text = trainer.get(PAGE).content.decode()

    assert "La jornada con más personas: J1 · 09/11/2026 · Movilidad humana, con 3 de 5" in text


def test_the_page_says_that_percentages_are_rounded(trainer):
    assert "Por redondeo, los porcentajes pueden no sumar 100." in trainer.get(PAGE).content.decode()


def test_records_are_sorted_and_written_by_surname(trainer):
    text = trainer.get(PAGE + "registros/").content.decode()

    assert text.index("Guamán Solís, Diego") < text.index("Vega Mora, Ana Lucía")
    assert "Ana Lucía Vega Mora" not in text


def test_a_download_of_no_known_kind_does_not_exist(trainer):
    assert trainer.get(PAGE + "descargar/docx/").status_code == 404
