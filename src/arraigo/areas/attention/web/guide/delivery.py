"""How a page travels: compressed once, kept while it holds, and asked for again by the tag of its very bytes.

A page is kept under the stamps of what it says, which every answer asks the database for; where it says what is open,
until the next door opens or closes. Nothing of who asks goes into it: no cookie, no address, no language of a browser.
"""

import gzip
import re
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from threading import Lock
from uuid import UUID

import brotli
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response

from arraigo.areas.attention.web.guide.addresses import GuidePage
from arraigo.areas.attention.web.guide.rendering import Rendered
from arraigo.areas.attention.web.guide.stamps import Stamps, stamps_of
from arraigo.core.places.models import City

# A reader who goes back and forth asks nobody; who comes later asks for the tag.
FRESH_SECONDS = 300
GZIP_LEVEL, BROTLI_QUALITY = 9, 6
# Compressed bytes that a process keeps: some ten thousand pages.
KEPT_BYTES = 32 * 1024 * 1024
_ACCEPTED = re.compile(r"([\w*-]+)(?:\s*;\s*q=([01](?:\.\d{0,3})?)(?![\d.]))?")

Key = tuple[UUID, str, str, Stamps]


@dataclass(frozen=True, slots=True)
class Packed:
    """A page as it is kept: its bytes by encoding, the tag of its text, and until when it holds."""

    bodies: dict[str, bytes]
    tag: str
    status: int
    until: datetime | None


_kept: "OrderedDict[Key, Packed]" = OrderedDict()
_weight = 0
_lock = Lock()


def kept(city: City, language: str, page: GuidePage, *, at: datetime, make: Callable[[], Rendered]) -> Packed:
    """Return a page from this process's memory, or make it."""
    found = remembered(city, language, page.path, at=at)
    if found is None:
        stamps = stamps_of(city)
        found = pack(make())
        _keep((city.pk, language, page.path, stamps), found)
    return found


def remembered(city: City, language: str, path: str, *, at: datetime) -> Packed | None:
    """Return a page that this process keeps and that holds at a moment, by its address below the language's."""
    key = city.pk, language, path, stamps_of(city)
    with _lock:
        found = _kept.get(key)
        if found is None or (found.until is not None and found.until <= at):
            return None
        _kept.move_to_end(key)
        return found


def pack(rendered: Rendered) -> Packed:
    """Compress a page in each encoding that a browser may ask for."""
    html = rendered.html
    bodies = {
        "gzip": gzip.compress(html, compresslevel=GZIP_LEVEL, mtime=0),
        "br": brotli.compress(html, mode=brotli.MODE_TEXT, quality=BROTLI_QUALITY),
    }
    return Packed(bodies, sha256(html).hexdigest()[:20], rendered.status, rendered.until)


def forget() -> None:
    """Forget what this process keeps."""
    global _weight
    with _lock:
        _kept.clear()
        _weight = 0


def _keep(key: Key, made: Packed) -> None:
    global _weight
    with _lock:
        before = _kept.pop(key, None)
        _weight += _size(made) - (_size(before) if before else 0)
        _kept[key] = made
        while _weight > KEPT_BYTES and len(_kept) > 1:
            _weight -= _size(_kept.popitem(last=False)[1])


def _size(one: Packed) -> int:
    return sum(map(len, one.bodies.values()))


def answer(request: HttpRequest, packed: Packed, *, language: str) -> HttpResponse:
    """Return a page to whoever asks: in the encoding that they take, or 304 where they have it already."""
    encoding = chosen(request.headers.get("Accept-Encoding", ""), packed.bodies)
    body = packed.bodies[encoding] if encoding else gzip.decompress(packed.bodies["gzip"])
    response = HttpResponse(body, status=packed.status)
    if encoding:
        response["Content-Encoding"] = encoding
    response["Cache-Control"] = _how_long(packed)
    return _of_everybody(request, response, language, f'"{packed.tag}{encoding and "-" + encoding}"')


def unkept(request: HttpRequest, rendered: Rendered, *, language: str) -> HttpResponse:
    """Return the answer to what somebody typed: nobody keeps it, neither here nor on the way nor on the telephone."""
    takes_gzip = chosen(request.headers.get("Accept-Encoding", ""), ("gzip",))
    body = gzip.compress(rendered.html, compresslevel=6, mtime=0) if takes_gzip else rendered.html
    response = HttpResponse(body, status=rendered.status)
    if takes_gzip:
        response["Content-Encoding"] = "gzip"
    response["Cache-Control"] = "no-store"
    return _of_everybody(request, response, language, "")


def chosen(header: str, offered: "dict[str, bytes] | tuple[str, ...]") -> str:
    """Return the encoding to send: brotli before gzip where the header takes it; "" is none."""
    weights = {name.lower(): float(weight or 1) for name, weight in _ACCEPTED.findall(header)}
    return next((one for one in ("br", "gzip") if one in offered and weights.get(one, 0) > 0), "")


def _how_long(packed: Packed) -> str:
    """Return how long others may keep a page: one that shows places is asked for anew, or told that it is the same.

    A place may become reserved at any moment, and nothing on the way may go on telling where it is.
    """
    if packed.status != 200:
        return "no-store"
    return "public, no-cache" if packed.until is not None else f"public, max-age={FRESH_SECONDS}"


def _of_everybody(request: HttpRequest, response: HttpResponse, language: str, tag: str) -> HttpResponse:
    response["Content-Language"] = language
    if tag and response.status_code == 200:
        response["ETag"] = tag
        response = get_conditional_response(request, etag=tag, response=response) or response
    response["Vary"] = "Accept-Encoding"
    response["X-Frame-Options"] = settings.X_FRAME_OPTIONS
    if response.status_code != 304:
        response["Content-Length"] = str(len(response.content))
    return response
