"""A route on paper, for anybody: poster and leaflet, made when first asked for and kept while the guide is the same."""

from hashlib import sha256

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from arraigo.areas.attention.api import PublishedRoute, emergency_numbers, published_route
from arraigo.areas.attention.documents import printing
from arraigo.areas.attention.queries.guide_settings import guide_facts
from arraigo.areas.attention.web.guide.addresses import SPANISH, GuidePage, Kind, Links
from arraigo.areas.attention.web.guide.offline import Kept, kept, stamp_on, tagged
from arraigo.areas.attention.web.guide.rendering import speaking
from arraigo.areas.attention.web.guide.views import MISSING, show
from arraigo.core.accounts.api import PublicRequest, public
from arraigo.core.places.models import City


@require_safe
@public
def sheet(request: PublicRequest, city: str, route: str, kind: str, lang: str = SPANISH) -> HttpResponse:
    """A published route as a PDF."""
    found = published_route(route, lang) if kind in printing.SHEETS else None
    if found is None:
        return show(request, MISSING, lang)
    key = request.city.pk, lang, route, kind
    pdf = kept(key, stamp_on(request.city, timezone.now()), lambda: _made(request.city, found, kind, lang))
    response = HttpResponse(pdf.body, content_type=printing.MEDIA_TYPE)
    response["Content-Disposition"] = f'inline; filename="{route}-{kind}-{lang}.pdf"'
    response["Cache-Control"] = "public, max-age=300"
    return tagged(request, response, pdf.tag)


def _made(city: City, route: PublishedRoute, kind: str, language: str) -> Kept:
    with speaking(city, language):
        about = printing.Sheet(
            issuer=city.municipality or city.name,
            office=guide_facts().office,
            url=Links(city.slug, language).absolute(GuidePage(Kind.ROUTE, route.slug)),
            invented=city.invented,
            numbers=emergency_numbers(language),
        )
        body = bytes(printing.printed(route, about, kind, language=language))
    return Kept(body, sha256(body).hexdigest()[:20])
