from django.apps import AppConfig


class ImportsConfig(AppConfig):
    name = "arraigo.core.imports"
    label = "imports"
