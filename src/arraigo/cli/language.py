"""The language of the terminal: Spanish, or English where the locale says so; known before Django is loaded."""

import gettext
import os
from pathlib import Path

import arraigo
from arraigo.core.languages import catalogues

SOURCE = Path(arraigo.__path__[0]).resolve()
LOCALE = SOURCE.parents[1] / "locale"


def language(environment: "os._Environ[str] | dict[str, str]" = os.environ) -> str:
    """Return `en` or `es`, by the POSIX order: LC_ALL, LC_MESSAGES, LANG."""
    named = next((environment[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if environment.get(name)), "")
    return "en" if named.lower().startswith("en") else "es"


def _translations() -> gettext.NullTranslations:
    chosen = language()
    if chosen == "es":
        return gettext.NullTranslations()
    catalogues.compile_stale([LOCALE])
    return gettext.translation("django", localedir=LOCALE, languages=[chosen], fallback=True)


_catalogue = _translations()


def _(text: str) -> str:
    """Translate a text of the terminal."""
    return _catalogue.gettext(text)
