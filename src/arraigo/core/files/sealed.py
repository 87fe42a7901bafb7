"""The form of a file on disk: sealed in pieces, so that neither a piece nor the end can be changed, moved or lost.

A header (magic, format, number of the key, 16 bytes of salt) and then pieces of 64 KiB, each with AES-256-GCM under a
key of that file alone (HKDF over the salt). The nonce is the number of the piece and whether it is the last one; the
associated data is the header and the id of the file. So a piece opens only in its place and its file, and a file that
lost its end has no last piece (the construction STREAM of Hoang, Reyhanitabar, Rogaway and Vizár, 2015).
"""

import hashlib
import os
import struct
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from arraigo.core.crypto import keyring

MAGIC = b"ARRAIGOF"
FORMAT = 1
HEADER = struct.Struct(">8sBH16s")
PIECE = 64 * 1024
TAG = 16


class Unreadable(Exception):  # noqa: N818 - what is so, not a fault of the program
    """What is on disk is not what was sealed there."""


def write(path: Path, file_id: UUID, pieces: Iterable[bytes]) -> None:
    """Seal bytes into a file that appears under its name only when the disk has all of it.

    Raises OSError when the disk is full; nothing is left behind then.
    """
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = path.with_name(f".{path.name}.{os.getpid()}.nuevo")
    try:
        with open(draft, "wb", opener=_private) as handle:
            for part in _sealed(file_id, pieces):
                handle.write(part)
            handle.flush()
            os.fsync(handle.fileno())
        draft.replace(path)
        _settle(path.parent)
    except BaseException:
        with suppress(OSError):
            draft.unlink(missing_ok=True)
        raise


def read(path: Path, file_id: UUID) -> Iterator[bytes]:
    """Yield what was sealed, piece by piece; raises Unreadable, KeysMissing, or FileNotFoundError."""
    with path.open("rb") as handle:
        header = handle.read(HEADER.size)
        cipher, bound = _cipher_of(header), header + file_id.bytes
        number, ahead = 0, handle.read(PIECE + TAG)
        while True:
            piece, ahead = ahead, handle.read(PIECE + TAG)
            try:
                yield cipher.decrypt(_nonce(number, last=not ahead), piece, bound)
            except (InvalidTag, ValueError):
                raise Unreadable(str(file_id)) from None
            if not ahead:
                return
            number += 1


def key_number(path: Path) -> int:
    """Return the number of the key that sealed a file."""
    with path.open("rb") as handle:
        return _parse(handle.read(HEADER.size))[0]


def in_pieces(source: bytes | BinaryIO) -> Iterator[bytes]:
    """Yield bytes, or what a file holds, in pieces of the right size: always at least one."""
    if isinstance(source, bytes):
        yield from (source[start : start + PIECE] for start in range(0, max(1, len(source)), PIECE))
        return
    piece = source.read(PIECE)
    yield piece
    while piece:
        piece = source.read(PIECE)
        if piece:
            yield piece


def digest(pieces: Iterable[bytes]) -> str:
    """Return the SHA-256 of bytes that come in pieces, in hexadecimal."""
    whole = hashlib.sha256()
    for piece in pieces:
        whole.update(piece)
    return whole.hexdigest()


def _sealed(file_id: UUID, pieces: Iterable[bytes]) -> Iterator[bytes]:
    header = HEADER.pack(MAGIC, FORMAT, keyring.keyring().current, os.urandom(16))
    cipher, bound = _cipher_of(header), header + file_id.bytes
    yield header
    number, waiting = 0, b""
    for number, piece in enumerate(_of_size(pieces)):
        if number:
            yield cipher.encrypt(_nonce(number - 1, last=False), waiting, bound)
        waiting = piece
    yield cipher.encrypt(_nonce(number, last=True), waiting, bound)


def _of_size(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Cut what comes in any size into pieces of the one size; only the last may be shorter."""
    held = b""
    for piece in pieces:
        held += piece
        while len(held) > PIECE:
            yield held[:PIECE]
            held = held[PIECE:]
    yield held


def _cipher_of(header: bytes) -> AESGCM:
    number, salt = _parse(header)
    return keyring.cipher(number, f"file {salt.hex()}")


def _parse(header: bytes) -> tuple[int, bytes]:
    if len(header) != HEADER.size:
        raise Unreadable("header")
    magic, form, number, salt = HEADER.unpack(header)
    if magic != MAGIC or form != FORMAT:
        raise Unreadable("header")
    return number, salt


def _nonce(number: int, *, last: bool) -> bytes:
    return number.to_bytes(11, "big") + (b"\x01" if last else b"\x00")


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def _settle(folder: Path) -> None:
    """Wait until the disk has the folder's new entry."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
