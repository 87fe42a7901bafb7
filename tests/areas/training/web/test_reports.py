"""The report of an institution: what it counts, whom it names to whom, and how it leaves."""

import re
from datetime import UTC, date, datetime
from io import BytesIO

import pypdfium2
import pytest
from python_calamine import CalamineWorkbook

from arraigo.areas.training.models import Certificate, CertificateRule, Course, Enrolment
from arraigo.areas.training.queries.figures import FigureFilter
from arraigo.areas.training.queries.institutions import institution_report, institutions, trained
from arraigo.core import tenancy
from arraigo.core.accounts.api import Role
from arraigo.core.audit.models import Entry
from arraigo.core.organisations.models import Organization
from arraigo.core.outbox.models import Attachment, Message

AT = datetime(2026, 11, 20, 15, tzinfo=UTC)
LIST = "/santa-marina/formacion/informes/"
LINK = re.compile(r'<a[^>]*href="([^"]*registros[^"]*)"[^>]*>\s*(?:<b>)?([\d\xa0]+)<')


@pytest.fixture
def health(course, place):
    """Salud: Ana and Bruno came, Fausto did not; Ana has a certificate. Juntas parroquiales: Carla and Diego."""
    with tenancy.scope(place):
        CertificateRule.objects.create(city=place, course=course, measure="sessions", minimum_percent=50)
        ana = Enrolment.objects.get(course=course, attendances__session__code="J2", organization__name="Salud")
        Certificate.objects.create(
            city=place,
            course=course,
            enrolment=ana,
            person_id=ana.person_id,
            code="ABCD2345",
            kind="attendance",
            name="Ana",
            hours=3,
            starts_on=date(2026, 11, 9),
            ends_on=date(2026, 11, 16),
            issued_at=AT,
        )
    return Organization.objects.get(name="Salud")


@pytest.fixture
def page(health):
    return f"{LIST}{health.pk}/"


def text_of(pdf):
    return "\n".join(one.get_textpage().get_text_range() for one in pypdfium2.PdfDocument(pdf))


def body(response):
    return b"".join(response.streaming_content) if response.streaming else response.content


def test_the_list_counts_each_institutions_people(health, place):
    with tenancy.scope(place):
        found = {line.name: line for line in institutions(FigureFilter())}

    # One more person of Salud is enrolled in the other course, to which nobody came.
    assert (found["Salud"].enrolled, found["Salud"].people.total, found["Salud"].courses) == (4, 2, 2)
    assert (found["Salud"].people.women, found["Salud"].people.men, found["Salud"].hours) == (1, 1, 3)
    assert (found["Salud"].certificates, found["Juntas parroquiales"].certificates) == (1, 0)


def test_the_report_is_of_the_institutions_people_alone(health, place, course):
    with tenancy.scope(place):
        found = institution_report(FigureFilter(institution=health.pk), at=AT)
        people = trained(FigureFilter(institution=health.pk))

    assert (found.figures.people.total, found.figures.enrolled_people, found.figures.held) == (2, 4, 2)
    assert (found.outcomes.total.completed, found.outcomes.total.enrolled, found.outcomes.total.valid) == (2, 3, 1)
    assert [(line.code, line.enrolled, line.people.total) for line in found.courses] == [("MH-1", 3, 2), ("DV-1", 1, 0)]
    assert sorted((one.attended, one.held, one.certificate) for one in people if one.code == "MH-1") == [
        (0, 2, ""),
        (1, 2, ""),
        (2, 2, "ABCD2345"),
    ]


def test_a_period_narrows_people_sessions_and_attendance(health, place):
    first = FigureFilter(institution=health.pk, until=date(2026, 11, 10))
    with tenancy.scope(place):
        people = trained(first)
        found = institution_report(first, at=AT)

    assert {(one.attended, one.held) for one in people} == {(1, 1), (0, 1)}
    assert (found.figures.held, len(found.courses)) == (1, 1)


def test_the_list_is_searched_sorted_and_downloaded(trainer, health):
    assert "Juntas parroquiales" in trainer.get(LIST).content.decode()
    assert "Juntas parroquiales" not in trainer.get(f"{LIST}?q=salúd").content.decode()
    rows = body(trainer.get(f"{LIST}?formato=csv")).decode("utf-8-sig").splitlines()
    assert len(rows) == 3
    assert "Salud;4;2;1;1;2;3;1" in rows


def test_every_count_on_the_report_equals_the_records_that_it_opens(trainer, page):
    text = trainer.get(page).content.decode()
    links = {(url.replace("&amp;", "&"), int(number)) for url, number in LINK.findall(text)}

    def shown(address):
        said = trainer.get(address).content.decode()
        found = re.search(r"data-say><strong>([\d\xa0]+)</strong>", said)
        return int(found[1]) if found and "Esta cifra es cero" not in said else 0

    assert len(links) > 6
    assert {(url, shown(url)) for url, _number in links} == links


def test_who_reads_figures_alone_reads_the_report_without_names(member, page):
    text = member(Role.AUTHORITY).get(page).content.decode()

    assert "Movilidad humana" in text
    assert "Vega" not in text
    assert "nombres=1" not in text
    assert "registros" not in text


def test_who_reads_records_sees_the_people_and_that_is_logged(trainer, page):
    text = trainer.get(page).content.decode()

    assert "Vega Mora, Ana Lucía" in text
    assert "Iza Tello" not in text
    entry = Entry.objects.filter(action="seen").latest("number")
    assert (entry.detail["what"], entry.detail["count"]) == ("training.institution_report", 4)


def test_an_ally_reads_the_report_of_its_own_institution_alone(member, page, health):
    other = Organization.objects.get(name="Juntas parroquiales")
    ally = member(Role.ALLY, organization=health)

    assert ally.get(page).status_code == 200
    assert "Vega" not in ally.get(page).content.decode()
    assert ally.get(f"{LIST}{other.pk}/").status_code == 404
    assert "Juntas parroquiales" not in ally.get(LIST).content.decode()
    assert ally.get(f"{page}descargar/pdf/").status_code == 200
    assert ally.get(f"{page}descargar/pdf/?nombres=1").status_code == 403
    assert ally.get(f"{page}enviar/").status_code == 403


def test_a_trainer_of_one_institution_sends_no_other_its_report(member, health):
    other = Organization.objects.get(name="Juntas parroquiales")
    limited = member(Role.TRAINER, organization=health)

    assert limited.get(f"{LIST}{health.pk}/enviar/").status_code == 200
    assert "nombres" not in re.findall(r'name="(\w+)"', limited.get(f"{LIST}{health.pk}/enviar/").content.decode())
    assert limited.get(f"{LIST}{other.pk}/enviar/").status_code == 404


def test_the_pdf_names_the_municipality_and_the_institution_and_nobody(trainer, page):
    pdf = body(trainer.get(f"{page}descargar/pdf/"))

    assert b"pdfuaid:part" in pdf
    said = text_of(pdf)
    assert "Santa Marina" in said
    assert "Salud" in said
    assert "Página 1 de 1" in said
    assert "Vega" not in said
    assert not Entry.objects.filter(detail__what="training.institution_report.download").exists()


def test_the_pdf_with_names_asks_for_what_and_logs_whom_it_named(trainer, page):
    address = f"{page}descargar/pdf/?nombres=1"

    assert "Para qué lo necesita" in trainer.get(address).content.decode()
    assert trainer.post(address, {"motivo": "x"}).status_code == 422
    said = text_of(body(trainer.post(address, {"motivo": "Entregarlo a talento humano"})))

    assert "Vega Mora, Ana Lucía" in said
    assert "ABCD2345" in said
    entry = Entry.objects.get(detail__what="training.institution_report.download")
    assert (entry.detail["reason"], entry.detail["count"]) == ("Entregarlo a talento humano", 4)


def test_the_workbook_has_people_only_where_it_was_asked_for_names(trainer, page):
    bare = CalamineWorkbook.from_filelike(BytesIO(body(trainer.get(f"{page}descargar/xlsx/"))))
    answer = trainer.post(f"{page}descargar/xlsx/?nombres=1", {"motivo": "Revisar la lista"})
    named = CalamineWorkbook.from_filelike(BytesIO(body(answer)))

    assert bare.sheet_names == ["Resumen", "Cursos", "Jornadas", "Definiciones"]
    assert named.sheet_names == ["Resumen", "Cursos", "Jornadas", "Personas", "Definiciones"]
    rows = named.get_sheet_by_name("Personas").to_python()
    ana = next(row for row in rows if row[0].startswith("Vega"))
    assert ana[4:8] == [2.0, 2.0, 2.0, "ABCD2345"]
    assert ana[8] == date(2026, 11, 20)


def test_a_report_is_sent_after_a_confirmation_and_once_a_day(trainer, page, place):
    said = {"correo": "talento@salud.example", "idioma": "es"}

    assert "¿Enviar el informe a talento@salud.example?" in trainer.post(f"{page}enviar/", said).content.decode()
    assert not Message.objects.exists()
    for _again in range(2):
        assert trainer.post(f"{page}enviar/", {**said, "confirmado": "1"}).status_code == 302

    message = Message.objects.get()
    assert (message.recipient, message.template) == ("talento@salud.example", "training_institution_report")
    assert "Salud" in message.subject
    assert "No nombra a ninguna persona" in message.body
    assert "talento" not in message.event
    assert Attachment.objects.get().media_type == "application/pdf"
    assert Entry.objects.filter(action="training.institution_report.send").count() == 1


def test_another_address_or_another_period_is_another_message(trainer, page):
    said = {"correo": "talento@salud.example", "idioma": "en", "confirmado": "1"}
    trainer.post(f"{page}enviar/", said)
    trainer.post(f"{page}enviar/", {**said, "correo": "direccion@salud.example"})
    trainer.post(f"{page}enviar/?desde=01/11/2026", said)

    assert Message.objects.count() == 3
    assert "Training report of Salud" in Message.objects.first().subject


def test_a_mail_with_names_says_for_what(trainer, page):
    said = {"correo": "talento@salud.example", "idioma": "es", "nombres": "on", "confirmado": "1"}

    assert trainer.post(f"{page}enviar/", {**said, "motivo": ""}).status_code == 422
    assert not Message.objects.exists()
    trainer.post(f"{page}enviar/", {**said, "motivo": "Lo pidió su dirección"})

    assert "El informe nombra a personas" in Message.objects.get().body
    assert (
        Entry.objects.get(detail__what="training.institution_report.sent").detail["reason"] == "Lo pidió su dirección"
    )


def test_an_address_that_is_none_is_told_how_to_write_it(trainer, page):
    response = trainer.post(f"{page}enviar/", {"correo": "talento", "idioma": "es"})

    assert response.status_code == 422
    assert "nombre@institucion.gob.ec" in response.content.decode()


def test_an_institution_without_anybody_says_so(trainer, health):
    nobody = Organization.objects.create(city=health.city, name="Vacía", name_key="vacia")

    assert "Nadie de esta institución estuvo en formación" in trainer.get(f"{LIST}{nobody.pk}/").content.decode()
    assert body(trainer.get(f"{LIST}{nobody.pk}/descargar/pdf/")).startswith(b"%PDF-")


def test_a_period_that_cannot_be_read_has_no_report_and_leads_back(trainer, page):
    assert trainer.get(page + "?desde=31/02/2026").status_code == 422
    assert trainer.get(LIST + "?desde=31/02/2026").status_code == 422
    assert trainer.get(page + "descargar/pdf/?desde=31/02/2026").status_code == 302
    assert trainer.get(page + "descargar/docx/").status_code == 404


def test_the_pages_ask_few_questions_whatever_their_size(trainer, page, place, django_assert_max_num_queries):
    trainer.get(page)
    with tenancy.scope(None), django_assert_max_num_queries(14):
        trainer.get(LIST)
    with tenancy.scope(None), django_assert_max_num_queries(32):
        trainer.get(page)


def test_the_navigation_leads_to_the_reports(trainer, course):
    assert f'href="{LIST}"' in trainer.get(LIST).content.decode()
    assert Course.objects.exists()
