"""Evidence becomes attendance: the whole course is judged at once, in any order, and nothing counts twice."""

from datetime import UTC, datetime, timedelta
from itertools import permutations

import pytest

from arraigo.areas.training.actions.courses import save_course, save_session
from arraigo.areas.training.actions.evidence import Observed, observe, settle
from arraigo.areas.training.actions.reviewing import confirm_email, decide, enrol_and_decide, refuse_email, reopen
from arraigo.areas.training.actions.scheduling import schedule_session
from arraigo.areas.training.enums import Doubt, EvidenceState, MatchedBy
from arraigo.areas.training.models import Attendance, Enrolment, Evidence, LearnedEmail
from arraigo.areas.training.queries.reports import course_report
from arraigo.core.files import api as files
from arraigo.core.imports.models import ImportRun
from arraigo.core.people import api as people

pytestmark = pytest.mark.django_db
ROSA, LUIS, ANA = "1710034065", "0926687856", "1713175071"
START = datetime(2021, 4, 9, 14, tzinfo=UTC)


@pytest.fixture
def make_run(in_city, now):
    def make(name):
        file = files.store(name.encode(), name=name, media_type="text/csv", by=None, at=now)
        return ImportRun.objects.create(
            city=in_city, kind="training.attendance", context=name, file=file, sha256=name, created_at=now
        )

    return make


@pytest.fixture
def roster(enrol_people, make_candidate):
    return enrol_people(
        make_candidate(5, "Rosa Elena", "Vega Mora", document=ROSA, email="rosa@x.example"),
        make_candidate(6, "Luis Alberto", "De la Torre Caiza", document=LUIS, sex="man"),
        make_candidate(7, "Ana María", "Pérez Loor", sex="unknown"),
    )


def seen(number, name="", *, start=0, end=60, **said):
    times = {"joined": START + timedelta(minutes=start), "left": START + timedelta(minutes=end)}
    return Observed(number, "zoom", "online", name, **{**times, **said})


def load(session, run, *rows, now):
    return settle(session.course, new=observe(session, run, rows), by=None, at=now)


def test_rejoins_and_repeated_downloads_count_once(roster, sessions, make_run, now):
    first, second = make_run("a.csv"), make_run("b.csv")

    load(sessions[0], first, seen(5, "Rosa Elena Vega Mora"), seen(6, "Rosa", end=90, email="rosa@x.example"), now=now)
    load(sessions[0], second, seen(5, "Rosa Elena Vega Mora"), now=now)

    attendance = Attendance.objects.get()
    assert (attendance.seconds, attendance.online, attendance.in_person) == (90 * 60, True, False)


def test_whoever_attends_in_both_modalities_counts_once_in_people_and_once_in_each(
    roster, course, sessions, make_run, now
):
    load(sessions[0], make_run("a.csv"), seen(5, "Rosa Elena Vega Mora"), now=now)
    load(sessions[1], make_run("b.csv"), Observed(4, "sheet", "in_person", document=ROSA), now=now)

    report = course_report(course)

    assert report["people"] == 1
    assert report["by_modality"] == {"online": 1, "in_person": 1}
    assert report["attendances"] == 2
    assert report["by_sex"] == {"women": 1, "men": 0, "unknown": 0}


def test_the_order_of_the_files_does_not_matter(roster, course, sessions, make_run, now):
    loads = [
        (sessions[0], [seen(5, "Lucho", email="lucho@x.example")]),
        (sessions[0], [seen(6, "Luis Alberto De la Torre Caiza", email="lucho@x.example")]),
        (sessions[1], [Observed(4, "sheet", "in_person", "Ana Maria Perez Loor")]),
    ]
    reports = []
    for order in permutations(loads):
        Evidence.objects.all().delete()
        for number, (session, rows) in enumerate(order):
            load(session, make_run(f"{len(reports)}-{number}"), *rows, now=now)
        reports.append({**course_report(course), "to_review": []})

    assert all(report == reports[0] for report in reports)
    assert reports[0]["attendances"] == 2


def test_rows_that_wait_are_not_counted_and_say_why(roster, course, sessions, make_run, now):
    load(sessions[0], make_run("a.csv"), seen(5, "Invitado 3"), seen(6, ""), now=now)

    report = course_report(course)

    assert (report["people"], report["attendances"]) == (0, 0)
    assert [(row["row"], row["reason"]) for row in report["to_review"]] == [(5, "unknown"), (6, "no_identity")]


def test_time_outside_the_session_is_no_attendance(roster, sessions, make_run, now):
    load(sessions[0], make_run("a.csv"), seen(5, "Rosa Elena Vega Mora", start=-30, end=-5), now=now)

    assert Evidence.objects.get().state == EvidenceState.MATCHED
    assert not Attendance.objects.exists()


def test_attendance_that_comes_before_the_list_is_recognised_when_the_list_comes(
    course, sessions, make_run, enrol_people, make_candidate, now
):
    load(sessions[0], make_run("a.csv"), seen(5, "Rosa Elena Vega Mora"), now=now)
    enrol_people(make_candidate(5, "Rosa Elena", "Vega Mora", document=ROSA))

    settle(course, by=None, at=now)

    assert Attendance.objects.count() == 1


def test_a_decision_is_remembered_on_the_next_import_and_can_be_taken_back(roster, course, sessions, make_run, now):
    load(sessions[0], make_run("a.csv"), seen(5, "Anita"), now=now)
    waiting = Evidence.objects.get()
    ana = next(
        e for e in Enrolment.objects.all() if people.profiles([e.person_id])[e.person_id].full_name.startswith("Ana")
    )

    decide(course=course, key=waiting.key, enrolment=ana, by=None, at=now)
    load(sessions[1], make_run("b.csv"), Observed(9, "sheet", "in_person", "ANITA"), now=now)

    assert set(Evidence.objects.values_list("matched_by", flat=True)) == {MatchedBy.DECISION}
    assert Attendance.objects.filter(enrolment=ana).count() == 2
    reopen(course=course, key=waiting.key, by=None, at=now)
    assert not Attendance.objects.exists()


def test_nobody_is_an_answer_too(roster, course, sessions, make_run, now):
    load(sessions[0], make_run("a.csv"), seen(5, "iPad de la sala"), now=now)

    decide(course=course, key=Evidence.objects.get().key, enrolment=None, by=None, at=now)

    assert Evidence.objects.get().state == EvidenceState.SET_ASIDE
    assert course_report(course)["to_review"] == []


def test_the_document_of_somebody_who_is_not_enrolled_asks_and_can_enrol_them(
    roster, course, sessions, make_run, make_candidate, enrol_people, now
):
    other = save_course(code="C-2", title="Otro", by=None, at=now)
    enrol_people(make_candidate(5, "Marta", "Ríos", document=ANA), into=other)
    load(sessions[1], make_run("a.csv"), Observed(4, "sheet", "in_person", "Marta Ríos", document=ANA), now=now)
    waiting = Evidence.objects.get()
    assert waiting.doubt == Doubt.NOT_ENROLLED

    person = Enrolment.objects.get(course=other).person_id
    enrol_and_decide(course=course, key=waiting.key, person_id=person, by=None, at=now)

    assert course_report(course)["attendances"] == 1


def test_a_learned_email_becomes_the_persons_own_once_somebody_confirms_it(roster, course, sessions, make_run, now):
    load(sessions[0], make_run("a.csv"), seen(5, "Ana María Pérez Loor", email="ana@x.example"), now=now)
    learned = LearnedEmail.objects.get()
    assert people.people_by_email(["ana@x.example"]) == {}

    confirm_email(learned=learned, by=None, at=now)

    assert people.people_by_email(["ana@x.example"]) == {"ana@x.example": {learned.enrolment.person_id}}


def test_an_email_that_somebody_refused_helps_no_row_any_more(roster, course, sessions, make_run, now):
    load(sessions[0], make_run("a.csv"), seen(5, "Ana María Pérez Loor", email="sala@x.example"), now=now)
    load(sessions[0], make_run("b.csv"), seen(6, "Sala", email="sala@x.example"), now=now)
    assert course_report(course)["to_review"] == []

    refuse_email(learned=LearnedEmail.objects.get(), by=None, at=now)

    assert [row["name"] for row in course_report(course)["to_review"]] == ["Sala"]
    settle(course, by=None, at=now)
    assert LearnedEmail.objects.get().refused_at == now


def test_a_session_that_changes_its_modality_changes_how_people_took_part(roster, course, sessions, make_run, now):
    load(sessions[0], make_run("a.csv"), seen(5, "Rosa Elena Vega Mora"), now=now)
    start, code = sessions[0].starts_at, sessions[0].code

    schedule_session(course=course, code=code, starts_at=start, minutes=120, modality="in_person", by=None, at=now)

    assert course_report(course)["by_modality"] == {"online": 0, "in_person": 1}


def test_in_a_hybrid_session_the_file_says_how_somebody_took_part(roster, course, make_run, now):
    mixed = save_session(course=course, code="M", starts_at=START, minutes=120, modality="hybrid", by=None, at=now)

    load(mixed, make_run("a.csv"), seen(5, "Rosa Elena Vega Mora"), now=now)
    load(mixed, make_run("b.csv"), Observed(4, "sheet", "in_person", document=ROSA), now=now)

    report = course_report(course)
    assert (report["people"], report["attendances"]) == (1, 1)
    assert report["by_modality"] == {"online": 1, "in_person": 1}


def test_settling_again_writes_nothing(roster, course, sessions, make_run, now, django_assert_max_num_queries):
    load(sessions[0], make_run("a.csv"), seen(5, "Rosa Elena Vega Mora", email="otra@x.example"), now=now)
    before = list(Attendance.objects.values_list("pk", flat=True))

    settle(course, by=None, at=now)

    assert list(Attendance.objects.values_list("pk", flat=True)) == before


def test_a_sheet_fills_the_sex_that_the_list_did_not_say_and_overwrites_none(roster, course, sessions, make_run, now):
    load(
        sessions[1],
        make_run("a.csv"),
        Observed(4, "sheet", "in_person", "Ana María Pérez Loor", sex="woman"),
        Observed(5, "sheet", "in_person", "Rosa Elena Vega Mora", sex="man"),
        now=now,
    )

    assert course_report(course)["by_sex"] == {"women": 2, "men": 0, "unknown": 0}
