"""From the API's shapes to domain calls and back."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from ninja import Status
from ninja.errors import HttpError
from ninja.files import UploadedFile

from arraigo.areas.training.actions import courses as course_actions
from arraigo.areas.training.actions.enrolling import Candidate, plan
from arraigo.areas.training.actions.enrolling import enrol as enrol_planned
from arraigo.areas.training.actions.evidence import settle
from arraigo.areas.training.actions.scheduling import schedule_session
from arraigo.areas.training.models import Attendance, Course, Enrolment, Session
from arraigo.areas.training.permissions import courses_of
from arraigo.areas.training.queries.breakdowns import breakdowns
from arraigo.areas.training.queries.figures import FigureFilter, figures
from arraigo.areas.training.queries.outcomes import outcomes
from arraigo.areas.training.queries.reports import figures_report, outcomes_report
from arraigo.areas.training.rest.schemas import (
    CourseIn,
    EnrolmentIn,
    EnrolmentsIn,
    FiguresIn,
    FileAnswers,
    SessionIn,
)
from arraigo.core.accounts.api import Standing
from arraigo.core.accounts.models import User
from arraigo.core.audit import api as audit
from arraigo.core.files import api as files
from arraigo.core.imports import api as imports
from arraigo.core.organisations import api as organisations
from arraigo.core.people import api as people
from arraigo.core.places.models import City

Answer = Status[dict[str, Any]]
ANNOUNCED = ("kind", "slug", "published_at", "cancelled_at")
CHANGED = ("is_required", "self_check_in", "revision", "cancelled_at", "cancellation_reason")


def courses(rows: Iterable[Course]) -> list[dict[str, Any]]:
    """Show courses."""
    names = ("id", "code", "title", "programme_area", "timezone", "created_at", *ANNOUNCED)
    return [
        {
            **{name: getattr(row, name) for name in names},
            "institution": row.institution.name if row.institution else None,
            "series": row.series.name if row.series else None,
        }
        for row in rows
    ]


def sessions(rows: Iterable[Session]) -> list[dict[str, Any]]:
    """Show sessions."""
    names = ("id", "course_id", "code", "title", "starts_at", "minutes", "timezone", "modality", "place", *CHANGED)
    return [{name: getattr(row, name) for name in names} for row in rows]


def attendances(rows: Iterable[Attendance]) -> list[dict[str, Any]]:
    """Show attendances."""
    names = ("id", "session_id", "enrolment_id", "person_id", "held_on", "seconds", "online", "in_person")
    return [{name: getattr(row, name) for name in names} for row in rows]


def enrolments(rows: Sequence[Enrolment]) -> list[dict[str, Any]]:
    """Show enrolments with their names; documents by their last four characters."""
    profiles = people.profiles([row.person_id for row in rows])
    return [_enrolment(row, profiles[row.person_id]) for row in rows]


def _enrolment(row: Enrolment, profile: people.Profile) -> dict[str, Any]:
    number = profile.documents[0].number if profile.documents else ""
    return {
        "id": row.pk,
        "person_id": row.person_id,
        "full_name": profile.full_name,
        "document": number[-4:],
        "sex": profile.sex,
        "institution": row.organization.name if row.organization else None,
        "position": row.position,
        "enrolled_at": row.enrolled_at,
    }


def seen(what: str, course: Course, *, by: User, at: datetime) -> None:
    """Record that somebody read who is in a course, or who attended it."""
    audit.seen(what=what, subject=course, by=by, at=at)


@transaction.atomic
def create_course(course: CourseIn, *, standing: Standing, at: datetime) -> Answer:
    """Make a course, or say that its code is taken."""
    if Course.objects.filter(code=course.code).exists():
        return Status(409, {"detail": _("Ya hay un curso con el código «%(code)s».") % {"code": course.code}})
    return Status(201, _save_course(course, standing, at))


@transaction.atomic
def change_course(there: Course, course: CourseIn, *, standing: Standing, at: datetime) -> Answer:
    """Change a course but for its code."""
    if there.code != course.code:
        return Status(409, {"detail": _("El código de un curso no cambia: es «%(code)s».") % {"code": there.code}})
    return Status(200, _save_course(course, standing, at))


def _save_course(course: CourseIn, standing: Standing, at: datetime) -> dict[str, Any]:
    by = standing.user
    institution = _institutions([course.institution], standing.city, by, at).get(course.institution)
    series = course_actions.save_series(name=course.series, by=by, at=at) if course.series else None
    saved = course_actions.save_course(
        code=course.code,
        title=course.title,
        institution=institution,
        programme_area=course.programme_area.value,
        series=series,
        timezone=course.timezone,
        by=by,
        at=at,
    )
    if not Course.objects.filter(courses_of(standing), pk=saved.pk).exists():
        # Raised within the transaction, so that nothing of it stays.
        raise HttpError(403, _("Esta llave solo abre los cursos de su institución: escriba la suya en «institution»."))
    return courses([saved])[0]


def _institutions(names: Iterable[str], city: City, by: User, at: datetime) -> dict[str, Any]:
    wanted = [name for name in names if name.strip()]
    return organisations.resolve_names(wanted, city=city, by=by, at=at) if wanted else {}


def save_session(course: Course, session: SessionIn, *, by: User, at: datetime) -> dict[str, Any]:
    """Make or change a session, and bring what was attended up to date with its hours."""
    values = {**session.model_dump(exclude_none=True), "modality": session.modality.value}
    return sessions([schedule_session(course=course, by=by, at=at, **values)])[0]


@transaction.atomic
def enrol(course: Course, listed: EnrolmentsIn, *, by: User, at: datetime) -> dict[str, Any]:
    """Enrol people and say what became of each."""
    planned = plan(course, [_candidate(number, item) for number, item in enumerate(listed.people, 1)])
    enrol_planned(course, planned, run=None, by=by, at=at)
    settle(course, by=by, at=at)
    audit.record(action="training.enrol", subject=course, by=by, at=at, detail={"people": len(planned)})
    return {
        "outcomes": [
            {"position": item.candidate.row, "outcome": item.outcome.value, "sentence": item.sentence}
            for item in planned
        ]
    }


def _candidate(number: int, item: EnrolmentIn) -> Candidate:
    document = people.normalise_document(item.document)
    draft = people.PersonDraft(
        full_name=item.full_name,
        given_names=item.given_names,
        surnames=item.surnames,
        documents=(document,) if document else (),
        emails=(item.email,) if item.email else (),
        sex=item.sex,
    )
    return Candidate(number, draft, item.institution.strip(), item.position)


def take_in(file: UploadedFile, place: tuple[str, str], answers: FileAnswers, *, by: User, at: datetime) -> Answer:
    """Import an uploaded file at once; with something to ask, answer the questions and keep nothing."""
    try:
        return _taken_in(file, place, answers, by, at)
    except imports.TooLarge as refused:
        return Status(413, {"detail": str(refused)})
    except imports.FileRefused as refused:
        return Status(422, {"detail": " ".join(problem.message for problem in refused.problems)})
    except (imports.NothingInside, imports.BadAnswer) as refused:
        return Status(422, {"detail": str(refused)})
    except imports.ImportRefused as refused:
        return Status(409, {"detail": str(refused)})
    except files.FileError as failed:
        return Status(507, {"detail": str(failed)})


def _taken_in(file: UploadedFile, place: tuple[str, str], answers: FileAnswers, by: User, at: datetime) -> Answer:
    kind, context = place
    name = file.name or ""
    imports.check_size(file.size or 0, name)
    run = imports.receive(file.read(), kind=kind, name=name, context=context, by=by, at=at, look=True)
    if run.repeated:
        return Status(200, _file(run, None))
    if (run.by_id, run.created_at) != (by.pk, at):
        # Somebody is answering it on screen: their answers and their decision are theirs.
        sentence = _(
            "El contenido de «%(name)s» ya está cargado y espera en Importaciones. Impórtelo o descártelo ahí."
        )
        return Status(409, {"detail": sentence % {"name": name}})
    options = {key: value for key, value in answers.model_dump().items() if value}
    return Status(200, _applied_or_discarded(run, options, by, at))


def _applied_or_discarded(run: imports.ImportRun, options: dict[str, str], by: User, at: datetime) -> dict[str, Any]:
    """Apply a run that was just opened; whatever keeps it from being applied, nothing of its file stays behind."""
    applied: imports.ImportRun | None = None
    try:
        look = imports.preview(run, options)
        if look.may_apply:
            run.options = {**run.options, **options}
            run.save(update_fields=["options"])
            applied = imports.apply(run, by=by, at=at, seen=look)
    finally:
        if applied is None or applied.pk != run.pk:
            imports.discard(run, by=by, at=at)
    return _file(applied or run, look)


def _file(run: imports.ImportRun, look: imports.Preview | None) -> dict[str, Any]:
    problems = look.problems if look else imports.findings(run)
    return {
        "id": run.pk,
        "state": "applied" if run.state == imports.RunState.APPLIED else "discarded",
        "repeated": run.repeated,
        "counts": run.counts,
        "questions": [
            {"key": question.key, "label": question.label, "choices": [value for value, _label in question.choices]}
            for question in (look.questions if look else ())
        ],
        "problems": [{"code": p.code, "message": p.message, "row": p.row, "column": p.column} for p in problems],
    }


def figures_of(asked: FiguresIn, *, at: datetime) -> dict[str, Any]:
    """Return the figures under a filter, and what training led to."""
    values = asked.model_dump()
    wanted = FigureFilter(**{**values, "programme_area": values["programme_area"] or ""})
    found = figures(wanted)
    return {**figures_report(found), **outcomes_report(found, breakdowns(wanted), outcomes(wanted, at=at))}
