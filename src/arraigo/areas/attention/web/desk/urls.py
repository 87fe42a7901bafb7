"""Addresses of the desk of routes. Words come before the addresses of routes, which never are one of them."""

from django.urls import path

from arraigo.areas.attention.web.desk import (
    deciding,
    demand,
    drafts,
    guide,
    previews,
    routes,
    steps,
    translations,
    xliff,
)

ROUTE = "rutas/<slug:slug>/"
VERSION = f"{ROUTE}<int:number>/"
EDIT = f"{VERSION}editar/"
STEP = f"{EDIT}pasos/<slug:step>/"
LANGUAGE = f"{VERSION}traducciones/<str:language>/"

urlpatterns = [
    path("rutas/", routes.listed, name="routes"),
    path("rutas/nueva/", routes.new, name="route_new"),
    path("rutas/necesidades/", demand.unmet, name="unmet"),
    path("rutas/guia/", guide.settings, name="guide_settings"),
    path(ROUTE, routes.route, name="route"),
    path(f"{ROUTE}borrador/", deciding.start, name="route_start"),
    path(f"{ROUTE}comparar/", routes.compare, name="route_compare"),
    path(VERSION, routes.version, name="route_version"),
    path(f"{VERSION}vista/<slug:channel>/", previews.preview, name="route_preview"),
    path(f"{VERSION}enviar/", deciding.submit, name="route_submit"),
    path(f"{VERSION}revisar/", deciding.review, name="route_review"),
    path(f"{VERSION}publicar/", deciding.publish, name="route_publish"),
    path(f"{VERSION}retirar/", deciding.retire, name="route_retire"),
    path(f"{VERSION}descartar/", deciding.discard, name="route_discard"),
    path(EDIT, drafts.edit, name="route_edit"),
    path(f"{EDIT}datos/", drafts.about, name="route_about"),
    path(f"{EDIT}texto/", drafts.text, name="route_text"),
    path(f"{EDIT}dibujo/", drafts.drawing_of, name="route_drawing"),
    path(f"{EDIT}pasos/nuevo/", steps.new, name="route_step_new"),
    path(STEP, steps.step, name="route_step"),
    path(f"{STEP}mover/", steps.move, name="route_step_move"),
    path(f"{STEP}quitar/", steps.remove, name="route_step_remove"),
    path(f"{VERSION}traducciones/", translations.languages, name="route_languages"),
    path(LANGUAGE, translations.translate, name="route_translate"),
    path(f"{LANGUAGE}xliff/", xliff.download, name="route_xliff"),
    path(f"{LANGUAGE}cargar/", xliff.upload, name="route_xliff_upload"),
]
