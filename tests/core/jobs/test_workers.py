"""With the worker that production runs: bound by the database, and found when it dies."""

# ruff: noqa: PT012 - the transaction and the scope belong to the act

import datetime as dt
import os
import subprocess
import sys

import pytest
from django.db import connection, transaction
from django_tasks_db.models import DBTaskResult

from arraigo.config.home import home
from arraigo.core import tenancy
from arraigo.core.crypto import keyring
from arraigo.core.jobs import api as jobs
from arraigo.core.jobs.beside import beside
from arraigo.core.jobs.models import Job
from arraigo.core.places.models import City

pytestmark = pytest.mark.django_db(transaction=True)
AT = dt.datetime(2026, 11, 22, 12, tzinfo=dt.UTC)
HERE = "tests.core.jobs.handlers"
IN_DATABASE = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []}}


@pytest.fixture(autouse=True)
def _queue(settings):
    keyring.create(settings.HOME.keys)
    settings.TASKS = IN_DATABASE


@pytest.fixture
def city():
    return City.objects.create(slug="a", name="A", created_at=AT)


def started(city, name, **arguments):
    with tenancy.scope(city):
        return jobs.start(f"{HERE}.{name}", title="x", arguments=arguments, by=None, at=AT)


def now(city, job):
    with tenancy.scope(city):
        return jobs.jobs().get(pk=job.pk)


def recovered(city, at=AT):
    with tenancy.scope(city):
        return jobs.recover(at=at)


def work():
    """Run the worker until the queue is empty, as `arraigo serve` runs it: its own process, the bound role."""
    address = os.environ["DATABASE_URL"].replace("/arraigo?", f"/{connection.settings_dict['NAME']}?")
    environment = {
        **os.environ,
        "DATABASE_URL": address,
        "ARRAIGO_HOME": str(home().root),
        "ARRAIGO_DATABASE_ROLE": "app",
        "ARRAIGO_SECRET_KEY": "x",
        "DJANGO_SETTINGS_MODULE": "arraigo.config.settings.dev",
        "PYTHONPATH": os.pathsep.join(("src", ".")),
    }
    command = [sys.executable, "-m", "django", "db_worker", "--batch", "--no-startup-delay", "--interval", "0.1"]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=60)


def test_the_worker_runs_a_job_within_its_city(city):
    other = City.objects.create(slug="b", name="B", created_at=AT)
    started(other, "add", one=1, two=1)
    job = started(city, "who_sees_what")

    done = work()

    assert done.returncode == 0, done.stderr
    assert now(city, job).result == {"city": str(city.pk), "cities": [str(city.pk)]}


def test_the_queue_holds_ids_and_nothing_about_people(city):
    job = started(city, "add", one=1, two=1)

    (held,) = DBTaskResult.objects.values_list("args_kwargs", flat=True)
    assert held == {"args": [str(job.pk), str(city.pk)], "kwargs": {}}


def test_a_job_that_died_with_its_worker_says_so(city):
    job = started(city, "kill_the_worker")

    done = work()

    assert done.returncode == -9
    assert now(city, job).state == "running"
    recovered(city)
    assert now(city, job).state == "failed"
    assert "El servidor se detuvo" in now(city, job).error


def test_a_job_that_may_run_again_does_so_after_its_worker_died(city):
    job = started(city, "kill_the_worker_once")
    work()

    recovered(city)
    work()

    assert (now(city, job).state, now(city, job).result) == ("done", {"attempts": 2})


def test_a_job_that_lives_is_left_alone(city, monkeypatch):
    job = started(city, "add", one=1, two=1)
    Job.objects.filter(pk=job.pk).update(state="running")

    with tenancy.scope(city), beside(job.pk):
        assert jobs.recover(at=AT) == []
    assert now(city, job).state == "running"


def test_a_job_whose_task_was_lost_is_queued_again_once(city):
    job = started(city, "add", one=1, two=1)
    DBTaskResult.objects.all().delete()
    soon, later = AT + dt.timedelta(seconds=30), AT + dt.timedelta(minutes=2)

    assert recovered(city, soon) == []
    assert [found.pk for found in recovered(city, later)] == [job.pk]
    assert recovered(city, later) == []
    work()
    assert now(city, job).state == "done"


def test_a_job_taken_back_with_its_transaction_leaves_no_task(city):
    with pytest.raises(RuntimeError), tenancy.scope(city), transaction.atomic():
        jobs.start(f"{HERE}.add", title="x", arguments={"one": 1, "two": 1}, by=None, at=AT)
        raise RuntimeError

    assert not DBTaskResult.objects.exists()


def test_a_worker_that_starts_looks_after_every_city(city):
    other = City.objects.create(slug="b", name="B", created_at=AT)
    died = [started(one, "kill_the_worker") for one in (city, other)]
    Job.objects.update(state="running")

    touched = jobs.recover_everywhere(at=AT)

    assert {job.pk for job in touched} == {job.pk for job in died}
    assert set(Job.objects.values_list("state", flat=True)) == {"failed"}
