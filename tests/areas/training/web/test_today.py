"""The first page: what happens, who is missing, what waits."""

import re
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from django.db.models import Q
from django.utils import timezone

from arraigo.areas.training.actions.courses import save_session
from arraigo.areas.training.models import (
    Application,
    Assessment,
    Attendance,
    CertificateRule,
    CheckIn,
    Enrolment,
    Evidence,
    Session,
)
from arraigo.areas.training.queries.today import today
from arraigo.areas.training.web.today import _greeting
from arraigo.core import tenancy
from arraigo.core.accounts.api import Role

AT = datetime(2026, 11, 23, 2, tzinfo=UTC)  # in Guayaquil still the evening of the 22nd
ZONE = "America/Guayaquil"


@pytest.fixture
def day(course, place):
    def at(moment=AT, manages=True):
        with tenancy.scope(place):
            return today(Q(), at=moment, zone=ZONE, manages=manages)

    return at


def _meet(course, place, code, starts):
    with tenancy.scope(place):
        return save_session(course=course, code=code, starts_at=starts, minutes=60, modality="online", by=None, at=AT)


def test_today_is_the_citys_day_and_not_that_of_the_server(day, course, place):
    _meet(course, place, "noche", AT)
    _meet(course, place, "mañana", AT + timedelta(hours=12))

    found = day()

    assert [meeting.session.code for meeting in found.today] == ["noche"]
    assert [meeting.session.code for meeting in found.next] == ["mañana"]
    assert found.today[0].is_now
    assert found.today[0].enrolled == 6


def test_a_past_session_without_attendance_is_missed(day, course, place):
    _meet(course, place, "J3", AT - timedelta(days=1))

    assert [(gap.course.code, gap.number, gap.whole) for gap in day().without_attendance] == [("MH-1", 1, 3)]


def test_who_never_came_is_counted_of_those_enrolled(day):
    assert [(gap.course.code, gap.number, gap.whole) for gap in day().absent] == [("MH-1", 1, 6)]


def test_what_waits_counts_rows_and_people(day):
    found = day()

    assert [(one.course.code, one.rows, one.people) for one in found.reviews] == [("MH-1", 4, 3)]
    assert found.emails == 1


def test_a_city_without_past_sessions_does_not_say_that_they_have_their_attendance(day, course, member, place):
    with tenancy.scope(place):
        Evidence.objects.all().delete()
        Attendance.objects.all().delete()
        Session.objects.all().delete()

    text = member(Role.TRAINER).get("/santa-marina/hoy/").content.decode()

    assert not day().has_past
    assert "Todavía no hay jornadas pasadas." in text
    assert "Todas las jornadas pasadas" not in text


def test_the_first_page_has_one_main_step(trainer, course, place):
    now = timezone.now()
    for code in ("ya", "también"):
        _meet(course, place, code, now - timedelta(minutes=5))

    text = trainer.get("/santa-marina/hoy/").content.decode()
    main = re.findall(r'class="btn[^"]*primary"[^>]*>([^<]*)', text)

    assert len(main) == 1
    assert main == ["Cargar asistencia"]


def test_what_waits_is_not_read_for_who_cannot_decide_it(day):
    assert day(manages=False).waits == 0


@pytest.mark.parametrize(("hour", "words"), [(7, "Buenos días"), (12, "Buenas tardes"), (19, "Buenas noches")])
def test_the_greeting_follows_the_clock(hour, words):
    assert _greeting(datetime(2026, 11, 22, hour)) == words  # noqa: DTZ001


def test_the_page_greets_by_name(trainer):
    text = trainer.get("/santa-marina/hoy/").content.decode()

    assert "Rosa</h1>" in text
    assert "Espera su revisión" in text


def test_who_reads_figures_alone_sees_no_courses_on_the_first_page(member, course):
    text = member(Role.PLANNER).get("/santa-marina/hoy/").content.decode()

    assert "Cómo va el ciclo" in text
    assert "Movilidad humana" not in text


def test_what_the_new_work_leaves_waiting_is_said_by_course(day, course, place):
    with tenancy.scope(place):
        enrolment = Enrolment.objects.filter(course=course).first()
        Application.objects.create(
            city=place, course=course, state="to_approve", source="public", nonce=UUID(int=1), created_at=AT
        )
        CheckIn.objects.create(
            city=place,
            session=course.sessions.first(),
            enrolment=enrolment,
            nonce=UUID(int=2),
            method="scan",
            state="conflict",
            noted_at=AT,
            received_at=AT,
        )
        CertificateRule.objects.create(city=place, course=course)
        Assessment.objects.create(
            city=place,
            course=course,
            kind="post",
            title="Prueba final",
            closes_at=AT + timedelta(hours=20),
            published_at=AT,
            created_at=AT,
        )
    found = day().pending

    assert [(one.title, one.number) for one in found.applications] == [("Movilidad humana", 1)]
    assert [(one.title, one.number) for one in found.conflicts] == [("Movilidad humana", 1)]
    assert [(one.title, one.number) for one in found.uncertified] == [("Movilidad humana", 6)]
    # At the local time of its course: 02:00 in UTC is still the evening in Guayaquil.
    assert [f"{one.title} {one.closes:%d %H:%M}" for one in found.closing] == ["Prueba final 23 17:00"]
    assert (found.matters, day(manages=False).pending.matters) == (4, 0)
    assert day(AT - timedelta(days=9)).pending.uncertified == ()


def test_a_cancelled_session_is_neither_on_the_agenda_nor_missed(day, course, place):
    _meet(course, place, "J3", AT - timedelta(days=1))
    _meet(course, place, "J4", AT + timedelta(days=1))
    with tenancy.scope(place):
        Session.objects.filter(code__in=["J3", "J4"]).update(cancelled_at=AT)

    assert day().next == ()
    assert day().without_attendance == ()


def test_the_page_says_what_waits(trainer, course, place):
    with tenancy.scope(place):
        CertificateRule.objects.create(city=place, course=course)
        course.sessions.update(starts_at=timezone.now() - timedelta(days=3))

    assert "Terminó y no se ha emitido ninguna constancia" in trainer.get("/santa-marina/hoy/").content.decode()


def test_the_page_asks_few_questions(trainer, django_assert_max_num_queries):
    trainer.get("/santa-marina/hoy/")

    with tenancy.scope(None), django_assert_max_num_queries(26):
        trainer.get("/santa-marina/hoy/")
