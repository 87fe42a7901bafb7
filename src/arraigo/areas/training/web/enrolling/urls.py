"""Getting a place: addresses under `/<city>/`."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
