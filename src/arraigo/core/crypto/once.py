"""A file that holds a secret and is made once, whoever comes first."""

import os
from contextlib import suppress
from pathlib import Path


def write_once(path: Path, content: bytes) -> None:
    """Write a file that appears under its name only when the disk has all of it; one that exists stays."""
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    try:
        with suppress(FileExistsError):
            os.link(draft, path)
    finally:
        draft.unlink()
