from django.apps import AppConfig


class TrainingConfig(AppConfig):
    name = "arraigo.areas.training"
    label = "training"
