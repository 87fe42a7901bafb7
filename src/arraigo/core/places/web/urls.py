"""Addresses of a city's areas, under its short name."""

from django.urls import path

from arraigo.core.places.web import views

urlpatterns = [
    path("territorio/areas/", views.areas, name="areas"),
    path("territorio/areas/importar/", views.areas_import, name="areas_import"),
]
