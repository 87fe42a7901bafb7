"""After a rotation nothing needs the old key, whatever stopped it on the way."""

# ruff: noqa: PT012 - the transaction and the scope belong to the act

import datetime as dt
import os
import subprocess
import sys

import pytest
from django.conf import settings
from django.db import connection

from arraigo.config.home import Home
from arraigo.core import tenancy
from arraigo.core.crypto import api as crypto
from arraigo.core.crypto import keyring, rotation
from arraigo.core.files import api as files
from arraigo.core.files.actions import place
from arraigo.core.outbox.models import Message
from arraigo.core.places.models import City

pytestmark = pytest.mark.django_db(transaction=True)
AT = dt.datetime(2026, 11, 22, 12, tzinfo=dt.UTC)


@pytest.fixture
def installation(tmp_path, monkeypatch):
    """An installation of its own: two cities, each with messages and a file, all sealed with key 1."""
    own = Home(tmp_path)
    keyring.create(own.keys)
    monkeypatch.setattr(settings, "HOME", own)
    keyring.keyring.cache_clear()
    keyring.cipher.cache_clear()
    cities = [City.objects.create(slug=slug, name=slug, created_at=AT) for slug in ("a", "b")]
    kept = []
    for city in cities:
        with tenancy.scope(city):
            Message.objects.bulk_create(
                Message(
                    city=city,
                    event=str(n),
                    template="x",
                    language="es",
                    recipient=f"{n}@example.org",
                    subject="Hola" if n % 2 else "",
                    created_at=AT,
                    next_attempt_at=AT,
                )
                for n in range(700)
            )
            kept.append(files.store(b"lista " * 30_000, name="lista.csv", media_type="text/csv", by=None, at=AT))
    yield kept
    monkeypatch.undo()
    keyring.keyring.cache_clear()
    keyring.cipher.cache_clear()


def quiet(step, done, total):
    pass


def everything_is_readable(kept):
    assert sorted(int(m.recipient.split("@")[0]) for m in Message.objects.all()) == sorted([*range(700), *range(700)])
    assert all(files.read(file) == b"lista " * 30_000 for file in kept)
    assert all(file.name == "lista.csv" for file in type(kept[0]).objects.all())


def without_key(number):
    (settings.HOME.keys / f"{number}.key").rename(settings.HOME.keys / f"{number}.away")
    keyring.keyring.cache_clear()
    keyring.cipher.cache_clear()


def test_everything_gets_the_newest_key_and_the_old_one_can_be_put_away(installation):
    assert keyring.add(settings.HOME.keys) == 2
    seen = []

    done = rotation.rotate(at=AT, progress=lambda *told: seen.append(told))

    assert (done.key, done.values, done.others) == (2, 700 * 2 + 350 * 2 + 2, 2)
    assert set(rotation.keys_in_use()) == {2}
    assert seen[-1][1] == seen[-1][2]
    without_key(1)
    everything_is_readable(installation)


def test_a_second_rotation_without_a_new_key_changes_nothing(installation):
    keyring.add(settings.HOME.keys)
    rotation.rotate(at=AT, progress=quiet)

    done = rotation.rotate(at=AT, progress=quiet)

    assert (done.values, done.others) == (0, 0)


def test_a_rotation_that_was_stopped_goes_on_where_it_was(installation, monkeypatch):
    keyring.add(settings.HOME.keys)
    sealed_anew, count = rotation._sealed_anew, 0

    def stop_half_way(*arguments):
        nonlocal count
        count += 1
        if count > 1_100:
            raise KeyboardInterrupt
        return sealed_anew(*arguments)

    with pytest.raises(KeyboardInterrupt), monkeypatch.context() as stopped:
        stopped.setattr(rotation, "_sealed_anew", stop_half_way)
        rotation.rotate(at=AT, progress=quiet)
    assert set(rotation.keys_in_use()) == {1, 2}
    everything_is_readable(installation)

    rotation.rotate(at=AT, progress=quiet)

    assert set(rotation.keys_in_use()) == {2}
    without_key(1)
    everything_is_readable(installation)


PROGRAM = """
import os, signal, sys, threading, time
import django
django.setup()
from datetime import UTC, datetime
from arraigo.core.crypto import rotation
sealed_anew, count, wanted = rotation._sealed_anew, 0, int(sys.argv[1])
def killed(*arguments):
    global count
    count += 1
    if count == wanted:
        os.kill(os.getpid(), signal.SIGKILL)
    return sealed_anew(*arguments)
rotation._sealed_anew = killed
rotation.rotate(at=datetime.now(UTC), progress=lambda *told: None)
"""


def test_kill_9_at_any_point_loses_nothing_and_the_next_run_ends_it(installation):
    keyring.add(settings.HOME.keys)
    environment = {
        **os.environ,
        "DATABASE_URL": os.environ["DATABASE_URL"].replace("/arraigo?", f"/{connection.settings_dict['NAME']}?"),
        "ARRAIGO_HOME": str(settings.HOME.root),
        "ARRAIGO_DATABASE_ROLE": "app",
        "ARRAIGO_SECRET_KEY": "x",
        "DJANGO_SETTINGS_MODULE": "arraigo.config.settings.dev",
        "PYTHONPATH": "src",
    }
    codes = []
    for wanted in (1, 650, 333, 100_000):
        command = [sys.executable, "-c", PROGRAM, str(wanted)]
        codes.append(subprocess.run(command, env=environment, capture_output=True, timeout=300, check=False).returncode)
        everything_is_readable(installation)

    assert codes == [-9, -9, -9, 0]
    assert set(rotation.keys_in_use()) == {2}


def test_a_value_that_changes_meanwhile_stays_as_it_was_written(installation, monkeypatch):
    keyring.add(settings.HOME.keys)
    message = Message.objects.order_by("pk").first()
    sealed_anew = rotation._sealed_anew

    def meanwhile(model, field, key, sealed):
        anew = sealed_anew(model, field, key, sealed)
        if key == message.pk and field.name == "recipient":
            message.recipient = "nueva@example.org"
            message.save(update_fields=["recipient"])
        return anew

    monkeypatch.setattr(rotation, "_sealed_anew", meanwhile)
    rotation.rotate(at=AT, progress=quiet)

    assert Message.objects.get(pk=message.pk).recipient == "nueva@example.org"


def test_another_process_finds_a_key_that_was_added_after_it_started(installation):
    old = keyring.keyring()
    keyring.add(settings.HOME.keys)
    sealed = crypto.seal(b"x", bound_to="here")
    keyring.keyring.cache_clear()
    monkey = keyring.keyring
    assert monkey().current == 2
    # What the other process holds: the ring as it was.
    (settings.HOME.keys / "2.key").rename(settings.HOME.keys / "2.away")
    keyring.keyring.cache_clear()
    keyring.cipher.cache_clear()
    assert keyring.keyring() == old
    (settings.HOME.keys / "2.away").rename(settings.HOME.keys / "2.key")

    assert crypto.unseal(sealed, bound_to="here") == b"x"


def test_a_dump_of_every_table_names_nobody(installation):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name FROM information_schema.tables"
            " WHERE table_schema = 'public' AND table_type = 'BASE TABLE'"
        )
        for (table,) in cursor.fetchall():
            cursor.execute(f'SELECT count(*) FROM "{table}" AS t WHERE t::text ~ %s', ["@example|lista|Hola"])
            assert cursor.fetchone() == (0,), table
    assert all(b"lista" not in place(file).read_bytes() for file in installation)
