"""The API: one document for every area, OpenAPI 3.1 at /api/v1/openapi.json."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import conditional_page
from ninja import NinjaAPI

from arraigo.areas.directory import rest as directory
from arraigo.areas.plans import rest as plans
from arraigo.areas.training import rest as training

api = NinjaAPI(
    title="Arraigo",
    version="1",
    description=(
        "Cursos, asistencia y cifras; planes, revisiones, recomendaciones y su adopción; servicios del directorio."
        " Cada llave es de una ciudad y de una función (`Authorization: Bearer arr_…`). Las listas van por páginas;"
        " toda respuesta de lectura lleva ETag."
    ),
    docs_url=None,
    urls_namespace="api-v1",
    openapi_extra={"info": {"license": {"name": "AGPL-3.0-or-later"}}},
)
api.add_decorator(conditional_page, mode="view")
for router in (*training.ROUTERS, *plans.ROUTERS, *directory.ROUTERS):
    api.add_router("", router)


@api.exception_handler(UnicodeDecodeError)
def unreadable(request: HttpRequest, error: UnicodeDecodeError) -> HttpResponse:
    """Answer a body that is no text as what it is, the client's slip."""
    return api.create_response(request, {"detail": "The body is not valid UTF-8."}, status=400)


@csrf_exempt  # It does nothing; and a program that posts to a wrong address is told so, not that its page grew old.
def not_found(request: HttpRequest, rest: str) -> HttpResponse:
    """Answer an address that the API does not have, in the API's own form."""
    return api.create_response(request, {"detail": "Not Found"}, status=404)
