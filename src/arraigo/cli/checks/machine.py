"""The machine and the data directory: what can be checked without a database."""

import os
import shutil
import stat
import sys
import zoneinfo
from datetime import UTC, datetime
from pathlib import Path

from arraigo.cli import statics, supervisor
from arraigo.cli.checks.finding import Finding, warning, well, wrong
from arraigo.cli.language import _
from arraigo.config.home import Home

OLDEST_PYTHON = (3, 11)
LEAST_SPACE = 1_000_000_000
BUILT_AFTER = datetime(2026, 1, 1, tzinfo=UTC)
BROWSERS = ("chromium", "chromium-browser", "google-chrome")


def python() -> Finding:
    """Check the version of Python."""
    found = ".".join(map(str, sys.version_info[:3]))
    if sys.version_info[:2] < OLDEST_PYTHON:
        return wrong("python", _("Python es {found}.").format(found=found), _("Instale Python 3.11 o más nuevo."))
    return well("python", f"Python {found}")


def folder(place: Home) -> Finding:
    """Check that the data directory may be written, also by what it holds."""
    closed = [path for path in (place.root, place.files, place.keys, place.anchors) if not os.access(path, os.W_OK)]
    if closed:
        sentence = _("No se puede escribir en {folder}.").format(folder=closed[0])
        return wrong("home", sentence, _("Dé permiso de escritura al usuario que corre Arraigo."))
    return well("home", _("La carpeta de datos es {folder}.").format(folder=place.root))


def space(place: Home) -> Finding:
    """Check that the disk has room."""
    free = shutil.disk_usage(place.root).free
    sentence = _("Quedan {free} GB libres.").format(free=f"{free / 1e9:.1f}")
    if free < LEAST_SPACE:
        return wrong("space", sentence, _("Libere espacio: hace falta 1 GB para trabajar y copiar."))
    return well("space", sentence)


def modes(place: Home) -> Finding:
    """Check that nobody else may read the keys."""
    open_to_others = [path for path in (place.keys, *place.keys.glob("*")) if _others(path)]
    if open_to_others:
        sentence = _("Otras personas pueden leer {path}.").format(path=open_to_others[0])
        return wrong("key modes", sentence, f"chmod -R go-rwx '{place.keys}'")
    return well("key modes", _("Solo este usuario puede leer las llaves."))


def _others(path: Path) -> bool:
    return bool(stat.S_IMODE(path.stat().st_mode) & (stat.S_IRWXG | stat.S_IRWXO))


def static_files(place: Home) -> Finding:
    """Check that the static files are those of this version."""
    if statics.is_current(place):
        return well("static files", _("Los archivos estáticos son de esta versión."))
    sentence = _("Los archivos estáticos no se han reunido para esta versión.")
    return warning("static files", sentence, _("Se reúnen solos con «arraigo serve»."))


def server(place: Home) -> Finding:
    """Check whether a server of this installation runs, and its worker with it."""
    for _file, running, children in supervisor.notes(place):
        if not supervisor.is_alive(running["pid"], running["started"]):
            continue
        if "worker" in children and supervisor.is_alive(*children["worker"]):
            return well("worker", _("El servidor y el trabajador de la cola están en marcha."))
        sentence = _("El servidor está en marcha, pero el trabajador de la cola no.")
        return wrong("worker", sentence, _("Detenga el servidor y vuelva a correr «arraigo serve»."))
    sentence = _("El servidor no está en marcha: nadie atiende páginas ni hace trabajos en cola.")
    return warning("worker", sentence, _("Corra «arraigo serve»."))


def clock() -> Finding:
    """Check that the clock is not absurd and that time zones are known."""
    now = datetime.now(UTC)
    if now < BUILT_AFTER:
        sentence = _("El reloj dice {now}.").format(now=now.date().isoformat())
        return wrong("clock", sentence, _("Ponga la máquina en hora; las fechas de lo que se registre serían falsas."))
    try:
        zoneinfo.ZoneInfo("America/Guayaquil")
    except zoneinfo.ZoneInfoNotFoundError:
        return wrong("clock", _("Faltan las zonas horarias."), _("Instale el paquete tzdata."))
    return well("clock", _("El reloj dice {now} UTC.").format(now=now.strftime("%Y-%m-%d %H:%M")))


def browser() -> Finding:
    """Check for the browser that the tests drive; the program itself needs none."""
    found = next((path for name in BROWSERS if (path := shutil.which(name))), None)
    if found:
        return well("browser", _("El navegador de las pruebas es {path}.").format(path=found))
    sentence = _("No hay Chromium: solo hace falta para las pruebas.")
    return warning("browser", sentence, _("Instale el paquete chromium."))
