"""Anchors: the head of each chain, written outside the database after every commit.

A chain alone does not notice that its tail was cut off. So each entry leaves a line in a file of its chain in the
folder of anchors: number, digest, moment, and a code (HMAC under the installation's key) over the line and the one
before it. Who can write the database but not this folder cannot cut the tail, nor add an entry of their own; who can
write the folder but has no keys cannot make a line. Keep a copy of the folder on another machine.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import UUID

from django.conf import settings

from arraigo.core.audit.chain import stamp
from arraigo.core.crypto import keyring

GENERAL = "general"
LONGEST_LINE = 512


@dataclass(frozen=True)
class Anchor:
    """One line: the entry that it vouches for."""

    number: int
    digest: str
    at: str


@dataclass(frozen=True)
class Anchors:
    """The lines of one chain, and the numbers of those lines that are not as they were written."""

    by_number: dict[int, Anchor]
    damaged: tuple[int, ...]
    exists: bool = True

    @property
    def head(self) -> Anchor | None:
        """Return the anchor of the last entry."""
        return self.by_number[max(self.by_number)] if self.by_number else None


def path(chain: UUID | None) -> Path:
    """Return the file of one chain."""
    return Path(settings.HOME.anchors) / f"{chain or GENERAL}.anclas"


def chains() -> list[UUID | None]:
    """Return the chains that have a file."""
    folder = Path(settings.HOME.anchors)
    names = sorted(file.stem for file in folder.glob("*.anclas"))
    return [None if name == GENERAL else UUID(name) for name in names]


def append(*, chain: UUID | None, number: int, digest: str, at: datetime) -> None:
    """Add the line of an entry and wait until the disk has it. Several processes may do so at once."""
    file = path(chain)
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with _turn(file) as handle:
        before, whole = _last_line(handle)
        said = f"{number} {digest} {stamp(at)}"
        line = f"{said} {_code(chain, before, said)}\n"
        os.write(handle, line.encode() if whole else b"\n" + line.encode())
        os.fsync(handle)


def read(chain: UUID | None) -> Anchors:
    """Return the lines of a chain; a file that is not there has none."""
    try:
        lines = path(chain).read_bytes().split(b"\n")
    except FileNotFoundError:
        return Anchors({}, (), exists=False)
    found: dict[int, Anchor] = {}
    damaged = []
    before = b""
    for position, line in enumerate(lines, start=1):
        if not line:
            continue
        anchor = _parse(chain, before, line)
        if anchor is None:
            damaged.append(position)
        else:
            found[anchor.number] = anchor
        before = line
    return Anchors(found, tuple(damaged))


def head(chain: UUID | None) -> Anchor | None:
    """Return the last line of a chain without reading the others, or None when there is none that can be read."""
    try:
        handle = os.open(path(chain), os.O_RDONLY)
    except FileNotFoundError:
        return None
    try:
        line, _ = _last_line(handle)
    finally:
        os.close(handle)
    parts = line.decode("ascii", "replace").split(" ")
    return Anchor(int(parts[0]), parts[1], parts[2]) if len(parts) == 4 and parts[0].isdigit() else None


@contextmanager
def _turn(file: Path) -> Iterator[int]:
    handle = os.open(file, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield handle
    finally:
        os.close(handle)


def _last_line(handle: int) -> tuple[bytes, bool]:
    """Return the last line of a file and whether it ends as a line does."""
    size = os.fstat(handle).st_size
    tail = os.pread(handle, LONGEST_LINE, max(0, size - LONGEST_LINE))
    whole = not tail or tail.endswith(b"\n")
    return tail.rstrip(b"\n").rpartition(b"\n")[2], whole


def _code(chain: UUID | None, before: bytes, said: str) -> str:
    return keyring.mac(f"audit anchor {chain or GENERAL}", f"{before.decode('ascii', 'replace')}\n{said}").hex()[:32]


def _parse(chain: UUID | None, before: bytes, line: bytes) -> Anchor | None:
    said, _, code = line.decode("ascii", "replace").rpartition(" ")
    parts = said.split(" ")
    if len(parts) != 3 or not parts[0].isdigit() or code != _code(chain, before, said):
        return None
    return Anchor(int(parts[0]), parts[1], parts[2])
