"""Addresses of the technical assistance plan."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
