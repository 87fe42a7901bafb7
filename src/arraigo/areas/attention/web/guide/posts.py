"""Pages that take what somebody typed or chose. It comes by POST, changes nothing of theirs and stands in no address.

No token guards these forms: that would take a cookie, and no one gains by making somebody else send them.
"""

from collections.abc import Callable

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from arraigo.areas.attention.api import record_demand, route_page
from arraigo.areas.attention.enums import DemandKind
from arraigo.areas.attention.queries import guide_needs
from arraigo.areas.attention.web.guide import delivery, searching
from arraigo.areas.attention.web.guide.addresses import SPANISH, GuidePage, Kind
from arraigo.areas.attention.web.guide.asking import Ask, Screen
from arraigo.areas.attention.web.guide.rendering import asked, draw, speaking
from arraigo.areas.attention.web.guide.views import show
from arraigo.core.accounts.api import PublicRequest, public

ASKS = ["GET", "HEAD", "POST"]
# The address of a route and of a step of it.
LONGEST = 170


@csrf_exempt
@require_http_methods(ASKS)
@public
def search(request: PublicRequest, city: str, lang: str = SPANISH) -> HttpResponse:
    """Search: the form, or what answers the words."""
    page = GuidePage(Kind.SEARCH)
    if request.method != "POST":
        return show(request, page, lang)
    return _answered(request, page, lang, lambda ask: searching.results(ask, request.POST.get("q", "")))


@csrf_exempt
@require_http_methods(ASKS)
@public
def for_me(request: PublicRequest, city: str, lang: str = SPANISH) -> HttpResponse:
    """«Para mí»: the form, or the services that may attend somebody."""
    page = GuidePage(Kind.FOR_ME)
    if request.method != "POST":
        return show(request, page, lang)
    return _answered(request, page, lang, lambda ask: searching.fitting(ask, request.POST))


@csrf_exempt
@require_POST
@public
def left(request: PublicRequest, city: str, lang: str = SPANISH) -> HttpResponse:
    """Count a question that was closed without an answer; of needs that must leave no trace, nothing."""
    told = request.body[:LONGEST].decode("utf-8", errors="replace")
    slug, _slash, step = told.partition("/")
    found = route_page(slug, step, lang)
    if found is not None and not guide_needs.are_sensitive([found.published.need]):
        record_demand(
            kind=DemandKind.ABANDONED,
            language=lang,
            at=timezone.now(),
            need=found.published.need,
            route=slug,
            step=found.page.step.id,
        )
    response = HttpResponse(status=204)
    response["Cache-Control"] = "no-store"
    return response


def _answered(
    request: PublicRequest, page: GuidePage, language: str, make: Callable[[Ask], Screen]
) -> HttpResponse:
    at, city = timezone.now(), request.city
    with speaking(city, language):
        ask = asked(city, language, page, at=at)
        rendered = draw(ask, make(ask))
    return delivery.unkept(request, rendered, language=language)
