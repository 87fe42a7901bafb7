"""The public agenda and what the desk keeps of it: addresses under `/<city>/`."""

from django.urls import path

from arraigo.areas.training.web.agenda import public

urlpatterns = [
    path("agenda/", public.agenda, name="agenda"),
    path("agenda/calendario.ics", public.agenda_calendar, name="agenda_calendar"),
    path("agenda/<slug:slug>/", public.course, name="agenda_course"),
    path("agenda/<slug:slug>/calendario.ics", public.course_calendar, name="agenda_course_calendar"),
    path("agenda/<slug:slug>/materiales/<uuid:material_id>/", public.public_material, name="public_material"),
]
