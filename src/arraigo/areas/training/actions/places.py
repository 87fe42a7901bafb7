"""Places in a course: given in turn, under a lock, so that never more are given than there are."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from arraigo.areas.training.actions import telling
from arraigo.areas.training.actions.enrolling import Candidate, Outcome, Planned, enrol, plan
from arraigo.areas.training.actions.evidence import settle
from arraigo.areas.training.enums import ApplicationSource, ApplicationState, EvidenceState
from arraigo.areas.training.models import Application, Course, Enrolment, Evidence
from arraigo.areas.training.queries.opening import free_places
from arraigo.core.accounts.models import User
from arraigo.core.audit import api as audit
from arraigo.core.consent import api as consent
from arraigo.core.people import api as people


def hold(course_id: UUID) -> Course:
    """Return a course that is nobody else's to change until the transaction ends, with its city."""
    found = Course.objects.select_related("city").select_for_update(of=("self",))
    return found.get(pk=course_id)


def candidate(application: Application, row: int = 1) -> Candidate:
    """Return an application as a row of an enrolment list."""
    document = people.normalise_document(str(application.document))
    draft = people.PersonDraft(
        given_names=str(application.given_names),
        surnames=str(application.surnames),
        documents=(document,) if document else (),
        emails=(str(application.email),) if application.email else (),
        sex=application.sex,
        language=application.language if application.source == ApplicationSource.PUBLIC else "",
    )
    return Candidate(row, draft, application.institution.strip(), application.position)


@transaction.atomic
def promote(course: Course, *, by: User | None, at: datetime) -> list[Application]:
    """Give the places that are free to those who have waited longest, and return who got one; they are told.

    Whatever frees a place calls this in its own transaction: somebody leaves, the capacity is raised, a list is taken
    back. Whoever cannot be enrolled without a person looking goes back to the desk, and the next one gets the place.
    """
    if not Application.objects.filter(course=course, state=ApplicationState.WAITING).exists():
        return []
    held = hold(course.pk)
    promoted: list[Application] = []
    while waiting := _next_in_turn(held):
        refused = accept(held, waiting, by=by, at=at, promoted=True)
        for application in waiting:
            if application.pk in refused:
                put_back(application, refused[application.pk])
        promoted += [application for application in waiting if application.pk not in refused]
    return promoted


def _next_in_turn(course: Course) -> list[Application]:
    if course.cancelled_at is not None:
        return []
    left = free_places(course)
    waiting = Application.objects.filter(course=course, state=ApplicationState.WAITING).order_by("queued_at", "pk")
    return list(waiting if left is None else waiting[:left])


def place(course: Course, application: Application, *, by: User | None, at: datetime) -> Application:
    """Give an application a place, or its turn in the waiting list, or tell that there are none. The course is held."""
    promote(course, by=by, at=at)
    left = free_places(course)
    if left is None or left > 0:
        why_not = accept(course, [application], by=by, at=at)
        if application.pk in why_not:
            put_back(application, why_not[application.pk])
    elif course.has_waiting_list:
        queue(application, at=at)
    else:
        decide(application, ApplicationState.REJECTED, by=by, at=at, reason=_("No quedan cupos."))
        telling.tell_state(application, "training_rejected", at=at)
    return application


def queue(application: Application, *, at: datetime) -> None:
    """Give an application its turn: after everybody who waits already."""
    application.state, application.queued_at = ApplicationState.WAITING, at
    application.save(update_fields=["state", "queued_at"])
    telling.tell_state(application, "training_waiting", at=at)


def put_back(application: Application, reason: str) -> None:
    """Leave an application to the desk, with what somebody has to look at."""
    application.state, application.reason = ApplicationState.TO_APPROVE, reason[:300]
    application.save(update_fields=["state", "reason"])


def decide(
    application: Application, state: ApplicationState, *, by: User | None, at: datetime, reason: str = ""
) -> None:
    """Write what became of an application."""
    application.state, application.reason = state, reason[:300]
    application.decided_at, application.decided_by = at, by
    application.save(update_fields=["state", "reason", "decided_at", "decided_by", "enrolment"])


def accept(
    course: Course,
    applications: Sequence[Application],
    *,
    by: User | None,
    at: datetime,
    promoted: bool = False,
    known_by_desk: bool = False,
) -> dict[UUID, str]:
    """Enrol applicants, whatever places are left, and tell them; return why not, by the application's id.

    known_by_desk: somebody of the desk looked, so that a document that is enrolled under another e-mail is believed.
    The course is held.
    """
    planned = plan(course, [candidate(one, row) for row, one in enumerate(applications, 1)])
    owners = people.people_by_email([str(one.email) for one in applications if one.email])
    theirs = {email: frozenset(found) for email, found in owners.items()}
    pairs = list(zip(applications, planned, strict=True))
    refused = {one.pk: sentence for one, item in pairs if (sentence := _why_not(one, item, theirs, known_by_desk))}
    good = [(one, item) for one, item in pairs if one.pk not in refused]
    _enrol(course, good, by=by, at=at)
    _finish(course, good, theirs, promoted=promoted, by=by, at=at)
    return refused


Theirs = dict[str, frozenset[UUID]]


def _why_not(application: Application, item: Planned, theirs: Theirs, known_by_desk: bool) -> str:
    """Return why an applicant cannot be enrolled without somebody looking; nothing when they can."""
    if item.outcome in {Outcome.BAD, Outcome.REPEATED}:
        return item.sentence
    if item.outcome == Outcome.SAME and not known_by_desk and not _is_own(application, item.person_id, theirs):
        return _("Ya hay una persona inscrita con este documento y otro correo. Compruebe quién es antes de aprobar.")
    return ""


def _is_own(application: Application, person_id: UUID | None, theirs: Theirs) -> bool:
    return person_id in theirs.get(people.fold_email(str(application.email)), ())


def _enrol(course: Course, pairs: Sequence[tuple[Application, Planned]], *, by: User | None, at: datetime) -> None:
    """Enrol, each on the legal basis of how they came: their own consent, or a public function."""
    groups: dict[bool, list[Planned]] = defaultdict(list)
    for application, item in pairs:
        groups[application.source == ApplicationSource.PUBLIC].append(item)
    for is_public, items in groups.items():
        basis = _basis(course, is_public)
        enrol(course, items, run=None, by=by, at=at, basis=basis)
        ids = [item.person_id for item in items if item.person_id]
        consent.record_basis_many(
            ids, purpose=basis.purpose, legal_basis=basis.legal_basis, source=basis.source, by=by, at=at
        )


def _basis(course: Course, is_public: bool) -> people.BasisDraft:
    source = _("Formulario de inscripción del curso %(code)s") if is_public else _("Inscripción en el curso %(code)s")
    legal = consent.LegalBasis.CONSENT if is_public else consent.LegalBasis.PUBLIC_FUNCTION
    return people.BasisDraft(consent.Purpose.TRAINING, legal, source % {"code": course.code})


def _finish(
    course: Course,
    pairs: Sequence[tuple[Application, Planned]],
    theirs: Theirs,
    *,
    promoted: bool,
    by: User | None,
    at: datetime,
) -> None:
    if not pairs:
        return
    people_ids = [item.person_id for _application, item in pairs if item.person_id]
    made = {row.person_id: row for row in Enrolment.objects.filter(course=course, person_id__in=people_ids)}
    for application, item in pairs:
        if item.person_id is None:
            continue
        application.course, application.enrolment = course, made[item.person_id]
        decide(application, ApplicationState.ACCEPTED, by=by, at=at)
        _keep_what_they_said(application, item, theirs, by=by, at=at)
        telling.tell_enrolled(application, made[item.person_id], promoted=promoted, at=at)
    if Evidence.objects.filter(session__course=course, state=EvidenceState.REVIEW).exists():
        settle(course, by=by, at=at)
    subject = pairs[0][0] if len(pairs) == 1 else course
    detail = {"people": len(pairs), "promoted": promoted}
    audit.record(action="training.application.accept", subject=subject, by=by, at=at, detail=detail)


def _keep_what_they_said(
    application: Application, item: Planned, theirs: Theirs, *, by: User | None, at: datetime
) -> None:
    """Keep the consent to notices, and that the e-mail is theirs.

    Somebody whom only a document told is not proved by a mailbox that nobody knew: it opens no other course of theirs.
    """
    if item.person_id is None or application.confirmed_at is None:
        return
    if consent.Purpose.CONTACT in application.consents:
        source = _("Formulario de inscripción del curso %(code)s") % {"code": application.course.code}
        consent.record_basis_many(
            [item.person_id],
            purpose=consent.Purpose.CONTACT,
            legal_basis=consent.LegalBasis.CONSENT,
            source=source,
            by=by,
            at=at,
        )
    if item.outcome == Outcome.NEW_PERSON or _is_own(application, item.person_id, theirs):
        kind = people.ContactKind.EMAIL
        people.confirm_contact(item.person_id, kind=kind, value=str(application.email), by=by, at=at)


def waiting_courses() -> Collection[Course]:
    """Return the current city's courses in which somebody waits."""
    return Course.objects.filter(applications__state=ApplicationState.WAITING).distinct()
