from django.apps import AppConfig


class LanguagesConfig(AppConfig):
    name = "arraigo.core.languages"
    label = "languages"
