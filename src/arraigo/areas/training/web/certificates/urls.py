"""Certificates, given out and verified: addresses under `/<city>/`."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
