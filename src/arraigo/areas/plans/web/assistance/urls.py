"""Addresses of the technical assistance plan."""

from django.urls import path

from arraigo.areas.plans.web.assistance import desk, editions, follow, grounds, overview, parts, public

PLAN = "planes/asistencia/<uuid:assistance_id>/"
PART = f"{PLAN}partes/<str:kind>/<uuid:part_id>/"
EDITION = f"{PLAN}ediciones/<uuid:edition_id>/"
PUBLIC = "asistencia-tecnica/<slug:slug>/"

urlpatterns = [
    path("planes/asistencia/", desk.listed, name="assistance_plans"),
    path("planes/asistencia/nuevo/", desk.new, name="assistance_new"),
    path(PLAN, desk.assistance, name="assistance"),
    path(f"{PLAN}editar/", desk.edit, name="assistance_edit"),
    path(f"{PLAN}eliminar/", desk.delete, name="assistance_delete"),
    path(f"{PLAN}hallazgos/", grounds.create, name="assistance_grounds"),
    path(f"{PLAN}objetivos/<uuid:objective_id>/sustento/", grounds.choose, name="assistance_objective_grounds"),
    path(f"{PLAN}partes/<str:kind>/nuevo/", parts.new, name="assistance_part_new"),
    path(PART, parts.edit, name="assistance_part"),
    path(f"{PART}eliminar/", parts.delete, name="assistance_part_delete"),
    path(f"{PART}mover/", parts.move, name="assistance_part_move"),
    path(f"{PLAN}actividades/", desk.activities, name="assistance_activities"),
    path(f"{PLAN}actividades/<uuid:activity_id>/avance/", follow.progress, name="assistance_progress"),
    path(f"{PLAN}indicadores/<uuid:indicator_id>/valores/", follow.values, name="assistance_values"),
    path(f"{PLAN}cronograma/", overview.schedule, name="assistance_schedule"),
    path(f"{PLAN}cronograma.ics", overview.calendar, name="assistance_calendar"),
    path(f"{PLAN}presupuesto/", overview.budget, name="assistance_budget"),
    path(f"{PLAN}riesgos/", overview.risks, name="assistance_risks"),
    path(f"{PLAN}ediciones/", editions.listed, name="assistance_editions"),
    path(f"{PLAN}publicar/", editions.publish, name="assistance_publish"),
    path(f"{PLAN}borrador/<str:format>/", editions.draft, name="assistance_draft"),
    path(f"{EDITION}retirar/", editions.withdraw, name="assistance_withdraw"),
    path(f"{EDITION}avisar/", editions.tell, name="assistance_tell"),
    path("asistencia-tecnica/", public.listed, name="public_assistance_plans"),
    path(PUBLIC, public.current, name="public_assistance"),
    path(f"{PUBLIC}<int:number>/", public.numbered, name="public_edition"),
    path(f"{PUBLIC}<int:number>/<str:format>/", public.file, name="public_edition_file"),
]
