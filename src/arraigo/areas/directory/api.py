"""What other areas, the command line and the demo use of the directory."""

from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

from arraigo.areas.directory.actions.common import DirectoryError
from arraigo.areas.directory.actions.importing import Imported, apply
from arraigo.areas.directory.actions.reporting import LONGEST_NOTE, report_problem
from arraigo.areas.directory.documents.sheets import services_sheet
from arraigo.areas.directory.enums import ReportKind
from arraigo.areas.directory.importers.packs import Installed, install_pack
from arraigo.areas.directory.importers.reading import read
from arraigo.areas.directory.queries.desk import waiting_proposals, waiting_reports
from arraigo.areas.directory.queries.eligibility import Group, Profile
from arraigo.areas.directory.queries.finding import find_needs, search_places
from arraigo.areas.directory.queries.hours import HoursLine, Opening
from arraigo.areas.directory.queries.hsds.exporting import csv_package, nested_json
from arraigo.areas.directory.queries.hsds.sheet_rows import sheet_rows
from arraigo.areas.directory.queries.hsds.whole import whole
from arraigo.areas.directory.queries.needs import Need, need_names, needs
from arraigo.areas.directory.queries.public import each_service, public_places, stamp
from arraigo.areas.directory.queries.values import PhoneLine, Place
from arraigo.core.accounts.models import User
from arraigo.core.imports.problems import FileRefused, Problem
from arraigo.core.places.models import City
from arraigo.engines.guidance.finding import Found

__all__ = [
    "LONGEST_NOTE",
    "DirectoryError",
    "FileRefused",
    "Found",
    "Group",
    "HoursLine",
    "Installed",
    "Need",
    "Opening",
    "PhoneLine",
    "Place",
    "Profile",
    "ReportKind",
    "each_service",
    "find_needs",
    "import_services",
    "install_pack",
    "need_names",
    "needs",
    "public_places",
    "refused_services",
    "report_problem",
    "search_places",
    "services_package",
    "stamp",
    "waiting_proposals",
    "waiting_reports",
]


def import_services(
    path: Path,
    *,
    city: City,
    by: User | None,
    at: datetime,
    mends: bool = False,
    progress: Callable[[str, int, int], None],
) -> dict[str, Any]:
    """Import a package or a sheet of services and return its report, with the problems by file, row and column.

    What can be taken is written whole or not at all. Raises FileRefused when nothing can be read.
    """
    draft = read(path, city=city, mends=mends)
    done = apply(draft, city=city, by=by, at=at, progress=progress)
    return _report(path, done, draft.problems)


def refused_services(path: Path, problems: Iterable[Problem]) -> dict[str, Any]:
    """Return the report of a file that was refused: nothing done, and why."""
    return _report(path, Imported(), problems)


def services_package(form: Literal["json", "csv", "xlsx"]) -> dict[str, bytes]:
    """Return the files of what the public may have of the session city's directory, by name.

    HSDS 3.1 as nested JSON or as a CSV package with its datapackage, or the plain sheet.
    """
    tables = whole()
    if form == "json":
        return {"services.json": nested_json(tables).encode()}
    if form == "xlsx":
        return {"servicios.xlsx": services_sheet(sheet_rows(tables))}
    return {name: text.encode() for name, text in csv_package(tables).items()}


def _report(path: Path, done: Imported, problems: Iterable[Problem]) -> dict[str, Any]:
    return {
        "source": path.name,
        "tables": done.as_dict(),
        "problems": [problem.as_dict() for problem in problems],
    }
