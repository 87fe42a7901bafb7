"""Static files, collected into the data directory when the program's own have changed."""

import hashlib
from importlib.metadata import version
from pathlib import Path

from arraigo.cli.bootstrap import run_as_owner, turn
from arraigo.cli.language import SOURCE, _
from arraigo.cli.printer import Say
from arraigo.config.home import Home

PACKAGES = ("Django", "django-allauth", "django-htmx", "whitenoise")


def collect(place: Home, say: Say) -> None:
    """Collect the static files of this version of the program unless they already are."""
    if is_current(place):
        return
    with turn(place, "estaticos"):
        if is_current(place):
            return
        say(_("Reuniendo los archivos estáticos…"))
        run_as_owner("django", say, "collectstatic", "--noinput", "--verbosity", "0")
        _note(place).write_text(mark())


def is_current(place: Home) -> bool:
    """Return whether the collected files are those of this version of the program."""
    return _note(place).exists() and _note(place).read_text() == mark()


def mark() -> str:
    """Return a hash of every static file of the program and of the packages that bring some."""
    digest = hashlib.sha256("".join(f"{package} {version(package)}\n" for package in PACKAGES).encode())
    for file in sorted(path for path in SOURCE.glob("*/*/static/**/*") if path.is_file()):
        digest.update(str(file.relative_to(SOURCE)).encode() + file.read_bytes())
    return digest.hexdigest()


def _note(place: Home) -> Path:
    return place.root / "estaticos" / ".huella"
