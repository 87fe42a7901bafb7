from pathlib import Path

from django.apps import AppConfig, apps
from django.conf import settings
from django.conf.locale import LANG_INFO

from arraigo.core.languages.catalogues import compile_stale

# Languages of ours that Django does not know by name.
OWN = {
    "ht": {"bidi": False, "code": "ht", "name": "Haitian Creole", "name_local": "kreyòl ayisyen"},
    "qu": {"bidi": False, "code": "qu", "name": "Kichwa", "name_local": "kichwa"},
}


class LanguagesConfig(AppConfig):
    name = "arraigo.core.languages"
    label = "languages"

    def ready(self) -> None:
        """Tell Django the names of the languages that it lacks, and compile the catalogues that are stale."""
        own = [Path(app.path) / "locale" for app in apps.get_app_configs() if app.name.startswith("arraigo.")]
        compile_stale([*(Path(folder) for folder in settings.LOCALE_PATHS), *own])
        for code, about in OWN.items():
            LANG_INFO.setdefault(code, about)
