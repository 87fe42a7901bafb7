"""What keeps and erases files. The bytes reach the disk before the row is committed, and leave it after."""

import errno
import hashlib
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from arraigo.core import tenancy
from arraigo.core.audit import api as audit
from arraigo.core.files import sealed
from arraigo.core.files.models import StoredFile
from arraigo.core.files.names import clean_name
from arraigo.core.files.sniffing import sniff
from arraigo.core.files.vault import city_folder
from arraigo.core.tenancy import bulk
from arraigo.core.tenancy.models import new_id

if TYPE_CHECKING:
    from arraigo.core.accounts.models import User

FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


class FileError(Exception):
    """A file that cannot be kept or read; the message is a sentence for people."""


class DiskFull(FileError):  # noqa: N818 - what is so, as its sentence says
    """There is no room left for a file."""


class Damaged(FileError):  # noqa: N818 - what is so, as its sentence says
    """What is on disk is not the file that was kept."""


class Erased(FileError):  # noqa: N818 - what is so, as its sentence says
    """The file was erased on purpose."""


def store(data: bytes, *, name: str, media_type: str, by: "User | None", at: datetime) -> StoredFile:
    """Keep a file of the current city, sealed, and return its row.

    The kind is told by the content: `media_type` only chooses among kinds of plain text. A crash before the commit
    leaves a sealed file without a row, which `sweep` takes away. Raises DiskFull, FileError, or LookupError without a
    city.
    """
    city = tenancy.current_city_id()
    if city is None:
        raise LookupError("A file belongs to a city: open its scope first.")
    file = _row(city, data, name=name, media_type=media_type, by=by, at=at)
    _write(file, data)
    with transaction.atomic():
        file.save(force_insert=True)
        detail = {"size": file.size, "sha256": file.sha256, "media_type": file.media_type}
        audit.record(action="files.store", subject=file, by=by, at=at, detail=detail)
    return file


def store_many(
    given: Iterable[tuple[str, bytes]], *, media_type: str, by: "User | None", at: datetime
) -> list[StoredFile]:
    """Keep many files of the current city, sealed, each a (name, content); return their rows in the same order.

    As `store`, with one entry of the log for all: how many, and a digest of what they are.
    """
    city = tenancy.current_city_id()
    if city is None:
        raise LookupError("A file belongs to a city: open its scope first.")
    rows = []
    for name, data in given:
        file = _row(city, data, name=name, media_type=media_type, by=by, at=at)
        _write(file, data)
        rows.append(file)
    if rows:
        whole = hashlib.sha256("\n".join(file.sha256 for file in rows).encode()).hexdigest()
        detail = {"count": len(rows), "size": sum(file.size for file in rows), "digest": whole}
        with transaction.atomic():
            bulk.insert(rows)
            audit.record(action="files.store", subject=f"files.storedfile:{len(rows)}", by=by, at=at, detail=detail)
    return rows


def _row(city: UUID, data: bytes, *, name: str, media_type: str, by: "User | None", at: datetime) -> StoredFile:
    return StoredFile(
        id=new_id(),
        city_id=city,
        name=clean_name(name),
        media_type=sniff(data, media_type),
        size=len(data),
        sha256=hashlib.sha256(data).hexdigest(),
        by_id=by.pk if by is not None else None,
        created_at=at,
    )


def read(file: StoredFile) -> bytes:
    """Return the bytes as they came; raises Damaged when they are not, Erased, or KeysMissing."""
    data = b"".join(pieces(file))
    if len(data) != file.size or hashlib.sha256(data).hexdigest() != file.sha256:
        raise Damaged(_damaged(file))
    return data


def pieces(file: StoredFile) -> Iterator[bytes]:
    """Yield the bytes in pieces of 64 KiB; each is proved before it is given. Raises as `read` does."""
    if file.erased_at is not None:
        raise Erased(_("Este archivo se borró."))
    try:
        yield from sealed.read(place(file), file.id)
    except (sealed.Unreadable, FileNotFoundError):
        raise Damaged(_damaged(file)) from None


def erase(file: StoredFile, *, by: "User | None", at: datetime) -> None:
    """Take a file away for good: its row stays, without its name, to say that it was here."""
    with transaction.atomic():
        file.name, file.erased_at = "", at
        file.save(update_fields=["name", "erased_at"])
        _unlink_after_commit(place(file))
        audit.record(action="files.erase", subject=file, by=by, at=at, detail={"sha256": file.sha256})


def place(file: StoredFile) -> Path:
    """Return where a file lies: made of ids alone, whatever its name says."""
    return city_folder(file.city_id) / file.id.hex[-2:] / str(file.id)


def _write(file: StoredFile, data: bytes) -> None:
    try:
        sealed.write(place(file), file.id, sealed.in_pieces(data))
    except OSError as error:
        if error.errno in FULL:
            sentence = _("No se guardó «{name}»: el disco del servidor está lleno. Avise a quien lo administra.")
            raise DiskFull(sentence.format(name=file.name)) from error
        sentence = _("No se guardó «{name}»: el servidor no pudo escribirlo. Intente de nuevo en unos minutos.")
        raise FileError(sentence.format(name=file.name)) from error


def _damaged(file: StoredFile) -> str:
    sentence = _("El archivo «{name}» no está como se guardó. Recupérelo de una copia de respaldo.")
    return sentence.format(name=file.name)


def _unlink_after_commit(path: Path) -> None:
    def unlink() -> None:
        path.unlink(missing_ok=True)

    # What cannot be unlinked now is an orphan, which the sweep takes away.
    transaction.on_commit(unlink, robust=True)
