"""A plan is made, its file loaded, read and looked through."""

import gzip
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from arraigo.areas.plans.models import Authority, Passage, Phase, Plan, PlanVersion, Recommendation
from arraigo.core.accounts.api import Role
from arraigo.core.files import api as files
from arraigo.core.jobs.models import Job
from arraigo.core.tenancy.models import new_id

TEXT = "Art. 1.- Objeto.\nEl cantón acoge a personas migrantes y refugiadas.\nArt. 2.- Vialidad.\nSe ampliará la vía."


def test_a_plan_is_made_and_asks_for_its_file(planner, authority):
    answer = planner.post(
        "/prueba/planes/nuevo/", {"title": "PUGS", "kind": "PUGS", "authority": authority.pk, "starts_in": "2024"}
    )

    plan = Plan.objects.get(title="PUGS")
    assert answer.url == f"/prueba/planes/{plan.pk}/versiones/nueva/"


def test_a_plan_that_ends_before_it_starts_is_refused(planner, authority):
    told = {"title": "PUGS", "kind": "PUGS", "authority": authority.pk, "starts_in": "2030", "ends_in": "2024"}
    answer = planner.post("/prueba/planes/nuevo/", told)

    assert answer.status_code == 422
    assert "Termina antes de empezar" in answer.content.decode()


@pytest.mark.django_db(transaction=True)
def test_a_file_that_is_loaded_is_read(planner, plan, settings):
    file = SimpleUploadedFile("plan.txt", TEXT.encode(), content_type="text/plain")
    answer = planner.post(
        f"/prueba/planes/{plan.pk}/versiones/nueva/", {"file": file, "state": "draft", "received_on": "20/02/2026"}
    )

    version = PlanVersion.objects.get()
    assert answer.url == f"/prueba/planes/{plan.pk}/versiones/{version.pk}/"
    assert version.reading == "ready"


@pytest.mark.django_db(transaction=True)
def test_a_file_that_cannot_be_read_says_what_to_do_with_it(planner, plan):
    file = SimpleUploadedFile("plan.pdf", b"%PDF-1.4 nothing of a PDF follows")
    told = {"file": file, "state": "draft", "received_on": "20/02/2026"}
    page = planner.post(f"/prueba/planes/{plan.pk}/versiones/nueva/", told, follow=True).content.decode()

    assert "No se pudo leer el archivo" in page
    assert "vuelva a guardarlo" in page
    assert "vuelva a guardarlo" in planner.get(f"/prueba/planes/{plan.pk}/").content.decode()


@pytest.fixture
def running(version, now):
    """A version whose reading is under way."""
    fields = {"kind": "x", "title": "Leer", "step": "Leyendo el archivo", "state": "running", "done": 3, "total": 9}
    version.reading_job = Job.objects.create(city_id=version.city_id, created_at=now, **fields)
    version.reading = "running"
    version.save()
    return version


def test_a_reading_shows_how_far_it_is_and_is_stopped_by_anybody_of_the_team(planner, running, monkeypatch):
    monkeypatch.setattr("arraigo.core.jobs.api.recover", lambda at: [])
    address = f"/prueba/planes/{running.plan_id}/versiones/{running.pk}/"
    page = planner.get(address).content.decode()
    part = planner.get(f"{address}avance/", headers={"HX-Request": "true"}).content.decode()

    for shown in (page, part):
        assert "Leyendo el archivo" in shown
        assert f'hx-get="{address}avance/"' in shown
    assert planner.post(f"{address}detener/").url == address
    assert Job.objects.get().cancel_asked


def test_a_reading_that_ended_leads_to_what_was_read(planner, running):
    Job.objects.update(state="done")
    address = f"/prueba/planes/{running.plan_id}/versiones/{running.pk}/"

    assert planner.get(f"{address}avance/", headers={"HX-Request": "true"})["HX-Redirect"] == address
    assert planner.get(f"{address}avance/").url == address


def test_while_a_file_is_read_again_its_text_stays(planner, running):
    PlanVersion.objects.update(reading="ready")
    page = planner.get(f"/prueba/planes/{running.plan_id}/versiones/{running.pk}/").content.decode()

    assert "se está leyendo otra vez" in page
    assert 'id="p0"' in page


def test_a_passage_is_found_by_its_number(planner, version):
    address = f"/prueba/planes/{version.plan_id}/versiones/{version.pk}/"

    assert planner.get(f"{address}?pasaje=4").url == f"{address}?pagina=1#p4"
    assert planner.get(f"{address}?pasaje=99999").url == address


def test_a_phase_is_marked_as_done_once(planner, plan):
    address = f"/prueba/planes/{plan.pk}/fases/"
    planner.post(f"{address}nueva/", {"title": "Consulta", "starts_on": "01/01/2026", "ends_on": "05/01/2026"})
    phase = Phase.objects.get()
    planner.post(f"{address}{phase.pk}/cumplida/")
    done = Phase.objects.get().done_on
    assert done is not None

    Phase.objects.update(done_on=date(2026, 1, 3))
    planner.post(f"{address}{phase.pk}/cumplida/")
    assert Phase.objects.get().done_on == date(2026, 1, 3)


def test_an_authority_is_not_added_twice(planner, authority):
    told = {"new_organization": "municipio de prueba", "unit": "dirección de planificación"}
    page = planner.post("/prueba/planes/autoridades/nueva/", told)

    assert page.status_code == 422
    assert "ya está en la lista" in page.content.decode()
    assert Authority.objects.count() == 1


def test_who_only_reads_sees_no_buttons_to_change(enter, plan, version):
    auditor = enter(Role.AUDITOR)
    pages = ("", f"{plan.pk}/", f"{plan.pk}/versiones/{version.pk}/")

    for page in pages:
        text = auditor.get(f"/prueba/planes/{page}").content.decode()
        assert "/editar/" not in text
        assert "/nuev" not in text
        assert '<form method="post" action="/prueba/planes' not in text


def test_the_same_file_is_refused_with_its_version(planner, plan, make_version):
    version = make_version()

    again = SimpleUploadedFile("otra.txt", files.read(version.file))
    answer = planner.post(
        f"/prueba/planes/{plan.pk}/versiones/nueva/", {"file": again, "state": "draft", "received_on": "20/02/2026"}
    )

    assert answer.status_code == 422
    assert "es la versión 1" in answer.content.decode()


def test_the_list_says_what_waits(planner, version, django_assert_max_num_queries):
    with django_assert_max_num_queries(14):
        page = planner.get("/prueba/planes/")

    assert "PMDOT de Prueba" in page.content.decode()


def test_a_plan_shows_its_versions_and_calendar(planner, plan, version, django_assert_max_num_queries):
    planner.post(
        f"/prueba/planes/{plan.pk}/fases/nueva/",
        {"title": "Consulta", "starts_on": "01/01/2026", "ends_on": "05/01/2026"},
    )
    with django_assert_max_num_queries(16):
        page = planner.get(f"/prueba/planes/{plan.pk}/")

    text = page.content.decode()
    assert "Atrasada" in text
    assert "pasaje de 5 habla de personas en movilidad" in text


def test_the_calendar_is_taken_along(planner, plan):
    planner.post(
        f"/prueba/planes/{plan.pk}/fases/nueva/",
        {"title": "Consulta", "starts_on": "01/01/2026", "ends_on": "05/01/2026"},
    )
    text = planner.get(f"/prueba/planes/{plan.pk}/calendario.ics").content.decode()

    assert "DTSTART;VALUE=DATE:20260101" in text
    assert "DTEND;VALUE=DATE:20260106" in text


def test_a_phase_is_changed_and_taken_off(planner, plan):
    address = f"/prueba/planes/{plan.pk}/fases/"
    planner.post(f"{address}nueva/", {"title": "Consulta", "starts_on": "01/01/2026", "ends_on": "05/01/2026"})
    phase = Phase.objects.get()
    planner.post(
        f"{address}{phase.pk}/",
        {"title": "Consulta", "starts_on": "01/01/2026", "ends_on": "05/01/2026", "done_on": "04/01/2026"},
    )
    assert Phase.objects.get().done_on == date(2026, 1, 4)

    planner.post(f"{address}{phase.pk}/eliminar/")
    assert not Phase.objects.exists()


def test_a_version_is_read_page_by_page_with_why(planner, version, django_assert_max_num_queries):
    with django_assert_max_num_queries(15):
        page = planner.get(f"/prueba/planes/{version.plan_id}/versiones/{version.pk}/")

    text = page.content.decode()
    assert 'id="p0"' in text
    assert "Artículo 13. Vivienda" in text
    assert version.sha256 in text


def test_only_what_speaks_of_people_in_mobility_is_shown_when_asked(planner, version):
    page = planner.get(f"/prueba/planes/{version.plan_id}/versiones/{version.pk}/?ver=movilidad")

    text = page.content.decode()
    assert 'id="p0"' in text
    assert 'id="p2"' not in text


def test_words_are_found_in_any_form(planner, version):
    address = f"/prueba/planes/{version.plan_id}/versiones/{version.pk}/"

    for words in ("arriendos", "ARRIENDO social", "sociales"):
        assert "42 000 dólares anuales al" in planner.get(f"{address}?q={words}").content.decode()
    assert "<mark>Según</mark> el registro" in planner.get(f"{address}?q=segun").content.decode()
    assert "<mark>migrantes</mark>" in planner.get(f"{address}?q=migra").content.decode()
    assert "Nada coincide" in planner.get(f"{address}?q=migración").content.decode()
    assert "Nada coincide" in planner.get(f"{address}?q=zzzz").content.decode()


def test_a_long_plan_is_read_in_few_queries_and_little_time(planner, plan, make_version, django_assert_max_num_queries):
    article = tuple(f"Párrafo {number} de un plan muy largo sobre el cantón." for number in range(10))
    version = make_version(tuple((str(number), "Artículo", article) for number in range(1500)))
    address = f"/prueba/planes/{plan.pk}/versiones/{version.pk}/"

    assert Passage.objects.filter(version=version).count() == 15_000
    with django_assert_max_num_queries(15):
        page = planner.get(f"{address}?pagina=200")
    assert len(gzip.compress(page.content)) < 60_000
    with django_assert_max_num_queries(15):
        planner.get(f"{address}indice/")


def test_what_rests_on_a_version_keeps_it(planner, version, authority):
    Recommendation.objects.create(
        id=new_id(),
        city_id=version.city_id,
        plan=version.plan,
        version=version,
        number=1,
        title="x",
        proposed="x",
        authority=authority,
        created_at=timezone.now(),
    )
    address = f"/prueba/planes/{version.plan_id}/versiones/{version.pk}/eliminar/"

    assert planner.post(address).status_code == 409
    assert PlanVersion.objects.exists()
    Recommendation.objects.all().delete()
    assert planner.post(address).status_code == 302
    assert not PlanVersion.objects.exists()


def test_an_authority_is_added_with_a_new_institution(planner, in_city):
    answer = planner.post(
        "/prueba/planes/autoridades/nueva/",
        {"new_organization": "Junta parroquial", "unit": "Presidencia", "contact_email": "junta@x.example"},
    )

    assert answer.status_code == 302
    found = Authority.objects.get()
    assert (found.organization.name, found.contact_email) == ("Junta parroquial", "junta@x.example")
    page = planner.get(f"/prueba/planes/autoridades/{found.pk}/")
    assert "junta@x.example" in page.content.decode()
