"""Requests and responses of HTMX, in the few words that views need."""

import json
from typing import Any, TypeVar

from django.http import HttpRequest, HttpResponse, HttpResponseBase

Response = TypeVar("Response", bound=HttpResponseBase)


def asked(request: HttpRequest, target: str = "") -> bool:
    """Whether HTMX asks for a part of the page; with `target`, only for the element with that id.

    A boosted link or a restored history entry wants the whole page and is answered with False.
    """
    headers = request.headers
    if headers.get("HX-Request") != "true":
        return False
    if headers.get("HX-Boosted") == "true" or headers.get("HX-History-Restore-Request") == "true":
        return False
    return not target or headers.get("HX-Target") == target


def retarget(response: Response, selector: str, swap: str = "") -> Response:
    """Put the answer somewhere else than the page had planned, e.g. a form with its errors."""
    response["HX-Retarget"] = selector
    if swap:
        response["HX-Reswap"] = swap
    return response


def trigger(response: Response, event: str, **detail: Any) -> Response:
    """Raise `event` in the browser once the answer arrives, together with earlier ones."""
    events = json.loads(response.get("HX-Trigger", "{}"))
    response["HX-Trigger"] = json.dumps({**events, event: detail})
    return response


def push_url(response: Response, url: str) -> Response:
    """Put `url` in the address bar, so that «volver» and a copied link find the same view."""
    response["HX-Push-Url"] = url
    return response


def go(url: str) -> HttpResponse:
    """Leave for `url`; HTMX follows a redirect inside the part, and this leaves the page."""
    response = HttpResponse(status=204)
    response["HX-Redirect"] = url
    return response


def stop_polling(response: HttpResponse) -> HttpResponse:
    """Answer a poll for the last time: 286 is the status at which HTMX stops asking."""
    response.status_code = 286
    return response
