from django.apps import AppConfig


class ConsentConfig(AppConfig):
    name = "arraigo.core.consent"
    label = "consent"
