"""The file of a backup: a tar with the database's dump, the encrypted files, the audit log's anchors and a manifest.

The manifest comes last and names every member with its SHA-256, so that a copy that was cut short shows. The keys are
never in it: whoever finds a copy cannot read whom it is about.
"""

import hashlib
import io
import json
import os
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from arraigo.cli.language import _
from arraigo.cli.printer import Count, MendableError
from arraigo.config.home import Home

FORMAT = 1
MANIFEST = "manifiesto.json"
DUMP = "base.dump"


@dataclass(frozen=True)
class Manifest:
    """What a copy says about itself."""

    made_at: str
    version: str
    postgres: int
    migrations: list[str]
    keys: dict[str, str]
    members: dict[str, str]

    def as_json(self) -> dict[str, Any]:
        """Return it as it is written in the copy."""
        return {"format": FORMAT, "program": "arraigo", **self.__dict__}


class _Hashing(io.RawIOBase):
    """A stream that is hashed while it is read."""

    def __init__(self, stream: IO[bytes]) -> None:
        self.stream = stream
        self.digest = hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        piece = self.stream.read(size)
        self.digest.update(piece)
        return piece


@contextmanager
def whole_or_nothing(file: Path) -> Iterator[Path]:
    """Yield a draft beside `file` that takes its name when the block ends well, and vanishes otherwise."""
    draft = file.with_name(f".{file.name}.parcial-{os.getpid()}")
    try:
        os.close(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600))
        yield draft
        with draft.open("rb") as written:
            os.fsync(written.fileno())
        draft.replace(file)
    except OSError as error:
        raise MendableError(
            _("No se pudo escribir {file}: {reason}.").format(file=file, reason=error.strerror)
        ) from error
    finally:
        draft.unlink(missing_ok=True)


def sources(place: Home) -> dict[str, Path]:
    """Return what of an installation goes into a copy besides the dump: name in the copy, file."""
    found = {}
    for name, folder in folders(place).items():
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                found[f"{name}/{path.relative_to(folder).as_posix()}"] = path
    return found


def folders(place: Home) -> dict[str, Path]:
    """Return the folders that a copy carries, by their name in it."""
    return {"archivos": place.files, "anclas": place.anchors}


def write(draft: Path, members: dict[str, Path], about: Manifest, progress: Count) -> None:
    """Write a copy: every member, then the manifest with their hashes."""
    with tarfile.open(draft, "w", format=tarfile.PAX_FORMAT) as archive:
        for number, (name, path) in enumerate(members.items(), start=1):
            entry = archive.gettarinfo(str(path), arcname=name)
            entry.uid = entry.gid = 0
            entry.uname = entry.gname = ""
            with path.open("rb") as stream:
                hashing = _Hashing(stream)
                archive.addfile(entry, hashing)
            about.members[name] = hashing.digest.hexdigest()
            progress(_("Copiando"), number, len(members))
        text = json.dumps(about.as_json(), ensure_ascii=False, indent=1).encode()
        entry = tarfile.TarInfo(MANIFEST)
        entry.size = len(text)
        archive.addfile(entry, io.BytesIO(text))


def read_manifest(archive: tarfile.TarFile) -> Manifest:
    """Return the manifest of a copy; raises MendableError when it has none or comes from another program."""
    try:
        member = archive.extractfile(MANIFEST)
        said = json.loads(member.read()) if member else {}
    except (KeyError, ValueError, tarfile.TarError):
        said = {}
    if said.pop("program", None) != "arraigo":
        raise MendableError(_("El archivo no es una copia de Arraigo, o está incompleto."))
    if said.pop("format") != FORMAT:
        raise MendableError(_("La copia viene de una versión más nueva. Actualice el programa y vuelva a intentar."))
    return Manifest(**said)


def unpack(archive: tarfile.TarFile, about: Manifest, target: Path, progress: Count) -> None:
    """Write the members into an empty folder and prove each by its hash; raises MendableError when one is not whole."""
    for number, (name, expected) in enumerate(about.members.items(), start=1):
        path = target / name
        if not path.resolve().is_relative_to(target.resolve()):
            raise MendableError(_("La copia está dañada: {name} no debería estar ahí.").format(name=name))
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        if _extract(archive, name, path) != expected:
            raise MendableError(_("La copia está dañada: {name} no es como se guardó.").format(name=name))
        progress(_("Comprobando"), number, len(about.members))


def _extract(archive: tarfile.TarFile, name: str, path: Path) -> str:
    digest = hashlib.sha256()
    try:
        member = archive.extractfile(name)
        if member is None:
            return ""
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
            while piece := member.read(1 << 20):
                digest.update(piece)
                out.write(piece)
    except (KeyError, tarfile.TarError):
        return ""
    return digest.hexdigest()
