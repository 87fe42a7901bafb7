"""What looks after the folder of files: takes away what no row knows, finds what a row misses, seals anew."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.utils.translation import gettext as _

from arraigo.core import tenancy
from arraigo.core.crypto import keyring
from arraigo.core.files import sealed
from arraigo.core.files.actions import city_folder, place
from arraigo.core.files.models import StoredFile

# A file is on disk before its row is committed: what is younger may belong to a transaction that still runs.
GRACE = timedelta(days=1)
Progress = Callable[[str, int, int], None]


@dataclass(frozen=True)
class Swept:
    """What a sweep of one city did: orphans taken away, and rows whose file is not there."""

    removed: int
    freed_bytes: int
    missing: tuple[UUID, ...]


def sweep(*, at: datetime) -> Swept:
    """Take away the current city's files that no row knows and that are older than a day; say which are missing."""
    city = tenancy.current_city_id()
    if city is None:
        raise LookupError("Open the scope of a city first.")
    kept = {place(file) for file in StoredFile.objects.filter(city_id=city, erased_at=None).only("id", "city_id")}
    removed = freed = 0
    for path in list(_files(city_folder(city))):
        if path not in kept and _age(path, at) > GRACE:
            freed += path.stat().st_size
            path.unlink(missing_ok=True)
            removed += 1
    missing = tuple(sorted(UUID(path.name) for path in kept if not path.exists()))
    return Swept(removed, freed, missing)


def reseal_all(progress: Progress) -> int:
    """Seal every file of every city with the newest key and return how many were. It may be stopped and run again."""
    current, done = keyring.keyring().current, 0
    paths = [path for path in _files(Path(settings.HOME.files)) if not path.name.startswith(".")]
    step = _("Cifrando de nuevo los archivos")
    for position, path in enumerate(paths, start=1):
        if sealed.key_number(path) != current:
            sealed.write(path, UUID(path.name), sealed.read(path, UUID(path.name)))
            done += 1
        progress(step, position, len(paths))
    return done


def sealed_with(number: int) -> int:
    """Return how many files one key has sealed."""
    paths = _files(Path(settings.HOME.files))
    return sum(sealed.key_number(path) == number for path in paths if not path.name.startswith("."))


def _files(folder: Path) -> Iterator[Path]:
    return (path for path in sorted(folder.rglob("*")) if path.is_file() and _is_ours(path))


def _is_ours(path: Path) -> bool:
    try:
        UUID(path.name.lstrip(".").split(".")[0])
    except ValueError:
        return False
    return True


def _age(path: Path, at: datetime) -> timedelta:
    return at - datetime.fromtimestamp(path.stat().st_mtime, tz=at.tzinfo)
