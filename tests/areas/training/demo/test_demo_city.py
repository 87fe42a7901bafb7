"""Santa Marina's courses are loaded as anybody's files would be, look like a year of work, and leave some to do."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection, transaction
from django.db.models import Q

from arraigo.areas.training import demo
from arraigo.areas.training.demo.attending import Attending
from arraigo.areas.training.demo.cast import gather
from arraigo.areas.training.demo.enrolling import LOOKED_AT
from arraigo.areas.training.demo.programme import COURSES, readable_two_ways
from arraigo.areas.training.enums import Doubt, EvidenceState, MatchedBy, ProgrammeArea
from arraigo.areas.training.importers.reading import read_attendance
from arraigo.areas.training.models import Attendance, Course, Decision, Evidence, LearnedEmail, Session
from arraigo.areas.training.queries.figures import FigureFilter, figures
from arraigo.areas.training.queries.today import today
from arraigo.core import tenancy
from arraigo.core.imports import api as imports
from arraigo.core.imports.models import ImportRun
from arraigo.core.places import api as places

AT = datetime(2026, 11, 22, 15, tzinfo=UTC)
DAYS = [date(2026, 11, 22) + timedelta(days=23 * number) for number in range(16)]
ZONE = "America/Guayaquil"


@pytest.fixture(scope="module")
def built(django_db_setup, django_db_blocker):
    """The demo city, built once for all of these tests and taken back after them."""
    with django_db_blocker.unblock(), transaction.atomic():
        city = places.create_city(slug="demo", name="Santa Marina", invented=True, by=None, at=AT)
        steps = []
        with tenancy.scope(city):
            demo.build(city=city, by=None, at=AT, progress=lambda *step: steps.append(step))
            yield steps
        transaction.set_rollback(True)


@pytest.mark.django_db
def test_progress_goes_from_nothing_to_everything(built):
    done = [step for _words, step, _total in built]

    assert done == list(range(built[0][2] + 1))


@pytest.mark.django_db
def test_there_are_courses_of_every_programme_area_in_two_series(built):
    courses = Course.objects.all()

    assert {course.programme_area for course in courses} == set(ProgrammeArea.values)
    assert len({course.series_id for course in courses if course.series_id}) == 2
    # The one that is still being asked for has whom it has taken so far.
    filled = [course for course in courses if course.code != LOOKED_AT]
    assert all(12 <= course.enrolments.count() <= 60 for course in filled)
    assert Session.objects.values_list("modality", flat=True).distinct().count() == 3


@pytest.mark.django_db
def test_the_figures_look_like_a_city_that_trains_its_officials(built):
    found = figures(FigureFilter())

    assert 0.45 < found.people.women / found.people.total < 0.55
    assert found.people.unknown
    assert len([line for line in found.by_institution if line.people.total >= 3]) == 8
    assert len(found.by_age) >= 4
    assert found.enrolled > found.enrolled_people > found.people.total
    assert found.both_modalities
    assert min(found.by_modality[name].total for name in ("online", "in_person")) > 60


@pytest.mark.django_db
def test_people_come_back_in_other_courses_known_by_document_or_email(built):
    lists = ImportRun.objects.filter(kind="training.enrolments", state="applied")

    assert sum(run.counts["known_people"] for run in lists) == sum(course.returning for course in COURSES)
    assert {run.counts["bad"] for run in lists} == {0}


@pytest.mark.django_db
def test_rows_are_known_in_every_way_and_six_identities_wait(built):
    waiting = {(row.session.course_id, row.key, row.doubt) for row in Evidence.objects.filter(state="review")}

    assert Counter(doubt for _course, _key, doubt in waiting) == {
        Doubt.UNKNOWN: 2, Doubt.SEVERAL: 1, Doubt.SHARED_EMAIL: 1, Doubt.OTHER_DOCUMENT: 1, Doubt.NOT_ENROLLED: 1,
    }  # fmt: skip
    known = set(Evidence.objects.filter(state=EvidenceState.MATCHED).values_list("matched_by", flat=True))
    assert known == set(MatchedBy.values) - {MatchedBy.NONE}
    assert Evidence.objects.filter(state=EvidenceState.SET_ASIDE).count() == 1
    assert Decision.objects.count() == 2


@pytest.mark.django_db
def test_two_learned_emails_wait_for_somebody_to_confirm_them(built):
    assert LearnedEmail.objects.filter(confirmed_at=None).count() == 2


@pytest.mark.django_db
def test_a_file_waits_for_the_order_of_day_and_month_and_a_list_for_its_cells(built):
    asking, wrong = (
        imports.runs(["training.attendance", "training.enrolments"]).filter(state="uploaded").order_by("kind")
    )

    assert [question.key for question in imports.preview(asking).questions] == ["date_order"]
    problems = imports.preview(wrong).problems
    assert len(problems) == len({problem.message for problem in problems}) == 4
    assert all(problem.row for problem in problems)


@pytest.mark.django_db
def test_today_has_a_session_tomorrow_another_and_something_is_missing(built):
    page = today(Q(), at=AT, zone=ZONE, manages=True)

    assert [meeting.session.code for meeting in page.today if meeting.is_now] == ["HOY"]
    assert len(page.today) == 2
    assert page.next[0].starts.date() == AT.date() + timedelta(days=1)
    assert {gap.course.code for gap in page.without_attendance} == {"SE-01", "MH-04"}
    assert not Attendance.objects.filter(course__code="UT-04").exists()
    assert page.reviews
    assert len(page.files) == 2
    assert page.emails == 2


@pytest.mark.django_db
def test_nothing_is_recorded_at_a_moment_that_has_not_come(built):
    with connection.cursor() as cursor:
        cursor.execute("SELECT max(at) FROM audit_entry")
        assert cursor.fetchone()[0] <= AT
    assert all(run.applied_at <= AT for run in ImportRun.objects.filter(state="applied"))


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_whatever_the_day_of_the_build_its_files_ask_only_what_is_answered(day):
    cast = gather(COURSES)

    for course in COURSES:
        days = [datetime.combine(meeting.day(day), datetime.min.time()) for meeting in course.meetings]
        for number, meeting in enumerate(course.meetings):
            for file in Attending(course, cast, [start.replace(hour=9) for start in days]).files(number):
                order = None if meeting.waits else file.answers.get("date_order")
                read = read_attendance(file.data, file.name, date_order=order)
                assert bool(read.problems) == bool(meeting.waits), (course.code, number)


def test_the_file_that_asks_is_of_a_day_that_reads_two_ways():
    assert readable_two_ways(date(2026, 11, 22)) == date(2026, 11, 12)
    assert readable_two_ways(date(2026, 3, 3)) == date(2026, 3, 2)
    assert readable_two_ways(date(2027, 1, 1)) == date(2026, 12, 11)
