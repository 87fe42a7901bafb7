from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "arraigo.core.accounts"
    label = "accounts"
