from django.apps import AppConfig


class FilesConfig(AppConfig):
    name = "arraigo.core.files"
    label = "files"
