from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "arraigo.core.people"
    label = "people"
