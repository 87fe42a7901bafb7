"""An institution's report: addresses under `/<city>/`."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
