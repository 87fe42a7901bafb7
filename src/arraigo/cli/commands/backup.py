"""`arraigo backup FILE`."""

import subprocess
import tempfile
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from arraigo.cli import copies, postgres_tools
from arraigo.cli.language import _
from arraigo.cli.printer import MendableError, answer, counter, out
from arraigo.core.crypto import keyring


def backup(*, file: Path, json: bool) -> None:
    """Save the database, the files and the anchors in one file, whole or not at all; never the keys."""
    place = settings.HOME
    file = file.expanduser().resolve()
    if not file.parent.is_dir():
        raise MendableError(_("No existe la carpeta {folder}.").format(folder=file.parent))
    major = postgres_tools.server_version()
    about = copies.Manifest(
        made_at=timezone.now().isoformat(timespec="seconds"),
        version=program_version(),
        postgres=major,
        migrations=sorted(f"{app}.{name}" for app, name in MigrationRecorder(connection).applied_migrations()),
        keys=key_fingerprints(place.keys),
        members={},
    )
    with counter() as progress, tempfile.TemporaryDirectory(dir=file.parent, prefix=".copia-") as folder:
        dump = Path(folder) / copies.DUMP
        progress(_("Copiando la base de datos"), 0, 1)
        _dump(dump, major)
        progress(_("Copiando la base de datos"), 1, 1)
        with copies.whole_or_nothing(file) as draft:
            copies.write(draft, {copies.DUMP: dump, **copies.sources(place)}, about, progress)
    _report(file, about, place.keys, json=json)


def program_version() -> str:
    """Return the version of the program."""
    try:
        return version("arraigo")
    except PackageNotFoundError:
        return "0"


def key_fingerprints(folder: Path) -> dict[str, str]:
    """Return the fingerprint of each key by its name; the keys themselves are told to nobody."""
    ring = keyring.load(folder)
    numbered = {str(number): keyring.fingerprint(key) for number, key in sorted(ring.keys.items())}
    return {**numbered, keyring.INDEX: keyring.fingerprint(ring.index_key)}


def _dump(file: Path, major: int) -> None:
    command = [postgres_tools.program("pg_dump", major=major), "--format=custom", "--exclude-table-data=cache"]
    done = subprocess.run(
        [*command, "--no-password", f"--file={file}"],
        env=postgres_tools.environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise MendableError(_("No se pudo copiar la base de datos: {reason}").format(reason=done.stderr.strip()))


def _report(file: Path, about: copies.Manifest, keys: Path, *, json: bool) -> None:
    size, members = file.stat().st_size, len(about.members)
    if json:
        answer({"file": str(file), "bytes": size, "members": members, "keys": about.keys})
        return
    out.print(_("Copia completa en {file}: {size} MB.").format(file=file, size=f"{size / 1e6:.1f}"), markup=False)
    sentence = _("Las llaves no están en la copia. Guarde la carpeta {folder} aparte: sin ellas nadie podrá leerla.")
    out.print(sentence.format(folder=keys), markup=False)
