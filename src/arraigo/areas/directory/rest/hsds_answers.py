"""Answers of the HSDS API: pages, lines and single objects, with what caches and other sites need to know."""

import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from ninja.errors import HttpError

from arraigo.areas.directory.queries.public import stamp
from arraigo.areas.directory.queries.published.filters import leaving_as, of_organization
from arraigo.areas.directory.queries.published.fragments import Shape, texts
from arraigo.areas.directory.queries.published.objects import DOORS, short_forms
from arraigo.areas.directory.queries.published.opening import open_ones
from arraigo.areas.directory.rest.hsds_schemas import LARGEST_MINIMAL, LARGEST_PAGE, USUAL_PAGE
from arraigo.core import tenancy
from arraigo.core.accounts.api import enter_city
from arraigo.core.places.api import cities, city_by_slug
from arraigo.core.places.models import City

NDJSON = "application/x-ndjson"
AT_ONCE = 200
# Another one whenever the same rows are told otherwise: nobody keeps what an earlier program answered.
EDITION = "1"
LARGEST_BODY = 64 * 1024
View = Callable[..., HttpResponseBase]


@dataclass(frozen=True)
class Listing:
    """What a list answers: rows of an HSDS table, read only when the city is known."""

    table: str
    rows: Callable[[], QuerySet[Any]]
    shape: Shape = "plain"


def for_anybody(view: View) -> View:
    """Say in every answer that any site may read it, and that whoever keeps it must ask again before using it.

    What was asked in a body is nobody's to keep. A body of more than `LARGEST_BODY` bytes is not read.
    """

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        declared = str(request.META.get("CONTENT_LENGTH") or "")
        if declared.isascii() and declared.isdigit() and int(declared) > LARGEST_BODY:
            return JsonResponse({"detail": _("La petición es demasiado larga.")}, status=413)
        response = view(request, *args, **kwargs)
        if request.method == "GET":
            response["Access-Control-Allow-Origin"] = "*"
            response["Access-Control-Expose-Headers"] = "ETag"
        kept = request.method == "GET" and response.status_code in (200, 304)
        response["Cache-Control"] = "public, no-cache" if kept else "no-store"
        return response

    return answered


def entered(request: HttpRequest, slug: str) -> City:
    """Return the city of a request and show its rows; 400 when it must be named, 404 where there is none."""
    if slug:
        city = city_by_slug(slug)
    else:
        several = list(cities()[:2])
        if len(several) > 1:
            raise HttpError(400, _("Aquí hay varias ciudades. Diga cuál con el parámetro «city»."))
        city = several[0] if several else None
    if city is None:
        raise HttpError(404, _("Esa ciudad no existe."))
    enter_city(request, city)
    return city


def listed(request: HttpRequest, listing: Listing, told: dict[str, Any], *, at: datetime) -> HttpResponseBase:
    """Answer a list as it was asked for; 304 where whoever asks has it already."""
    city = entered(request, told["city"])
    mark = stamp(city)
    # What is open changes by the clock: that answer is compared by what it says (conditional_page).
    tag = _tag(mark, listing.table, listing.shape, told) if _lasts(request, told) else ""
    unchanged = get_conditional_response(request, etag=tag) if tag else None
    if unchanged is not None:
        # RFC 9110, 15.4.5: it says what it would have said, so that who keeps the answer knows which.
        unchanged["ETag"] = tag
        return unchanged
    answer = _Answer(listing, told, city, mark, at)
    response = answer.lines() if told["format"] == "ndjson" else answer.page()
    if tag:
        response["ETag"] = tag
    return response


def single(request: HttpRequest, table: str, key: str, slug: str, *, shape: Shape = "full") -> HttpResponseBase:
    """Answer one object by the id under which it leaves; what may not be seen is not there, like what never was."""
    city = entered(request, slug)
    mark = stamp(city)
    known = of_organization(key, "") if table == "organization" else leaving_as(key)
    row: UUID | None = DOORS[table]().filter(known).values_list("pk", flat=True).first()
    written = texts(table, [row], shape=shape, city=city, stamp=mark) if row else []
    if not written:
        raise HttpError(404, _("No existe, o ya no se publica."))
    tag = _tag(mark, table, shape, {"id": key})
    response = HttpResponse(written[0], content_type="application/json")
    response["ETag"] = tag
    return get_conditional_response(request, etag=tag, response=response) or response


class _Answer:
    """The answer of a list, when it is known what it holds."""

    def __init__(self, listing: Listing, told: dict[str, Any], city: City, mark: str, at: datetime) -> None:
        self.listing, self.told, self.city, self.mark = listing, told, city, mark
        self.rows = listing.rows()
        self.keys: list[UUID] | None = None
        if told.get("open_now"):
            kind: Any = listing.table
            self.keys = open_ones(kind, self._read(None, None), at=at, city=city, stamp=mark)

    def page(self) -> HttpResponse:
        """Return a page in the standard's envelope."""
        size, number = self._size(), int(self.told["page"])
        total = self.rows.count() if self.keys is None else len(self.keys)
        written = self._written(self._slice((number - 1) * size, number * size))
        pages = -(-total // size)
        envelope = {
            "total_items": total,
            "total_pages": pages,
            "page_number": number,
            "size": len(written),
            "first_page": number == 1,
            "last_page": number >= pages,
            "empty": not written,
        }
        content = f'{json.dumps(envelope)[:-1]}, "contents": [{",".join(written)}]}}'
        return HttpResponse(content, content_type="application/json")

    def lines(self) -> StreamingHttpResponse:
        """Return every result, a line each, some hundreds at a time."""
        return StreamingHttpResponse(self._lines(self._slice(None, None)), content_type=NDJSON)

    def _lines(self, keys: Sequence[UUID]) -> Iterator[str]:
        for start in range(0, len(keys), AT_ONCE):
            # The city of the request is over when the server asks for these.
            with tenancy.scope(self.city):
                written = self._written(keys[start : start + AT_ONCE])
            yield "".join(f"{text}\n" for text in written)

    def _size(self) -> int:
        largest = LARGEST_MINIMAL if self.told.get("minimal") else LARGEST_PAGE
        usual = LARGEST_MINIMAL if self.told.get("minimal") else USUAL_PAGE
        return min(self.told["per_page"] or usual, largest)

    def _slice(self, start: int | None, stop: int | None) -> Sequence[UUID]:
        return self._read(start, stop) if self.keys is None else self.keys[start:stop]

    def _read(self, start: int | None, stop: int | None) -> list[UUID]:
        return list(self.rows.values_list("pk", flat=True)[start:stop])

    def _written(self, keys: Sequence[UUID]) -> list[str]:
        if self.told.get("minimal"):
            return [json.dumps(told, separators=(",", ":")) for told in short_forms(keys)]
        return texts(self.listing.table, keys, shape=self.listing.shape, city=self.city, stamp=self.mark)


def _lasts(request: HttpRequest, told: dict[str, Any]) -> bool:
    return request.method == "GET" and not told.get("open_now")


def _tag(*parts: object) -> str:
    """Return the strong ETag of an answer: the same as long as neither the directory nor what is asked changes."""
    return f'"{hashlib.sha256(repr((EDITION, *parts)).encode(errors="replace")).hexdigest()[:32]}"'
