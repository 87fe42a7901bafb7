"""The pages of the guide by their addresses. Each is the same for everybody who asks."""

from datetime import datetime
from uuid import UUID

from django.http import HttpResponse, HttpResponsePermanentRedirect
from django.urls import Resolver404, resolve
from django.utils import timezone
from django.views.decorators.http import require_safe

from arraigo.areas.attention.web.guide import delivery
from arraigo.areas.attention.web.guide.addresses import ALL_AREAS, ALL_NEEDS, SPANISH, GuidePage, Kind
from arraigo.areas.attention.web.guide.rendering import NoSuchPageError, drawn
from arraigo.core.accounts.api import PublicRequest, public
from arraigo.core.places.models import City

MISSING = GuidePage(Kind.MISSING)


def show(request: PublicRequest, page: GuidePage, language: str) -> HttpResponse:
    """Answer with a page of the guide, or with the one that says that there is none."""
    at = timezone.now()
    try:
        packed = _kept(request.city, language, page, at)
    except NoSuchPageError:
        packed = _kept(request.city, language, MISSING, at)
    return delivery.answer(request, packed, language=language)


def _kept(city: City, language: str, page: GuidePage, at: datetime) -> delivery.Packed:
    return delivery.kept(city, language, page, at=at, make=lambda: drawn(city, language, page, at=at))


@require_safe
@public
def plain(request: PublicRequest, city: str, kind: Kind, lang: str = SPANISH) -> HttpResponse:
    """A page of which there is one."""
    return show(request, GuidePage(kind), lang)


@require_safe
@public
def need(request: PublicRequest, city: str, need: str, lang: str = SPANISH) -> HttpResponse:
    """A need: its routes and services."""
    return show(request, GuidePage(Kind.NEED, need), lang)


@require_safe
@public
def route(request: PublicRequest, city: str, route: str, step: str = "", lang: str = SPANISH) -> HttpResponse:
    """A page of a route; without a step, the one where it starts."""
    return show(request, GuidePage(Kind.ROUTE, route, step), lang)


@require_safe
@public
def listed(
    request: PublicRequest, city: str, need: str, area: str = ALL_AREAS, number: int = 1, lang: str = SPANISH
) -> HttpResponse:
    """Services by need and part of the city."""
    if number < 1:
        # Its address would be that of the first page, and what is kept under it is everybody's.
        return show(request, MISSING, lang)
    one = "" if need == ALL_NEEDS else need
    two = "" if area == ALL_AREAS else area
    return show(request, GuidePage(Kind.LIST, one, two, number), lang)


@require_safe
@public
def service(request: PublicRequest, city: str, service_id: UUID, lang: str = SPANISH) -> HttpResponse:
    """A service and where it is given."""
    return show(request, GuidePage(Kind.SERVICE, str(service_id)), lang)


@require_safe
@public
def elsewhere(request: PublicRequest, city: str, rest: str, lang: str = SPANISH) -> HttpResponse:
    """An address that the guide has not: with its last slash if that is all that it lacks, else the page that says so.

    It looks like the guide and has its way out, which the program's own page for such addresses has not.
    """
    if not rest.endswith("/") and _is_page(f"{request.path_info}/"):
        return HttpResponsePermanentRedirect(f"{request.path}/")
    return show(request, MISSING, lang)


def _is_page(path: str) -> bool:
    try:
        return resolve(path).func is not elsewhere
    except Resolver404:
        return False
