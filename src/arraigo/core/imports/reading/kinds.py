"""What a file is, told by its first bytes and never by its name."""

import io
import re
import zipfile
from typing import Literal

from django.utils.translation import gettext as _

from arraigo.core.imports.reading import refusals

Container = Literal["text", "zip", "ole"]

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
IMAGES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM\x00", b"II*\x00", b"MM\x00*")
ARCHIVES = (b"7z\xbc\xaf\x27\x1c", b"Rar!\x1a", b"\x1f\x8b", b"BZh", b"\xfd7zXZ")
PROGRAMS = (b"MZ\x90", b"\x7fELF", b"SQLite format 3")
HTML_STARTS = (b"<!doctype html", b"<html", b"<table", b"<head", b"<meta", b"<style", b"<body", b"<div")
XML_START = b"<?xml"
XML_ROOT = re.compile(rb"<[a-z_][\w:.-]*(?:\s[^<>]*)?/?>")


def container(data: bytes, name: str) -> Container:
    """Return how the file is packed; refuse what cannot be a list.

    Raises FileRefused with a sentence that says what the file really is.
    """
    if data.startswith(ZIP):
        return "zip"
    if data.startswith(OLE):
        _check_ole(data, name)
        return "ole"
    other = _other_kind(data)
    if other:
        raise refusals.not_a_list(name, other)
    return "text"


def zip_kind(archive: zipfile.ZipFile, name: str) -> Literal["xlsx", "xlsb", "ods"]:
    """Return which workbook a zip holds; refuse documents, presentations and mere archives."""
    members = set(archive.namelist())
    if "xl/workbook.bin" in members:
        return "xlsb"
    if any(member.lower() == "xl/workbook.xml" for member in members):
        return "xlsx"
    if "content.xml" in members and _mimetype(archive).endswith(("spreadsheet", "spreadsheet-template")):
        return "ods"
    raise refusals.not_a_list(name, _zip_content(members))


def _zip_content(members: set[str]) -> str:
    if any(member.startswith("word/") for member in members):
        return _("un documento de Word")
    if any(member.startswith("ppt/") for member in members):
        return _("una presentación de PowerPoint")
    if "content.xml" in members:
        return _("un documento de LibreOffice que no es una hoja de cálculo")
    if any(member.endswith(".iwa") for member in members):
        return _("un archivo de Numbers, Pages o Keynote (en Numbers use «Exportar a» y elija Excel)")
    return _("un archivo comprimido (descomprímalo y suba la lista que está adentro)")


def _mimetype(archive: zipfile.ZipFile) -> str:
    try:
        with archive.open("mimetype") as member:
            return member.read(200).decode("ascii", errors="replace").strip()
    except (KeyError, zipfile.BadZipFile, OSError, NotImplementedError, RuntimeError):
        return ""


def _check_ole(data: bytes, name: str) -> None:
    def holds(stream: str) -> bool:
        return stream.encode("utf-16-le") in data

    if holds("EncryptedPackage"):
        raise refusals.encrypted(name)
    if holds("Workbook") or holds("Book"):
        return
    if holds("WordDocument"):
        raise refusals.not_a_list(name, _("un documento de Word"))
    if holds("PowerPoint Document"):
        raise refusals.not_a_list(name, _("una presentación de PowerPoint"))
    raise refusals.not_a_list(name, _("un documento de Office que no es un libro de Excel"))


def _other_kind(data: bytes) -> str:
    head = data[:2048].lstrip(b"\xef\xbb\xbf \t\r\n")
    if b"%PDF-" in data[:1024]:
        return _("un PDF")
    if data.startswith(IMAGES) or data[8:12] == b"WEBP" or data[4:12] in (b"ftypheic", b"ftypmif1", b"ftypavif"):
        return _("una imagen")
    if data.startswith(ARCHIVES):
        return _("un archivo comprimido (descomprímalo y suba la lista que está adentro)")
    if data.startswith(PROGRAMS):
        return _("un programa o una base de datos")
    return _marked_up(head)


def _marked_up(head: bytes) -> str:
    start = head[:512].lower()
    if start.startswith(b"{\\rtf"):
        return _("un documento de texto enriquecido (RTF)")
    if start.startswith(HTML_STARTS) or (start.startswith(XML_START) and b"<html" in start):
        return _("una página web (ábrala en Excel y guárdela como .xlsx)")
    if start.startswith((b'{"', b'[{"', b"[\n")):
        return _("un archivo JSON")
    if start.startswith(XML_START) or XML_ROOT.match(start):
        return _("un archivo XML (ábralo en Excel y guárdelo como .xlsx)")
    return ""


def open_zip(data: bytes, name: str) -> zipfile.ZipFile:
    """Return the archive, or refuse it as damaged."""
    try:
        return zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        raise refusals.damaged(name) from None
