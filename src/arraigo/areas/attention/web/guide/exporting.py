"""The whole guide as files that any server hands out, the same bytes while the guide says the same.

Every page is a folder with `index.html`, with links from where it lies; beside each text lies the same compressed, for
servers that send it as it is. `guia.json` lists what is there, by which an export is known again.
"""

import gzip
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from urllib.parse import urlsplit
from xml.sax.saxutils import escape

import brotli

from arraigo.areas.attention.web.guide import packing
from arraigo.areas.attention.web.guide.addresses import Kind, Mode, prefix
from arraigo.areas.attention.web.guide.delivery import BROTLI_QUALITY, GZIP_LEVEL
from arraigo.areas.attention.web.guide.shelf import Shelf, whole
from arraigo.core.places.models import City

MANIFEST = "guia.json"
FORMAT = "arraigo-guide-1"
UP_FROM_MISSING = b'"../../'

Count = Callable[[str, int], None]


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written: pages by language, services, files, their bytes, and those of the heaviest page, packed."""

    pages: dict[str, int]
    services: int
    files: int
    size: int
    heaviest: int


def export(city: City, into: Path, languages: Sequence[str], *, base: str, at: datetime, progress: Count) -> Exported:
    """Write the guide of the session's city into a folder that is there and empty.

    base: the address, with a slash at its end, below which `guia/` will be found. progress: told of each page.
    """
    shelf = replace(whole(at), languages=tuple(languages))
    written: dict[str, bytes] = dict(packing.resources())
    counts: dict[str, int] = {}
    addresses: list[str] = []
    heaviest = 0
    _write(into, written)
    files = _manifest(written)
    for language in languages:
        for page, html in packing.each(city, language, shelf, Mode.STATIC, at):
            if page.kind is Kind.MISSING:
                continue
            address = f"{prefix(language)}{page.path}"
            one = {f"{address}index.html": html}
            heaviest = max(heaviest, _write(into, one))
            files |= _manifest(one)
            addresses.append(address)
            counts[language] = counts.get(language, 0) + 1
            progress(language, counts[language])
    rest = dict(_rest(city, shelf, base, addresses, at))
    _write(into, rest)
    files |= _manifest(rest)
    told = {"format": FORMAT, "city": city.slug, "languages": list(languages), "address": base, "files": files}
    _write(into, {MANIFEST: (json.dumps(told, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()})
    every = [path for path in into.rglob("*") if path.is_file()]
    services = len({one.service_id for one in shelf.places})
    return Exported(counts, services, len(every), sum(path.stat().st_size for path in every), heaviest)


def is_export(folder: Path) -> bool:
    """Say whether a folder is an earlier export, by its list of files."""
    try:
        told = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return isinstance(told, dict) and told.get("format") == FORMAT


def _rest(city: City, shelf: Shelf, base: str, addresses: Sequence[str], at: datetime) -> Iterator[tuple[str, bytes]]:
    """Yield what a site has besides its pages: where it begins, what stands where there is none, what is there."""
    first = shelf.languages[0]
    yield "index.html", packing.entry(first)
    yield (
        "404.html",
        packing.missing(city, first, shelf, at).replace(UP_FROM_MISSING, f'"{urlsplit(base).path}'.encode()),
    )
    yield "robots.txt", f"User-agent: *\nAllow: /\nSitemap: {base}sitemap.xml\n".encode()
    places = "".join(f"<url><loc>{escape(base + one)}</loc></url>\n" for one in addresses)
    yield (
        "sitemap.xml",
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{places}</urlset>\n'.encode(),
    )


def _write(into: Path, files: dict[str, bytes]) -> int:
    """Write files and the same compressed; return the bytes of the heaviest as it travels."""
    heaviest = 0
    for name, content in files.items():
        path = into / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        packed = gzip.compress(content, compresslevel=GZIP_LEVEL, mtime=0)
        path.with_name(f"{path.name}.gz").write_bytes(packed)
        heaviest = max(heaviest, len(packed))
        made = brotli.compress(content, mode=brotli.MODE_TEXT, quality=BROTLI_QUALITY)
        path.with_name(f"{path.name}.br").write_bytes(made)
    return heaviest


def _manifest(files: dict[str, bytes]) -> dict[str, str]:
    return {name: sha256(content).hexdigest()[:20] for name, content in files.items()}
