"""The pages of long work: one's own, with progress, a way to stop and a way to the result."""

import pytest
from tests.core.jobs.conftest import AT

from arraigo.core import tenancy
from arraigo.core.accounts.api import Role
from arraigo.core.jobs import api as jobs
from arraigo.core.jobs.models import Job

pytestmark = pytest.mark.django_db


@pytest.fixture
def job(town):
    def make(by=None, **fields):
        values = {"kind": "x.y", "title": "Importar «lista.csv»", "created_at": AT, "started_at": AT, **fields}
        return Job.objects.create(city=town, by=by, **values)

    return make


def page(client, job, **headers):
    return client.get(f"/santa-marina/trabajos/{job.pk}/", headers=headers)


def test_a_job_that_runs_shows_how_far_it_is_and_asks_again(signed_in, job, monkeypatch):
    monkeypatch.setattr("arraigo.core.jobs.actions.is_alive", lambda job_id: True)
    client = signed_in(Role.TRAINER)
    found = job(client.person, state="running", step="Leyendo filas", done=30, total=1200)

    answer = page(client, found).content.decode()

    assert "Leyendo filas" in answer
    assert "30 de 1\xa0200" in answer
    assert 'hx-trigger="every 1s"' in answer
    assert "Ver cómo va" in answer
    assert "Detener el trabajo" in answer


def test_htmx_gets_the_state_alone_and_stops_asking_when_it_is_over(signed_in, job):
    client = signed_in(Role.TRAINER)
    found = job(client.person, state="done", finished_at=AT, result={"summary": "115 personas importadas."})

    answer = page(client, found, **{"HX-Request": "true", "HX-Target": "trabajo"}).content.decode()

    assert answer.strip().startswith("<section")
    assert "115 personas importadas." in answer
    assert "hx-trigger" not in answer


def test_a_job_that_failed_says_why(signed_in, job):
    client = signed_in(Role.TRAINER)
    found = job(client.person, state="failed", finished_at=AT, error="La hoja está vacía.")

    assert "La hoja está vacía." in page(client, found).content.decode()


def test_a_job_that_died_is_told_when_somebody_looks(signed_in, job):
    client = signed_in(Role.TRAINER)
    found = job(client.person, state="running")

    assert "El servidor se detuvo" in page(client, found).content.decode()


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("/santa-marina/hoy/", True),
        ("//evil.example/", False),
        ("javascript:alert(1)", False),
        ("https://e.example", False),
    ],
)
def test_only_a_page_of_this_program_is_offered_as_the_result(signed_in, job, url, shown):
    client = signed_in(Role.TRAINER)
    found = job(client.person, state="done", finished_at=AT, result={"url": url, "label": "Ver la lista"})

    assert ("Ver la lista" in page(client, found).content.decode()) is shown


def test_a_job_is_seen_by_who_started_it_and_by_the_coordination(signed_in, job, town):
    mine, other, boss = signed_in(Role.TRAINER), signed_in(Role.TRAINER, "eva"), signed_in(Role.COORDINATION, "luz")
    found = job(mine.person, state="done", finished_at=AT)

    assert [page(client, found).status_code for client in (mine, other, boss)] == [200, 404, 200]
    assert "lista.csv" not in other.get("/santa-marina/trabajos/").content.decode()
    assert "lista.csv" in boss.get("/santa-marina/trabajos/").content.decode()


def test_stopping_asks_the_job_to_stop(signed_in, job, town, monkeypatch):
    monkeypatch.setattr("arraigo.core.jobs.actions.is_alive", lambda job_id: True)
    client = signed_in(Role.TRAINER)
    found = job(client.person, state="running")

    answer = client.post(f"/santa-marina/trabajos/{found.pk}/detener/", follow=True).content.decode()

    found.refresh_from_db()
    assert found.cancel_asked
    assert "se deshace" in answer
    assert "Detener el trabajo" not in answer


def test_nobody_stops_anothers_job(signed_in, job):
    mine, other = signed_in(Role.TRAINER), signed_in(Role.TRAINER, "eva")
    found = job(mine.person, state="running")

    assert other.post(f"/santa-marina/trabajos/{found.pk}/detener/").status_code == 404


def test_the_list_without_jobs_says_what_will_be_there(signed_in):
    assert "No hay trabajos" in signed_in(Role.TRAINER).get("/santa-marina/trabajos/").content.decode()


def test_the_page_of_a_job_takes_few_queries(signed_in, job, django_assert_max_num_queries):
    client = signed_in(Role.TRAINER)
    found = job(client.person, state="done", finished_at=AT)
    page(client, found)

    with django_assert_max_num_queries(12):
        page(client, found)


def test_a_job_of_another_city_is_not_found(signed_in, job, town):
    from arraigo.core.places.models import City

    client = signed_in(Role.COORDINATION)
    elsewhere = City.objects.create(slug="otra", name="Otra", created_at=AT)
    found = Job.objects.create(city=elsewhere, kind="x", title="x", created_at=AT)

    assert page(client, found).status_code == 404
    with tenancy.scope(town):
        assert not jobs.jobs().filter(pk=found.pk).exists()
