"""Two at once, or a death in the middle: one result, and never half of one."""

import os
import random
import subprocess
import sys
import threading
import time

import pytest
from django.db import connection, connections
from tests.core.imports.sample import csv_of

from arraigo.core import tenancy
from arraigo.core.audit.models import Entry
from arraigo.core.imports import api as imports
from arraigo.core.imports.models import ImportRun
from arraigo.core.places.models import Area

pytestmark = pytest.mark.django_db(transaction=True)
MANY = csv_of(*(f"B{n};Barrio {n};25/01/2020;" for n in range(1, 61)))

PROGRAM = """
import sys, django
django.setup()
from datetime import datetime, UTC
from django.conf import settings
from django.db import connection
from arraigo.core import tenancy
from arraigo.core.imports import api as imports
from arraigo.core.places.models import City
from tests.core.imports import sample
settings.IMPORT_KINDS = ["tests.core.imports.sample.KINDS"]
sample.KINDS[0].pause = float(sys.argv[1])
at = datetime(2026, 11, 22, 15, 0, tzinfo=UTC)
data = sys.stdin.buffer.read()
print("ready", flush=True)
with tenancy.scope(City.objects.get(slug="pruebas")):
    run = imports.receive(data, kind="barrios", name="muchos.csv", context="city:barrios", by=None, at=at)
    done = imports.apply(run, by=None, at=at)
    print(done.imported, flush=True)
"""


def _start(pause):
    base = connection.settings_dict
    address = f"postgresql://{base['USER']}@/{base['NAME']}?host={base['HOST']}"
    variables = {**os.environ, "DATABASE_URL": address, "PYTHONPATH": os.pathsep.join(["src", "."])}
    command = [sys.executable, "-c", PROGRAM, str(pause)]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=variables)
    process.stdin.write(MANY)
    process.stdin.close()
    assert process.stdout.readline() == b"ready\n"
    return process


@pytest.mark.slow
def test_a_process_killed_at_any_point_leaves_nothing_and_the_same_command_completes(city):
    chance = random.Random(20261122)
    for _attempt in range(6):
        process = _start(0.01)
        time.sleep(chance.uniform(0.0, 0.9))
        process.kill()
        process.wait()
        process.stdout.close()
        with tenancy.scope(city):
            assert Area.objects.count() in (0, 60)
            applied = ImportRun.objects.filter(state="applied").count()
            assert applied == (1 if Area.objects.exists() else 0)

    process = _start(0)
    said = process.stdout.read()
    assert process.wait() == 0
    process.stdout.close()

    with tenancy.scope(city):
        assert said == b"60\n"
        assert Area.objects.count() == 60
        assert [run.state for run in ImportRun.objects.all()] == ["applied"]
        assert Entry.objects.filter(action="import.applied").count() == 1


def test_of_several_who_apply_the_same_run_at_once_exactly_one_does(city, take, at, kind):
    kind.pause = 0.01
    with tenancy.scope(city):
        run = take(MANY)
    start, done = threading.Barrier(4), []

    def work():
        start.wait()
        with tenancy.scope(city):
            done.append(imports.apply(run, by=None, at=at).repeated)
        connections.close_all()

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(done) == [False, True, True, True]
    with tenancy.scope(city):
        assert Area.objects.count() == 60


def test_of_several_who_upload_and_apply_the_same_content_at_once_exactly_one_does(city, take, at, kind):
    kind.pause = 0.01
    start, done = threading.Barrier(4), []

    def work():
        start.wait()
        with tenancy.scope(city):
            done.append(imports.apply(take(MANY), by=None, at=at).pk)
        connections.close_all()

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(set(done)) == 1
    with tenancy.scope(city):
        assert (Area.objects.count(), ImportRun.objects.count()) == (60, 1)
