from django.apps import AppConfig


class CryptoConfig(AppConfig):
    name = "arraigo.core.crypto"
    label = "crypto"
