import json
import os
import subprocess
import sys

import psutil
import psycopg
import pytest

from arraigo.config import embedded
from arraigo.config.home import Home


def sql(home, *statements):
    """Run statements as the owner of an installation's database."""
    address = embedded.start(Home(home))
    try:
        with psycopg.connect(address, autocommit=True) as connection:
            for statement in statements:
                connection.execute(statement)
    finally:
        embedded.stop(Home(home))


def found(report, name):
    return next(check for check in report["checks"] if check["check"] == name)


def test_a_whole_installation_is_well(city_terminal):
    done = city_terminal.run("doctor")

    assert done.returncode == 0, done.stdout
    assert "Todo en orden." in done.stdout


def test_an_empty_home_is_prepared_and_well(terminal):
    report = terminal.json("doctor")

    assert report["ok"], report


BREAKAGES = {
    "keys are missing": (lambda home: (home / "llaves" / "1.key").unlink(), "keys", "Cópielas"),
    "others may read the keys": (lambda home: (home / "llaves" / "1.key").chmod(0o644), "key modes", "chmod"),
    "a table is bare": (
        lambda home: sql(home, "ALTER TABLE people_person DISABLE ROW LEVEL SECURITY"),
        "rows",
        "ENABLE ROW LEVEL SECURITY",
    ),
    "a policy is gone": (
        lambda home: sql(home, "DROP POLICY own_city ON people_person"),
        "rows",
        "people_person",
    ),
    "the role is above the rules": (
        lambda home: sql(home, "ALTER ROLE arraigo_app BYPASSRLS"),
        "role",
        "NOBYPASSRLS",
    ),
    "a migration is pending": (
        lambda home: sql(home, "DELETE FROM django_migrations WHERE app = 'training'"),
        "migrations",
        "arraigo migrate",
    ),
    "the audit log was touched": (
        lambda home: sql(home, "ALTER TABLE audit_entry DISABLE TRIGGER ALL", "UPDATE audit_entry SET action = 'nada'"),
        "audit",
        "copia",
    ),
}


@pytest.mark.parametrize("breakage", BREAKAGES)
def test_what_is_broken_is_said_with_its_mend(city_terminal, breakage):
    spoil, check, mend = BREAKAGES[breakage]
    spoil(city_terminal.home)

    done = city_terminal.run("doctor", "--json")

    finding = found(json.loads(done.stdout), check)
    assert done.returncode == 1
    assert finding["state"] == "wrong"
    assert mend in finding["sentence"] + finding["mend"]


def test_a_database_that_does_not_answer_is_said_with_its_mend(city_terminal):
    report = city_terminal.json("doctor", DATABASE_URL="postgresql://nadie@127.0.0.1:1/nada")

    assert not report["ok"]
    assert "DATABASE_URL" in found(report, "database")["mend"]


def test_the_doctor_mends_nothing_by_itself(city_terminal):
    sql(city_terminal.home, "DELETE FROM django_migrations WHERE app = 'training'")

    city_terminal.run("doctor")

    assert city_terminal.run("doctor").returncode == 1


def test_every_finding_that_is_not_well_says_how_to_mend_it(city_terminal):
    report = city_terminal.json("doctor")

    assert all(check["mend"] for check in report["checks"] if check["state"] != "ok")
    assert all(check["sentence"].strip() for check in report["checks"])


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_home_that_may_not_be_written_is_said(city_terminal):
    (city_terminal.home / "archivos").chmod(0o500)

    assert found(city_terminal.json("doctor"), "home")["state"] == "wrong"


def test_a_dead_worker_beside_a_living_server_is_said(city_terminal):
    server = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
    try:
        notes = city_terminal.home / "procesos"
        notes.mkdir(exist_ok=True)
        started = psutil.Process(server.pid).create_time()
        alive = {"pid": server.pid, "started": started}
        (notes / "1.json").write_text(json.dumps({"supervisor": alive, "children": {"worker": [server.pid, 1.0]}}))

        assert found(city_terminal.json("doctor"), "worker")["state"] == "wrong"
    finally:
        server.kill()
        server.wait()
