"""Certificates sent to those who earned them, once each."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from arraigo.areas.training.models import Certificate, Course
from arraigo.areas.training.queries.certificate_codes import grouped
from arraigo.areas.training.queries.certificates import mail_event
from arraigo.areas.training.queries.links import absolute, participant_token
from arraigo.core.accounts.models import User
from arraigo.core.audit import api as audit
from arraigo.core.outbox import api as outbox
from arraigo.core.people import api as people
from arraigo.core.people.api import Profile

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True)
class Sent:
    """How many were written to now, and how many have no e-mail."""

    written: int
    without_email: int


@transaction.atomic
def send(
    *,
    course: Course,
    by: User | None,
    at: datetime,
    enrolments: Collection[UUID] | None = None,
    progress: Progress = lambda step, done, total: None,
) -> Sent:
    """Send every certificate that stands and was not sent, with its PDF and its link; sent twice, it goes once."""
    rows = Certificate.objects.filter(course=course, revoked_at=None, enrolment__isnull=False, file__isnull=False)
    if enrolments is not None:
        rows = rows.filter(enrolment_id__in=enrolments)
    due = _unsent(list(rows.select_related("course__city", "enrolment__city", "file").order_by("pk")))
    profiles = people.profiles(row.person_id for row in due if row.person_id)
    written = 0
    for number, row in enumerate(due, start=1):
        written += _write(row, profiles[row.person_id], at=at) if row.person_id in profiles else 0
        progress(_("Escribiendo los correos"), number, len(due))
    if written:
        audit.record(action="training.certificate.send", subject=course, by=by, at=at, detail={"mails": written})
    return Sent(written, len(due) - written)


def _unsent(rows: list[Certificate]) -> list[Certificate]:
    events = [mail_event(row.pk) for row in rows]
    written = set(outbox.Message.objects.filter(event__in=events).values_list("event", flat=True))
    return [row for row in rows if mail_event(row.pk) not in written]


def _write(row: Certificate, profile: Profile, *, at: datetime) -> bool:
    if not profile.emails or row.enrolment is None:
        return False
    city, code = row.course.city, grouped(row.code)
    outbox.post(
        event=mail_event(row.pk),
        template="training_certificate",
        to=profile.emails[0],
        language=profile.language or city.language,
        context={
            "name": str(row.name),
            "course": row.content["course"],
            "municipality": row.content["issuer"],
            "own_url": absolute("participant_certificate", city, participant_token(row.enrolment)),
            "check_url": absolute("certificate", city, code),
            "code": code,
            "invented": city.invented,
        },
        at=at,
        attached=[outbox.Attached(f"Constancia {code}.pdf", "application/pdf", file=row.file)],
    )
    return True
