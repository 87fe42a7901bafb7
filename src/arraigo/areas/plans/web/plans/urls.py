"""Addresses of plans, their versions and calendar."""

from django.urls import path

from arraigo.areas.plans.web.plans import authorities, calendar, desk, reader, versions

PLAN = "planes/<uuid:plan_id>/"
VERSION = f"{PLAN}versiones/<uuid:version_id>/"

urlpatterns = [
    path("planes/", desk.listed, name="plans"),
    path("planes/nuevo/", desk.new, name="plan_new"),
    path("planes/autoridades/", authorities.listed, name="authorities"),
    path("planes/autoridades/nueva/", authorities.new, name="authority_new"),
    path("planes/autoridades/<uuid:authority_id>/", authorities.edit, name="authority"),
    path(PLAN, desk.plan, name="plan"),
    path(f"{PLAN}editar/", desk.edit, name="plan_edit"),
    path(f"{PLAN}calendario.ics", calendar.download, name="plan_calendar"),
    path(f"{PLAN}fases/nueva/", calendar.new, name="phase_new"),
    path(f"{PLAN}fases/<uuid:phase_id>/", calendar.edit, name="phase"),
    path(f"{PLAN}fases/<uuid:phase_id>/cumplida/", calendar.done, name="phase_done"),
    path(f"{PLAN}fases/<uuid:phase_id>/eliminar/", calendar.delete, name="phase_delete"),
    path(f"{PLAN}versiones/nueva/", versions.new, name="version_new"),
    path(VERSION, reader.version, name="version"),
    path(f"{VERSION}indice/", reader.contents, name="version_contents"),
    path(f"{VERSION}avance/", reader.progress, name="version_progress"),
    path(f"{VERSION}detener/", reader.stop, name="version_stop"),
    path(f"{VERSION}archivo/", versions.file, name="version_file"),
    path(f"{VERSION}editar/", versions.edit, name="version_edit"),
    path(f"{VERSION}leer/", versions.read, name="version_read"),
    path(f"{VERSION}eliminar/", versions.delete, name="version_delete"),
]
