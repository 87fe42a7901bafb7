"""The guide without a network: the program that a telephone keeps, the bundle of a zone, and the same as a folder.

A bundle is made when somebody first asks for it, one at a time, and kept while the guide says the same.
"""

import gzip
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from hashlib import sha256
from importlib.resources import files
from threading import Lock
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from arraigo.areas.attention.queries.guide_areas import Zone, zones
from arraigo.areas.attention.web.guide import packing
from arraigo.areas.attention.web.guide.addresses import ALL_AREAS, SPANISH
from arraigo.areas.attention.web.guide.asking import NoSuchPageError
from arraigo.areas.attention.web.guide.delivery import chosen
from arraigo.areas.attention.web.guide.stamps import Stamps, stamps_of
from arraigo.areas.attention.web.guide.views import MISSING, show
from arraigo.core.accounts.api import PublicRequest, public
from arraigo.core.places.models import City

# Some ten megabytes; a city has as many as it has zones and languages, and most are asked for once.
KEPT = 48
GZIP_LEVEL = 9
# A place may become reserved at any moment: nothing on the way may go on telling where it is.
ASKED_ANEW = "public, no-cache"
PROGRAM = "attention/guide-worker.js"

Key = tuple[UUID, str, str, str]
Stamp = tuple[Stamps, date]


@dataclass(frozen=True, slots=True)
class Kept:
    """What is kept of a bundle or a folder: its bytes as they travel, and the tag of them."""

    body: bytes
    tag: str


_kept: "OrderedDict[Key, tuple[Stamp, Kept]]" = OrderedDict()
_one_at_a_time = Lock()


@require_safe
@public
def worker(request: PublicRequest, city: str) -> HttpResponse:
    """The program that answers in the guide's place where there is no network; its address says how far it reaches."""
    body, tag = _program()
    response = HttpResponse(body, content_type="text/javascript; charset=utf-8")
    response["Cache-Control"] = "no-cache"
    return tagged(request, response, tag)


@require_safe
@public
def bundle(request: PublicRequest, city: str, area: str, lang: str = SPANISH) -> HttpResponse:
    """The pages of a zone, for the program in a telephone."""
    try:
        held = made(request.city, lang, area, "json", at=timezone.now())
    except NoSuchPageError:
        return show(request, MISSING, lang)
    takes_gzip = bool(chosen(request.headers.get("Accept-Encoding", ""), ("gzip",)))
    body = held.body if takes_gzip else gzip.decompress(held.body)
    response = HttpResponse(body, content_type="application/json")
    if takes_gzip:
        response["Content-Encoding"] = "gzip"
    response["Cache-Control"] = ASKED_ANEW
    return tagged(request, response, held.tag + ("-gzip" if takes_gzip else ""))


@require_safe
@public
def folder(request: PublicRequest, city: str, area: str, lang: str = SPANISH) -> HttpResponse:
    """The same pages as a ZIP, for who reads without scripts."""
    try:
        held = made(request.city, lang, area, "zip", at=timezone.now())
    except NoSuchPageError:
        return show(request, MISSING, lang)
    response = HttpResponse(held.body, content_type="application/zip")
    response["Content-Disposition"] = f'attachment; filename="guia-{request.city.slug}-{lang}-{area}.zip"'
    response["Cache-Control"] = ASKED_ANEW
    return tagged(request, response, held.tag)


def made(city: City, language: str, area: str, kind: str, *, at: datetime) -> Kept:
    """Return a bundle («json») or a folder («zip») from memory while the guide says the same, or make it.

    Raises NoSuchPageError for a zone that the guide has not.
    """
    zone = _zone(area)
    key = city.pk, language, area, kind
    return kept(key, stamp_on(city, at), lambda: _pack(city, language, zone, kind, at))


def stamp_on(city: City, at: datetime) -> Stamp:
    """Return what a thing was made under: what the guide says, and the day, since norms and hours end by themselves."""
    return stamps_of(city), city.day_of(at)


def kept(key: Key, stamp: Stamp, make: Callable[[], Kept]) -> Kept:
    """Return what this process keeps under a key and a stamp, or make it, one thing at a time."""
    return _found(key, stamp) or _make(key, stamp, make)


def forget() -> None:
    """Forget what this process keeps."""
    _kept.clear()


def _zone(area: str) -> Zone | None:
    if area == ALL_AREAS:
        return None
    found = next((one for one in zones() if one.code == area), None)
    if found is None:
        raise NoSuchPageError
    return found


def _found(key: Key, stamp: Stamp) -> Kept | None:
    found = _kept.get(key)
    return found[1] if found is not None and found[0] == stamp else None


def _make(key: Key, stamp: Stamp, pack: Callable[[], Kept]) -> Kept:
    with _one_at_a_time:
        # Whoever waited for the same one finds it made.
        found = _found(key, stamp)
        if found is not None:
            return found
        new = pack()
        _kept.pop(key, None)
        _kept[key] = stamp, new
        while len(_kept) > KEPT:
            _kept.popitem(last=False)
        return new


def _pack(city: City, language: str, zone: Zone | None, kind: str, at: datetime) -> Kept:
    if kind == "zip":
        body = packing.folder(city, language, zone, at=at).data
        return Kept(body, sha256(body).hexdigest()[:20])
    data = packing.bundle(city, language, zone, at=at).data
    return Kept(gzip.compress(data, compresslevel=GZIP_LEVEL, mtime=0), sha256(data).hexdigest()[:20])


@cache
def _program() -> tuple[bytes, str]:
    body = (files("arraigo.areas.attention") / "static" / PROGRAM).read_bytes()
    return body, sha256(body).hexdigest()[:20]


def tagged(request: HttpRequest, response: HttpResponse, tag: str) -> HttpResponse:
    """Give an answer its tag; 304 where whoever asks has it already."""
    etag = f'"{tag}"'
    response["ETag"] = etag
    answer = get_conditional_response(request, etag=etag, response=response) or response
    answer["Vary"] = "Accept-Encoding"
    return answer
