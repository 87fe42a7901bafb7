"""Getting a place: addresses under `/<city>/`."""

from django.urls import URLPattern, path

from arraigo.areas.training.web.enrolling import desk, focal, focal_desk, participant, public

COURSE = "formacion/cursos/<uuid:course_id>/"
APPLICATIONS = f"{COURSE}solicitudes/"
FOCAL = f"{COURSE}puntos-focales/"
MINE = "mi-curso/<str:token>/"

urlpatterns: list[URLPattern] = [
    path("agenda/<slug:slug>/inscripcion/", public.enrol, name="enrol"),
    path("agenda/<slug:slug>/inscripcion/recibida/", public.received, name="enrol_received"),
    path("inscripcion/<str:token>/", public.application, name="application"),
    path("inscripcion/<str:token>/retirar/", public.withdraw, name="application_withdraw"),
    path(MINE, participant.page, name="participant"),
    path(f"{MINE}calendario.ics", participant.calendar, name="participant_calendar"),
    path(f"{MINE}codigo/", participant.code, name="participant_code"),
    path(f"{MINE}retirarme/", participant.withdraw, name="participant_withdraw"),
    path("focal/<str:token>/", focal.page, name="focal"),
    path("focal/<str:token>/retirar/<uuid:application_id>/", focal.withdraw, name="focal_withdraw"),
    path(APPLICATIONS, desk.applications, name="applications"),
    path(f"{APPLICATIONS}acciones/", desk.act, name="applications_act"),
    path(f"{APPLICATIONS}nueva/", desk.new, name="application_new"),
    path(f"{APPLICATIONS}<uuid:application_id>/", desk.one, name="application_desk"),
    path(FOCAL, focal_desk.links, name="focal_links"),
    path(f"{FOCAL}nuevo/", focal_desk.new, name="focal_link_new"),
    path(f"{FOCAL}<uuid:link_id>/enviar/", focal_desk.send, name="focal_link_send"),
    path(f"{FOCAL}<uuid:link_id>/anular/", focal_desk.revoke, name="focal_link_revoke"),
]
