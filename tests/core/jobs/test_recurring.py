"""Work that comes back by the clock."""

import datetime as dt
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.management import call_command
from django.db import connection
from django_tasks_db.management.commands.db_worker import Command as Worker
from django_tasks_db.models import DBTaskResult

from arraigo.core import tenancy
from arraigo.core.jobs import recurring, tasks
from arraigo.core.places.models import City

AT = dt.datetime(2026, 3, 1, 15, tzinfo=dt.UTC)
HERE = f"{__name__}.note"
calls = []


def note(*, at):
    """Note in which city it runs."""
    calls.append(tenancy.current_city_id())
    if City.objects.get(pk=tenancy.current_city_id()).slug == "b":
        raise RuntimeError("un dato de alguien")


@pytest.fixture(autouse=True)
def _queue(settings, monkeypatch):
    calls.clear()
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []}}
    settings.RECURRING = [(HERE, 15)]
    settings.WORKER_STARTS = []
    monkeypatch.setattr(recurring, "import_string", lambda path: note)


def queued():
    return DBTaskResult.objects.filter(status="READY", task_path=tasks.take_turn.module_path)


@pytest.mark.django_db(transaction=True)
def test_workers_that_start_at_once_queue_one_turn():
    start = threading.Barrier(4)

    def worker(number):
        try:
            start.wait(timeout=30)
            tasks.start_recurring()
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(worker, range(4)))

    assert queued().count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_turn_runs_in_every_city_and_queues_the_next(caplog, monkeypatch):
    cities = [City.objects.create(slug=slug, name=slug, created_at=AT) for slug in ("a", "b", "c")]
    tasks.start_recurring()

    monkeypatch.setattr(Worker, "configure_logging", lambda self, verbosity: None)
    call_command("queue_worker", "--batch", "--no-startup-delay", "--interval", "0", verbosity=0, reload=False)

    assert sorted(calls) == sorted(city.pk for city in cities)
    (following,) = queued()
    assert following.run_after > DBTaskResult.objects.get(status="SUCCESSFUL").started_at + dt.timedelta(minutes=14)
    assert "RuntimeError" in caplog.text
    assert "un dato de alguien" not in caplog.text


@pytest.mark.django_db(transaction=True)
def test_what_runs_elsewhere_is_not_run_beside_it():
    city = City.objects.create(slug="a", name="a", created_at=AT)
    side = connection.copy()
    try:
        with side.cursor() as cursor:
            cursor.execute(
                "SELECT pg_advisory_lock(hashtextextended('recurring:' || %s, 0))", [f"run:{HERE}:{city.pk}"]
            )
        assert recurring.run_in_every_city(HERE, at=AT) == 0
    finally:
        side.close()

    assert calls == []


@pytest.mark.django_db(transaction=True)
def test_what_the_settings_name_no_more_does_not_come_back(settings):
    settings.RECURRING = []

    tasks.take_turn.call(HERE)

    assert calls == []
    assert not queued().exists()


@pytest.mark.django_db(transaction=True)
def test_turns_that_are_over_are_forgotten_after_two_days():
    tasks.take_turn.call(HERE)
    old = queued().get()
    DBTaskResult.objects.filter(pk=old.pk).update(status="SUCCESSFUL", finished_at=AT)

    recurring.forget_turns(task_path=tasks.take_turn.module_path, at=AT + dt.timedelta(days=1))
    assert DBTaskResult.objects.filter(pk=old.pk).exists()
    recurring.forget_turns(task_path=tasks.take_turn.module_path, at=AT + dt.timedelta(days=3))
    assert not DBTaskResult.objects.filter(pk=old.pk).exists()
