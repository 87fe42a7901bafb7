from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "arraigo.core.jobs"
    label = "jobs"
