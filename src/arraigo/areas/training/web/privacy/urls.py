"""Retention, and a person's own data: addresses under `/<city>/`."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
