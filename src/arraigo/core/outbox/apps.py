from django.apps import AppConfig


class OutboxConfig(AppConfig):
    name = "arraigo.core.outbox"
    label = "outbox"
