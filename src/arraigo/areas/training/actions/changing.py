"""Sessions moved or cancelled, courses cancelled, and everybody told: by mail, once for each change."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from arraigo.areas.training.actions.courses import TrainingError
from arraigo.areas.training.actions.evidence import settle
from arraigo.areas.training.actions.telling import invitation, session_words, write
from arraigo.areas.training.models import Attendance, Course, Enrolment, Evidence, Session
from arraigo.areas.training.queries.addresses import Addressee
from arraigo.areas.training.queries.links import absolute, participant_token
from arraigo.areas.training.queries.reaching import is_over, writable
from arraigo.core.accounts.models import User
from arraigo.core.audit import api as audit
from arraigo.core.jobs import api as jobs
from arraigo.core.ui.formats import number

TELL = "arraigo.areas.training.actions.changing.tell_enrolled"
MOVED, CANCELLED, COURSE_CANCELLED = (
    "training_session_moved",
    "training_session_cancelled",
    "training_course_cancelled",
)
# What somebody who means to come must know of.
TOLD = ("starts_at", "minutes", "place", "link", "modality")


@transaction.atomic
def cancel_session(session: Session, *, reason: str, by: User | None, at: datetime) -> Session:
    """Say that a session will not take place and tell those enrolled; it stays in the course.

    One that is over already is not told of. Raises TrainingError when somebody's attendance is known: it took place.
    """
    session = Session.objects.select_for_update(of=("self",)).select_related("course").get(pk=session.pk)
    if session.cancelled_at is not None:
        return session
    if session.attendances.exists() or Evidence.objects.filter(session=session).exists():
        raise TrainingError(
            _("La jornada «%(code)s» ya tiene asistencia, así que se realizó. Deshaga primero su lista.")
            % {"code": session.code}
        )
    session.cancelled_at, session.cancellation_reason = at, reason.strip()[:300]
    session.revision = F("revision") + 1
    session.save(update_fields=["cancelled_at", "cancellation_reason", "revision"])
    session.refresh_from_db(fields=["revision"])
    audit.record(action="training.session.cancel", subject=session, by=by, at=at)
    if not is_over(session, at):
        tell(session.course, CANCELLED, [session], by=by, at=at)
    return session


@transaction.atomic
def note_move(session: Session, *, changed: Iterable[str], notify: bool, by: User | None, at: datetime) -> bool:
    """Count a change that people must know of and, when asked, tell those enrolled; returns whether it told them."""
    if not set(changed) & set(TOLD):
        return False
    Session.objects.filter(pk=session.pk).update(revision=F("revision") + 1)
    session.refresh_from_db(fields=["revision"])
    if not notify or is_over(session, at) or session.cancelled_at:
        return False
    return tell(session.course, MOVED, [session], by=by, at=at)


@transaction.atomic
def cancel_course(course: Course, *, reason: str, by: User | None, at: datetime) -> Course:
    """Cancel a course with its sessions still to come, and tell those enrolled once.

    A course of which nothing was to come is not told of. Raises TrainingError when it was held to its end.
    """
    course = Course.objects.select_for_update().get(pk=course.pk)
    if course.cancelled_at is not None:
        return course
    sessions = list(Session.objects.filter(course=course, cancelled_at__isnull=True))
    ids = [session.pk for session in sessions if session.starts_at > at]
    if sessions and all(is_over(session, at) for session in sessions) and _was_held(course):
        raise TrainingError(
            _("El curso «%(code)s» ya terminó y tiene asistencia: no se cancela. Para ocultarlo, quítelo de la agenda.")
            % {"code": course.code}
        )
    course.cancelled_at, course.cancellation_reason = at, reason.strip()[:300]
    course.save(update_fields=["cancelled_at", "cancellation_reason"])
    Session.objects.filter(pk__in=ids).update(
        cancelled_at=at, cancellation_reason=course.cancellation_reason, revision=F("revision") + 1
    )
    settle(course, by=by, at=at)
    audit.record(action="training.course.cancel", subject=course, by=by, at=at, detail={"sessions": len(ids)})
    if ids or not sessions:
        # As `is_to_come` says to whoever asks before.
        tell(course, COURSE_CANCELLED, Session.objects.filter(pk__in=ids), by=by, at=at)
    return course


def _was_held(course: Course) -> bool:
    return Attendance.objects.filter(course=course).exists() or Evidence.objects.filter(session__course=course).exists()


def tell(course: Course, template: str, sessions: Iterable[Session], *, by: User | None, at: datetime) -> bool:
    """Start the job that writes to everybody enrolled; returns False where nobody is."""
    if not Enrolment.objects.filter(course=course).exists():
        return False
    arguments = {
        "course_id": str(course.pk),
        "template": template,
        "session_ids": [str(session.pk) for session in sessions],
    }
    title = _("Avisar a las personas inscritas: %(title)s") % {"title": course.title}
    jobs.start(TELL, title=title, arguments=arguments, by=by, at=at)
    return True


@jobs.handler(idempotent=True)
def tell_enrolled(run: jobs.JobRun, *, course_id: str, template: str, session_ids: list[str]) -> dict[str, Any]:
    """Write to everybody enrolled who has an e-mail; one message for one change, however often it runs."""
    course = Course.objects.select_related("city").get(pk=UUID(course_id))
    sessions = list(Session.objects.filter(pk__in=session_ids).select_related("course").order_by("starts_at"))
    rows = list(Enrolment.objects.filter(course=course))
    told = writable(course, rows)
    for done, row in enumerate(rows, start=1):
        if row.pk in told:
            _write(course, row, told[row.pk], template, sessions, run.job.created_at)
        run.progress(_("Escribiendo correos"), done, len(rows))
    return {"told": len(told), "without_email": len(rows) - len(told), "summary": _summary(len(told), len(rows))}


def _summary(told: int, whole: int) -> str:
    said = ngettext(
        "Se escribió a %(told)s de %(whole)s persona inscrita.",
        "Se escribió a %(told)s de %(whole)s personas inscritas.",
        whole,
    ) % {"told": number(told), "whole": number(whole)}
    return said if told == whole else f"{said} {_('A las demás hay que avisarles de otra forma: no tienen correo.')}"


def _write(
    course: Course, row: Enrolment, whom: Addressee, template: str, sessions: list[Session], at: datetime
) -> None:
    change = ":".join(f"{session.pk.hex[-12:]}.{session.revision}" for session in sessions[:3])
    page = absolute("participant", course.city, participant_token(row))
    extra = {
        "reason": course.cancellation_reason or (sessions[0].cancellation_reason if sessions else ""),
        "sessions": [session_words(session) for session in sessions],
        "link": page,
    }
    event = f"{template}:{row.pk.hex}:{change or course.pk.hex}"[:120]
    attached = invitation(sessions, course, url=page, at=at)
    write(event, template, whom, course=course, at=at, extra=extra, attached=attached)
