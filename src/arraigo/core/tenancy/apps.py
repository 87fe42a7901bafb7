from django.apps import AppConfig


class TenancyConfig(AppConfig):
    name = "arraigo.core.tenancy"
    label = "tenancy"
