from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    name = "arraigo.areas.directory"
    label = "directory"
