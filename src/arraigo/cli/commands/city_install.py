"""`arraigo city install`: what a pack brings becomes a city's, area by area."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from arraigo.areas.attention import api as attention
from arraigo.areas.directory import api as directory
from arraigo.cli.language import _
from arraigo.cli.printer import OK, WRONG, MendableError, answer, complain, out
from arraigo.core.places import api as places
from arraigo.core.places.models import City

Installer = Callable[[City, str, datetime], dict[str, Any]]
"""Installs what a pack has of an area and returns the report: its keys are the area's, `problems` are sentences."""


def _directory(city: City, pack: str, at: datetime) -> dict[str, Any]:
    done = directory.install_pack(city=city, pack=pack, by=None, at=at)
    return {
        "services": {"written": done.written, "unchanged": done.unchanged, "left": done.left},
        "problems": [problem.message for problem in done.problems],
    }


def _attention(city: City, pack: str, at: datetime) -> dict[str, Any]:
    done = attention.install_pack(city=city, pack=pack, by=None, at=at)
    return {
        "routes": {"published": done.published, "offered": done.offered, "unchanged": done.unchanged},
        "numbers": done.numbers,
        "problems": [
            f"{one.file}:{one.line}: {attention.sentence(one)}"
            for problems in done.refused.values()
            for one in problems
        ],
    }


# The order in which areas take in a pack: an area that others rest on comes first.
INSTALLERS: dict[str, Installer] = {"directory": _directory, "attention": _attention}


def install(*, pack: str, city: str, json: bool) -> int:
    """Install a pack in a city and print what became of it; return 1 when some of it was not fit.

    All areas take it in, or none does when one fails.
    """
    at = timezone.now()
    place = places.only_city_or_create(city or None, at=at)
    try:
        with transaction.atomic():
            reports = {area: installer(place, pack, at) for area, installer in INSTALLERS.items()}
    except (attention.AttentionError, directory.DirectoryError) as error:
        raise MendableError(str(error)) from error
    problems = [one for report in reports.values() for one in report["problems"]]
    if json:
        answer({"pack": pack, "city": place.slug, **reports})
    else:
        _print(pack, place, reports["attention"])
        _print_services(reports["directory"]["services"])
    for one in problems:
        complain(one)
    return WRONG if problems else OK


def _print(pack: str, city: City, report: dict[str, Any]) -> None:
    routes = report["routes"]
    out.print(_("Paquete {pack} en {city}:").format(pack=pack, city=city.name), markup=False)
    out.print("  " + _("Rutas publicadas: {count}").format(count=len(routes["published"])))
    out.print("  " + _("Rutas que ya estaban igual: {count}").format(count=len(routes["unchanged"])))
    if routes["offered"]:
        names = ", ".join(routes["offered"])
        words = _("La ciudad cambió estas rutas; lo del paquete queda como borrador: {names}").format(names=names)
        out.print("  " + words, markup=False)
    out.print("  " + _("Números de emergencia nuevos o cambiados: {count}").format(count=report["numbers"]))


def _print_services(services: dict[str, list[str]]) -> None:
    out.print("  " + _("Servicios nuevos o cambiados: {count}").format(count=len(services["written"])))
    out.print("  " + _("Servicios que ya estaban igual: {count}").format(count=len(services["unchanged"])))
    if services["left"]:
        names = ", ".join(services["left"])
        words = _("La ciudad cambió estos servicios; se dejan como los tiene: {names}").format(names=names)
        out.print("  " + words, markup=False)
