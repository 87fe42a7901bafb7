"""What somebody decides about a doubtful row, remembered for every later import into the course."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from arraigo.areas.training.actions.courses import TrainingError
from arraigo.areas.training.actions.evidence import Settled, settle
from arraigo.areas.training.models import Course, Decision, Enrolment, Evidence, LearnedEmail
from arraigo.core.accounts.models import User
from arraigo.core.audit import api as audit
from arraigo.core.organisations import api as organisations
from arraigo.core.people import api as people


@transaction.atomic
def decide(*, course: Course, key: UUID, enrolment: Enrolment | None, by: User | None, at: datetime) -> Settled:
    """Give the rows of this key to somebody enrolled, or with None to nobody; saying it twice changes nothing.

    Raises TrainingError when no row has the key, or the person is enrolled in another course.
    """
    if not Evidence.objects.filter(session__course=course, key=key).exists():
        raise TrainingError(_("Esa fila ya no está en el curso. Vuelva a la lista de revisión."))
    if enrolment is not None and enrolment.course_id != course.pk:
        raise TrainingError(_("Esa persona no está inscrita en este curso."))
    Decision.objects.update_or_create(
        city_id=course.city_id, course=course, key=key, defaults={"enrolment": enrolment, "by": by, "at": at}
    )
    settled = settle(course, by=by, at=at)
    audit.record(
        action="training.review.decide",
        subject=course,
        by=by,
        at=at,
        detail={"enrolment": str(enrolment.pk) if enrolment else None},
    )
    return settled


@transaction.atomic
def enrol_and_decide(*, course: Course, key: UUID, person_id: UUID, by: User | None, at: datetime) -> Settled:
    """Enrol a person of the city who was not in the course's list, and give them the rows of this key.

    Their institution is what the row says, else the one for which they were enrolled last.
    """
    enrolment, _is_new = Enrolment.objects.get_or_create(
        city_id=course.city_id,
        course=course,
        person_id=person_id,
        defaults={"enrolled_at": at, "organization_id": _institution(course, key, person_id, by=by, at=at)},
    )
    return decide(course=course, key=key, enrolment=enrolment, by=by, at=at)


def _institution(course: Course, key: UUID, person_id: UUID, *, by: User | None, at: datetime) -> UUID | None:
    said = Evidence.objects.filter(session__course=course, key=key).exclude(institution="")
    name = said.values_list("institution", flat=True).first()
    if name:
        return organisations.resolve_names([name], city=course.city, by=by, at=at)[name].pk
    last = Enrolment.objects.filter(person_id=person_id, organization__isnull=False).order_by("-enrolled_at")
    return last.values_list("organization_id", flat=True).first()


@transaction.atomic
def reopen(*, course: Course, key: UUID, by: User | None, at: datetime) -> Settled:
    """Take a decision back: the rows are judged anew."""
    Decision.objects.filter(course=course, key=key).delete()
    settled = settle(course, by=by, at=at)
    audit.record(action="training.review.reopen", subject=course, by=by, at=at)
    return settled


@transaction.atomic
def confirm_email(*, learned: LearnedEmail, by: User | None, at: datetime) -> None:
    """Make an e-mail that was seen beside a person their own."""
    if learned.confirmed_at is None:
        learned.confirmed_at, learned.refused_at, learned.by = at, None, by
        learned.save(update_fields=["confirmed_at", "refused_at", "by"])
        people.add_contact(learned.enrolment.person_id, kind="email", value=learned.value, confirmed=True, by=by, at=at)
        settle(learned.course, by=by, at=at)
        audit.record(action="training.email.confirm", subject=learned, by=by, at=at)


@transaction.atomic
def refuse_email(*, learned: LearnedEmail, by: User | None, at: datetime) -> None:
    """Say that an e-mail that was seen beside a person is not theirs: it helps no row any more."""
    if learned.refused_at is None:
        learned.refused_at, learned.confirmed_at, learned.by = at, None, by
        learned.save(update_fields=["confirmed_at", "refused_at", "by"])
        settle(learned.course, by=by, at=at)
        audit.record(action="training.email.refuse", subject=learned, by=by, at=at)
