"""Noting arrivals: addresses."""

from django.urls import URLPattern, path

from arraigo.areas.training.web.checkin import arrivals, desk, door, itself, printing, typing

COURSE = "formacion/cursos/<uuid:course_id>/"
SESSION = f"{COURSE}jornadas/<uuid:session_id>/"

urlpatterns: list[URLPattern] = [
    path(f"{SESSION}puerta/", desk.doors_page, name="doors"),
    path(f"{SESSION}puerta/aqui/", desk.open_here, name="door_here"),
    path(f"{SESSION}puerta/nueva/", desk.open_other, name="door_new"),
    path(f"{SESSION}puerta/conteo/", desk.count, name="door_count"),
    path(f"{SESSION}puerta/resolver/", desk.resolve, name="door_resolve"),
    path(f"{SESSION}puerta/propia/", desk.self_check_in, name="self_check_in"),
    path(f"{SESSION}puerta/<uuid:device_id>/cerrar/", desk.close, name="door_close"),
    path(f"{SESSION}llegadas/", arrivals.listed, name="arrivals"),
    path(f"{SESSION}llegadas/acciones/", arrivals.act, name="arrivals_act"),
    path(f"{SESSION}digitar/", typing.typed, name="typed_list"),
    path(f"{SESSION}lista.pdf", printing.sheet, name="sheet_pdf"),
    path(f"{SESSION}afiche/", printing.poster, name="self_poster"),
    path(f"{COURSE}gafetes/", printing.badges, name="badges"),
    path("puerta/", door.page, name="door"),
    path("puerta/sw.js", door.worker, name="door_worker"),
    path("puerta/manifest.webmanifest", door.manifest, name="door_manifest"),
    path("puerta/lista/", door.roll, name="door_roll"),
    path("puerta/envio/", door.send, name="door_send"),
    path("llegada/<str:token>/", itself.arrival, name="self_arrival"),
    path("llegada/<str:token>/<uuid:session_id>/", itself.own, name="own_arrival"),
]
