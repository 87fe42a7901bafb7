"""What training holds of people: of all in a course, and of one person in every course."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Count, Max, QuerySet
from django.utils.translation import gettext as _

from arraigo.areas.training.models import (
    Answer,
    Application,
    Attendance,
    Certificate,
    CheckIn,
    Course,
    DataRequest,
    Enrolment,
    Evidence,
    Response,
)
from arraigo.areas.training.permissions import courses_of, reads_training
from arraigo.core.accounts.api import Standing
from arraigo.core.consent import api as consent
from arraigo.core.consent.models import Basis
from arraigo.core.people import api as people
from arraigo.core.people.api import Panel


@dataclass(frozen=True)
class Held:
    """How much of people a course holds, by kind, and until when."""

    people: int
    without_identity: int
    evidence: int
    applications: int
    check_ins: int
    answers: int
    certificates: int
    bases: tuple[tuple[str, str, int], ...]
    purge_on: date | None


def held(course: Course) -> Held:
    """Count what a course holds of people; eight queries."""
    enrolled = Enrolment.objects.filter(course=course)
    bases = (
        Basis.objects.filter(person__in=enrolled.values("person"), withdrawn_at__isnull=True)
        .values_list("purpose", "legal_basis")
        .annotate(number=Count("person", distinct=True))
        .order_by("purpose", "legal_basis")
    )
    words = [
        (str(consent.Purpose(purpose).label), str(consent.LegalBasis(basis).label), number)
        for purpose, basis, number in bases
    ]
    return Held(
        people=enrolled.count(),
        without_identity=enrolled.filter(person__erased_at__isnull=False).count(),
        evidence=Evidence.objects.filter(session__course=course).count(),
        applications=Application.objects.filter(course=course).count(),
        check_ins=CheckIn.objects.filter(session__course=course).count(),
        answers=Answer.objects.filter(response__assessment__course=course).count(),
        certificates=Certificate.objects.filter(course=course).count(),
        bases=tuple(words),
        purge_on=purge_on(course),
    )


def purge_on(course: Course) -> date | None:
    """Return the day on which a course's data must go; None where none is set, or there is no session to count from."""
    if not course.retention_months:
        return None
    last: datetime | None = course.sessions.aggregate(last=Max("starts_at"))["last"]
    if last is None:
        return None
    local = last.astimezone(ZoneInfo(course.timezone))
    years, month = divmod(local.month - 1 + course.retention_months, 12)
    return _day(local.year + years, month + 1, local.day)


def _day(year: int, month: int, day: int) -> date:
    """Return a day, or the last of its month where the month is shorter."""
    while True:
        try:
            return date(year, month, day)
        except ValueError:
            day -= 1


def due_courses(at: datetime) -> list[Course]:
    """Return the courses whose data must go by now."""
    kept = Course.objects.filter(retention_months__isnull=False, purged_at__isnull=True)
    return [course for course in kept if (day := purge_on(course)) is not None and day <= at.date()]


def requests() -> QuerySet[DataRequest]:
    """Return what people asked about their data, the most urgent first."""
    return DataRequest.objects.select_related("person", "decided_by").order_by("state", "due_on", "id")


def open_request(person_id: UUID) -> DataRequest | None:
    """Return a person's request that waits, if there is one."""
    return DataRequest.objects.filter(person_id=person_id, state="open").first()


def course_data(enrolment: Enrolment) -> list[tuple[str, str]]:
    """Return what the city holds of somebody in one course, as (what, words)."""
    attended = Attendance.objects.filter(enrolment=enrolment).select_related("session").order_by("held_on")
    told = [
        (_("Institución"), enrolment.organization.name if enrolment.organization else ""),
        (_("Cargo"), enrolment.position),
        (_("Inscripción"), f"{enrolment.enrolled_at:%d/%m/%Y}"),
        *((_("Asistencia"), _attended(row)) for row in attended),
        *((row.assessment.title, _scored(row)) for row in _responses(enrolment)),
        *((_("Constancia"), _certified(row)) for row in Certificate.objects.filter(enrolment=enrolment)),
    ]
    return [(what, words) for what, words in told if words]


def _responses(enrolment: Enrolment) -> QuerySet[Response]:
    return Response.objects.filter(enrolment=enrolment).select_related("assessment").order_by("submitted_on")


def _attended(row: Attendance) -> str:
    minutes = row.seconds // 60
    return _("%(session)s, %(day)s: %(minutes)s minutos") % {
        "session": row.session.title or row.session.code,
        "day": f"{row.held_on:%d/%m/%Y}",
        "minutes": minutes,
    }


def _scored(row: Response) -> str:
    if row.score is None:
        return _("respondida")
    return _("%(score)s de %(whole)s puntos") % {"score": row.score, "whole": row.out_of}


def _certified(row: Certificate) -> str:
    day = f"{row.issued_at:%d/%m/%Y}"
    said = _("emitida el %(day)s, código %(code)s") if row.revoked_at is None else _("anulada (%(day)s, %(code)s)")
    return said % {"day": day, "code": row.code}


def consents_of(person_id: UUID) -> list[dict[str, Any]]:
    """Return why the city holds a person's data, with since when, and which of it they may take back themselves."""
    return [
        {
            "purpose": str(row.get_purpose_display()),
            "basis": str(row.get_legal_basis_display()),
            "since": row.given_at,
            "until": row.withdrawn_at,
            "source": row.source,
        }
        for row in consent.bases_of(person_id)
    ]


def personal_data(person_id: UUID) -> dict[str, Any]:
    """Return everything that training holds of a person, for that person (in Ecuador LOPDP art. 13)."""
    profile = people.profiles([person_id])[person_id]
    courses = Enrolment.objects.filter(person_id=person_id).select_related("course", "organization")
    return {
        "persona": {
            "nombre": profile.full_name,
            "documentos": [document.number for document in profile.documents],
            "correos": list(profile.emails),
            "telefonos": list(profile.phones),
            "sexo": profile.sex,
            "nacimiento": profile.birth_date or str(profile.birth_year or ""),
        },
        "consentimientos": [
            {**row, "since": row["since"].isoformat(), "until": row["until"].isoformat() if row["until"] else None}
            for row in consents_of(person_id)
        ],
        "cursos": [
            {"curso": row.course.title, "datos": [list(pair) for pair in course_data(row)]}
            for row in courses.order_by("enrolled_at")
        ],
    }


def results_panel(person_id: UUID, membership: Standing) -> Panel | None:
    """Return somebody's test scores and certificates, for their page in the register and the export of their data."""
    if not reads_training(membership):
        return None
    opened = Course.objects.filter(courses_of(membership))
    mine = {"enrolment__person_id": person_id}
    scores = Response.objects.filter(**mine, assessment__course__in=opened).select_related("assessment__course")
    given = Certificate.objects.filter(**mine, course__in=opened).select_related("course")
    rows = [
        *((row.assessment.course.title, row.assessment.title, _scored(row)) for row in scores.order_by("submitted_on")),
        *((row.course.title, _("Constancia"), _certified(row)) for row in given.order_by("issued_at")),
    ]
    if not rows:
        return None
    return Panel(_("Pruebas y constancias"), (_("Curso"), _("Evaluación o constancia"), _("Resultado")), tuple(rows))
