"""A certificate as a page to keep and to hang up: PDF/UA-1, in Spanish and English, with a code that proves it.

Fonts and the template are loaded once for a printer, and what pages have in common is laid out once.
"""

import re
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import urlsplit

import segno
import typst
from django.contrib.staticfiles import finders

from arraigo.areas.training.documents import certificate_words as words
from arraigo.areas.training.documents.certificate_words import Pair
from arraigo.areas.training.queries.certificate_codes import grouped
from arraigo.core.documents.typesetting import drawn

TEMPLATE = Path(__file__).with_name("certificate.typ")
MEDIA_TYPE = "application/pdf"
# Names and drawings of signatures are written in memory only, where the machine has a place for that.
MEMORY = Path("/dev/shm")  # noqa: S108 - a folder of our own is made in it
# What lies side by side and is alike in a row of a QR code.
RUNS = re.compile(rb"\x00+|\x01+")
ENDINGS = {"image/png": "png", "image/jpeg": "jpg"}


@dataclass(frozen=True)
class Picture:
    """An image that goes into the page; `media_type` is what its content says."""

    data: bytes
    media_type: str


@dataclass(frozen=True)
class Signing:
    """Who signs, and the drawing of their signature where there is one."""

    name: str
    position: str = ""
    institution: str = ""
    picture: Picture | None = None


@dataclass(frozen=True)
class Logo:
    """An institution's logo, with its name for whoever does not see it."""

    name: str
    picture: Picture


@dataclass(frozen=True)
class Sheet:
    """What all certificates of a course have in common."""

    issuer: str
    place: str
    course: str
    course_kind: str
    kind: str
    hours: Decimal
    starts_on: date
    ends_on: date
    modality: str
    institution: str = ""
    text: str = ""
    invented: bool = False
    is_sample: bool = False
    signatories: Sequence[Signing] = ()
    logos: Sequence[Logo] = ()


@dataclass(frozen=True)
class Printed:
    """What is of one certificate alone. `url` is its public page, whole."""

    name: str
    code: str
    url: str
    issued_on: date


class Printer:
    """Prints the certificates of one course, one after the other; made by `printer`."""

    def __init__(self, sheet: Sheet, folder: Path) -> None:
        self._common = _common(sheet, folder)
        self._data = folder / "data.json"
        self._compiler = typst.Compiler(folder / TEMPLATE.name, root=folder, ignore_system_fonts=True)

    def page(self, printed: Printed, **how: Any) -> bytes:
        """Return a certificate as PDF/UA-1; the same certificate gives the same bytes."""
        on = datetime(printed.issued_on.year, printed.issued_on.month, printed.issued_on.day, tzinfo=UTC)
        manner = how or {"format": "pdf", "pdf_standards": ["ua-1"], "timestamp": on}
        return bytes(drawn({**self._common, **_own(printed)}, lambda text: self._made(text, manner)))

    def _made(self, data: str, manner: dict[str, Any]) -> Any:  # noqa: ANN401 - as the library says
        # As a file: what the library remembers of a page outlives a changed file, but not changed inputs.
        self._data.write_text(data, encoding="utf-8")
        return self._compiler.compile(**manner)


@contextmanager
def printer(sheet: Sheet) -> Iterator[Printer]:
    """Prepare the printing of a course's certificates; its images are gone from the machine afterwards."""
    with TemporaryDirectory(prefix="arraigo-", dir=MEMORY if MEMORY.is_dir() else None) as name:
        folder = Path(name)
        shutil.copyfile(TEMPLATE, folder / TEMPLATE.name)
        shutil.copyfile(str(finders.find("ui/logo.svg")), folder / "mark.svg")
        yield Printer(sheet, folder)


def _common(sheet: Sheet, folder: Path) -> dict[str, Any]:
    kind = words.KINDS[sheet.kind]
    notes = (words.SAMPLE,) if sheet.is_sample else (words.INVENTED,) if sheet.invented else ()
    return {
        "title": f"{kind[0]}: {sheet.course}",
        "issuer": sheet.issuer,
        "place": sheet.place,
        "logos": [
            {"file": _put(folder, f"logo{number}", logo.picture), "name": logo.name}
            for number, logo in enumerate(sheet.logos)
        ],
        "kind": kind,
        "certifies": words.CERTIFIES,
        "did": words.did(sheet.kind, sheet.course_kind),
        "course": sheet.course,
        "course_size": 20 if len(sheet.course) <= 90 else 17 if len(sheet.course) <= 140 else 14,
        "text": sheet.text,
        "facts": [{"label": label, "value": value} for label, value in _facts(sheet)],
        "signatories": [
            {
                "file": _put(folder, f"firma{number}", one.picture) if one.picture else "",
                "alt": f"Firma de {one.name}",
                "name": one.name,
                "position": one.position,
                "institution": one.institution,
            }
            for number, one in enumerate(sheet.signatories)
        ],
        "check": words.CHECK,
        "notes": notes,
    }


def _facts(sheet: Sheet) -> Iterator[tuple[Pair, Pair]]:
    yield words.DURATION, words.hours(sheet.hours)
    one_day = sheet.starts_on == sheet.ends_on
    yield (words.DATE if one_day else words.DATES), words.period(sheet.starts_on, sheet.ends_on)
    yield words.MODALITY, words.MODALITIES[sheet.modality]
    if sheet.institution:
        yield words.GIVEN_BY, (sheet.institution, "")


def _own(printed: Printed) -> dict[str, Any]:
    on = words.day(printed.issued_on)
    parts = urlsplit(printed.url)
    return {
        "name": printed.name,
        "name_size": 36 if len(printed.name) <= 34 else 28 if len(printed.name) <= 50 else 22,
        "code": grouped(printed.code),
        "url": printed.url,
        "shown_url": f"{parts.netloc}{parts.path.rsplit('/', 2)[0]}/",
        "qr": _qr(printed.url),
        "qr_alt": f"Código QR que abre {printed.url}",
        "issued": [phrase % value for phrase, value in zip(words.ISSUED, on, strict=True)],
    }


def _qr(url: str) -> str:
    """Return a QR code as an SVG of a single path; with one mask, not the best of eight, in a quarter of the time."""
    matrix = segno.make_qr(url, error="m", mask=3, boost_error=False).matrix
    side = len(matrix)
    rows = "".join(f"M0 {y}.5{''.join(map(_run, RUNS.findall(bytes(row))))}" for y, row in enumerate(matrix))
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}"><path stroke="#000" d="{rows}"/></svg>'


@lru_cache(maxsize=256)
def _run(modules: bytes) -> str:
    """Draw modules that are all dark, or leave as many out."""
    return f"{'h' if modules[0] else 'm'}{len(modules)}{'' if modules[0] else ' 0'}"


def _put(folder: Path, name: str, picture: Picture) -> str:
    file = f"{name}.{ENDINGS[picture.media_type]}"
    (folder / file).write_bytes(picture.data)
    return file
