"""The public agenda and what the desk keeps of it: addresses under `/<city>/`."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
