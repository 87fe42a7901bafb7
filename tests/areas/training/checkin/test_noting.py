"""An arrival counts once, at once, and exactly as the whole course would be counted."""

from datetime import timedelta

import pytest
from tests.areas.training.checkin.conftest import arrival, come, make_session, minute

from arraigo.areas.training.actions.checkin import Arrival
from arraigo.areas.training.actions.checkin_review import accept, restore, type_list, void
from arraigo.areas.training.actions.courses import TrainingError, delete_session
from arraigo.areas.training.actions.evidence import settle
from arraigo.areas.training.models import Attendance, CheckIn, Enrolment
from arraigo.areas.training.queries.links import check_in_token, participant_token
from arraigo.core.audit.models import Entry
from arraigo.core.tenancy.models import new_id

pytestmark = pytest.mark.django_db


def attended(session=None):
    rows = Attendance.objects.filter(session=session) if session else Attendance.objects.all()
    return {row.enrolment_id: (row.seconds // 60, row.online, row.in_person) for row in rows}


def settled_the_same(course):
    before = sorted(Attendance.objects.values_list())
    settle(course, by=None, at=minute(500))
    return before == sorted(Attendance.objects.values_list())


def test_an_arrival_counts_from_its_minute_to_the_end(session, rosa):
    [answer] = come(session, arrival(rosa, 15))

    assert (answer.outcome, answer.sentence) == ("counted", "Llegada registrada.")
    assert attended() == {rosa.pk: (105, False, True)}
    assert settled_the_same(session.course)


def test_an_arrival_sent_again_changes_nothing(session, rosa):
    one = arrival(rosa, 15)

    first, second = come(session, one)[0], come(session, one)[0]

    assert (first.outcome, second.outcome) == ("counted", "counted")
    assert CheckIn.objects.count() == 1
    assert Entry.objects.filter(action="training.check_in.note").count() == 1


def test_an_arrival_repeated_within_a_batch_is_kept_once(session, rosa):
    one = arrival(rosa, 15)

    assert [answer.outcome for answer in come(session, one, one)] == ["counted", "counted"]
    assert CheckIn.objects.count() == 1


def test_a_second_entry_at_another_door_was_there_already_and_counts_once(session, rosa):
    come(session, arrival(rosa, 15))

    [answer] = come(session, arrival(rosa, 20))

    assert (answer.outcome, answer.sentence) == ("already", "Ya estaba registrada.")
    assert attended() == {rosa.pk: (105, False, True)}


def test_an_exit_ends_the_time_and_a_new_entry_adds_to_it(session, rosa):
    answers = come(session, arrival(rosa, 10), arrival(rosa, 40, direction="out"), arrival(rosa, 100), at=minute(101))

    assert [answer.outcome for answer in answers] == ["counted"] * 3
    assert attended() == {rosa.pk: (50, False, True)}
    assert settled_the_same(session.course)


def test_what_a_telephone_sends_late_falls_into_its_place(session, rosa):
    come(session, arrival(rosa, 40, direction="out"), at=minute(101))
    assert attended() == {}

    come(session, arrival(rosa, 10), at=minute(101))

    assert attended() == {rosa.pk: (30, False, True)}
    assert settled_the_same(session.course)


def test_whoever_left_before_the_start_did_not_attend(session, rosa):
    come(session, arrival(rosa, -30))
    come(session, arrival(rosa, -10, direction="out"))

    assert attended() == {}
    assert settled_the_same(session.course)


def test_in_a_hybrid_session_the_door_is_in_person_beside_what_a_file_says(hybrid, rosa):
    come(hybrid, arrival(rosa, 60), at=minute(61))

    assert attended(hybrid) == {rosa.pk: (60, False, True)}
    assert settled_the_same(hybrid.course)


def test_a_badge_is_read_by_its_token_and_a_personal_link_is_no_badge(session, rosa):
    badge = Arrival(new_id(), minute(5), token=check_in_token(rosa))
    personal = Arrival(new_id(), minute(5), token=participant_token(rosa))
    forged = Arrival(new_id(), minute(5), token=check_in_token(rosa)[:-4] + "AAAA")

    assert [answer.outcome for answer in come(session, badge, personal, forged)] == ["counted", "unknown", "unknown"]
    assert CheckIn.objects.count() == 1


def test_nobody_in_the_list_is_told_so_and_not_kept(session):
    [answer] = come(session, Arrival(new_id(), minute(5), enrolment_id=new_id()))

    assert answer.outcome == "unknown"
    assert "hoja" in answer.sentence
    assert not CheckIn.objects.exists()


@pytest.mark.parametrize(
    ("minutes", "said", "clock_off", "doubt"),
    [
        (-121, {}, 0, "outside"),
        (241, {"direction": "out"}, 0, "outside"),
        (120, {}, 0, "ended"),
        (10, {}, 6, "clock"),
        (10, {}, -6, "clock"),
    ],
)
def test_an_arrival_in_doubt_waits_for_somebody(session, rosa, minutes, said, clock_off, doubt):
    [answer] = come(
        session, arrival(rosa, minutes, **said), at=minute(max(minutes, 30)), clock_off=timedelta(minutes=clock_off)
    )

    assert answer.outcome == "conflict"
    assert (CheckIn.objects.get().state, CheckIn.objects.get().note) == ("conflict", doubt)
    assert attended() == {}
    assert settled_the_same(session.course)


def test_an_arrival_from_the_future_is_the_clock_of_the_telephone(session, rosa):
    come(session, arrival(rosa, 60), at=minute(30))

    assert CheckIn.objects.get().note == "clock"


def test_somebody_of_another_course_waits_and_cannot_be_counted(session, rosa, in_city, enrol_people, make_candidate):
    from arraigo.areas.training.actions.courses import save_course

    other = save_course(code="C-2", title="Otro", timezone="America/Guayaquil", by=None, at=minute(0))
    enrol_people(make_candidate(1, "Ana", "Loor"), into=other)
    stranger = Enrolment.objects.get(course=other)

    [answer] = come(session, arrival(stranger, 5))

    assert answer.outcome == "conflict"
    with pytest.raises(TrainingError):
        accept(session=session, ids=[CheckIn.objects.get().pk], by=None, at=minute(40))
    assert attended() == {}


def test_a_cancelled_session_counts_nobody_by_itself(session, rosa):
    session.cancelled_at = minute(0)

    assert come(session, arrival(rosa, 5))[0].outcome == "conflict"


def test_what_is_voided_does_not_count_and_can_be_taken_back(session, rosa):
    come(session, arrival(rosa, 30))
    ids = [CheckIn.objects.get().pk]

    assert void(session=session, ids=ids, by=None, at=minute(50)) == 1
    assert attended() == {}
    assert void(session=session, ids=ids, by=None, at=minute(50)) == 0
    assert restore(session=session, ids=ids, by=None, at=minute(51)) == 1
    assert attended() == {rosa.pk: (90, False, True)}
    assert settled_the_same(session.course)


def test_a_doubt_that_is_counted_is_presence_without_an_hour_and_one_restored_waits_again(session, rosa, luis):
    come(session, arrival(rosa, 200), arrival(luis, 200), at=minute(200))
    first, second = (CheckIn.objects.get(enrolment=one).pk for one in (rosa, luis))

    accept(session=session, ids=[first], by=None, at=minute(210))
    void(session=session, ids=[first, second], by=None, at=minute(211))
    restore(session=session, ids=[first, second], by=None, at=minute(212))

    assert attended() == {rosa.pk: (120, False, True)}
    assert CheckIn.objects.get(pk=second).state == "conflict"
    assert settled_the_same(session.course)


def test_a_typed_list_is_presence_without_an_hour_and_typed_twice_the_same(session, rosa, luis):
    assert type_list(session=session, present=[rosa.pk, luis.pk], by=None, at=minute(3000)) == (2, 0)
    assert type_list(session=session, present=[rosa.pk], by=None, at=minute(3001)) == (0, 0)
    assert type_list(session=session, present=[], absent=[luis.pk], by=None, at=minute(3001)) == (0, 1)
    assert attended() == {rosa.pk: (120, False, True)}

    assert type_list(session=session, present=[luis.pk], by=None, at=minute(3002)) == (1, 0)

    assert attended() == {rosa.pk: (120, False, True), luis.pk: (120, False, True)}
    assert CheckIn.objects.count() == 2
    assert settled_the_same(session.course)


def test_a_session_with_arrivals_is_not_taken_away(session, rosa):
    come(session, arrival(rosa))

    with pytest.raises(TrainingError, match="llegadas"):
        delete_session(session=session, by=None, at=minute(40))


def test_a_session_that_moves_counts_its_arrivals_anew(course, rosa):
    from arraigo.areas.training.actions.scheduling import schedule_session

    moved = make_session(course, "J-9", "in_person")
    come(moved, arrival(rosa, 30))

    schedule_session(course=course, code="J-9", minutes=60, by=None, at=minute(90))

    assert attended() == {rosa.pk: (30, False, True)}


def test_a_call_at_the_door_makes_six_queries_at_most(session, enrolled, door, django_assert_max_num_queries):
    from arraigo.areas.training.actions.doors import take_in

    door.device.seen_at = minute(29)
    one = [arrival(person, 5) for person in enrolled]
    # Two more open and close the transaction's savepoint, two the log's.
    with django_assert_max_num_queries(6 + 4) as counted:
        take_in(device=door.device, arrivals=one, at=minute(30))

    own = [query["sql"] for query in counted if "SAVEPOINT" not in query["sql"]]
    assert len(own) == 6, own
    assert len(attended()) == 3


def test_a_list_whose_people_arrived_is_not_taken_back(session, course, in_city):
    from arraigo.areas.training.actions.withdrawing import why_not_take_back
    from arraigo.core.imports import api as imports

    text = "Apellidos;Nombres;Cédula\nQuishpe Vera;Rosa;0535853402\n".encode()
    run = imports.receive(
        text, kind="training.enrolments", name="l.csv", context=f"course:{course.pk}", by=None, at=minute(0)
    )
    run = imports.apply(run, by=None, at=minute(0), progress=lambda *step: None)
    person = Enrolment.objects.get(run=run)
    assert why_not_take_back(run) == []

    come(session, arrival(person, 5))
    assert why_not_take_back(run) == [
        "1 persona de esta lista tiene llegadas registradas. Anúlelas primero en su jornada."
    ]
    void(session=session, ids=[CheckIn.objects.get().pk], by=None, at=minute(50))
    assert why_not_take_back(run) == []
