"""`arraigo import training` and `arraigo figures training`."""

from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

from django.utils import timezone
from rich.table import Table

from arraigo.areas.training import api as training
from arraigo.areas.training.models import Course
from arraigo.cli.language import _
from arraigo.cli.printer import OK, WRONG, MendableError, answer, complain, counter, out
from arraigo.core import tenancy
from arraigo.core.organisations.models import Organization
from arraigo.core.places import api as places


def load(*, folder: Path, city: str, json: bool) -> int:
    """Load the course of a folder and print its figures; return 1 when a file is refused, asks, or rows were left out.

    What is printed has the same keys whatever happens: after a refusal, the figures of what was there before.
    """
    at = timezone.now()
    place = places.only_city_or_create(city or None, at=at)
    try:
        with tenancy.scope(place), counter() as progress:
            report = training.import_folder(folder, city=place, by=None, at=at, progress=progress)
    except training.FileRefused as refusal:
        with tenancy.scope(place):
            report = training.refused_report(folder, refusal.problems)
    if json:
        answer(report)
    else:
        _print(report)
    for problem in report["problems"]:
        complain(problem["message"])
    return WRONG if any(problem["severity"] != "warning" for problem in report["problems"]) else OK


def figures(*, course: str, institution: str, since: str, until: str, city: str, json: bool) -> None:
    """Print the figures of a city's training, of those attendances that the options choose."""
    place = places.only_city_or_create(city or None, at=timezone.now())
    with tenancy.scope(place):
        wanted = training.FigureFilter(
            since=_day(since), until=_day(until), course=_course(course), institution=_institution(institution)
        )
        report = training.figures_report(training.figures(wanted))
    if json:
        answer(report)
    else:
        _print(report)


def _course(code: str) -> UUID | None:
    if not code:
        return None
    found = Course.objects.filter(code=code).first()
    if found is None:
        raise MendableError(_("No hay un curso con el código «{code}».").format(code=code))
    return found.pk


def _institution(name: str) -> UUID | None:
    if not name:
        return None
    found = Organization.objects.filter(name__iexact=name).first()
    if found is None:
        raise MendableError(_("No hay una institución llamada «{name}».").format(name=name))
    return found.pk


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
        (_("Inscripciones"), report["enrolled"]),
        (_("Personas que asistieron"), report["people"]),
        ("  " + _("en línea"), modality["online"]),
        ("  " + _("presencial"), modality["in_person"]),
        ("  " + _("mujeres"), f"{sex['women']} ({percent['women']} %)"),
        ("  " + _("hombres"), f"{sex['men']} ({percent['men']} %)"),
        ("  " + _("sin dato"), sex["unknown"]),
        (_("Asistencias"), report["attendances"]),
    ]
    for label, value in rows:
        table.add_row(label, str(value))
    out.print(table)
    waiting = len(report.get("to_review", ()))
    if waiting:
        out.print(_("Filas que esperan revisión en pantalla: {count}.").format(count=waiting))
