from django.apps import AppConfig


class PlacesConfig(AppConfig):
    name = "arraigo.core.places"
    label = "places"
