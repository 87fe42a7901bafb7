"""Keeps the guide free of cookies, and answers with the pages that this process keeps before anything else is asked."""

import re
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils import timezone

from arraigo.areas.attention.web.guide import delivery
from arraigo.areas.attention.web.guide.addresses import NAME, SPANISH, languages
from arraigo.core.places.api import city_by_slug

_LANGUAGES = "|".join(code for code in languages() if code != SPANISH)
GUIDE = re.compile(rf"/([-\w]+)/{NAME}/(?:({_LANGUAGES})/)?(.*)", re.ASCII | re.DOTALL)
SAFE = frozenset({"GET", "HEAD"})


class GuideMiddleware:
    """Take the cookies off a request to the public guide before anything reads them, and off its answer.

    Stands before whatever reads a session, a language or a token, so that nobody has to remember not to. What is kept
    was made by a public view for everybody; it needs none of what comes after.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        found = GUIDE.fullmatch(request.path_info)
        if found is None:
            return self.get_response(request)
        request.META.pop("HTTP_COOKIE", None)
        # Whatever a form says of its letters: Django would look up «hex» or «rot13», and fall.
        request.encoding = "utf-8"
        response = _kept(request, found) or self.get_response(request)
        response.cookies.clear()
        response.headers["Vary"] = "Accept-Encoding"
        return response


def _kept(request: HttpRequest, found: re.Match[str]) -> HttpResponse | None:
    """Return the answer where this process keeps the page and nothing of it has changed."""
    city = city_by_slug(found[1]) if request.method in SAFE else None
    if city is None:
        return None
    at, language = timezone.now(), found[2] or SPANISH
    packed = delivery.remembered(city, language, found[3], at=at)
    return delivery.answer(request, packed, language=language) if packed else None
