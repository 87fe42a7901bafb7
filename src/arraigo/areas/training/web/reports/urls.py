"""Addresses of the institutions' reports, under `/<city>/`."""

from django.urls import path

from arraigo.areas.training.web.reports import handing, views

REPORT = "formacion/informes/<uuid:organization_id>/"

urlpatterns = [
    path("formacion/informes/", views.institutions, name="reports"),
    path(REPORT, views.report, name="report"),
    path(f"{REPORT}descargar/<str:kind>/", handing.download, name="report_download"),
    path(f"{REPORT}enviar/", handing.send, name="report_send"),
]
