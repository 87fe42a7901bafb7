"""Keeps the guide free of cookies: none reaches it, none leaves it, and no cache is told that one would matter."""

import re
from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase

GUIDE = re.compile(r"/[-\w]+/guia/")


class GuideMiddleware:
    """Take the cookies off a request to the public guide before anything reads them, and off its answer.

    Stands before whatever reads a session, a language or a token, so that nobody has to remember not to.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not GUIDE.match(request.path_info):
            return self.get_response(request)
        request.META.pop("HTTP_COOKIE", None)
        response = self.get_response(request)
        response.cookies.clear()
        response.headers["Vary"] = "Accept-Encoding"
        return response
