"""How a page that is the same for everybody travels: small, kept for a while, and asked for again by its tag alone."""

import gzip
import re
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers
from django.views.decorators.cache import cache_control
from django.views.decorators.http import conditional_page

View = Callable[..., HttpResponse]
ACCEPTS = re.compile(r"\bgzip\b(?!\s*;\s*q=0(?:\.0*)?\s*(?:,|$))")
# Long enough for a rush of readers, short enough for a session that moves today.
FRESH = 60


def cacheable(view: View) -> View:
    """Let caches keep a page for a minute, under a strong tag of the very bytes that are sent."""
    kept: View = conditional_page(cache_control(public=True, max_age=FRESH)(_packed(view)))
    return kept


def _packed(view: View) -> View:
    """Compress a page, the same bytes for the same words.

    Django's own `gzip_page` adds chance bytes, which hide secrets that a page mixes with what others type, and so
    weakens the tag. These pages hold no secret: no session is read and no form of theirs has a token.
    """

    @wraps(view)
    def packed(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        patch_vary_headers(response, ["Accept-Encoding"])
        if ACCEPTS.search(request.headers.get("Accept-Encoding", "")):
            response.content = gzip.compress(response.content, compresslevel=6, mtime=0)
            response["Content-Encoding"] = "gzip"
        return response

    return packed
