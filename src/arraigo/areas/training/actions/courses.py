"""Courses and their sessions: made, changed, taken away."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from arraigo.areas.training.enums import CheckInState, Modality
from arraigo.areas.training.models import CheckIn, Course, Evidence, Series, Session
from arraigo.core import tenancy
from arraigo.core.accounts.models import User
from arraigo.core.audit import api as audit


class TrainingError(Exception):
    """Something that a person can mend; the message says what is wrong, where, and what to do."""


def own_city() -> UUID:
    """Return the id of the city whose rows are seen; raises LookupError where none is set."""
    city = tenancy.current_city_id()
    if city is None:
        raise LookupError("no city is set")
    return city


@transaction.atomic
def save_course(*, by: User | None, at: datetime, code: str, **fields: Any) -> Course:
    """Make the course of this code, or change the one that has it; returns it."""
    course, is_new = Course.objects.select_for_update().get_or_create(
        city_id=own_city(), code=code, defaults={**fields, "created_at": at}
    )
    changed = sorted(name for name, value in fields.items() if getattr(course, name) != value)
    if changed:
        for name in changed:
            setattr(course, name, fields[name])
        course.save(update_fields=changed)
    if is_new or changed:
        audit.record(
            action="training.course.create" if is_new else "training.course.change",
            subject=course,
            by=by,
            at=at,
            detail={"fields": changed},
        )
    return course


@transaction.atomic
def save_series(*, name: str, by: User | None, at: datetime) -> Series:
    """Return the series of this name, made when there is none."""
    series, is_new = Series.objects.get_or_create(city_id=own_city(), name=name)
    if is_new:
        audit.record(action="training.series.create", subject=series, by=by, at=at)
    return series


@transaction.atomic
def save_session(*, course: Course, by: User | None, at: datetime, code: str, **fields: Any) -> Session:
    """Make the session of this code in a course, or change it; returns it.

    Its attendance stays as it was: `scheduling.schedule_session` brings that up to date.
    """
    fields.setdefault("timezone", course.timezone)
    session, is_new = Session.objects.select_for_update().get_or_create(
        city_id=own_city(), course=course, code=code, defaults=fields
    )
    changed = sorted(name for name, value in fields.items() if getattr(session, name) != value)
    if changed:
        for name in changed:
            setattr(session, name, fields[name])
        session.save(update_fields=changed)
    if is_new or changed:
        audit.record(
            action="training.session.create" if is_new else "training.session.change",
            subject=session,
            by=by,
            at=at,
            detail={"fields": changed},
        )
    return session


@transaction.atomic
def delete_session(*, session: Session, by: User | None, at: datetime) -> None:
    """Take away a session that has no attendance; raises TrainingError when it has."""
    if Evidence.objects.filter(session=session).exists():
        raise TrainingError(
            _("La jornada «%(code)s» ya tiene asistencia. Deshaga primero la importación de su lista.")
            % {"code": session.code}
        )
    if CheckIn.objects.filter(session=session).exclude(state=CheckInState.VOIDED).exists():
        raise TrainingError(
            _("La jornada «%(code)s» ya tiene llegadas registradas. Anúlelas primero en su lista de llegadas.")
            % {"code": session.code}
        )
    subject = f"training.Session:{session.pk}"
    session.delete()
    audit.record(action="training.session.delete", subject=subject, by=by, at=at)


@transaction.atomic
def delete_course(*, course: Course, by: User | None, at: datetime) -> None:
    """Take away a course with nobody enrolled; raises TrainingError when somebody is."""
    subject = f"training.Course:{course.pk}"
    if course.enrolments.exists():
        raise TrainingError(
            _("El curso «%(code)s» tiene personas inscritas. Deshaga primero la importación de su lista.")
            % {"code": course.code}
        )
    try:
        course.delete()
    except ProtectedError as error:
        raise TrainingError(_("El curso «%(code)s» tiene datos que dependen de él.") % {"code": course.code}) from error
    audit.record(action="training.course.delete", subject=subject, by=by, at=at)


def default_modality(source_modality: str, session: Session) -> str:
    """Return how somebody took part: as the file says in a hybrid session, else as the session is held."""
    return source_modality if session.modality == Modality.HYBRID else session.modality
