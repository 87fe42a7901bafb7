"""Pages that belong to no package: health, the first page of a city, and what is shown when something fails."""

from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from arraigo.config import source
from arraigo.config.navigation import first_page
from arraigo.core.accounts.api import CityRequest


@never_cache
@require_safe
def health(request: HttpRequest) -> JsonResponse:
    """Say whether the program can answer: 200 when its database does, 503 when not."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return JsonResponse({"estado": "sin base de datos"}, status=503)
    return JsonResponse({"estado": "bien"})


@require_safe
def source_code(request: HttpRequest) -> HttpResponse:
    """Hand out the source of the program that is running, to anybody."""
    response = HttpResponse(source.archive(), content_type="application/gzip")
    response["Content-Disposition"] = f'attachment; filename="{source.name()}"'
    return response


def city_home(request: CityRequest, city: str) -> HttpResponse:
    """Lead to the first page of the city that this member may open."""
    page = first_page(request.membership)
    if not page:
        raise PermissionDenied(_("Su función en esta ciudad todavía no tiene páginas."))
    return redirect(page)
