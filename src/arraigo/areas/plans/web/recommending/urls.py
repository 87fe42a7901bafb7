"""Addresses of recommendations, letters and answers."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
