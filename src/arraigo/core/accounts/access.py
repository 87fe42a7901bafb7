"""The decorator that says who opens a page of a city."""

from collections.abc import Callable
from contextlib import ExitStack
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from allauth.account.adapter import get_adapter
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _

from arraigo.core import tenancy
from arraigo.core.accounts.permissions import Predicate
from arraigo.core.accounts.standing import Standing
from arraigo.core.places.models import City

Rest = ParamSpec("Rest")


class CityRequest(HttpRequest):
    """A request under `/<city>/`: what the middleware has added to it, for type hints."""

    city: City
    membership: Standing


class PublicRequest(HttpRequest):
    """A request to a public page under `/<city>/`, which anybody may open: what the middleware has added to it."""

    city: City


def address_of(request: HttpRequest) -> str:
    """Return the client's IP, as the proxies that the settings trust tell it."""
    return str(get_adapter(request).get_client_ip(request))


def enter_city(request: HttpRequest, city: City) -> None:
    """Show this city's rows, and no other's, until the request ends: for what finds its city elsewhere than the URL."""
    stack: ExitStack = request.standing_stack  # type: ignore[attr-defined]
    stack.enter_context(tenancy.scope(city))


View = Callable[Concatenate[CityRequest, Rest], HttpResponseBase]


def membership_required(predicate: Predicate) -> Callable[[View[Rest]], Callable[..., HttpResponseBase]]:
    """Open a view to the members of the city for whom `predicate` holds; the others get the page 403.

    The view's URL has a `city` part, so that the middleware has already turned away who is no member.
    """

    def decorate(view: View[Rest]) -> Callable[..., HttpResponseBase]:
        @wraps(view)
        def guarded(request: CityRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            standing: Standing | None = getattr(request, "membership", None)
            if standing is None or not predicate(standing):
                raise PermissionDenied(_("Su función en esta ciudad no abre esta página."))
            return view(request, *args, **kwargs)

        guarded.opens_for = predicate  # type: ignore[attr-defined]
        return guarded

    return decorate


PublicView = Callable[Concatenate[PublicRequest, Rest], HttpResponseBase]


def public(view: PublicView[Rest]) -> Callable[..., HttpResponseBase]:
    """Open a view under `/<city>/` to anybody, with that city's rows visible to it and no session read.

    Whatever the page shows beyond what is published must rest on a link that the view proves.
    """

    @wraps(view)
    def opened(request: PublicRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return view(request, *args, **kwargs)

    opened.is_public = True  # type: ignore[attr-defined]
    return opened
