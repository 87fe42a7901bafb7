"""Addresses of the gallery and of the choice of theme."""

from django.urls import path

from arraigo.core.ui.web import views

app_name = "ui"

urlpatterns = [
    path("", views.gallery, name="gallery"),
    path("tema/", views.theme, name="theme"),
    path("avance/", views.gallery_progress, name="gallery-progress"),
    path("pagina/<slug:name>/", views.sample, name="sample"),
]
