import contextlib
import subprocess
import sys

import psycopg

from arraigo.config import embedded
from arraigo.config.home import Home

USER = """
import sys, time
from pathlib import Path
from arraigo.config import embedded
from arraigo.config.home import Home
home = Home(Path(sys.argv[1]))
embedded.start(home)
print("ready", flush=True)
sys.stdin.readline()
embedded.stop(home)
"""


def another_user(home: Home) -> subprocess.Popen:
    process = subprocess.Popen(
        [sys.executable, "-c", USER, str(home.root)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout.readline() == "ready\n"
    return process


def test_the_last_to_leave_stops_the_server(folder):
    home = Home(folder / "casa")
    embedded.start(home, durable=False)
    other = another_user(home)

    embedded.stop(home)
    still = embedded.running(home)
    other.communicate("\n")

    assert still
    assert not embedded.running(home)


def test_a_user_that_was_killed_is_not_waited_for(folder):
    home = Home(folder / "casa")
    embedded.start(home, durable=False)
    other = another_user(home)

    other.kill()
    other.communicate()
    embedded.stop(home)

    assert not embedded.running(home)


def test_each_start_is_balanced_by_a_stop(folder):
    home = Home(folder / "casa")
    embedded.start(home, durable=False)
    embedded.start(home, durable=False)

    embedded.stop(home)
    still = embedded.running(home)
    embedded.stop(home)

    assert still
    assert not embedded.running(home)


def test_a_path_too_long_for_a_socket_works_all_the_same(folder):
    home = Home(folder / ("una-carpeta-con-un-nombre-muy-largo-" * 4))

    address = embedded.start(home, durable=False)
    try:
        with psycopg.connect(address) as connection:
            assert connection.execute("SELECT 1").fetchone() == (1,)
    finally:
        embedded.stop(home)


def test_an_initialisation_that_was_cut_short_is_begun_again(folder):
    home = Home(folder / "casa")
    (home.root / "postgres.nuevo" / "base").mkdir(parents=True)

    embedded.start(home, durable=False)
    embedded.stop(home)

    assert (home.database / "PG_VERSION").exists()
    assert not (home.root / "postgres.nuevo").exists()


def test_nobody_else_may_enter_the_folder_of_the_server(folder):
    home = Home(folder / "casa")
    embedded.start(home, durable=False)
    embedded.stop(home)

    assert home.database.stat().st_mode & 0o077 == 0


def test_the_log_of_the_server_does_not_hold_what_people_wrote(folder):
    home = Home(folder / "casa")
    address = embedded.start(home, durable=False)
    try:
        with psycopg.connect(address, autocommit=True) as connection:
            connection.execute("CREATE TABLE one (name text UNIQUE)")
            for _time in range(2):
                with contextlib.suppress(psycopg.errors.UniqueViolation):
                    connection.execute("INSERT INTO one VALUES ('María Quispe')")
    finally:
        embedded.stop(home)

    log = (home.database / "registro.log").read_text()
    assert "one_name_key" in log
    assert "Quispe" not in log
