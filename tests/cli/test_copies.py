import os
import shutil
import subprocess
import tarfile
from pathlib import Path

import psycopg
import pytest
from tests.cli.terminal import copied, folder_that_postgres_may_enter, terminal_in

from arraigo.config import embedded
from arraigo.config.home import Home

# A copy goes through these by their nature: what is in them differs from one moment to the next.
PASSING = {"cache"}


def contents(home: Path) -> dict[str, str]:
    """A hash of the rows of every table."""
    address = embedded.start(Home(home))
    try:
        with psycopg.connect(address) as connection:
            query = "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
            tables = {row[0] for row in connection.execute(query)} - PASSING
            rows = "SELECT coalesce(md5(string_agg(t::text, '|' ORDER BY t::text)), '') FROM {} t"
            return {
                table: connection.execute(
                    psycopg.sql.SQL(rows).format(psycopg.sql.Identifier(table)).as_string(connection)
                ).fetchone()[0]
                for table in tables
            }
    finally:
        embedded.stop(Home(home))


def rights(home: Path) -> list[tuple]:
    """What the role of run time may do, and which policies bind it."""
    address = embedded.start(Home(home))
    try:
        with psycopg.connect(address) as connection:
            grants = connection.execute(
                "SELECT relname, relrowsecurity, relacl::text FROM pg_class"
                " WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' ORDER BY relname"
            ).fetchall()
            policies = connection.execute(
                "SELECT tablename, policyname, qual FROM pg_policies ORDER BY 1, 2"
            ).fetchall()
            functions = connection.execute(
                "SELECT proname, proacl::text, prosecdef FROM pg_proc WHERE pronamespace = 'public'::regnamespace"
                " ORDER BY proname"
            ).fetchall()
            defaults = connection.execute(
                "SELECT defaclobjtype, defaclacl::text FROM pg_default_acl ORDER BY 1"
            ).fetchall()
            return [*grants, *policies, *functions, *defaults]
    finally:
        embedded.stop(Home(home))


@pytest.fixture(scope="module")
def origin(prepared_home):
    """An installation with a city, a user and a file, stopped, and a copy of it beside it."""
    with folder_that_postgres_may_enter() as folder, terminal_in(copied(prepared_home, folder / "casa")) as terminal:
        (terminal.home / "archivos" / "ab").mkdir(mode=0o700)
        (terminal.home / "archivos" / "ab" / "abcd").write_bytes(os.urandom(200_000))
        terminal.run("user", "create", "ana@ejemplo.org", "--role", "trainer")
        terminal.saying = terminal.run("backup", str(folder / "copia.tar"))
        assert terminal.saying.returncode == 0, terminal.saying.stderr
        yield terminal


@pytest.fixture
def saved(origin, folder):
    """A copy that a test may spoil."""
    return Path(shutil.copy2(origin.home.parent / "copia.tar", folder))


@pytest.fixture
def with_keys(origin, terminal):
    """A data directory that holds nothing but the keys of the installation that was saved."""
    terminal.home.mkdir()
    shutil.copytree(origin.home / "llaves", terminal.home / "llaves")
    return terminal


def test_what_is_restored_into_an_empty_home_is_what_was_saved(saved, origin, with_keys):
    done = with_keys.run("restore", str(saved))

    assert done.returncode == 0, done.stderr
    assert contents(with_keys.home) == contents(origin.home)
    assert rights(with_keys.home) == rights(origin.home)
    same = Path("archivos/ab/abcd")
    assert (with_keys.home / same).read_bytes() == (origin.home / same).read_bytes()
    assert with_keys.run("audit", "verify").returncode == 0
    assert with_keys.json("doctor")["ok"]


def test_a_copy_never_holds_the_keys(saved, origin):
    keys = [path.read_bytes().strip() for path in (origin.home / "llaves").iterdir()]

    with tarfile.open(saved) as archive:
        names = archive.getnames()

    assert not [name for name in names if "llaves" in name or name.endswith(".key")]
    assert not [key for key in keys if key in saved.read_bytes()]
    assert saved.stat().st_mode & 0o077 == 0


def test_whoever_saves_is_told_where_the_keys_are(origin):
    assert "Las llaves no están en la copia" in origin.saying.stdout
    assert str(origin.home / "llaves") in origin.saying.stdout


def test_without_its_keys_a_copy_is_refused_and_nothing_changes(saved, terminal):
    done = terminal.run("restore", str(saved))

    assert done.returncode == 1
    assert "Las llaves de la copia" in done.stderr
    assert contents(terminal.home) == {}
    assert not list((terminal.home / "archivos").iterdir())


def test_who_lost_the_keys_may_still_have_the_rest(saved, origin, terminal):
    done = terminal.run("restore", str(saved), "--without-keys")

    assert done.returncode == 0, done.stderr
    assert contents(terminal.home)["places_city"] == contents(origin.home)["places_city"]


def test_an_installation_with_data_is_not_written_over(saved, origin):
    before = contents(origin.home)

    done = origin.run("restore", str(saved))

    assert done.returncode == 1
    assert "ya tiene datos" in done.stderr
    assert contents(origin.home) == before


def test_a_prepared_installation_without_data_takes_a_copy(saved, origin, with_keys):
    assert with_keys.run("migrate").returncode == 0

    done = with_keys.run("restore", str(saved))

    assert done.returncode == 0, done.stderr
    assert contents(with_keys.home) == contents(origin.home)


@pytest.mark.parametrize("damage", ["cut", "changed", "other"])
def test_a_damaged_copy_is_refused_and_nothing_changes(saved, origin, with_keys, damage):
    whole = saved.read_bytes()
    middle = len(whole) // 2
    saved.write_bytes(
        {
            "cut": whole[:middle],
            "changed": whole[:middle] + bytes([whole[middle] ^ 1]) + whole[middle + 1 :],
            "other": b"no es una copia",
        }[damage]
    )

    done = with_keys.run("restore", str(saved))

    assert done.returncode == 1
    assert "dañada" in done.stderr or "incompleto" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (with_keys.home / "postgres").exists() or contents(with_keys.home) == {}
    assert not list((with_keys.home / "archivos").iterdir()) if (with_keys.home / "archivos").exists() else True


def test_a_copy_cannot_write_outside_the_installation(saved, origin, with_keys, folder):
    subprocess.run(["sed", "-i", "s#archivos/ab/abcd#archivos/../../x#g", str(saved)], check=True)

    done = with_keys.run("restore", str(saved))

    assert done.returncode == 1
    assert not (folder / "x").exists()


def test_a_backup_that_fails_leaves_no_half_file(origin, folder):
    (folder / "copia.tar").mkdir()

    refused = origin.run("backup", str(folder / "copia.tar"))

    assert refused.returncode == 1
    assert "No se pudo escribir" in refused.stderr
    assert [path.name for path in folder.iterdir()] == ["copia.tar"]


def test_a_folder_that_does_not_exist_is_said(origin, folder):
    refused = origin.run("backup", str(folder / "nada" / "copia.tar"))

    assert refused.returncode == 1
    assert "No existe la carpeta" in refused.stderr
