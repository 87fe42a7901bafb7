"""Addresses of what keeps the directory true."""

from django.urls import path

from arraigo.areas.directory.web.upkeep import desk, proposals

urlpatterns = [
    path("directorio/por-verificar/", desk.overdue, name="overdue"),
    path("directorio/por-verificar/plazos/", desk.days, name="freshness"),
    path("directorio/propuestas/", proposals.listed, name="proposals"),
    path("directorio/propuestas/<uuid:proposal_id>/", proposals.proposal, name="proposal"),
    path("directorio/avisos/", desk.reports, name="reports"),
    path("directorio/avisos/<uuid:report_id>/", desk.report, name="report"),
]
