"""The public API of the directory: HSDS 3.1, without keys, OpenAPI 3.1 at /api/hsds/openapi.json."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import conditional_page
from ninja import NinjaAPI

from arraigo.areas.directory import rest as directory

hsds_api = NinjaAPI(
    title="Arraigo: directorio de servicios (HSDS 3.1)",
    version="3.1",
    description=(
        "Servicios, organizaciones y lugares de una ciudad, en datos abiertos. No hace falta llave. Para que lo que"
        " alguien busca no quede en una dirección, envíe los mismos filtros por POST, en JSON. Un lugar reservado, como"
        " una casa de acogida, no sale por aquí."
    ),
    docs_url=None,
    urls_namespace="api-hsds",
    openapi_extra={"info": {"license": {"name": "CC-BY-4.0"}}},
)
hsds_api.add_decorator(conditional_page, mode="view")
for router in directory.HSDS_ROUTERS:
    hsds_api.add_router("", router)


@hsds_api.exception_handler(UnicodeDecodeError)
def unreadable(request: HttpRequest, error: UnicodeDecodeError) -> HttpResponse:
    """Answer a body that is no text as what it is, the client's slip."""
    return hsds_api.create_response(request, {"detail": "The body is not valid UTF-8."}, status=400)
