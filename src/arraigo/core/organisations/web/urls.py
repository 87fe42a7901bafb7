"""Addresses of a city's organisations, under its short name."""

from django.urls import path

from arraigo.core.organisations.web import views

urlpatterns = [
    path("organizaciones/", views.organizations, name="organizations"),
    path("organizaciones/nueva/", views.organization_new, name="organization_new"),
    path("organizaciones/<uuid:pk>/", views.organization_edit, name="organization_edit"),
]
