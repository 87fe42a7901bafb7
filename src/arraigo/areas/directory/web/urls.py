"""Addresses of directory, under `/<city>/`."""

from django.urls import URLPattern

app_name = "directory"

urlpatterns: list[URLPattern] = []
