"""What looks after the folder of files: takes away what no row knows, finds what a row misses."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

from arraigo.core import tenancy
from arraigo.core.files.actions import place
from arraigo.core.files.models import StoredFile
from arraigo.core.files.vault import city_folder, drafts_and_files

# A file is on disk before its row is committed: what is younger may belong to a transaction that still runs.
GRACE = timedelta(days=1)


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
    for path in list(drafts_and_files(city_folder(city))):
        if path not in kept and _age(path, at) > GRACE:
            freed += path.stat().st_size
            path.unlink(missing_ok=True)
            removed += 1
    missing = tuple(sorted(UUID(path.name) for path in kept if not path.exists()))
    return Swept(removed, freed, missing)


def _age(path: Path, at: datetime) -> timedelta:
    return at - datetime.fromtimestamp(path.stat().st_mtime, tz=at.tzinfo)
