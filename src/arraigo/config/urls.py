"""Every address of the program. Pages of a city begin with its short name."""

from django.urls import include, path

urlpatterns: list = []
