"""The app that carries templates, static files and template tags."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class UiConfig(AppConfig):
    """Layout and components."""

    name = "arraigo.core.ui"
    label = "ui"
    verbose_name = _("Interfaz")
