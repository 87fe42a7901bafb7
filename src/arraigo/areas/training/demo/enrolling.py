"""Courses of the demo city that people ask for: a full one with its queue, and one that looks at each request."""

from datetime import datetime, time, timedelta
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

from arraigo.areas.training.actions.applications import Asked, apply, confirm
from arraigo.areas.training.actions.courses import save_course, save_series, save_session
from arraigo.areas.training.actions.focal import create_focal_link, enrol_by_focal_point
from arraigo.areas.training.demo.programme import HALL, HUMAN_MOBILITY, INCLUSION
from arraigo.areas.training.enums import CourseKind, EnrolmentMode, Modality, ProgrammeArea
from arraigo.areas.training.models import Application, Course
from arraigo.core.accounts.models import User
from arraigo.core.consent.api import Purpose
from arraigo.core.organisations import api as organisations
from arraigo.core.people import api as people
from arraigo.core.places.models import City

FULL, LOOKED_AT = "UT-04", "MH-05"
SEED, SERIES = 53, 5
# Forms of the demo are sent once: their marks are made of this.
FORMS = UUID("5e0a4c1e-6a52-4a5c-9a53-0f8f1d2c7b10")
NEEDS = ("", "", "Intérprete de lengua de señas", "", "Cuidado para una niña de tres años")


def build_enrolling(*, city: City, by: User | None, at: datetime) -> None:
    """Build what waits for a place: four in a queue, some to be looked at, two unconfirmed, two focal points.

    Runs inside `tenancy.scope(city)` and the caller's transaction, after the courses of `demo.build`; once in a city.
    """
    if Course.objects.filter(code=LOOKED_AT).exists():
        return
    neighbours = people.invent_people(24, seed=SEED, series=SERIES, kind="official")
    with_mail = [draft for draft in neighbours if draft.emails]
    full = _full(by=by, at=at)
    for number, draft in enumerate(with_mail[:5]):
        _ask(full, draft, number, at=at - timedelta(hours=40 - number))
    for number, draft in enumerate(with_mail[5:7], 5):
        _ask(full, draft, number, at=at - timedelta(hours=3), confirms=False)
    looked_at = _looked_at(city, by=by, at=at)
    for number, draft in enumerate(with_mail[7:12], 7):
        _ask(looked_at, draft, number, at=at - timedelta(hours=30 - number))
    _focal_point(looked_at, "Casa Abierta", "Elena Rivadeneira", with_mail[12:15], by=by, at=at)
    _focal_point(full, "Junta Parroquial de Las Peñas", "Tomás Anchundia", with_mail[15:16], by=by, at=at)


def _full(*, by: User | None, at: datetime) -> Course:
    """Publish a course that has room for two more than its list."""
    course = Course.objects.get(code=FULL)
    return save_course(
        code=FULL,
        slug=course.slug or "suelo-y-vivienda",
        published_at=course.published_at or at - timedelta(days=5),
        enrolment_mode=EnrolmentMode.OPEN,
        capacity=course.enrolments.count() + 2,
        has_waiting_list=True,
        contact=course.contact or "formacion@santamarina.example",
        by=by,
        at=at - timedelta(days=5),
    )


def _looked_at(city: City, *, by: User | None, at: datetime) -> Course:
    then = at - timedelta(days=4)
    known = organisations.resolve_names([INCLUSION], city=city, by=by, at=then)
    course = save_course(
        code=LOOKED_AT,
        title="Comunicación entre culturas",
        kind=CourseKind.WORKSHOP,
        institution=known[INCLUSION],
        programme_area=ProgrammeArea.ROUTES,
        series=save_series(name=HUMAN_MOBILITY, by=by, at=then),
        slug="comunicacion-entre-culturas",
        summary="Un taller práctico para quienes atienden a personas de otros países.",
        published_at=then,
        enrolment_mode=EnrolmentMode.APPROVAL,
        capacity=20,
        contact="formacion@santamarina.example",
        timezone=city.timezone,
        by=by,
        at=then,
    )
    zone = ZoneInfo(city.timezone)
    for number, days in enumerate((19, 26), 1):
        day = at.astimezone(zone).date() + timedelta(days=days)
        starts = datetime.combine(day, time(9), tzinfo=zone)
        save_session(
            course=course, code=f"J{number}", title=("Escuchar", "Responder")[number - 1], starts_at=starts,
            minutes=180, modality=Modality.IN_PERSON, place=HALL, by=by, at=then,
        )  # fmt: skip
    return course


def _asked(draft: people.PersonDraft, number: int) -> Asked:
    return Asked(
        given_names=draft.given_names,
        surnames=draft.surnames,
        nonce=uuid5(FORMS, str(number)),
        document=draft.documents[0].number if draft.documents else "",
        email=draft.emails[0],
        sex=draft.sex,
        institution="Junta Parroquial de Las Peñas" if number % 3 else INCLUSION,
        position="Promotora social" if number % 2 else "Analista",
        needs=NEEDS[number % len(NEEDS)],
        consents=(Purpose.TRAINING.value, *((Purpose.CONTACT.value,) if number % 2 else ())),
    )


def _ask(course: Course, draft: people.PersonDraft, number: int, *, at: datetime, confirms: bool = True) -> None:
    asked = _asked(draft, number)
    apply(course, asked, at=at)
    application = Application.objects.filter(nonce=asked.nonce).first()
    if confirms and application is not None:
        confirm(application, at=at + timedelta(minutes=5))


def _focal_point(
    course: Course,
    organization: str,
    name: str,
    drafts: list[people.PersonDraft],
    *,
    by: User | None,
    at: datetime,
) -> None:
    link = create_focal_link(
        course,
        organization=organization,
        name=name,
        email=f"{people.fold(name).replace(' ', '.')}@santamarina.example",
        places=10,
        expires_at=at + timedelta(days=30),
        by=by,
        at=at - timedelta(days=2),
    )
    rows = [(number, _asked(draft, 100 + number)) for number, draft in enumerate(drafts, 1)]
    enrol_by_focal_point(link, rows, form=uuid5(FORMS, organization), at=at - timedelta(days=1))
