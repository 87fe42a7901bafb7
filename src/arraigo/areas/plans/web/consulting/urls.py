"""Addresses of public consultations."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
