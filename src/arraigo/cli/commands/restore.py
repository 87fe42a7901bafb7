"""`arraigo restore FILE`: into an empty installation, whole or not at all."""

import os
import shutil
import subprocess
import tarfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

import django
from django.db.migrations.loader import MigrationLoader
from psycopg import sql

from arraigo.cli import copies, postgres_tools
from arraigo.cli.bootstrap import connect, installation, make_ready, turn
from arraigo.cli.commands.backup import key_fingerprints
from arraigo.cli.language import _
from arraigo.cli.printer import MendableError, answer, complain, counter, out, steps
from arraigo.config.home import Home
from arraigo.core.crypto import keyring

BEFORE = """
SET client_min_messages = warning;
DO $$ BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'arraigo_app') THEN
        CREATE ROLE arraigo_app NOLOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE;
    END IF;
END $$;
GRANT arraigo_app TO CURRENT_USER;
DROP SCHEMA public CASCADE;
CREATE SCHEMA public;
"""
# Default privileges name the owner that the copy had; here they are granted by whoever owns this database.
AFTER = """
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO arraigo_app;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO arraigo_app;
"""


def restore(*, file: Path, without_keys: bool, json: bool) -> None:
    """Put a backup back; raises MendableError, with nothing changed, when it cannot be done wholly."""
    with ExitStack() as stack:
        archive = stack.enter_context(_opened(file))
        about = copies.read_manifest(archive)
        say = stack.enter_context(steps())
        place = stack.enter_context(installation(say, prepare=False))
        stack.enter_context(turn(place, "restaurar"))
        _refuse_newer(about)
        _refuse_full_database()
        _clear_interrupted(place)
        _refuse_full_folders(place)
        _check_keys(place, about, without_keys=without_keys)
        staging = stack.enter_context(_staging(place))
        with counter() as progress:
            copies.unpack(archive, about, staging, progress)
        say(_("Recuperando la base de datos…"))
        _put_in_place(place, staging, about)
        if without_keys:
            keyring.create(place.keys)
        make_ready(place, say)
    if json:
        answer({"file": str(file), "made_at": about.made_at, "members": len(about.members)})
    else:
        out.print(_("Se recuperó la copia del {day}.").format(day=about.made_at[:10]))


@contextmanager
def _opened(file: Path) -> Iterator[tarfile.TarFile]:
    try:
        with tarfile.open(file, "r:") as archive:
            yield archive
    except FileNotFoundError:
        raise MendableError(_("No existe el archivo {file}.").format(file=file)) from None
    except tarfile.TarError:
        raise MendableError(_("El archivo no es una copia de Arraigo, o está incompleto.")) from None


def _refuse_newer(about: copies.Manifest) -> None:
    django.setup()
    known = {f"{app}.{name}" for app, name in MigrationLoader(None).disk_migrations}
    if set(about.migrations) - known:
        raise MendableError(_("La copia viene de una versión más nueva. Actualice el programa y vuelva a intentar."))


def _refuse_full_database() -> None:
    sentence = _("Esta instalación ya tiene datos. Recupere la copia en otra carpeta, vacía, con ARRAIGO_HOME.")
    with connect() as connection:
        for table in ("places_city", "accounts_user"):
            if connection.execute("SELECT to_regclass(%s)", [table]).fetchone() == (None,):
                continue
            rows = sql.SQL("SELECT EXISTS (SELECT FROM {})").format(sql.Identifier(table))
            if connection.execute(rows).fetchone() != (False,):
                raise MendableError(sentence)


def _refuse_full_folders(place: Home) -> None:
    if copies.sources(place):
        sentence = _("Hay archivos en {folder}. Recupere la copia en otra carpeta, vacía, con ARRAIGO_HOME.")
        raise MendableError(sentence.format(folder=place.root))


def _check_keys(place: Home, about: copies.Manifest, *, without_keys: bool) -> None:
    try:
        here = key_fingerprints(place.keys)
    except keyring.KeysMissing:
        here = {}
    missing = sorted(name for name, fingerprint in about.keys.items() if here.get(name) != fingerprint)
    if not missing:
        return
    sentence = _("Las llaves de la copia ({names}) no están en {folder}. Cópielas ahí y vuelva a intentar.")
    said = sentence.format(names=", ".join(f"{name}: {about.keys[name]}" for name in missing), folder=place.keys)
    if not without_keys:
        raise MendableError(said + " " + _("Sin ellas, con --without-keys, no se podrá leer de quién se trata."))
    complain(said)


@contextmanager
def _staging(place: Home) -> Iterator[Path]:
    folder = place.root / ".recuperando"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(mode=0o700)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _unfinished(place: Home) -> Path:
    return place.root / ".recuperacion-sin-terminar"


def _clear_interrupted(place: Home) -> None:
    """Take away the files of a restoration that was killed between its files and its database."""
    if _unfinished(place).exists():
        _empty(place)
        _unfinished(place).unlink()


def _empty(place: Home) -> None:
    for folder in copies.folders(place).values():
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(mode=0o700)


def _put_in_place(place: Home, staging: Path, about: copies.Manifest) -> None:
    """Move the files, then load the database in one transaction; take the files back when that fails."""
    _unfinished(place).touch()
    try:
        for name, folder in copies.folders(place).items():
            if (staging / name).exists():
                with suppress(FileNotFoundError):
                    folder.rmdir()
                (staging / name).rename(folder)
        _load(staging, about.postgres)
    except BaseException:
        _empty(place)
        raise
    finally:
        _unfinished(place).unlink(missing_ok=True)


def _load(staging: Path, postgres: int) -> None:
    major = max(postgres, postgres_tools.server_version())
    restoring, psql = (postgres_tools.program(name, major=major) for name in ("pg_restore", "psql"))
    dump, script = str(staging / copies.DUMP), staging / "base.sql"
    listed = subprocess.run([restoring, "--list", dump], capture_output=True, text=True, check=True).stdout
    wanted = "\n".join(line for line in listed.splitlines() if " DEFAULT ACL " not in line)
    (staging / "lista").write_text(wanted)
    selection = f"--use-list={staging / 'lista'}"
    subprocess.run([restoring, "--no-owner", selection, f"--file={script}", dump], check=True)
    (staging / "antes.sql").write_text(BEFORE)
    (staging / "despues.sql").write_text(AFTER)
    files = [f"--file={staging / name}" for name in ("antes.sql", "base.sql", "despues.sql")]
    done = subprocess.run(
        [psql, "--no-psqlrc", "--quiet", "--no-password", "--set=ON_ERROR_STOP=1", "--single-transaction", *files],
        env=postgres_tools.environment(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    if done.returncode:
        raise MendableError(_("No se pudo recuperar la base de datos: {reason}").format(reason=done.stderr.strip()))
    os.sync()
