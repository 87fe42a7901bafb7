from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    name = "arraigo.core.organisations"
    label = "organisations"
