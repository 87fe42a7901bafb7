"""Searches that leave no name in an address: what somebody typed travels sealed, readable by this program alone.

A search form posts; the answer is a redirect to the same page with the text sealed for that user, so that the address
bar, the history, the server's log and a shared screen never show whom somebody looked for, while «back», links to
another page of the results and reloading go on working.
"""

import base64
import binascii
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect, QueryDict

from arraigo.core.crypto import api as crypto

FIELD = "_buscar"
MARK = "~"
LONGEST = 200


class Sought(str):
    """What somebody typed, opened; `token` is how an address writes it."""

    __slots__ = ("token",)
    token: str

    @classmethod
    def of(cls, text: str, token: str) -> "Sought":
        """Return a text with its sealed form."""
        sought = cls(text)
        sought.token = token
        return sought


class SealedQuery(QueryDict):
    """The parameters of a request, which write themselves back as they came: sealed."""

    def urlencode(self, safe: str | None = None) -> str:
        """Return the query string, with every search sealed."""
        written = QueryDict(mutable=True)
        for key, values in self.lists():
            written.setlist(key, [getattr(value, "token", value) for value in values])
        return written.urlencode(safe)


class SeeOther(HttpResponseRedirect):
    """Look elsewhere, by GET."""

    status_code = 303


class PrivateSearchMiddleware:
    """Turn posted searches into sealed addresses, and open those for the view. Last in the list of middleware."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: object, args: object, kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        """Answer a posted search with its sealed address; give any other request its searches opened."""
        if getattr(view, "csrf_exempt", False):
            # The API has no search forms, and reads a body only after it has checked the key.
            return None
        owner = str(getattr(getattr(request, "user", None), "pk", None) or "")
        if request.method == "POST" and FIELD in request.POST:
            return SeeOther(f"{request.path}?{_sealed(request.POST, owner)}")
        if any(value.startswith(MARK) for values in request.GET.lists() for value in values[1]):
            request.GET = _opened(request.GET, owner)  # type: ignore[assignment]
        return None


def _sealed(posted: QueryDict, owner: str) -> str:
    private = set(posted.getlist(FIELD))
    kept = [
        (key, seal(value, owner) if key in private else value)
        for key, values in posted.lists()
        for value in values
        if value and key not in (FIELD, "csrfmiddlewaretoken")
    ]
    return urlencode(kept)


def _opened(asked: QueryDict, owner: str) -> SealedQuery:
    opened = SealedQuery(mutable=True)
    for key, values in asked.lists():
        opened.setlist(key, [_open(value, owner) if value.startswith(MARK) else value for value in values])
    opened._mutable = False
    return opened


def seal(text: str, owner: str) -> str:
    """Return a text as an address writes it, for one user alone."""
    clean = text.replace("\x00", "").strip()[:LONGEST]
    sealed = crypto.seal(clean.encode(errors="replace"), bound_to=f"search:{owner}", purpose="search")
    return MARK + base64.urlsafe_b64encode(sealed).decode().rstrip("=")


def _open(token: str, owner: str) -> str:
    """Return what a token seals; nothing when it was made for somebody else, or changed."""
    coded = token.removeprefix(MARK)
    try:
        sealed = base64.urlsafe_b64decode(coded + "=" * (-len(coded) % 4))
        return Sought.of(crypto.unseal(sealed, bound_to=f"search:{owner}", purpose="search").decode(), token)
    except (binascii.Error, ValueError, crypto.Tampered, crypto.KeysMissing):
        return ""
