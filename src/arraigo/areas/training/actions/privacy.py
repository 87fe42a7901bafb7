"""Identity taken out of training when its time is over or its owner asks; what is counted stays.

Evidence without a name would not be recognised when a course is judged again, so a decision is left that says whose
each row is, by a key that is random and no longer made of who they were (docs/adr/0010-retention-of-training.md).
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from django.db import connection, transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from arraigo.areas.training.actions.courses import TrainingError, own_city
from arraigo.areas.training.enums import MatchedBy, RequestState
from arraigo.areas.training.models import (
    Answer,
    Application,
    Certificate,
    CheckIn,
    CheckInDevice,
    Course,
    DataRequest,
    Decision,
    Enrolment,
    Evidence,
    FocalLink,
    LearnedEmail,
)
from arraigo.areas.training.queries.privacy import due_courses
from arraigo.core.accounts.models import User
from arraigo.core.audit import api as audit
from arraigo.core.consent import api as consent
from arraigo.core.consent.api import Purpose
from arraigo.core.files import api as files
from arraigo.core.imports.models import ImportRun
from arraigo.core.outbox import api as outbox
from arraigo.core.people import api as people
from arraigo.core.tenancy import bulk

# A request about one's own data is answered in ten days (Ecuador, LOPDP, art. 13 and its regulation).
ANSWERED_IN = timedelta(days=10)
OURS = frozenset({Purpose.TRAINING, Purpose.CONTACT, Purpose.STATISTICS})


@transaction.atomic
def purge(course: Course, *, by: User | None, at: datetime) -> Course:
    """Take the identity of its people out of a course and keep its counts; done once, it changes nothing more.

    Who takes part in nothing else is no longer named anywhere; the others stay in the register until their last
    course is purged.
    """
    course = Course.objects.select_for_update().get(pk=course.pk)
    if course.purged_at is not None:
        return course
    enrolments = list(Enrolment.objects.filter(course=course))
    addresses = _addresses(course, {row.person_id for row in enrolments})
    Evidence.objects.filter(session__course=course, enrolment__isnull=True).delete()
    Decision.objects.filter(course=course, enrolment__isnull=True).delete()
    _blank([row.pk for row in enrolments], by=by, at=at)
    # What bears nobody's enrolment: a survey's words, a certificate whose enrolment was taken back.
    _blank_words(Answer.objects.filter(response__assessment__course=course))
    _blank_certificates(Certificate.objects.filter(course=course), by=by, at=at)
    Application.objects.filter(course=course).delete()
    for link in FocalLink.objects.filter(course=course):
        link.name, link.email, link.revoked_at = "", "", link.revoked_at or at
        link.save(update_fields=["name", "email", "revoked_at"])
    devices = CheckInDevice.objects.filter(session__course=course)
    devices.filter(revoked_at__isnull=True).update(revoked_at=at)
    devices.update(name="")
    _erase_files(course, by=by, at=at)
    course.purged_at = at
    course.save(update_fields=["purged_at"])
    forgotten = _forget({row.person_id for row in enrolments}, by=by, at=at)
    outbox.forget(addresses, templates="training_")
    detail = {"enrolments": len(enrolments), "people": forgotten}
    audit.record(action="training.privacy.purge", subject=course, by=by, at=at, detail=detail)
    return course


def purge_due(*, at: datetime) -> None:
    """Purge the current city's courses whose time is over."""
    for course in due_courses(at):
        purge(course, by=None, at=at)


@transaction.atomic
def request_erasure(person_id: UUID, *, at: datetime) -> DataRequest:
    """Keep a person's request to have their data erased; asked again while it waits, it stays one."""
    city = own_city()
    held = DataRequest.objects.filter(person_id=person_id, state=RequestState.OPEN).first()
    if held is not None:
        return held
    made = DataRequest(city_id=city, person_id=person_id, requested_at=at, due_on=(at + ANSWERED_IN).date())
    made.save(force_insert=True)
    audit.record(action="training.privacy.request", subject=made, by=None, at=at)
    return made


@transaction.atomic
def carry_out(request: DataRequest, *, by: User | None, at: datetime) -> DataRequest:
    """Erase what training holds of who asked, keep what is counted, and tell them."""
    request = _open(request)
    addresses = list(people.profiles([request.person_id])[request.person_id].emails)
    _tell(request, "training_data_done", addresses, at=at)
    forget_person(request.person_id, by=by, at=at)
    request.state, request.decided_at, request.decided_by = RequestState.DONE, at, by
    request.save(update_fields=["state", "decided_at", "decided_by"])
    audit.record(action="training.privacy.done", subject=request, by=by, at=at)
    return request


@transaction.atomic
def refuse(request: DataRequest, *, reason: str, by: User | None, at: datetime) -> DataRequest:
    """Say that a request cannot be granted, and why; raises TrainingError without a reason."""
    request = _open(request)
    if not reason.strip():
        raise TrainingError(_("Escriba por qué no procede: la persona lo leerá."))
    request.state, request.decided_at, request.decided_by = RequestState.REFUSED, at, by
    request.reason = reason.strip()[:300]
    request.save(update_fields=["state", "decided_at", "decided_by", "reason"])
    addresses = people.profiles([request.person_id])[request.person_id].emails
    _tell(request, "training_data_refused", addresses, at=at)
    audit.record(action="training.privacy.refuse", subject=request, by=by, at=at)
    return request


@transaction.atomic
def forget_person(person_id: UUID, *, by: User | None, at: datetime) -> None:
    """Take a person's identity out of every course, and out of the register where nothing else holds them."""
    enrolments = list(Enrolment.objects.filter(person_id=person_id))
    profile = people.profiles([person_id])[person_id]
    applications = _applications_of(profile, enrolments)
    addresses = {*profile.emails, *(str(one.email) for one in applications if one.email)}
    _blank([row.pk for row in enrolments], by=by, at=at)
    _blank_certificates(Certificate.objects.filter(person_id=person_id), by=by, at=at)
    Application.objects.filter(pk__in=[one.pk for one in applications]).delete()
    _forget({person_id}, by=by, at=at, whatever_remains=True)
    outbox.forget(addresses, templates="training_", keep="training_data_done")
    audit.record(action="training.privacy.forget", subject=f"people.person:{person_id}", by=by, at=at)


def withdraw_contact(person_id: UUID, *, at: datetime) -> bool:
    """End somebody's consent to be written to about other courses; returns whether there was one."""
    return consent.withdraw(person_id, purpose=Purpose.CONTACT, by=None, at=at)


def _open(request: DataRequest) -> DataRequest:
    locked = DataRequest.objects.select_for_update().get(pk=request.pk)
    if locked.state != RequestState.OPEN:
        raise TrainingError(_("Esta solicitud ya se atendió."))
    return locked


def _tell(request: DataRequest, template: str, addresses: Iterable[str], *, at: datetime) -> None:
    for address in list(addresses)[:1]:
        outbox.post(
            event=f"{template}:{request.pk.hex}",
            template=template,
            to=address,
            language=request.person.language or request.city.language,
            context={"city": request.city.municipality or request.city.name, "reason": request.reason},
            at=at,
        )


def _blank(enrolment_ids: Iterable[UUID], *, by: User | None, at: datetime) -> None:
    """Take names and words out of all that hangs on these enrolments; whose each row of evidence is stays decided."""
    ids = list(enrolment_ids)
    keys = {enrolment: uuid4() for enrolment in ids}
    _blank_evidence(keys, at=at)
    LearnedEmail.objects.filter(enrolment_id__in=ids).delete()
    Enrolment.objects.filter(pk__in=ids).update(position="")
    CheckIn.objects.filter(enrolment_id__in=ids).update(note="")
    _blank_words(Answer.objects.filter(response__enrolment_id__in=ids))
    _blank_certificates(Certificate.objects.filter(enrolment_id__in=ids), by=by, at=at)


def _blank_words(answers: QuerySet[Answer]) -> None:
    for answer in answers:
        if answer.words:
            answer.words = ""
            answer.save(update_fields=["words"])


def _blank_certificates(certificates: QuerySet[Certificate], *, by: User | None, at: datetime) -> None:
    """Take names out of certificates, which stay verifiable by their code; why one was revoked may name somebody."""
    for certificate in certificates.select_related("file"):
        certificate.name, certificate.credential, certificate.shows_name = "", "", False
        certificate.revocation_reason = ""
        certificate.save(update_fields=["name", "credential", "shows_name", "revocation_reason"])
        if certificate.file is not None and certificate.file.erased_at is None:
            files.erase(certificate.file, by=by, at=at)


def _applications_of(profile: people.Profile, enrolments: list[Enrolment]) -> list[Application]:
    """Return a person's applications: accepted ones, and others with their document, or their e-mail and name."""
    keys = {document.key for document in profile.documents}
    emails = {people.fold_email(email) for email in profile.emails}
    named = set(people.fold(profile.full_name).split())
    ids = {row.pk for row in enrolments}

    def is_theirs(one: Application) -> bool:
        if one.enrolment_id is not None:
            return one.enrolment_id in ids
        number = people.normalise_document(str(one.document)) if one.document else None
        if number is not None:
            return number.key in keys
        words = set(people.fold(f"{one.given_names} {one.surnames}").split())
        return people.fold_email(str(one.email)) in emails and (words <= named or named <= words)

    return [one for one in Application.objects.all() if is_theirs(one)]


def _blank_evidence(keys: dict[UUID, UUID], *, at: datetime) -> None:
    """Empty the rows of evidence of some enrolments, one random key for each, and decide that they stay theirs."""
    courses: dict[UUID, list[UUID]] = defaultdict(list)
    rows = Evidence.objects.filter(enrolment_id__in=list(keys)).order_by().values_list("session__course", "enrolment")
    for course_id, enrolment_id in rows.distinct():
        courses[course_id].append(enrolment_id)
    Decision.objects.filter(enrolment_id__in=list(keys)).delete()
    city = own_city()
    made = [
        Decision(city_id=city, course_id=course_id, key=keys[one], enrolment_id=one, at=at)
        for course_id, ids in courses.items()
        for one in ids
    ]
    bulk.insert(made)
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE training_evidence SET name = ''::bytea, original_name = ''::bytea, email = ''::bytea,"
            " document = ''::bytea, institution = '', key = v.key, matched_by = %s"
            " FROM unnest(%s::uuid[], %s::uuid[]) AS v (enrolment, key) WHERE enrolment_id = v.enrolment",
            [MatchedBy.DECISION.value, list(keys), list(keys.values())],
        )


def _addresses(course: Course, person_ids: set[UUID]) -> set[str]:
    """Return the e-mails that the course wrote to: of those enrolled, of who applied, of focal points."""
    found = {email for profile in people.profiles(person_ids).values() for email in profile.emails}
    found |= {str(one.email) for one in Application.objects.filter(course=course)}
    return (found | {str(one.email) for one in FocalLink.objects.filter(course=course)}) - {""}


def _erase_files(course: Course, *, by: User | None, at: datetime) -> None:
    """Erase the lists that the course was made of, with what was found in them."""
    contexts = [f"course:{course.pk}", *(f"session:{pk}" for pk in course.sessions.values_list("pk", flat=True))]
    for run in ImportRun.objects.filter(context__in=contexts).select_related("file"):
        run.findings = ""
        run.save(update_fields=["findings"])
        if run.file.erased_at is None:
            files.erase(run.file, by=by, at=at)


def _forget(person_ids: set[UUID], *, by: User | None, at: datetime, whatever_remains: bool = False) -> int:
    """Erase from the register those whom no other course and no other purpose holds; return how many."""
    busy: set[UUID] = set()
    if not whatever_remains:
        rows = Enrolment.objects.filter(person_id__in=person_ids, course__purged_at__isnull=True)
        busy = set(rows.values_list("person_id", flat=True))
    others = [purpose for purpose in Purpose.values if purpose not in OURS]
    held = consent.allowed(person_ids, others)
    going = sorted(person_ids - busy - held)
    for person_id in going:
        people.erase_person(person_id, reason=_("Terminó el plazo en que Formación guarda sus datos."), by=by, at=at)
    return len(going)
