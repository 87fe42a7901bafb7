"""Sets the city of a request: who is asking, what they are there, and whose rows the database shows."""

from collections.abc import Callable
from contextlib import ExitStack
from typing import Any

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.cache import patch_cache_control

from arraigo.core import tenancy
from arraigo.core.accounts.models import User
from arraigo.core.accounts.permissions import needs_second_factor
from arraigo.core.accounts.queries import standing_of
from arraigo.core.places.api import city_by_slug
from arraigo.core.ui import htmx

View = Callable[..., HttpResponseBase]


class CityMiddleware:
    """Answer pages under `/<city>/` to members alone, but for those marked `access.public`, with only its rows visible.

    Sets `request.city` and `request.membership` (a Standing). A city that does not exist and a city of which the user
    is no member get the same 404. A streaming response runs after the city is cleared and so reads no rows of it: a
    view that streams reads all it needs first.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        with ExitStack() as stack:
            request.standing_stack = stack  # type: ignore[attr-defined]
            return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: View, args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponseBase | None:
        """Resolve the city of the address; returns a response instead where the page must not open."""
        slug = kwargs.get("city")
        if slug is None:
            return None
        if getattr(view, "is_public", False):
            _enter_as_anybody(request, slug)
            return None
        if not isinstance(request.user, User):
            return _sign_in(request)
        city = city_by_slug(slug)
        if city is None:
            raise Http404
        stack: ExitStack = request.standing_stack  # type: ignore[attr-defined]
        stack.enter_context(tenancy.as_user(request.user.pk, city))
        standing = standing_of(request.user, city)
        if standing is None:
            stack.close()
            raise Http404
        stack.enter_context(timezone.override(city.timezone))
        request.city = city  # type: ignore[attr-defined]
        request.membership = standing  # type: ignore[attr-defined]
        if needs_second_factor(standing) and not standing.has_second_factor and not settings.DEMO:
            return _set_up_second_factor(request)
        return None


def _enter_as_anybody(request: HttpRequest, slug: str) -> None:
    """Show a city's rows to a public page, whoever asks; raises Http404 for a city that does not exist."""
    city = city_by_slug(slug)
    if city is None:
        raise Http404
    stack: ExitStack = request.standing_stack  # type: ignore[attr-defined]
    stack.enter_context(tenancy.scope(city))
    stack.enter_context(timezone.override(city.timezone))
    request.city = city  # type: ignore[attr-defined]


def _sign_in(request: HttpRequest) -> HttpResponseBase:
    """Lead to the sign-in page and back; HTMX would otherwise put that page inside this one."""
    if htmx.asked(request):
        return htmx.go(request.headers.get("HX-Current-URL", request.get_full_path()))
    if request.method not in {"GET", "HEAD"}:
        raise PermissionDenied
    return redirect_to_login(request.get_full_path())


def _set_up_second_factor(request: HttpRequest) -> HttpResponse:
    url = redirect("second_factor_needed").url
    return htmx.go(url) if htmx.asked(request) else redirect(url)


class PrivacyMiddleware:
    """Keep pages of a session out of every cache unless their view says otherwise, and switch off what no page uses.

    Whoever has a session has its cookie: the session itself is not read for this.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        cookie = settings.SESSION_COOKIE_NAME
        if (cookie in request.COOKIES or cookie in response.cookies) and not response.has_header("Cache-Control"):
            patch_cache_control(response, private=True, no_store=True)
        response.headers.setdefault("Permissions-Policy", settings.PERMISSIONS_POLICY)
        return response
