"""Mail about tests and surveys: that one is open, that it still waits, and one's own link asked for in the room."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from arraigo.areas.training.actions.courses import TrainingError
from arraigo.areas.training.enums import AssessmentKind
from arraigo.areas.training.models import Assessment, Enrolment, Response, SurveyTicket
from arraigo.areas.training.queries.assessment_links import take_url
from arraigo.areas.training.queries.assessments import State, state_of
from arraigo.core.accounts.models import User
from arraigo.core.audit import api as audit
from arraigo.core.jobs import api as jobs
from arraigo.core.outbox import api as outbox
from arraigo.core.people import api as people
from arraigo.core.places.models import City

BATCH = 200


def unanswered(assessment: Assessment) -> Iterable[Enrolment]:
    """Return the enrolments of a course that have not answered one of its tests or surveys."""
    kind: Any = SurveyTicket if assessment.kind == AssessmentKind.SURVEY else Response
    answered = kind.objects.filter(assessment=assessment, enrolment__isnull=False).values("enrolment_id")
    return Enrolment.objects.filter(course=assessment.course_id).exclude(pk__in=answered).order_by("pk")


@transaction.atomic
def start_mail(*, assessment: Assessment, reminds: bool, by: User | None, at: datetime) -> jobs.Job:
    """Start the job that writes to those who have not answered; raises TrainingError when there is nothing to open."""
    state = state_of(assessment, at)
    if state in {State.DRAFT, State.CLOSED}:
        raise TrainingError(_("Solo se avisa de lo que está publicado y no ha cerrado."))
    words = _("Recordar «%(title)s»") if reminds else _("Avisar de «%(title)s»")
    job = jobs.start(
        f"{__name__}.{send_links.__name__}",
        title=words % {"title": assessment.title},
        arguments={"assessment": str(assessment.pk), "reminds": reminds},
        by=by,
        at=at,
    )
    audit.record(action="training.assessment.mail", subject=assessment, by=by, at=at, detail={"reminds": reminds})
    return job


@jobs.handler(idempotent=True, explains=(TrainingError,))
def send_links(run: jobs.JobRun, *, assessment: str, reminds: bool) -> dict[str, Any]:
    """Write to everybody who has not answered, once: a notice once at all, a reminder once a day."""
    found = Assessment.objects.select_related("course", "city").get(pk=UUID(assessment))
    at: datetime = run.job.started_at or run.job.created_at
    waiting = list(unanswered(found))
    written = 0
    for start in range(0, len(waiting), BATCH):
        some = waiting[start : start + BATCH]
        run.progress(_("Escribiendo correos"), start, len(waiting))
        profiles = people.profiles([row.person_id for row in some])
        written += sum(_write(found, row, profiles.get(row.person_id), reminds, at) for row in some)
    return {"summary": _summary(written, len(waiting) - written)}


def _summary(written: int, left: int) -> str:
    said = ngettext("%(count)s correo escrito.", "%(count)s correos escritos.", written) % {"count": written}
    if left:
        more = ngettext(
            "%(count)s persona no tiene correo: déle su enlace en sala.",
            "%(count)s personas no tienen correo: déles su enlace en sala.",
            left,
        )
        said = f"{said} {more % {'count': left}}"
    return said


def _write(
    assessment: Assessment, enrolment: Enrolment, profile: people.Profile | None, reminds: bool, at: datetime
) -> bool:
    day = at.astimezone(ZoneInfo(assessment.course.timezone)).date()
    what, template = (
        (f"assessment-reminder:{assessment.pk}:{enrolment.pk}:{day}", "training_assessment_reminder")
        if reminds
        else (f"assessment-open:{assessment.pk}:{enrolment.pk}", "training_assessment_open")
    )
    return _post(assessment, enrolment, profile, event=what, template=template, at=at)


def _post(
    assessment: Assessment,
    enrolment: Enrolment,
    profile: people.Profile | None,
    *,
    event: str,
    template: str,
    at: datetime,
) -> bool:
    if profile is None or profile.is_erased or not profile.emails:
        return False
    city: City = assessment.city
    outbox.post(
        event=event,
        template=template,
        to=profile.emails[0],
        language=profile.language or "es",
        context={
            "city_name": city.municipality or city.name,
            "course": assessment.course.title,
            "title": assessment.title,
            "is_survey": assessment.kind == AssessmentKind.SURVEY,
            "opens": _clock(assessment, assessment.opens_at) if state_of(assessment, at) == State.EARLY else None,
            "closes": _clock(assessment, assessment.closes_at),
            "url": take_url(assessment, enrolment, city),
        },
        at=at,
    )
    return True


def _clock(assessment: Assessment, moment: datetime | None) -> datetime | None:
    """Return a moment as clocks at the course show it, so that no template converts it again."""
    return moment.astimezone(ZoneInfo(assessment.course.timezone)).replace(tzinfo=None) if moment else None


@transaction.atomic
def ask_for_link(*, assessment: Assessment, typed: str, at: datetime) -> None:
    """Send the one person of a course whose e-mail or document this is their own link, to the e-mail that we hold.

    Nobody learns here whether somebody is enrolled; the link never shows on the screen of the room. At most one mail
    to a person in ten minutes.
    """
    enrolment = _known(assessment, typed)
    if enrolment is None or state_of(assessment, at) != State.OPEN:
        return
    profile = people.profiles([enrolment.person_id]).get(enrolment.person_id)
    slot = f"{at:%Y%m%d%H}{at.minute // 10}"
    event = f"assessment-link:{assessment.pk}:{enrolment.pk}:{slot}"
    _post(assessment, enrolment, profile, event=event, template="training_assessment_link", at=at)


def _known(assessment: Assessment, typed: str) -> Enrolment | None:
    if "@" in typed:
        by_email = people.people_by_email([typed])
        ids = {person for found in by_email.values() for person in found}
    else:
        document = people.normalise_document(typed)
        ids = set(people.people_by_document([document.key]).values()) if document else set()
    found = list(Enrolment.objects.filter(course=assessment.course_id, person_id__in=ids)[:2])
    # An e-mail that two share opens nothing: one would get the other's link. Their documents tell them apart.
    return found[0] if len(found) == 1 else None
