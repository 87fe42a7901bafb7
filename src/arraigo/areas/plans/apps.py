from django.apps import AppConfig


class PlansConfig(AppConfig):
    name = "arraigo.areas.plans"
    label = "plans"
