"""`arraigo import training` and `arraigo figures training`."""

from datetime import date
from pathlib import Path
from typing import Any

from django.utils import timezone
from rich.table import Table

from arraigo.areas.training import api as training
from arraigo.cli.language import _
from arraigo.cli.printer import OK, WRONG, MendableError, answer, complain, counter, out
from arraigo.core import tenancy
from arraigo.core.places import api as places


def load(*, folder: Path, city: str, json: bool) -> int:
    """Load the course of a folder and print its figures; return 1 when something in it could not be read."""
    if not (folder / "curso.toml").is_file():
        raise MendableError(_("No hay un curso.toml en {folder}.").format(folder=folder))
    at = timezone.now()
    place = places.only_city_or_create(city or None, at=at)
    with tenancy.scope(place), counter() as progress:
        report = training.import_folder(folder, city=place, by=None, at=at, progress=progress)
    if json:
        answer(report)
    else:
        _print(report)
    for problem in report["problems"]:
        complain(str(problem))
    return WRONG if report["problems"] else OK


def figures(*, course: str, institution: str, since: str, until: str, city: str, json: bool) -> None:
    """Print the figures of a city's training, of those that the options choose."""
    place = places.only_city_or_create(city or None, at=timezone.now())
    with tenancy.scope(place):
        report = training.figures(course=course, institution=institution, since=_day(since), until=_day(until))
    if json:
        answer(report)
    else:
        _print(report)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise MendableError(_("«{text}» no es un día. Escríbalo así: 2026-11-22.").format(text=text)) from None


def _print(report: dict[str, Any]) -> None:
    table = Table("", "", box=None, show_header=False)
    table.columns[1].justify = "right"
    modality, sex, percent = report["by_modality"], report["by_sex"], report["percent"]
    rows = [
        (_("Personas inscritas"), report["enrolled"]),
        (_("Personas que asistieron"), report["people"]),
        (_("  en línea"), modality["online"]),
        (_("  presencial"), modality["in_person"]),
        (_("  mujeres"), f"{sex['women']} ({percent['women']} %)"),
        (_("  hombres"), f"{sex['men']} ({percent['men']} %)"),
        (_("  sin dato"), sex["unknown"]),
        (_("Asistencias"), report["attendances"]),
    ]
    for label, value in rows:
        table.add_row(label, str(value))
    out.print(table)
    waiting = len(report.get("to_review", ()))
    if waiting:
        out.print(_("{count} filas esperan revisión en la pantalla «Revisar».").format(count=waiting))
