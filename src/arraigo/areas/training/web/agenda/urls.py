"""The public agenda and what the desk keeps of it: addresses under `/<city>/`."""

from django.urls import path

from arraigo.areas.training.web.agenda import changes, desk, public, series

COURSE = "formacion/cursos/<uuid:course_id>/"

urlpatterns = [
    path("agenda/", public.agenda, name="agenda"),
    path("agenda/calendario.ics", public.agenda_calendar, name="agenda_calendar"),
    path("agenda/<slug:slug>/", public.course, name="agenda_course"),
    path("agenda/<slug:slug>/calendario.ics", public.course_calendar, name="agenda_course_calendar"),
    path("agenda/<slug:slug>/materiales/<uuid:material_id>/", public.public_material, name="public_material"),
    path(
        "mi-curso/<str:token>/materiales/<uuid:material_id>/",
        public.participant_material,
        name="participant_material",
    ),
    path(f"{COURSE}anuncio/", desk.announcement, name="announcement"),
    path(f"{COURSE}anuncio/publicar/", desk.publish, name="publish"),
    path(f"{COURSE}anuncio/docentes/", desk.trainers, name="trainers"),
    path(f"{COURSE}materiales/nuevo/", desk.material_new, name="material_new"),
    path(f"{COURSE}materiales/<uuid:material_id>/", desk.material, name="material"),
    path(f"{COURSE}cancelar/", changes.course_cancel, name="course_cancel"),
    path(f"{COURSE}sin-correo/", changes.without_email, name="without_email"),
    path(f"{COURSE}duplicar/", desk.duplicate, name="course_duplicate"),
    path(f"{COURSE}jornadas/<uuid:session_id>/cancelar/", changes.session_cancel, name="session_cancel"),
    path("formacion/series/", series.listed, name="series"),
    path("formacion/series/nueva/", series.new, name="series_new"),
    path("formacion/series/<uuid:series_id>/", series.page, name="series_page"),
    path("formacion/series/<uuid:series_id>/editar/", series.edit, name="series_edit"),
]
