"""A course from a folder: `curso.toml`, the enrolment lists and the attendance files beside it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from arraigo.areas.training.actions.courses import save_course, save_series, save_session
from arraigo.areas.training.actions.evidence import settling_once
from arraigo.areas.training.importers.attendance import ATTENDANCE
from arraigo.areas.training.importers.enrolments import ENROLMENTS
from arraigo.areas.training.importers.folder_schema import CourseEntry, SessionEntry, read_course
from arraigo.areas.training.models import Course
from arraigo.core.accounts.models import User
from arraigo.core.imports import api as imports
from arraigo.core.imports.problems import FileRefused, Problem
from arraigo.core.organisations import api as organisations
from arraigo.core.places.models import City


@dataclass(frozen=True)
class _Item:
    """A file of the folder, where it goes and what the folder answers about it."""

    path: Path
    kind: str
    context: str
    options: Mapping[str, str]


def import_course(
    folder: Path, *, city: City, by: User | None, at: datetime, progress: imports.Progress
) -> tuple[Course, list[Problem]]:
    """Bring a course up to what its folder says, in one transaction; doing it again changes nothing.

    Returns the course with the problems of single rows, which are left out. Raises FileRefused when a file cannot be
    read, asks something that `curso.toml` does not answer, or `curso.toml` itself is wrong: then nothing is written.
    """
    entry = read_course(folder)
    refused: list[Problem] = []
    with transaction.atomic():
        course = _save_course(entry, city, by, at)
        items = list(_items(entry, course, by, at))
        found: list[Problem] = []
        with settling_once(course, by=by, at=at):
            for number, item in enumerate(items):
                progress(item.path.name, number, len(items))
                try:
                    found += _take_in(item, by=by, at=at, progress=progress)
                except FileRefused as error:
                    refused += error.problems
                except imports.ImportRefused as error:
                    refused.append(Problem("refused", str(error), file=item.path.name))
            if refused:
                raise FileRefused(*refused)
            progress(_("Reconociendo a las personas"), len(items), len(items))
    return course, found


def _save_course(entry: CourseEntry, city: City, by: User | None, at: datetime) -> Course:
    institution = None
    if entry.institution:
        institution = organisations.resolve_names([entry.institution], city=city, by=by, at=at)[entry.institution]
    return save_course(
        code=entry.code,
        title=entry.title,
        institution=institution,
        programme_area=entry.programme_area,
        series=save_series(name=entry.series, by=by, at=at) if entry.series else None,
        timezone=entry.timezone,
        by=by,
        at=at,
    )


def _items(entry: CourseEntry, course: Course, by: User | None, at: datetime) -> Iterator[_Item]:
    for path in entry.enrolments:
        yield _Item(path, ENROLMENTS.name, f"course:{course.pk}", entry.answers)
    for session in entry.sessions:
        row = save_session(course=course, code=session.code, by=by, at=at, **_session_fields(session, entry))
        for path in session.attendance:
            yield _Item(path, ATTENDANCE.name, f"session:{row.pk}", session.answers)


def _session_fields(session: SessionEntry, course: CourseEntry) -> dict[str, Any]:
    return {
        "starts_at": session.starts_at,
        "minutes": session.minutes,
        "modality": session.modality,
        "timezone": course.timezone,
        "title": session.title,
        "place": session.place,
        "link": session.link,
    }


def _take_in(item: _Item, *, by: User | None, at: datetime, progress: imports.Progress) -> list[Problem]:
    imports.check_size(item.path.stat().st_size, item.path.name)
    data = item.path.read_bytes()
    run = imports.receive(data, kind=item.kind, name=item.path.name, context=item.context, by=by, at=at)
    if run.repeated and _answers_of(run.options) != item.options:
        # The folder now answers otherwise (another order of day and month, say): what it said before is taken back.
        imports.undo(run, by=by, at=at)
        run = imports.receive(data, kind=item.kind, name=item.path.name, context=item.context, by=by, at=at)
    if run.repeated:
        return imports.findings(run)
    if run.options != item.options:
        run.options = dict(item.options)
        run.save(update_fields=["options"])
    seen = imports.preview(run)
    _refuse_questions(seen, item.path.name)
    if seen.may_apply:
        imports.apply(run, by=by, at=at, progress=progress, seen=seen)
    return list(seen.problems)


def _answers_of(options: Mapping[str, Any]) -> dict[str, Any]:
    """Return what was answered, without what the imports keep for themselves."""
    return {key: value for key, value in options.items() if key not in ("columns", "said")}


def _refuse_questions(seen: imports.Preview, name: str) -> None:
    """Refuse a file that asks something: nobody guesses what only the person who made it knows."""
    told = [problem for problem in seen.problems if problem.severity == "question"]
    keys = ", ".join(question.key for question in seen.questions)
    if seen.questions and not told:
        sentence = _("«%(name)s»: %(asked)s Escriba la respuesta en curso.toml como %(keys)s.")
        asked = " ".join(question.label for question in seen.questions)
        told = [Problem("question", sentence % {"name": name, "asked": asked, "keys": keys}, file=name)]
    if told:
        raise FileRefused(*told)
