"""Files that commands write: whole or not at all."""

import os
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from arraigo.cli.language import _
from arraigo.cli.printer import MendableError


@contextmanager
def drafts(paths: Sequence[Path]) -> Iterator[list[IO[bytes]]]:
    """Give a file to write for each path, beside it, and put all in their places when the block ends well.

    Whatever goes wrong in the block leaves what was there before. Raises MendableError where a path is a folder, or
    where its folder does not let a file be written.
    """
    _refuse_folders(paths)
    made: list[tuple[str, Path]] = []
    files: list[IO[bytes]] = []
    try:
        try:
            for path in paths:
                handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
                made.append((name, path))
                files.append(os.fdopen(handle, "wb"))
        except OSError as error:
            raise MendableError(
                _("No se pudo escribir «{name}»: {detail}.").format(name=path, detail=error.strerror)
            ) from None
        yield files
        for file, (name, _path) in zip(files, made, strict=True):
            file.close()
            # As any other program would have made it: a draft is readable by its owner alone.
            Path(name).chmod(0o666 & ~_umask())
        for name, path in made:
            Path(name).replace(path)
    finally:
        for file in files:
            file.close()
        for name, _path in made:
            Path(name).unlink(missing_ok=True)


def write_whole(out: Path, text: str) -> None:
    """Write a text as UTF-8, whole or not at all; raises MendableError as `drafts` does."""
    with drafts([out]) as (file,):
        file.write(text.encode())


def _refuse_folders(paths: Sequence[Path]) -> None:
    for path in paths:
        if path.is_dir():
            raise MendableError(_("«{path}» es una carpeta. Diga el nombre del archivo.").format(path=path))


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
