"""Focal points: a link by which an institution enrols its own people, and what they enrol by it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid5

from django.db import transaction
from django.utils.translation import gettext as _

from arraigo.areas.training.actions import telling
from arraigo.areas.training.actions.applications import Asked, draft, insert, withdraw_application
from arraigo.areas.training.actions.courses import TrainingError
from arraigo.areas.training.actions.enrolling import Outcome, Planned, plan
from arraigo.areas.training.actions.leaving import leave
from arraigo.areas.training.actions.places import accept, candidate, hold, promote, put_back, queue
from arraigo.areas.training.enums import ApplicationSource, ApplicationState, EnrolmentMode
from arraigo.areas.training.models import Application, Course, FocalLink
from arraigo.areas.training.queries.focal import is_valid, places_left
from arraigo.areas.training.queries.opening import free_places
from arraigo.core.accounts.models import User
from arraigo.core.audit import api as audit
from arraigo.core.organisations import api as organisations


@dataclass(frozen=True)
class Foreseen:
    """What would become of a row: `column` is the field at fault when it cannot be, `is_new` that it takes a place."""

    row: int
    sentence: str = ""
    column: str = ""
    is_new: bool = True

    @property
    def is_bad(self) -> bool:
        """Whether the row must be mended."""
        return bool(self.column)


@dataclass(frozen=True)
class Done:
    """How many of the rows sent were enrolled, wait or are to be approved, and how many were enrolled before."""

    enrolled: int = 0
    waiting: int = 0
    to_approve: int = 0
    known: int = 0


@transaction.atomic
def create_focal_link(
    course: Course,
    *,
    organization: str,
    name: str,
    email: str,
    places: int | None,
    expires_at: datetime,
    by: User | None,
    at: datetime,
) -> FocalLink:
    """Make a link for an institution's focal point and mail it to them; sent twice for one address, it is one."""
    course = Course.objects.select_related("city").get(pk=course.pk)
    found = organisations.resolve_names([organization], city=course.city, by=by, at=at)
    if not found:
        raise TrainingError(_("Escriba el nombre de la institución."))
    institution = found[organization]
    link = _standing(course, institution.pk, email, at) or FocalLink(
        city=course.city, course=course, organization=institution, email=email.strip(), by=by, created_at=at
    )
    link.name, link.places, link.expires_at = name.strip(), places, expires_at
    link.save()
    telling.invite_focal_point(link, at=at)
    audit.record(action="training.focal.create", subject=link, by=by, at=at, detail={"course": str(course.pk)})
    return link


def _standing(course: Course, organization_id: UUID, email: str, at: datetime) -> FocalLink | None:
    rows = FocalLink.objects.filter(course=course, organization_id=organization_id, revoked_at=None, expires_at__gt=at)
    same = [row for row in rows.select_related("city", "organization") if row.email == email.strip()]
    for row in same[:1]:
        row.course = course
    return same[0] if same else None


@transaction.atomic
def send_focal_link(link: FocalLink, *, by: User | None, at: datetime) -> bool:
    """Mail a link to its focal point once more; return False for one that does not hold."""
    if not is_valid(link, at=at):
        return False
    telling.invite_focal_point(link, at=at)
    audit.record(action="training.focal.send", subject=link, by=by, at=at)
    return True


@transaction.atomic
def revoke_focal_link(link: FocalLink, *, by: User | None, at: datetime) -> FocalLink:
    """Make a link open nothing more; whom it enrolled stays enrolled."""
    link = FocalLink.objects.select_for_update(of=("self",)).select_related("organization").get(pk=link.pk)
    if link.revoked_at is None:
        link.revoked_at = at
        link.save(update_fields=["revoked_at"])
        audit.record(action="training.focal.revoke", subject=link, by=by, at=at)
    return link


def foresee(link: FocalLink, rows: Sequence[tuple[int, Asked]], *, at: datetime) -> list[Foreseen]:
    """Say what each row would do, without writing. `rows` are numbered as the form shows them."""
    applications = [draft(link.course, asked, source=ApplicationSource.FOCAL_POINT, at=at) for _row, asked in rows]
    planned = plan(link.course, [candidate(one, row) for one, (row, _a) in zip(applications, rows, strict=True)])
    return [_foreseen(item) for item in planned]


def _foreseen(item: Planned) -> Foreseen:
    row = item.candidate.row
    if item.outcome in {Outcome.BAD, Outcome.REPEATED}:
        column = {"name": "given_names"}.get(item.column, item.column) or "given_names"
        return Foreseen(row, item.sentence, column, is_new=False)
    if item.outcome == Outcome.SAME:
        return Foreseen(row, _("Ya está en el curso."), is_new=False)
    return Foreseen(row)


@transaction.atomic
def enrol_by_focal_point(link: FocalLink, rows: Sequence[tuple[int, Asked]], *, form: UUID, at: datetime) -> Done:
    """Enrol an institution's people: at once, in the waiting list when it is full, or to be approved.

    `form` came with the page: sent twice, it enrols once. Raises TrainingError when the link does not hold any more,
    has no places left, or a row must be mended; then nobody is enrolled.
    """
    course = hold(link.course_id)
    link = FocalLink.objects.select_for_update(of=("self",)).select_related("organization", "city").get(pk=link.pk)
    link.course = course
    nonces = {row: uuid5(form, str(row)) for row, _asked in rows}
    earlier = list(Application.objects.filter(focal_link=link, nonce__in=nonces.values()))
    if earlier:
        return _counted(earlier, 0)
    foreseen = foresee(link, rows, at=at)
    fresh = [(row, asked) for (row, asked), told in zip(rows, foreseen, strict=True) if told.is_new]
    _refuse(link, foreseen, len(fresh), at=at)
    applications = [_insert(link, asked, nonces[row], at=at) for row, asked in fresh]
    _decide(course, applications, at=at)
    audit.record(action="training.focal.enrol", subject=link, by=None, at=at, detail={"people": len(applications)})
    return _counted(applications, len(rows) - len(fresh))


def _refuse(link: FocalLink, foreseen: Sequence[Foreseen], wanted: int, *, at: datetime) -> None:
    if not is_valid(link, at=at):
        raise TrainingError(_("Este enlace ya no está vigente. Pida otro a quien le invitó."))
    bad = next((told for told in foreseen if told.is_bad), None)
    if bad is not None:
        raise TrainingError(_("Fila %(row)d: %(sentence)s") % {"row": bad.row, "sentence": bad.sentence})
    left = places_left(link)
    if left is not None and wanted > left:
        raise TrainingError(
            _("Su institución tiene %(left)d cupos libres y usted envió %(wanted)d personas. Quite algunas.")
            % {"left": left, "wanted": wanted}
        )


def _insert(link: FocalLink, asked: Asked, nonce: UUID, *, at: datetime) -> Application:
    own = Asked(**{**asked.__dict__, "nonce": nonce, "institution": link.organization.name, "consents": ()})
    application = draft(link.course, own, source=ApplicationSource.FOCAL_POINT, at=at, focal_link=link)
    insert(application)
    return application


def _decide(course: Course, applications: Sequence[Application], *, at: datetime) -> None:
    if course.enrolment_mode == EnrolmentMode.APPROVAL:
        for application in applications:
            put_back(application, "")
        return
    promote(course, by=None, at=at)
    left = free_places(course)
    fits = len(applications) if left is None else left
    refused = accept(course, applications[:fits], by=None, at=at)
    for application in applications[:fits]:
        if application.pk in refused:
            put_back(application, refused[application.pk])
    for application in applications[fits:]:
        queue(application, at=at)


def _counted(applications: Sequence[Application], known: int) -> Done:
    states = [application.state for application in applications]
    return Done(
        enrolled=states.count(ApplicationState.ACCEPTED),
        waiting=states.count(ApplicationState.WAITING),
        to_approve=states.count(ApplicationState.TO_APPROVE),
        known=known,
    )


@transaction.atomic
def withdraw_by_focal_point(link: FocalLink, application: Application, *, at: datetime) -> None:
    """Take back somebody whom this link enrolled; raises TrainingError when they have attended or it does not hold."""
    if not is_valid(link, at=at) or application.focal_link_id != link.pk:
        raise TrainingError(_("Este enlace ya no está vigente. Pida otro a quien le invitó."))
    if application.enrolment is not None:
        leave(application.enrolment, by=None, at=at)
    else:
        withdraw_application(application, by=None, at=at)
