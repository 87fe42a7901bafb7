"""Addresses by which the directory comes in and goes out."""

from django.urls import path

from arraigo.areas.directory.web.exchange import desk

urlpatterns = [
    path("directorio/importar/", desk.upload, name="import_new"),
    path("directorio/importar/plantilla/", desk.template, name="import_template"),
    path("directorio/importar/<str:token>/", desk.look, name="import"),
    path("directorio/importar/<str:token>/aplicar/", desk.apply, name="import_apply"),
    path("directorio/importar/<str:token>/descartar/", desk.discard, name="import_discard"),
    path("directorio/exportar/<slug:kind>/", desk.export, name="export"),
]
