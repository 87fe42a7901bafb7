"""What every command stands on: an installation that is whole, and a database that answers.

On an empty data directory everything is made; on one that is current, this costs a query and a few files read.
"""

import fcntl
import hashlib
import json
import os
import secrets
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path

import psycopg

from arraigo.cli.language import LOCALE, SOURCE, _
from arraigo.cli.printer import MendableError, Say
from arraigo.config import embedded
from arraigo.config.home import Home, home
from arraigo.core.crypto.once import write_once
from arraigo.core.languages import catalogues

# Packages with migrations of their own: another version may bring another one.
PACKAGES = ("Django", "django-allauth", "django-tasks-db")


@contextmanager
def installation(say: Say, *, prepare: bool = True) -> Iterator[Home]:
    """Yield an installation whose database answers; stop at the end what was started here.

    With `prepare`, what is missing is made first. Raises MendableError with a sentence when that is impossible.
    """
    place = home()
    _make_folders(place)
    name_settings(place)
    own = not os.environ.get("DATABASE_URL")
    if own:
        say(_("Iniciando la base de datos…"))
        os.environ["DATABASE_URL"] = _start(place)
    try:
        if prepare:
            make_ready(place, say)
        yield place
    finally:
        if own:
            del os.environ["DATABASE_URL"]
            embedded.stop(place)


def name_settings(place: Home) -> None:
    """Tell Django which settings to load, and the secret of this installation's sessions."""
    kind = "prod" if os.environ.get("ARRAIGO_ENV") == "prod" else "dev"
    os.environ["DJANGO_SETTINGS_MODULE"] = f"arraigo.config.settings.{kind}"
    if not os.environ.get("ARRAIGO_SECRET_KEY"):
        os.environ["ARRAIGO_SECRET_KEY"] = session_secret(place)


def session_secret(place: Home) -> str:
    """Return the secret that signs sessions, made on first use. Losing it only signs everybody out."""
    file = place.keys / "sesiones.secreto"
    if not file.exists():
        write_once(file, secrets.token_urlsafe(64).encode())
    return _read_secret(file)


def _read_secret(file: Path) -> str:
    found = file.read_text().strip()
    if not found:
        raise MendableError(_("El archivo {file} está vacío. Bórrelo y vuelva a intentar.").format(file=file))
    return found


def make_ready(place: Home, say: Say) -> None:
    """Make keys and tables where they are missing or behind the program; one process at a time."""
    catalogues.compile_stale([LOCALE])
    if is_ready(place):
        return
    with turn(place, "preparar"):
        if is_ready(place):
            return
        connect().close()
        say(_("Preparando llaves y tablas…"))
        run_as_owner("arraigo.cli.prepare", say)
        _state(place).write_text(json.dumps({"mark": migrations_mark(), "applied": applied_migrations()}))


def is_ready(place: Home) -> bool:
    """Return whether keys exist and the database has every migration of this version of the program."""
    if not (place.keys / "indice.key").exists():
        return False
    try:
        state = json.loads(_state(place).read_text())
    except (FileNotFoundError, ValueError):
        return False
    return bool(state == {"mark": migrations_mark(), "applied": applied_migrations()})


def applied_migrations() -> list[str] | None:
    """Return how many migrations the database has and when the last one came, or None in an empty database."""
    with connect() as connection:
        if connection.execute("SELECT to_regclass('django_migrations')").fetchone() == (None,):
            return None
        row = connection.execute("SELECT count(*)::text, max(applied)::text FROM django_migrations").fetchone()
    return [str(value) for value in row] if row else None


def connect() -> "psycopg.Connection[tuple[object, ...]]":
    """Return a connection as the owner of the database; raises MendableError when it does not answer."""
    try:
        return psycopg.connect(os.environ["DATABASE_URL"], connect_timeout=10)
    except psycopg.Error as error:
        reason = str(error).strip()
        raise MendableError(_("La base de datos no responde: {reason}").format(reason=reason)) from error


def migrations_mark() -> str:
    """Return a hash of every migration that this version of the program knows."""
    digest = hashlib.sha256()
    for package in PACKAGES:
        digest.update(f"{package} {version(package)}\n".encode())
    for file in sorted(SOURCE.glob("*/*/migrations/*.py")):
        digest.update(str(file.relative_to(SOURCE)).encode() + file.read_bytes())
    return digest.hexdigest()


def run_as_owner(module: str, say: Say, *arguments: str) -> None:
    """Run a module of the program as the owner of the database; each line that it prints is a step.

    Raises MendableError with the end of what it said when it fails.
    """
    environment = {**os.environ, "ARRAIGO_DATABASE_ROLE": "owner", "PYTHONUNBUFFERED": "1"}
    command = [sys.executable, "-m", module, *arguments]
    # Complaints go to a file: a full pipe that nobody reads would stop the process for ever.
    with tempfile.TemporaryFile("w+") as complaints:
        with subprocess.Popen(
            command, env=environment, text=True, stdout=subprocess.PIPE, stderr=complaints, stdin=subprocess.DEVNULL
        ) as process:
            for line in process.stdout or ():
                say(line.strip())
        complaints.seek(0)
        complaint = complaints.read().strip()
    if process.returncode:
        raise MendableError("\n".join(complaint.splitlines()[-3:]) or _("No se pudo preparar la instalación."))


@contextmanager
def turn(place: Home, name: str) -> Iterator[None]:
    """Let one process at a time do what `name` says in this installation."""
    with (place.root / f".turno-{name}").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _state(place: Home) -> Path:
    return place.root / ".estado.json"


def _start(place: Home) -> str:
    try:
        return embedded.start(place)
    except (embedded.EmbeddedError, OSError) as error:
        raise MendableError(str(error)) from error


def _make_folders(place: Home) -> None:
    try:
        place.root.mkdir(parents=True, exist_ok=True, mode=0o700)
        for folder in (place.files, place.keys, place.mail, place.anchors):
            folder.mkdir(exist_ok=True, mode=0o700)
    except OSError as error:
        sentence = _("No se puede escribir en {folder}: {reason}. Elija otra carpeta con ARRAIGO_HOME.")
        raise MendableError(sentence.format(folder=place.root, reason=error.strerror)) from error
