"""`kill -9` at random points of an import, and the same command again: nothing lost, nothing twice."""

import os
import random
import secrets
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest
from benchmarks import training_folder
from psycopg import sql
from tests.cli.terminal import Terminal

pytestmark = pytest.mark.slow
ROUNDS, KILLS_IN_A_ROUND = 2, 5
# A machine that is busy does fewer rounds.
MOST_SECONDS = 70
PEOPLE, SESSIONS, ROWS = 300, 3, 900


class Place:
    """An installation: a data directory, and a database of its own on the server of the tests."""

    def __init__(self, home: Path, database: str) -> None:
        server = urlsplit(os.environ["DATABASE_URL"])
        self.name = database
        self.url = urlunsplit(server._replace(path=f"/{database}"))
        self.terminal = Terminal(home)

    def start(self, *arguments: str) -> subprocess.Popen[str]:
        return self.terminal.start(*arguments, DATABASE_URL=self.url)

    def json(self, *arguments: str) -> dict:
        return self.terminal.json(*arguments, DATABASE_URL=self.url)

    def copied(self, home: Path) -> "Place":
        """Return another installation with the same keys and the same rows."""
        other = Place(home, f"arraigo_{secrets.token_hex(6)}")
        shutil.copytree(self.terminal.home, home)
        _on_the_server("CREATE DATABASE {} TEMPLATE {}", other.name, self.name)
        return other

    def rows(self) -> dict[str, int]:
        """Return how many rows every table has."""
        with psycopg.connect(self.url) as connection:
            tables = connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").fetchall()
            counts = {}
            for (table,) in tables:
                found = connection.execute(sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(table))).fetchone()
                counts[table] = found[0]
        return counts

    def kept_files(self) -> list[str]:
        """Return the names on disk of the files that rows tell of."""
        with psycopg.connect(self.url) as connection:
            return [str(key) for (key,) in connection.execute("SELECT id FROM files_storedfile").fetchall()]


def _on_the_server(statement: str, *names: str) -> None:
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as connection:
        connection.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))


@contextmanager
def taken_away(place: Place) -> Iterator[Place]:
    """Drop a place's database at the end, whoever is still in it."""
    try:
        yield place
    finally:
        _on_the_server("DROP DATABASE IF EXISTS {} WITH (FORCE)", place.name)
        shutil.rmtree(place.terminal.home, ignore_errors=True)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    course = tmp_path / "curso"
    course.mkdir()
    training_folder.write(course, enrolments=PEOPLE, sessions=SESSIONS, rows=ROWS)
    return course


@pytest.fixture
def prepared(tmp_path: Path) -> Iterator[Place]:
    """An installation with an empty city."""
    place = Place(tmp_path / "casa", f"arraigo_{secrets.token_hex(6)}")
    _on_the_server("CREATE DATABASE {}", place.name)
    with taken_away(place):
        with place.start("city", "create", "prueba", "--name", "Prueba") as made:
            _out, complaint = made.communicate(timeout=300)
        assert made.returncode == 0, complaint
        yield place


def killed(place: Place, folder: Path, *, after: float) -> bool:
    """Start the import, kill it after so many seconds, and tell whether it was still at work."""
    with place.start("import", "training", str(folder), "--json") as process:
        with suppress(subprocess.TimeoutExpired):
            process.wait(after)
        was_at_work = process.poll() is None
        process.send_signal(signal.SIGKILL)
        process.communicate()
    return was_at_work


@pytest.fixture
def undisturbed(prepared: Place, folder: Path, tmp_path: Path) -> Iterator[tuple[Place, dict, float]]:
    """The import as it ends when nobody stops it: where, what it printed, in how many seconds."""
    with taken_away(prepared.copied(tmp_path / "sin-prisa")) as calm:
        began = time.monotonic()
        report = calm.json("import", "training", str(folder))
        yield calm, report, time.monotonic() - began


def assert_whole(place: Place, folder: Path, calm: Place, expected: dict) -> None:
    """Assert that a place ends as the undisturbed one did, and that saying it once more changes nothing."""
    for _again in range(2):
        assert place.json("import", "training", str(folder)) == expected
        assert place.rows() == calm.rows()
    # Entries whose anchors the stop left out are told, and nobody is accused; none may be lost, edited or twice.
    verified = place.json("audit", "verify")
    assert verified["ok"]
    assert {found["fault"] for found in verified["findings"]} <= {"unanchored"}
    on_disk = {file.name.split(".")[0] for file in place.terminal.home.rglob("*") if file.is_file()}
    assert set(place.kept_files()) <= on_disk


def test_after_a_sudden_stop_the_same_command_ends_as_if_there_had_been_none(prepared, folder, tmp_path, undisturbed):
    chance = random.Random(20261122)
    calm, expected, whole = undisturbed
    assert expected["enrolled"] > PEOPLE * 0.95
    assert calm.rows()["training_attendance"] == expected["attendances"] > 500
    began, stopped = time.monotonic(), 0

    for number in range(ROUNDS):
        with taken_away(prepared.copied(tmp_path / f"casa-{number}")) as place:
            for kill in range(KILLS_IN_A_ROUND):
                # The first comes early: a machine that was busy while it was measured is not for ever.
                latest = 0.9 if kill else 0.4
                if not killed(place, folder, after=chance.uniform(0.1, latest) * whole):
                    # It came to its end: what follows has nothing left to do.
                    break
                stopped += 1
            assert_whole(place, folder, calm, expected)
        spent = time.monotonic() - began
        if spent + spent / (number + 1) > MOST_SECONDS - whole:
            break

    assert stopped >= number + 1


def test_a_stop_between_the_commit_and_its_anchors_is_not_taken_for_tampering(undisturbed):
    calm, _expected, _whole = undisturbed
    (anchors,) = [file for file in calm.terminal.home.rglob("*.anclas") if len(file.read_bytes().splitlines()) > 1]
    lines = anchors.read_bytes().splitlines(keepends=True)

    anchors.write_bytes(lines[0])

    assert len(lines) > 5
    assert calm.json("audit", "verify")["ok"]
