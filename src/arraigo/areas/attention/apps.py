from django.apps import AppConfig


class AttentionConfig(AppConfig):
    name = "arraigo.areas.attention"
    label = "attention"
