"""A job runs once, is seen from outside, and ends with its work or without it."""

# ruff: noqa: PT012 - the transaction and the scope belong to the act

import datetime as dt
import logging

import pytest
from django.conf import settings
from django.db import connection, transaction
from tests.core.jobs import handlers

from arraigo.core import tenancy
from arraigo.core.crypto import keyring
from arraigo.core.jobs import api as jobs
from arraigo.core.jobs.beside import beside
from arraigo.core.jobs.running import execute
from arraigo.core.places.models import City

pytestmark = pytest.mark.django_db(transaction=True)
AT = dt.datetime(2026, 11, 22, 12, tzinfo=dt.UTC)
HERE = "tests.core.jobs.handlers"


@pytest.fixture(autouse=True)
def _keys():
    keyring.create(settings.HOME.keys)


@pytest.fixture
def city():
    return City.objects.create(slug="a", name="A", created_at=AT)


def started(city, name, **arguments):
    with tenancy.scope(city):
        job = jobs.start(f"{HERE}.{name}", title="Importar «lista.csv»", arguments=arguments, by=None, at=AT)
    return now(city, job)


def now(city, job):
    with tenancy.scope(city):
        return jobs.jobs().get(pk=job.pk)


def test_a_job_ends_with_its_result(city):
    job = started(city, "add", one=2, two=3)

    assert (job.state, job.result, job.step) == ("done", {"sum": 5}, "Sumando")
    assert job.started_at
    assert job.finished_at


def test_a_job_starts_only_when_the_transaction_has_committed(city):
    with tenancy.scope(city), transaction.atomic():
        job = jobs.start(f"{HERE}.add", title="x", arguments={"one": 1, "two": 1}, by=None, at=AT)
        assert jobs.jobs().get(pk=job.pk).state == "waiting"

    assert now(city, job).state == "done"


def test_a_job_whose_transaction_is_taken_back_never_was(city):
    with pytest.raises(RuntimeError), tenancy.scope(city), transaction.atomic():
        jobs.start(f"{HERE}.add", title="x", arguments={"one": 1, "two": 1}, by=None, at=AT)
        raise RuntimeError

    with tenancy.scope(city):
        assert not jobs.jobs().exists()


def test_progress_is_seen_from_outside_while_the_handler_has_not_committed(city):
    handlers.seen_outside.clear()

    started(city, "look_from_outside", watch=True)

    assert handlers.seen_outside == [("running", "Leyendo filas", 3, 10)]


def test_a_job_sees_its_own_city_alone(city):
    other = City.objects.create(slug="b", name="B", created_at=AT)
    started(other, "add", one=1, two=1)

    job = started(city, "who_sees_what")

    assert job.result == {"city": str(city.pk), "cities": [str(city.pk)]}
    assert tenancy.current_city_id() is None


def test_a_failure_takes_its_work_back_and_keeps_personal_data_out_of_job_and_log(city, caplog):
    with caplog.at_level(logging.ERROR):
        job = started(city, "write_then_fail", slug="otro nombre")

    city.refresh_from_db()
    assert (job.state, city.name) == ("failed", "A")
    assert "falla del programa" in job.error
    assert str(job.pk)[-8:] in job.error
    assert "ValueError" in caplog.text
    assert "write_then_fail" in caplog.text
    assert "Zambrano" not in caplog.text + job.error
    assert "1710034065" not in caplog.text + job.error


@pytest.mark.parametrize(
    ("name", "sentence"), [("refuse", "La hoja está vacía."), ("refuse_its_own_way", "Faltan las columnas.")]
)
def test_a_refusal_that_people_can_mend_is_told_to_them(city, name, sentence):
    job = started(city, name)

    assert (job.state, job.error) == ("failed", sentence)


def test_a_job_that_is_asked_to_stop_takes_its_work_back(city):
    job = started(city, "is_asked_to_stop", slug="otro nombre")

    city.refresh_from_db()
    assert (job.state, city.name, job.result) == ("cancelled", "A", {})


def test_a_job_that_waits_and_is_cancelled_never_runs(city, monkeypatch):
    monkeypatch.setattr("arraigo.core.jobs.actions._enqueue", lambda job: None)
    job = started(city, "add", one=1, two=1)

    with tenancy.scope(city):
        jobs.cancel(job, by=None, at=AT)
    execute(job.pk, city.pk, clock=lambda: AT)

    assert (now(city, job).state, now(city, job).result) == ("cancelled", {})


def test_a_job_that_is_over_cannot_be_cancelled(city):
    job = started(city, "add", one=1, two=1)

    with tenancy.scope(city):
        assert jobs.cancel(job, by=None, at=AT).state == "done"


def test_a_job_runs_once_however_often_it_is_taken(city):
    job = started(city, "add", one=1, two=1)

    execute(job.pk, city.pk, clock=lambda: AT)

    assert now(city, job).attempts == 1


def test_two_workers_do_not_run_one_job(city, monkeypatch):
    monkeypatch.setattr("arraigo.core.jobs.actions._enqueue", lambda job: None)
    job = started(city, "add", one=1, two=1)

    with tenancy.scope(city), beside(job.pk) as first:
        execute(job.pk, city.pk, clock=lambda: AT)

        assert first is not None
        assert jobs.jobs().get(pk=job.pk).state == "waiting"


def test_a_server_that_shuts_down_says_so_in_the_job(city, monkeypatch):
    monkeypatch.setattr("arraigo.core.jobs.actions._enqueue", lambda job: None)
    job = started(city, "shut_down")

    with pytest.raises(SystemExit):
        execute(job.pk, city.pk, clock=lambda: AT)

    assert now(city, job).state == "failed"
    assert "se apagó" in now(city, job).error


def test_a_handler_that_is_not_there_cannot_be_started(city):
    with pytest.raises(ImportError), tenancy.scope(city):
        jobs.start("arraigo.nowhere.at_all", title="x", arguments={}, by=None, at=AT)


def test_a_job_without_a_city_is_refused():
    with pytest.raises(LookupError):
        jobs.start(f"{HERE}.add", title="x", arguments={}, by=None, at=AT)


def test_a_title_is_not_readable_in_the_database(city):
    job = started(city, "add", one=1, two=1)

    with connection.cursor() as cursor:
        cursor.execute("SELECT title FROM jobs_job WHERE id = %s", [job.pk])
        assert b"lista" not in bytes(cursor.fetchone()[0])
    assert job.title == "Importar «lista.csv»"


def test_starting_and_stopping_are_written_in_the_log(city, monkeypatch):
    from arraigo.core.audit import api as audit

    monkeypatch.setattr("arraigo.core.jobs.actions._enqueue", lambda job: None)
    job = started(city, "add", one=1, two=1)
    with tenancy.scope(city):
        jobs.cancel(job, by=None, at=AT)

        assert [entry.action for entry in audit.of(audit.name_of(job))] == ["jobs.cancel", "jobs.start"]
