"""What is missing, in words: plain values in, sentences out."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

from arraigo.areas.training.queries.eligibility import (
    Conditions,
    ExamFact,
    Record,
    Result,
    SessionFact,
    criteria,
    missing,
)

AT = datetime(2026, 11, 22, 15, tzinfo=UTC)
NBSP = "\u00a0"


def session(code, *, days=-7, minutes=60, required=False):
    return SessionFact(uuid4(), code, AT + timedelta(days=days), minutes, required)


def conditions(*sessions, measure="time", percent=80, tests=()):
    return Conditions(measure, percent, tuple(sessions), tuple(tests))


def record(seconds=None, results=None):
    return Record(seconds or {}, results or {})


def test_whoever_was_there_long_enough_lacks_nothing():
    one, two = session("J1"), session("J2")

    assert missing(conditions(one, two), record({one.id: 3600, two.id: 2160}), at=AT) == ()


def test_too_little_time_is_said_with_what_is_asked_and_what_there_is():
    one, two = session("J1"), session("J2")

    said = missing(conditions(one, two), record({one.id: 3600, two.id: 1080}), at=AT)

    assert said == (f"Falta asistir al 80{NBSP}% del tiempo: tiene 65{NBSP}%",)


def test_a_share_just_below_never_reads_as_the_share_that_is_asked():
    one = session("J1", minutes=1000)

    said = missing(conditions(one), record({one.id: 47_999}), at=AT)

    assert said == (f"Falta asistir al 80{NBSP}% del tiempo: tiene 79{NBSP}%",)


def test_more_time_than_a_session_lasts_does_not_make_up_for_another():
    one, two = session("J1"), session("J2")

    assert missing(conditions(one, two), record({one.id: 9000}), at=AT)


def test_a_required_session_is_named():
    one, two = session("J1"), session("J2", required=True)

    said = missing(conditions(one, two, percent=50), record({one.id: 3600}), at=AT)

    assert said == ("Falta: 1 jornada (J2)",)


def test_several_required_sessions_are_counted_and_named():
    one, two = session("J1", required=True), session("J2", required=True)

    assert missing(conditions(one, two, percent=0), record(), at=AT) == ("Faltan: 2 jornadas (J1, J2)",)


def test_by_sessions_being_there_for_a_moment_counts():
    one, two = session("J1"), session("J2")

    met = missing(conditions(one, two, measure="sessions", percent=100), record({one.id: 5, two.id: 5}), at=AT)
    not_met = missing(conditions(one, two, measure="sessions", percent=100), record({one.id: 5}), at=AT)

    assert met == ()
    assert not_met == (f"Falta asistir al 100{NBSP}% de las jornadas: tiene 50{NBSP}% (1 de 2)",)


def test_nobody_is_certified_while_sessions_are_still_to_come():
    over, next_one, last = session("J1"), session("J2", days=1), session("J3", days=8, required=True)

    said = missing(conditions(over, next_one, last), record({over.id: 3600}), at=AT)

    assert said == ("Todavía faltan 2 jornadas",)


def test_a_course_without_sessions_certifies_nobody():
    assert missing(conditions(), record(), at=AT) == ("El curso todavía no tiene jornadas",)


def test_a_test_is_passed_by_its_own_percentage():
    one = session("J1")
    final = ExamFact(uuid4(), "Prueba final", 70)
    asked = conditions(one, tests=[final])

    def said(result):
        return missing(asked, record({one.id: 3600}, {final.id: result} if result else {}), at=AT)

    assert said(None) == ("Falta aprobar «Prueba final»",)
    assert said(Result(2, 3)) == (f"Falta aprobar «Prueba final»: tiene 66{NBSP}% y necesita 70{NBSP}%",)
    assert said(Result(7, 10)) == ()


def test_a_test_without_a_minimum_only_has_to_be_handed_in():
    one, diary = session("J1"), ExamFact(uuid4(), "Diario", None)
    asked = conditions(one, tests=[diary])

    assert missing(asked, record({one.id: 3600}), at=AT) == ("Falta entregar «Diario»",)
    assert missing(asked, record({one.id: 3600}, {diary.id: Result(0, 0)}), at=AT) == ()


def test_what_a_course_asks_is_one_sentence():
    one = session("J1", required=True)

    said = criteria(conditions(one, tests=[ExamFact(uuid4(), "Prueba final", 70)]))

    assert said == f"Asistir al menos al 80{NBSP}% del tiempo; asistir a J1; aprobar «Prueba final» con 70{NBSP}%."
