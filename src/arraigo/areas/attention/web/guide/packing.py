"""The guide to take along: every page of a zone in one file, as a telephone keeps it, and as a folder to open.

A bundle is JSON: `pieces`, the fragments of which pages are made, each once; `pages`, by address below the city's, the
numbers of its pieces; `loads`, what pages load besides; and what to say of it. The pages are those that a server of
files would hand out, with the addresses of the program: in a telephone without a network they answer in its place.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from importlib.resources import files
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from arraigo.areas.attention.queries.guide_areas import Zone
from arraigo.areas.attention.web.guide.addresses import (
    ALL_AREAS,
    HOME,
    NAME,
    RESOURCES,
    GuidePage,
    Kind,
    Links,
    Mode,
    prefix,
)
from arraigo.areas.attention.web.guide.rendering import asked, pages, redrawn, speaking
from arraigo.areas.attention.web.guide.shelf import Shelf, of_zone
from arraigo.core.places.models import City

VERSION = 1
# Where a page is cut: before what stands on many pages as it is.
_CUT = re.compile(r"(?=<(?:body|svg|symbol|aside|header|main|section|li|p|h1|nav|dl|dt|div|footer|/main)\b)")
# Files of a folder say no time, so that the same guide makes the same file.
_NO_TIME = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Made:
    """What was made: its bytes, and how many pages and services are in it."""

    data: bytes
    pages: int
    services: int


def bundle(city: City, language: str, zone: Zone | None, *, at: datetime) -> Made:
    """Return the bundle of a zone, or of the whole city, in a language; the same guide makes the same bytes."""
    shelf = of_zone(zone, at)
    pieces: dict[str, int] = {}
    held = {}
    for page, html in each(city, language, shelf, Mode.PACKED, at):
        cut = _CUT.split(html.decode())
        held[f"{prefix(language)}{page.path}"] = [pieces.setdefault(one, len(pieces)) for one in cut if one]
    links = Links(city.slug, language, HOME, Mode.PACKED)
    services = len({one.service_id for one in shelf.places})
    told = {
        "version": VERSION,
        "city": city.name,
        "language": language,
        "zone": zone.code if zone else ALL_AREAS,
        "name": zone.name if zone else city.name,
        "services": services,
        "home": prefix(language),
        "missing": f"{prefix(language)}{GuidePage(Kind.MISSING).path}",
        "loads": [links.resource(name) for name in (*RESOURCES, "attention/guide-offline.js")],
        "pages": held,
        "pieces": list(pieces),
    }
    data = json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()
    return Made(data, len(held), services)


def folder(city: City, language: str, zone: Zone | None, *, at: datetime) -> Made:
    """Return the same pages as a ZIP of a folder that any browser opens from a telephone's memory, without scripts."""
    shelf = replace(of_zone(zone, at), languages=(language,))
    into = BytesIO()
    count = 0
    with ZipFile(into, "w", ZIP_DEFLATED, compresslevel=9) as packed:
        root = f"guia-{city.slug}"
        _put(packed, f"{root}/index.html", entry(language))
        for name, content in resources():
            _put(packed, f"{root}/{name}", content)
        for page, html in each(city, language, shelf, Mode.STATIC, at):
            _put(packed, f"{root}/{prefix(language)}{page.path}index.html", html)
            count += 1
    return Made(into.getvalue(), count, len({one.service_id for one in shelf.places}))


def resources() -> Iterator[tuple[str, bytes]]:
    """Yield the name and the bytes of each file that static pages load."""
    for name in RESOURCES:
        area, _slash, rest = name.partition("/")
        package = "arraigo.core.ui" if area == "ui" else "arraigo.areas.attention"
        yield f"{NAME}/{rest}", (files(package) / "static" / area / rest).read_bytes()


def entry(language: str) -> bytes:
    """Return the page that leads from the top of a folder to the guide."""
    where = f"{prefix(language)}index.html"
    return (
        f'<!doctype html><html lang="{language}"><meta charset="utf-8"><title>Arraigo</title>'
        f'<meta http-equiv="refresh" content="0;url={where}"><a href="{where}">{where}</a></html>\n'
    ).encode()


def each(city: City, language: str, shelf: Shelf, mode: Mode, at: datetime) -> Iterator[tuple[GuidePage, bytes]]:
    """Yield every page that a shelf fills, with its bytes; the last is that which says that there is no such page."""
    with speaking(city, language):
        ask = asked(city, language, HOME, at=at, mode=mode, shelf=shelf)
        for page in (*pages(city, language, at=at, mode=mode, shelf=shelf), GuidePage(Kind.MISSING)):
            yield page, redrawn(ask, page).html


def missing(city: City, language: str, shelf: Shelf, at: datetime) -> bytes:
    """Return the static page that says that there is no such page; its links go up from `guia/no-esta/`."""
    with speaking(city, language):
        page = GuidePage(Kind.MISSING)
        return redrawn(asked(city, language, page, at=at, mode=Mode.STATIC, shelf=shelf), page).html


def _put(packed: ZipFile, name: str, content: bytes) -> None:
    about = ZipInfo(name, _NO_TIME)
    about.compress_type, about.external_attr = ZIP_DEFLATED, 0o644 << 16
    packed.writestr(about, content)
