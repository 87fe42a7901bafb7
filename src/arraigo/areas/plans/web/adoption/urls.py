"""Addresses of comparing versions and what was adopted."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
