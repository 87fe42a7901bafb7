"""Addresses of plans, their versions and calendar."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
