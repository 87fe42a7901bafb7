"""Addresses of accounts under `/<city>/`."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
