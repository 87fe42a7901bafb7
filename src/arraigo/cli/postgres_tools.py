"""PostgreSQL's own programs for copies, of a version that fits the server."""

import os
import re
import shutil
import subprocess
from pathlib import Path

from psycopg.conninfo import conninfo_to_dict

from arraigo.cli.bootstrap import connect
from arraigo.cli.language import _
from arraigo.cli.printer import MendableError
from arraigo.config import embedded

# libpq's words for what an address may say besides host, port, user, password and database.
VARIABLES = {
    "host": "PGHOST",
    "port": "PGPORT",
    "user": "PGUSER",
    "password": "PGPASSWORD",
    "dbname": "PGDATABASE",
    "sslmode": "PGSSLMODE",
    "sslrootcert": "PGSSLROOTCERT",
    "sslcert": "PGSSLCERT",
    "sslkey": "PGSSLKEY",
}


def environment() -> dict[str, str]:
    """Return the environment that leads the programs to the database, so that no password is in a list of processes."""
    said = conninfo_to_dict(os.environ["DATABASE_URL"])
    return {
        **os.environ,
        **{VARIABLES[name]: str(value) for name, value in said.items() if name in VARIABLES and value},
    }


def server_version() -> int:
    """Return the major version of the server, such as 18."""
    with connect() as connection:
        return connection.info.server_version // 10000


def program(name: str, *, major: int) -> str:
    """Return the path of one of the programs, of exactly this version where possible, or of a newer one.

    Raises MendableError when there is none.
    """
    candidates = [embedded.programs() / name, *Path("/usr/lib/postgresql").glob(f"*/bin/{name}")]
    on_path = shutil.which(name)
    found = {_major(path): str(path) for path in [*candidates, *([Path(on_path)] if on_path else [])] if path.exists()}
    fitting = sorted(version for version in found if version >= major)
    if not fitting:
        sentence = _("Falta {name} de PostgreSQL {major}: instale el paquete postgresql-client-{major}.")
        raise MendableError(sentence.format(name=name, major=major))
    return found[fitting[0]]


def _major(path: Path) -> int:
    said = subprocess.run([str(path), "--version"], capture_output=True, text=True, check=False).stdout
    found = re.search(r"(\d+)", said.split(")")[-1])
    return int(found.group(1)) if found else 0
