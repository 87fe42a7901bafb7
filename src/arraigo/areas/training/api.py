"""What other areas, the command line and the demo use of training."""

from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

from arraigo.areas.training.actions.applications import look_after_applications
from arraigo.areas.training.actions.courses import TrainingError, save_course, save_series, save_session
from arraigo.areas.training.actions.places import promote
from arraigo.areas.training.actions.privacy import purge_due
from arraigo.areas.training.actions.reminding import remind
from arraigo.areas.training.importers.folder import import_course
from arraigo.areas.training.importers.folder_schema import told_code
from arraigo.areas.training.models import Course
from arraigo.areas.training.queries.figures import NO_FIGURES, Count, FigureFilter, Figures, figures, percent
from arraigo.areas.training.queries.reports import course_report, figures_report
from arraigo.areas.training.queries.waiting import waiting_rows
from arraigo.core.accounts.models import User
from arraigo.core.imports.problems import FileRefused, Problem
from arraigo.core.places.models import City

__all__ = [
    "Count",
    "FigureFilter",
    "Figures",
    "FileRefused",
    "TrainingError",
    "course_report",
    "figures",
    "figures_report",
    "import_folder",
    "look_after_applications",
    "percent",
    "promote",
    "purge_due",
    "refused_report",
    "remind",
    "save_course",
    "save_series",
    "save_session",
    "waiting_rows",
]


def refused_report(folder: Path, problems: Iterable[Problem]) -> dict[str, Any]:
    """Return the report of a folder that was refused: its course as it stands, untouched, and why."""
    code = told_code(folder)
    course = Course.objects.filter(code=code).first() if code else None
    report = course_report(course) if course else {"code": code, **figures_report(NO_FIGURES), "to_review": []}
    return {**report, "problems": [problem.as_dict() for problem in problems]}


def import_folder(
    folder: Path, *, city: City, by: User | None, at: datetime, progress: Callable[[str, int, int], None]
) -> dict[str, Any]:
    """Import a course's folder and return its report, with the problems of the rows that were left out.

    All of the folder is written or nothing: raises FileRefused when a file or `curso.toml` must be mended first.
    """
    course, problems = import_course(folder, city=city, by=by, at=at, progress=progress)
    return {**course_report(course), "problems": [problem.as_dict() for problem in problems]}
