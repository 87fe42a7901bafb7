"""Applications for a place: sent, confirmed, decided, expired."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from arraigo.areas.training.actions import telling
from arraigo.areas.training.actions.courses import TrainingError
from arraigo.areas.training.actions.enrolling import Outcome, plan
from arraigo.areas.training.actions.places import (
    accept,
    candidate,
    decide,
    hold,
    place,
    promote,
    put_back,
    queue,
    waiting_courses,
)
from arraigo.areas.training.enums import ApplicationSource, ApplicationState, EnrolmentMode
from arraigo.areas.training.models import Application, Course, Enrolment, FocalLink
from arraigo.areas.training.queries.addresses import Addressee
from arraigo.areas.training.queries.opening import free_places
from arraigo.core.accounts.models import User
from arraigo.core.audit import api as audit
from arraigo.core.consent.api import Purpose
from arraigo.core.crypto import api as crypto
from arraigo.core.people import api as people
from arraigo.core.people.enums import Sex

# A mail that nobody answers in a week was not theirs, or is not wanted.
CONFIRM_WITHIN = timedelta(days=7)
ACTIVE = (ApplicationState.TO_APPROVE, ApplicationState.WAITING, ApplicationState.ACCEPTED)
OPEN = (ApplicationState.TO_APPROVE, ApplicationState.WAITING)
IDENTITY = ("given_names", "surnames", "document", "email", "needs", "institution", "position")


@dataclass(frozen=True)
class Asked:
    """What an application says. `consents` are purposes (core.consent.Purpose)."""

    given_names: str
    surnames: str
    nonce: UUID
    document: str = ""
    email: str = ""
    sex: str = Sex.UNKNOWN
    institution: str = ""
    position: str = ""
    needs: str = ""
    language: str = "es"
    consents: tuple[str, ...] = (Purpose.TRAINING,)


def email_index(city_id: UUID, email: str) -> UUID | None:
    """Return the blind index under which an application is found by its e-mail."""
    folded = people.fold_email(email)
    return crypto.index("training.application", city_id, folded) if folded else None


@transaction.atomic
def apply(course: Course, asked: Asked, *, at: datetime) -> None:
    """Take an application by the public form and write to its address; what it answers tells nobody who is enrolled.

    Whoever has a place or has applied already gets a mail that says where they stand; else one to confirm. Sent twice,
    it is one. An older application of theirs that nobody confirmed gives way to this one.
    """
    if Application.objects.filter(nonce=asked.nonce).exists():
        return
    application = draft(course, asked, source=ApplicationSource.PUBLIC, at=at)
    if _told_where_they_stand(application, at=at):
        return
    if not insert(application):
        return
    for older in _same_person(application, [ApplicationState.UNCONFIRMED]):
        if older.pk != application.pk:
            _blank(older)
    telling.ask_to_confirm(application, at=at)
    audit.record(action="training.application.create", subject=application, by=None, at=at)


def draft(
    course: Course, asked: Asked, *, source: ApplicationSource, at: datetime, focal_link: FocalLink | None = None
) -> Application:
    """Return an application, not yet saved."""
    return Application(
        city_id=course.city_id,
        course=course,
        source=source,
        focal_link=focal_link,
        given_names=asked.given_names.strip(),
        surnames=asked.surnames.strip(),
        document=asked.document.strip(),
        email=asked.email.strip(),
        email_index=email_index(course.city_id, asked.email),
        needs=asked.needs.strip(),
        sex=asked.sex,
        institution=asked.institution.strip()[:200],
        position=asked.position.strip()[:160],
        language=asked.language,
        consents=list(asked.consents),
        nonce=asked.nonce,
        created_at=at,
    )


def insert(application: Application) -> bool:
    """Save a new application; return False when its form was sent a moment ago already."""
    try:
        with transaction.atomic():
            application.save(force_insert=True)
    except IntegrityError as error:
        if "an_application_is_made_once" in str(error):
            return False
        raise
    return True


def _told_where_they_stand(application: Application, *, at: datetime) -> bool:
    """Write to somebody who has applied or is enrolled under this e-mail; return whether that was so."""
    earlier = next(iter(_same_person(application, ACTIVE)), None)
    if earlier is not None:
        telling.tell_state(earlier, "training_standing", at=at, mark=f":{at:%Y%m%d%H%M}")
        return True
    (item,) = plan(application.course, [candidate(application)])
    if item.outcome != Outcome.SAME:
        return False
    owners = people.people_by_email([str(application.email)]).get(people.fold_email(str(application.email)), set())
    if item.person_id not in owners:
        return False
    enrolment = Enrolment.objects.get(course=application.course, person_id=item.person_id)
    enrolment.course = application.course
    whom = Addressee(str(application.email), str(application.given_names), application.language)
    telling.tell_enrolled_already(enrolment, whom, at=at)
    return True


def _same_person(application: Application, states: Iterable[str]) -> list[Application]:
    """Return the applications to this course of the same e-mail whose name is not plainly somebody else's."""
    if application.email_index is None:
        return []
    rows = Application.objects.filter(
        course=application.course, email_index=application.email_index, state__in=list(states)
    ).select_related("course__city", "city", "enrolment")
    mine = set(people.name_tokens(_name(application)))
    return [row for row in rows.order_by("created_at") if mine & set(people.name_tokens(_name(row)))]


def _name(application: Application) -> str:
    return f"{application.given_names} {application.surnames}"


@transaction.atomic
def confirm(application: Application, *, at: datetime) -> Application:
    """Take it that the e-mail is the applicant's, and give a place, a turn or the desk's decision. Once."""
    course = hold(application.course_id)
    application = _locked(application, course)
    if application.state != ApplicationState.UNCONFIRMED or course.cancelled_at is not None:
        return application
    application.confirmed_at = at
    application.save(update_fields=["confirmed_at"])
    audit.record(action="training.application.confirm", subject=application, by=None, at=at)
    other = next(iter(_same_person(application, ACTIVE)), None)
    if other is not None:
        _blank(application)
        telling.tell_state(other, "training_standing", at=at, mark=f":{at:%Y%m%d%H%M}")
        return other
    if course.enrolment_mode == EnrolmentMode.APPROVAL:
        put_back(application, "")
        telling.tell_state(application, "training_standing", at=at, mark=":received")
        return application
    return place(course, application, by=None, at=at)


def _locked(application: Application, course: Course) -> Application:
    found = Application.objects.select_for_update(of=("self",)).select_related("city", "enrolment")
    application = found.get(pk=application.pk)
    application.course = course
    return application


@transaction.atomic
def approve(applications: Sequence[Application], *, by: User | None, at: datetime) -> int:
    """Approve applications of one course in their turn; who finds no place waits. Returns how many were approved.

    Raises TrainingError for one that cannot be enrolled as it is; then nobody is.
    """
    if not applications:
        return 0
    course = hold(applications[0].course_id)
    rows = [_locked(one, course) for one in sorted(applications, key=lambda one: (one.created_at, one.pk))]
    rows = [row for row in rows if row.state in {ApplicationState.TO_APPROVE, ApplicationState.REJECTED}]
    promote(course, by=by, at=at)
    left = free_places(course)
    fits = len(rows) if left is None else left
    refused = accept(course, rows[:fits], by=by, at=at, known_by_desk=True)
    for row in rows[:fits]:
        if row.pk in refused:
            raise TrainingError(_("%(name)s: %(why)s") % {"name": _name(row), "why": refused[row.pk]})
    for row in rows[fits:]:
        row.decided_at, row.decided_by, row.reason = at, by, ""
        row.save(update_fields=["decided_at", "decided_by", "reason"])
        queue(row, at=at)
    audit.record(action="training.application.approve", subject=course, by=by, at=at, detail={"people": len(rows)})
    return len(rows)


@transaction.atomic
def reject(applications: Sequence[Application], *, reason: str, by: User | None, at: datetime) -> int:
    """Refuse applications that wait, tell them why, and give on what that frees; return how many."""
    if not reason.strip():
        raise TrainingError(_("Escriba el motivo: la persona lo leerá en su correo."))
    if not applications:
        return 0
    course = hold(applications[0].course_id)
    rows = [row for one in applications if (row := _locked(one, course)).state in OPEN]
    for row in rows:
        decide(row, ApplicationState.REJECTED, by=by, at=at, reason=reason.strip())
        telling.tell_state(row, "training_rejected", at=at)
    promote(course, by=by, at=at)
    audit.record(action="training.application.reject", subject=course, by=by, at=at, detail={"people": len(rows)})
    return len(rows)


@transaction.atomic
def withdraw_application(application: Application, *, by: User | None, at: datetime) -> Application:
    """Take back a request that has no place yet; one that has is withdrawn with its enrolment (see leaving)."""
    course = hold(application.course_id)
    application = _locked(application, course)
    if application.state not in {*OPEN, ApplicationState.UNCONFIRMED}:
        return application
    decide(application, ApplicationState.WITHDRAWN, by=by, at=at)
    telling.tell_state(application, "training_withdrawn", at=at)
    audit.record(action="training.application.withdraw", subject=application, by=by, at=at)
    return application


@transaction.atomic
def ask_again(applications: Sequence[Application], *, by: User | None, at: datetime) -> int:
    """Send the mail to confirm once more to those who have not; return to how many."""
    rows = [one for one in applications if one.state == ApplicationState.UNCONFIRMED]
    for row in rows:
        telling.ask_to_confirm(row, at=at)
    if rows:
        subject = rows[0].course
        audit.record(action="training.application.remind", subject=subject, by=by, at=at, detail={"people": len(rows)})
    return len(rows)


@transaction.atomic
def enrol_by_hand(
    course: Course, asked: Asked, *, source: ApplicationSource, by: User | None, at: datetime
) -> Application:
    """Enrol somebody whom the desk or another program knows; returns the application, which waits when it is full.

    Sent twice it is one. Raises TrainingError when they cannot be enrolled as told.
    """
    earlier = Application.objects.filter(nonce=asked.nonce, course=course).select_related("course", "enrolment").first()
    if earlier is not None:
        return earlier
    course = hold(course.pk)
    application = draft(course, asked, source=source, at=at)
    insert(application)
    left = free_places(course)
    if left == 0:
        queue(application, at=at)
    else:
        refused = accept(course, [application], by=by, at=at, known_by_desk=True)
        if refused:
            raise TrainingError(refused[application.pk])
    audit.record(action="training.application.create", subject=application, by=by, at=at)
    return application


def look_after_applications(*, at: datetime) -> None:
    """Let what nobody confirmed expire, and give on what places are free. Runs by the clock in each city."""
    expire_unconfirmed(at=at)
    for course in waiting_courses():
        promote(course, by=None, at=at)


@transaction.atomic
def expire_unconfirmed(*, at: datetime) -> int:
    """End applications that nobody confirmed within seven days, and keep nothing of who they were; return how many."""
    late = Application.objects.filter(state=ApplicationState.UNCONFIRMED, created_at__lte=at - CONFIRM_WITHIN)
    rows = list(late.select_for_update(skip_locked=True))
    for row in rows:
        _blank(row)
    if rows:
        detail = {"people": len(rows)}
        audit.record(
            action="training.application.expire", subject="training.application", by=None, at=at, detail=detail
        )
    return len(rows)


def _blank(application: Application) -> None:
    for name in IDENTITY:
        setattr(application, name, "")
    application.state, application.email_index, application.sex = ApplicationState.EXPIRED, None, Sex.UNKNOWN
    application.save(update_fields=[*IDENTITY, "state", "email_index", "sex"])
