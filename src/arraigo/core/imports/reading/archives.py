"""What a zipped workbook would grow to, measured before anything else opens it.

The sizes that an archive declares may lie, so every member is inflated here in pieces, counted, and thrown away;
only then does the workbook reader see the file.
"""

import zipfile
import zlib
from collections.abc import Iterator

from arraigo.core.imports.reading import refusals

MAX_MEMBERS = 5_000
MAX_INFLATED = 300 * 1024 * 1024
MAX_RATIO = 300
RATIO_COUNTS_FROM = 20 * 1024 * 1024
PIECE = 1 << 20
LOCAL_HEADER = 30
ENTITY_MARKS = (b"<!DOCTYPE", b"<!ENTITY", "<!DOCTYPE".encode("utf-16-le"), "<!DOCTYPE".encode("utf-16-be"))
PROLOGUE = 1 << 16


def check_archive(archive: zipfile.ZipFile, data: bytes, name: str) -> None:
    """Refuse an archive that is a bomb, is damaged, asks for a password or declares XML entities."""
    members = archive.infolist()
    declared = sum(member.file_size for member in members)
    if len(members) > MAX_MEMBERS or declared > MAX_INFLATED or _out_of_proportion(declared, len(data)):
        raise refusals.bomb(name)
    total = 0
    for member in members:
        if member.flag_bits & 1:
            raise refusals.encrypted(name)
        total += _check_member(member, data, name, MAX_INFLATED - total)
    if _out_of_proportion(total, len(data)):
        raise refusals.bomb(name)


def _out_of_proportion(inflated: int, packed: int) -> bool:
    return inflated > RATIO_COUNTS_FROM and inflated > MAX_RATIO * packed


def _check_member(member: zipfile.ZipInfo, data: bytes, name: str, room: int) -> int:
    is_xml = member.filename.lower().endswith((".xml", ".rels", ".vml"))
    size = 0
    try:
        for piece in _inflated(member, data):
            if is_xml and size < PROLOGUE and any(mark in piece[:PROLOGUE] for mark in ENTITY_MARKS):
                raise refusals.unsafe_xml(name)
            size += len(piece)
            if size > room:
                raise refusals.bomb(name)
    except (zlib.error, NotImplementedError, ValueError):
        raise refusals.damaged(name) from None
    if size != member.file_size:
        raise refusals.damaged(name)
    return size


def _inflated(member: zipfile.ZipInfo, data: bytes) -> Iterator[bytes]:
    start = member.header_offset
    header = data[start : start + LOCAL_HEADER]
    if len(header) < LOCAL_HEADER or not header.startswith(b"PK\x03\x04"):
        raise ValueError(member.filename)
    start += LOCAL_HEADER + int.from_bytes(header[26:28], "little") + int.from_bytes(header[28:30], "little")
    packed = memoryview(data)[start : start + member.compress_size]
    if member.compress_type == zipfile.ZIP_STORED:
        yield bytes(packed)
    elif member.compress_type == zipfile.ZIP_DEFLATED:
        yield from _deflated(packed)
    else:
        raise NotImplementedError(member.filename)


def _deflated(packed: memoryview) -> Iterator[bytes]:
    inflater = zlib.decompressobj(-zlib.MAX_WBITS)
    pending: bytes | memoryview = packed
    while not inflater.eof:
        piece = inflater.decompress(pending, PIECE)
        pending = inflater.unconsumed_tail
        if not piece and not pending:
            return
        yield piece
