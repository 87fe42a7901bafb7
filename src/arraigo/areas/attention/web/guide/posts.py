"""Pages that take what somebody typed or chose. It comes by POST and stands in no address.

No token guards these forms: that would take a cookie, and no one gains by making somebody else send them.
"""

from collections.abc import Callable
from uuid import UUID

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from arraigo.areas.attention.api import route_page
from arraigo.areas.attention.enums import DemandKind
from arraigo.areas.attention.queries import guide_needs
from arraigo.areas.attention.web.guide import delivery, searching
from arraigo.areas.attention.web.guide.addresses import SPANISH, GuidePage, Kind
from arraigo.areas.attention.web.guide.asking import Ask, NoSuchPageError, Screen
from arraigo.areas.attention.web.guide.counting import note_unmet
from arraigo.areas.attention.web.guide.rendering import asked, draw, speaking
from arraigo.areas.attention.web.guide.screens import forms, plain
from arraigo.areas.attention.web.guide.views import MISSING, show
from arraigo.areas.directory import api as directory
from arraigo.core.accounts.api import PublicRequest, TooManyGuessesError, address_of, public

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
    typed, address = request.POST.get("q", ""), address_of(request)
    return _answered(request, page, lang, lambda ask: searching.results(ask, typed, address=address))


@csrf_exempt
@require_http_methods(ASKS)
@public
def for_me(request: PublicRequest, city: str, lang: str = SPANISH) -> HttpResponse:
    """«Para mí»: the form, or the services that may attend somebody."""
    page = GuidePage(Kind.FOR_ME)
    if request.method != "POST":
        return show(request, page, lang)
    return _answered(request, page, lang, lambda ask: searching.fitting(ask, request.POST, address=address_of(request)))


@csrf_exempt
@require_http_methods(ASKS)
@public
def report(request: PublicRequest, city: str, service_id: UUID, lang: str = SPANISH) -> HttpResponse:
    """Tell the team that something of a service is wrong: the form, or thanks."""
    page = GuidePage(Kind.REPORT, str(service_id))
    if request.method != "POST":
        return show(request, page, lang)
    at, told = timezone.now(), request.POST
    errors: list[str] = []
    with speaking(request.city, lang):
        try:
            directory.report_problem(
                service_id=service_id,
                kind=told.get("kind", ""),
                note=told.get("text", ""),
                address=address_of(request),
                language=lang,
                at=at,
            )
        except directory.DirectoryError as error:
            errors = [str(error)]
        except TooManyGuessesError as error:
            errors = list(error.messages)
    return _answered(request, page, lang, lambda ask: forms.reported(ask, told, errors))


@csrf_exempt
@require_POST
@public
def left(request: PublicRequest, city: str, lang: str = SPANISH) -> HttpResponse:
    """Count a question that was closed without an answer; of needs that must leave no trace, nothing."""
    told = request.body[:LONGEST].decode("utf-8", errors="replace")
    slug, _slash, step = told.partition("/")
    found = route_page(slug, step, lang)
    if found is not None and not guide_needs.are_sensitive([found.published.need]):
        note_unmet(
            address_of(request),
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


def _answered(request: PublicRequest, page: GuidePage, language: str, make: Callable[[Ask], Screen]) -> HttpResponse:
    at, city = timezone.now(), request.city
    with speaking(city, language):
        ask = asked(city, language, page, at=at)
        try:
            screen = make(ask)
        except NoSuchPageError:
            ask = asked(city, language, MISSING, at=at)
            screen = plain.missing(ask)
        rendered = draw(ask, screen)
    return delivery.unkept(request, rendered, language=language)
