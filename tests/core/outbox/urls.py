"""The program's addresses, with those of the city's own work."""

from django.urls import include, path

from arraigo.config.urls import urlpatterns as program

urlpatterns = [path("<slug:city>/", include("arraigo.config.city_urls")), *program]
