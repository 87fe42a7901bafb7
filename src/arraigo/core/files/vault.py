"""The folder where sealed files lie: which there are, and with which key each is sealed."""

from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.utils.translation import gettext as _

from arraigo.core.crypto import keyring
from arraigo.core.files import sealed

Progress = Callable[[str, int, int], None]


def city_folder(city: UUID) -> Path:
    """Return the folder of one city's files."""
    return Path(settings.HOME.files) / str(city)


def drafts_and_files(folder: Path) -> Iterator[Path]:
    """Yield what the program put in a folder: files, and what a sudden stop left half-written."""
    return (path for path in sorted(folder.rglob("*")) if path.is_file() and _is_ours(path))


def reseal_all(progress: Progress) -> int:
    """Seal every file of every city with the newest key and return how many were. It may be stopped and run again."""
    current, done = keyring.keyring().current, 0
    paths = _files()
    step = _("Cifrando de nuevo los archivos")
    for position, path in enumerate(paths, start=1):
        if sealed.key_number(path) != current:
            sealed.write(path, UUID(path.name), sealed.read(path, UUID(path.name)))
            done += 1
        progress(step, position, len(paths))
    return done


def keys_in_use() -> Counter[int]:
    """Return how many files each key has sealed."""
    return Counter(sealed.key_number(path) for path in _files())


def _files() -> list[Path]:
    return [path for path in drafts_and_files(Path(settings.HOME.files)) if not path.name.startswith(".")]


def _is_ours(path: Path) -> bool:
    try:
        UUID(path.name.lstrip(".").split(".")[0])
    except ValueError:
        return False
    return True
