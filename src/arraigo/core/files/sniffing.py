"""What a file is, told from what it holds and never from its name."""

import io
import zipfile

UNKNOWN = "application/octet-stream"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
ODS = "application/vnd.oasis.opendocument.spreadsheet"
ZIP = "application/zip"
# First bytes, by how often we meet them.
MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "application/pdf"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/vnd.ms-excel"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF8", "image/gif"),
    (b"\x1f\x8b", "application/gzip"),
    (b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    (b"Rar!\x1a\x07", "application/vnd.rar"),
    (b"MZ", "application/vnd.microsoft.portable-executable"),
    (b"\x7fELF", "application/x-elf"),
)
TEXT = frozenset({"text/csv", "text/tab-separated-values", "text/plain", "application/json"})
PEEK = 4096


def sniff(data: bytes, declared: str = "") -> str:
    """Return the media type of a file by its content; `declared` only chooses among kinds of plain text."""
    start = data[:PEEK]
    for magic, kind in MAGIC:
        if start.startswith(magic):
            return kind
    if start[:4] == b"RIFF" and start[8:12] == b"WEBP":
        return "image/webp"
    if start.startswith(b"PK\x03\x04"):
        return _inside(data)
    return _text(start, declared)


def _inside(data: bytes) -> str:
    """Tell the kinds of office files apart by the names inside; nothing is unpacked but the type of an ODF."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as box:
            names = box.namelist()[:2000]
            if names and names[0] == "mimetype" and box.getinfo("mimetype").file_size <= 100:
                return ODS if box.read("mimetype").strip() == ODS.encode() else ZIP
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, ValueError):
        return UNKNOWN
    for part, kind in (("xl/workbook", XLSX), ("word/document", DOCX), ("ppt/presentation", PPTX)):
        if any(name.startswith(part) for name in names):
            return kind
    return ZIP


def _text(start: bytes, declared: str) -> str:
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):
        return declared if declared in TEXT else "text/plain"
    if b"\x00" in start:
        return UNKNOWN
    lean = start.removeprefix(b"\xef\xbb\xbf").lstrip()[:1024].lower()
    if b"<svg" in lean:
        return "image/svg+xml"
    if lean.startswith((b"<!doctype html", b"<html", b"<head", b"<body", b"<script")) or b"<script" in lean:
        return "text/html"
    if lean.startswith(b"<?xml"):
        return "application/xml"
    return declared if declared in TEXT else "text/plain"
