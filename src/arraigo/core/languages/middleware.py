from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.utils import translation
from django.utils.cache import patch_vary_headers

from arraigo.core.languages.choosing import choose


class LanguageMiddleware:
    """Answer in the person's own language; before they sign in, in that of the device or the browser."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        _speak(request, None)
        try:
            response = self.get_response(request)
            response.headers.setdefault("Content-Language", translation.get_language() or choose())
            patch_vary_headers(response, ["Accept-Language", "Cookie"])
        finally:
            # The thread serves somebody else next.
            translation.deactivate()
        return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponseBase], args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> None:
        """Take the language of whoever is signed in: only now is it known who that is."""
        if settings.SESSION_COOKIE_NAME not in request.COOKIES:
            return
        _speak(request, getattr(getattr(request, "user", None), "language", None))


def _speak(request: HttpRequest, own: str | None) -> None:
    language = choose(
        user=own,
        cookie=request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME),
        header=request.headers.get("Accept-Language", ""),
    )
    translation.activate(language)
    request.LANGUAGE_CODE = language
