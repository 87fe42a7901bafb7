from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "arraigo.core.audit"
    label = "audit"
