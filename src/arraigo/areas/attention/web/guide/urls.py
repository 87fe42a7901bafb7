"""The public guide: addresses under `/<city>/guia/`, and under `/<city>/guia/<language>/` in another language."""

from django.urls import URLPattern, URLResolver, include, path, register_converter

from arraigo.areas.attention.web.guide import offline, posts, printing, views
from arraigo.areas.attention.web.guide.addresses import SPANISH, WORKER, Kind, languages


class LanguageConverter:
    """A language of the guide that stands in its addresses: any but Spanish."""

    regex = "|".join(code for code in languages() if code != SPANISH)

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(LanguageConverter, "guide_language")

PAGES: list[URLPattern | URLResolver] = [
    path("", views.plain, {"kind": Kind.HOME}, name="guide"),
    path("temas/<slug:need>/", views.need, name="guide_need"),
    path("rutas/<slug:route>/", views.route, name="guide_route"),
    path("rutas/<slug:route>/<slug:step>/", views.route, name="guide_step"),
    path("servicios/", views.plain, {"kind": Kind.SERVICES}, name="guide_services"),
    path("servicios/<slug:need>/", views.listed, name="guide_list"),
    path("servicios/<slug:need>/<slug:area>/", views.listed, name="guide_list_area"),
    path("servicios/<slug:need>/<slug:area>/<int:number>/", views.listed, name="guide_list_page"),
    path("servicio/<uuid:service_id>/", views.service, name="guide_service"),
    path("servicio/<uuid:service_id>/avisar/", posts.report, name="guide_report"),
    path("buscar/", posts.search, name="guide_search"),
    path("para-mi/", posts.for_me, name="guide_for_me"),
    path("sin-terminar/", posts.left, name="guide_left"),
    path("emergencia/", views.plain, {"kind": Kind.NUMBERS}, name="guide_numbers"),
    path("privacidad/", views.plain, {"kind": Kind.PRIVACY}, name="guide_privacy"),
    path("accesibilidad/", views.plain, {"kind": Kind.ACCESSIBILITY}, name="guide_accessibility"),
    path("sin-internet/", views.plain, {"kind": Kind.OFFLINE}, name="guide_offline"),
    path("sin-internet/<slug:area>.json", offline.bundle, name="guide_bundle"),
    path("sin-internet/<slug:area>.zip", offline.folder, name="guide_folder"),
    path("imprimir/<slug:route>/<slug:kind>.pdf", printing.sheet, name="guide_print"),
    path("avisar/", views.plain, {"kind": Kind.REPORT}, name="guide_report_where"),
    path("<path:rest>", views.elsewhere, name="guide_elsewhere"),
]

urlpatterns = [
    path(f"guia/{WORKER}", offline.worker, name="guide_worker"),
    # Addresses are made by `addresses.Links`; a name of its own keeps each page's name for the one in Spanish. It
    # stands first: what is below takes every address.
    path("guia/<guide_language:lang>/", include((PAGES, "guide_in_language"))),
    path("guia/", include(PAGES)),
]
