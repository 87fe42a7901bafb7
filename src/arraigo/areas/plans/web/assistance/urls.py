"""Addresses of the technical assistance plan."""

from django.urls import path

from arraigo.areas.plans.web.assistance import desk, editions, follow, parts, public

ONE = "planes/asistencia/<uuid:assistance_id>/"

urlpatterns = [
    path("asistencia-tecnica/", public.listed, name="public_assistance_plans"),
    path("asistencia-tecnica/<slug:slug>/", public.edition, name="public_assistance"),
    path("asistencia-tecnica/<slug:slug>/<int:number>/", public.edition, name="public_assistance"),
    path("asistencia-tecnica/<slug:slug>/<int:number>/<str:kind>/", public.file, name="public_assistance_file"),
    path("planes/asistencia/", desk.listed, name="assistance_plans"),
    path("planes/asistencia/nuevo/", desk.new, name="assistance_new"),
    path(ONE, desk.assistance, name="assistance"),
    path(f"{ONE}editar/", desk.edit, name="assistance_edit"),
    path(f"{ONE}desde-hallazgos/", desk.ground, name="assistance_ground"),
    path(f"{ONE}actividades/", follow.activities, name="assistance_activities"),
    path(f"{ONE}avance/<uuid:activity_id>/", follow.progress, name="assistance_progress"),
    path(f"{ONE}valor/<uuid:indicator_id>/", follow.value, name="assistance_value"),
    path(f"{ONE}publicar/", editions.publish, name="assistance_publish"),
    path(f"{ONE}ediciones/<uuid:edition_id>/retirar/", editions.withdraw, name="edition_withdraw"),
    path(f"{ONE}ediciones/<uuid:edition_id>/avisar/", editions.tell, name="edition_tell"),
    path(f"{ONE}<str:part_kind>/agregar/", parts.new, name="assistance_part_new"),
    path(f"{ONE}<str:part_kind>/<uuid:part_id>/", parts.edit, name="assistance_part"),
    path(f"{ONE}<str:part_kind>/<uuid:part_id>/eliminar/", parts.delete, name="assistance_part_delete"),
    path(f"{ONE}<str:part_kind>/<uuid:part_id>/mover/", parts.move, name="assistance_part_move"),
]
