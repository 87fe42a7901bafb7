"""A course from a folder: `curso.toml`, the enrolment lists and the attendance files beside it."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from arraigo.areas.training.actions.courses import save_course, save_series, save_session
from arraigo.areas.training.actions.evidence import settling_once
from arraigo.areas.training.importers.attendance import ATTENDANCE
from arraigo.areas.training.importers.enrolments import ENROLMENTS
from arraigo.areas.training.importers.folder_schema import CourseEntry, SessionEntry, read_course
from arraigo.areas.training.models import Course
from arraigo.areas.training.queries.other_days import OUTSIDE, files_of_other_days
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

    What an earlier run took from a file that the folder no longer has, or has otherwise, is taken back; what somebody
    loaded on screen stays. Returns the course with the problems of single rows, which are left out. Raises FileRefused
    when a file cannot be read, asks something that `curso.toml` does not answer, or `curso.toml` itself is wrong: then
    nothing is written.
    """
    entry = read_course(folder)
    refused: list[Problem] = []
    with transaction.atomic():
        course = _save_course(entry, city, by, at)
        items = list(_items(entry, course, by, at))
        with settling_once(course, by=by, at=at):
            found = _take_back_gone(course, items, by=by, at=at)
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
    return course, [*found, *files_of_other_days(course)]


def _take_back_gone(course: Course, items: Sequence[_Item], *, by: User | None, at: datetime) -> list[Problem]:
    """Undo what earlier runs took from contents that the folder no longer holds; say what cannot be undone."""
    contexts = [f"course:{course.pk}", *(f"session:{session.pk}" for session in course.sessions.all())]
    small = [item for item in items if item.path.stat().st_size <= settings.IMPORT_MAX_BYTES]
    held = {(item.context, hashlib.sha256(item.path.read_bytes()).hexdigest()) for item in small}
    runs = imports.runs([ATTENDANCE.name, ENROLMENTS.name]).filter(context__in=contexts, by=None)
    applied = runs.filter(state=imports.RunState.APPLIED).order_by("kind")  # attendance before the list it rests on
    found = []
    for run in [run for run in applied if (run.context, run.sha256) not in held]:
        try:
            imports.undo(run, by=by, at=at)
        except imports.CannotUndo as error:
            sentence = _("La lista anterior «%(name)s» ya no está en la carpeta, pero no se deshizo: %(why)s")
            message = sentence % {"name": run.file.name, "why": error}
            found.append(Problem("kept", message, file=run.file.name, severity="warning"))
    return found


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
    if run.repeated and _answers_otherwise(run.options, item.options):
        # The folder now answers otherwise (another order of day and month, say): what it said before is taken back.
        imports.undo(run, by=by, at=at)
        run = imports.receive(data, kind=item.kind, name=item.path.name, context=item.context, by=by, at=at)
    if run.repeated:
        return _lasting(imports.findings(run))
    if run.options != item.options:
        run.options = dict(item.options)
        run.save(update_fields=["options"])
    seen = imports.preview(run)
    _refuse_questions(seen, item.path.name)
    if seen.may_apply:
        imports.apply(run, by=by, at=at, progress=progress, seen=seen)
    return _lasting(seen.problems)


def _lasting(problems: Iterable[Problem]) -> list[Problem]:
    """Leave out what depends on the session's hours, which may change: it is asked of the evidence, at the end."""
    return [problem for problem in problems if problem.code != OUTSIDE]


def _answers_otherwise(used: Mapping[str, Any], told: Mapping[str, str]) -> bool:
    """Tell whether the folder now answers otherwise what it answered; an answer to nothing asked changes nothing."""
    return any(used[key] != value for key, value in told.items() if key in used)


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
