"""`arraigo import services` and `arraigo export services`."""

from pathlib import Path
from typing import Any

from django.utils import timezone
from rich.table import Table

from arraigo.areas.directory import api as directory
from arraigo.cli.language import _
from arraigo.cli.printer import OK, WRONG, MendableError, answer, complain, counter, out
from arraigo.cli.whole import drafts
from arraigo.core import tenancy
from arraigo.core.places import api as places

# So many problems are printed; all of them are in the JSON.
MOST_SAID = 40
FORMATS = (".json", ".xlsx")


def load(*, path: Path, city: str, mend: bool, json: bool) -> int:
    """Load a package or a sheet of services; return 1 when it was refused, or rows of it could not be taken.

    What can be taken is written, all of it or nothing; the rest is said by file, row and column.
    """
    if not path.exists():
        raise MendableError(_("No existe «{name}».").format(name=path))
    at = timezone.now()
    place = places.only_city_or_create(city or None, at=at)
    try:
        with tenancy.scope(place), counter() as progress:
            report = directory.import_services(path, city=place, by=None, at=at, mends=mend, progress=progress)
    except directory.FileRefused as refusal:
        report = directory.refused_services(path, refusal.problems)
    problems = report["problems"]
    if json:
        answer(report)
    else:
        _print(report)
    for problem in problems[:MOST_SAID]:
        complain(problem["message"])
    if len(problems) > MOST_SAID:
        complain(_("Y {count} más; con --json se ven todos.").format(count=len(problems) - MOST_SAID))
    return WRONG if any(problem["severity"] == "error" for problem in problems) else OK


def dump(*, path: Path, city: str, json: bool) -> int:
    """Write what the public may have of a city's directory: JSON, XLSX, or a folder with the CSV package."""
    place = places.only_city_or_create(city or None, at=timezone.now())
    with tenancy.scope(place):
        files = _files(path)
    if path.suffix.lower() not in FORMATS:
        path.mkdir(parents=True, exist_ok=True)
    with drafts(list(files)) as handles:
        for handle, content in zip(handles, files.values(), strict=True):
            handle.write(content)
    if json:
        answer({"city": place.slug, "files": [str(file) for file in files]})
    else:
        out.print(_("Se escribió {name}.").format(name=path), markup=False)
    return OK


def _files(path: Path) -> dict[Path, bytes]:
    if path.suffix.lower() == ".json":
        return {path: directory.services_package("json")["services.json"]}
    if path.suffix.lower() == ".xlsx":
        return {path: directory.services_package("xlsx")["servicios.xlsx"]}
    if path.suffix:
        raise MendableError(_("Diga un archivo .json o .xlsx, o una carpeta para el paquete CSV."))
    return {path / name: content for name, content in directory.services_package("csv").items()}


def _print(report: dict[str, Any]) -> None:
    table = Table(_("Tabla"), _("Nuevas"), _("Cambiadas"), _("Iguales"), _("Quitadas"), _("Aparte"), box=None)
    for column in table.columns[1:]:
        column.justify = "right"
    for name, tally in report["tables"].items():
        if any(tally.values()):
            keys = ("created", "changed", "same", "deleted", "kept")
            table.add_row(name, *(str(tally[key]) for key in keys))
    out.print(table)
