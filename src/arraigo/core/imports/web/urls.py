"""Addresses of the imports, under `/<city>/`."""

from django.urls import path

from arraigo.core.imports.web import pages, posts

app_name = "imports"
urlpatterns = [
    path("importaciones/", pages.history, name="history"),
    path("importaciones/nueva/<str:kind>/<str:context>/", posts.new, name="new"),
    path("importaciones/<uuid:run_id>/", pages.run, name="run"),
    path("importaciones/<uuid:run_id>/respuestas/", posts.answers, name="answers"),
    path("importaciones/<uuid:run_id>/columnas/", posts.columns, name="columns"),
    path("importaciones/<uuid:run_id>/importar/", posts.apply, name="apply"),
    path("importaciones/<uuid:run_id>/estado/", pages.progress, name="progress"),
    path("importaciones/<uuid:run_id>/detener/", posts.stop, name="stop"),
    path("importaciones/<uuid:run_id>/restantes/", pages.left_over, name="left_over"),
    path("importaciones/<uuid:run_id>/archivo/", posts.raw_file, name="raw_file"),
    path("importaciones/<uuid:run_id>/deshacer/", posts.undo, name="undo"),
    path("importaciones/<uuid:run_id>/descartar/", posts.discard, name="discard"),
]
