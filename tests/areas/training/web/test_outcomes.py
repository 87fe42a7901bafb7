"""Outcomes: what they count, what they hide, and that each opens the records that it counts."""

import html
import re
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest

from arraigo.areas.training.models import (
    Answer,
    Assessment,
    Attendance,
    Certificate,
    CertificateRule,
    Course,
    Enrolment,
    Question,
    Response,
    Session,
)
from arraigo.areas.training.queries.breakdowns import breakdowns
from arraigo.areas.training.queries.figures import FigureFilter, figures
from arraigo.areas.training.queries.outcome_records import outcome_records, sessions_held
from arraigo.areas.training.queries.outcomes import Outcome, hidden, outcomes
from arraigo.core import tenancy
from arraigo.core.accounts.api import Role
from arraigo.core.audit.models import Entry

AT = datetime(2026, 11, 20, 15, tzinfo=UTC)
RESULTS = "/santa-marina/formacion/cifras/resultados/"
LINK = re.compile(r'<a[^>]*href="([^"]*registros[^"]*)"[^>]*>\s*(?:<b>)?([\d\xa0]+)<')


def shown(client, address):
    text = client.get(address).content.decode()
    if "Esta cifra es cero" in text:
        return 0
    return int(re.search(r"data-say><strong>([\d\xa0]+)</strong>", text)[1].replace("\xa0", ""))


def certificate(course, enrolment, **said):
    return Certificate.objects.create(
        city_id=course.city_id,
        course=course,
        enrolment=enrolment,
        person_id=enrolment.person_id,
        code=uuid4().hex[:12],
        kind="attendance",
        name="Nadie",
        hours=3,
        starts_on=date(2026, 11, 9),
        ends_on=date(2026, 11, 16),
        issued_at=AT,
        **said,
    )


def questions(course, kind, pairs):
    test = Assessment.objects.create(
        city_id=course.city_id, course=course, kind=kind, title=kind, published_at=AT, created_at=AT
    )
    asked = "scale" if kind == "survey" else "single"
    return [
        Question.objects.create(
            city_id=course.city_id, assessment=test, order=order, kind=asked, text=f"¿{order}?", pair=pair
        )
        for order, pair in enumerate(pairs)
    ]


def answer(asked, enrolment, values, *, attempt=1):
    """Answer questions; None leaves one empty. `values` are points, or marks of a survey."""
    test = asked[0].assessment
    survey = test.kind == "survey"
    sitting = Response.objects.create(
        city_id=test.city_id,
        assessment=test,
        enrolment=None if survey else enrolment,
        attempt=attempt,
        nonce=uuid4(),
        submitted_on=date(2026, 11, 17),
    )
    for question, value in zip(asked, values, strict=True):
        if value is not None:
            said = {"number": value} if survey else {"points": value}
            Answer.objects.create(city_id=test.city_id, response=sitting, question=question, **said)


@pytest.fixture
def certified(course, place):
    """The course asks for both sessions' whole number by half; one has a certificate, another's was revoked."""
    with tenancy.scope(place):
        CertificateRule.objects.create(city=place, course=course, measure="sessions", minimum_percent=100)
        by_name = {row.person_id: row for row in Enrolment.objects.filter(course=course)}
        absent = next(row for row in by_name.values() if not row.attendances.exists())
        certificate(course, absent)
        other = next(row for row in by_name.values() if row.attendances.count() == 1)
        certificate(course, other, revoked_at=AT, revocation_reason="Error en el nombre")
    return course


@pytest.fixture
def tested(course, place):
    """Five took both tests of two questions that are the same, a sixth the first alone; six answered the survey."""
    with tenancy.scope(place):
        pairs = [uuid4(), uuid4()]
        before, after = questions(course, "pre", [*pairs, None]), questions(course, "post", pairs)
        survey = questions(course, "survey", [None])
        people = list(Enrolment.objects.filter(course=course).order_by("pk"))
        for number, enrolment in enumerate(people):
            answer(before, enrolment, [1 if number == 0 else 0, None, 1])
            answer(survey, enrolment, [4 if number else 5])
            if number < 5:
                answer(after, enrolment, [1, 1 if number == 0 else 0])
                answer(after, enrolment, [0, 0], attempt=2)
    return course


EVERYTHING = FigureFilter()


def total(place, wanted=EVERYTHING, at=AT):
    with tenancy.scope(place):
        return outcomes(wanted, at=at).total


def test_who_met_the_conditions_or_holds_a_certificate_completed_a_course_that_ended(certified, place):
    # Of six: one attended both sessions, one holds a certificate, one's certificate was revoked.
    found = total(place)

    assert (found.enrolled, found.completed, found.valid, found.revoked) == (6, 2, 1, 1)


def test_a_course_that_has_not_ended_or_has_no_rule_counts_no_completion(certified, place):
    assert total(place, at=AT - timedelta(days=10)).enrolled == 0
    with tenancy.scope(place):
        other = Course.objects.get(code="DV-1")
    assert total(place, FigureFilter(course=other.pk)).enrolled == 0


def test_time_counts_up_to_what_a_session_lasted_and_a_cancelled_one_is_not_asked_for(certified, place):
    with tenancy.scope(place):
        CertificateRule.objects.update(measure="time", minimum_percent=60)
        Attendance.objects.update(seconds=5400 * 10)
        # 90 of 180 minutes are 50 %, however long somebody stayed connected.
        assert total(place).completed == 2
        Session.objects.filter(course=certified, code="J2").update(cancelled_at=AT)
        assert total(place).completed == 4


def test_a_required_session_and_a_required_test_are_asked_for(certified, place):
    with tenancy.scope(place):
        CertificateRule.objects.update(minimum_percent=50)
        assert total(place).completed == 6
        Session.objects.filter(course=certified, code="J2").update(is_required=True)
        assert total(place).completed == 4
        asked = questions(certified, "post", [None])
        Assessment.objects.update(is_required=True, pass_percent=70)
        assert total(place).completed == 1
        answer(asked, Enrolment.objects.get(attendances__session__code="J2", person__birth_year=2000), [1])
        Response.objects.update(score=6, out_of=10)
        assert total(place).completed == 1
        Response.objects.update(score=7)
        assert total(place).completed == 2


def test_learning_pairs_what_both_tests_ask_in_the_first_sitting_of_each(tested, place):
    found = total(place)

    # Before: one of two for one person of five. After: both for one, one of two for four.
    assert found.tested == 5
    assert (found.mean_before, found.mean_after) == pytest.approx((10, 60))
    assert found.gain == pytest.approx(50)
    assert found.normalised_gain == pytest.approx(50 / 90)


def test_satisfaction_is_the_mean_of_the_marks(tested, place):
    found = total(place)

    assert (found.responses, found.marks) == (6, 6)
    assert found.satisfaction == pytest.approx(25 / 6)


def test_fewer_than_five_are_not_shown(tested, place):
    with tenancy.scope(place):
        Response.objects.filter(assessment__kind="post", attempt=2).first().enrolment.responses.all().delete()
        Response.objects.filter(
            pk__in=Response.objects.filter(assessment__kind="survey").values_list("pk")[:2]
        ).delete()
    found = total(place)

    assert (found.tested, found.responses) == (4, 4)
    assert (found.gain, found.normalised_gain, found.mean_before, found.satisfaction) == (None, None, None, None)


def test_a_second_group_is_hidden_where_the_total_would_give_the_first_away():
    lines = [Outcome(key=str(number), tested=number) for number in (3, 8, 20)]

    assert [line.shows_learning for line in hidden(lines, "tested", "hides_learning")] == [False, False, True]


def test_people_by_series_and_area_count_once_in_each_with_their_hours(course, place):
    with tenancy.scope(place):
        found, all_of_them = breakdowns(FigureFilter()), figures(FigureFilter())

    assert [(line.label, line.people.total, line.attendances) for line in found.by_series] == [("Ciclo 2026", 5, 6)]
    assert [line.label for line in found.by_area] == ["Rutas de atención y protección"]
    assert found.by_area[0].seconds == all_of_them.seconds == 6 * 3600


def test_a_cancelled_session_was_not_held(course, place):
    with tenancy.scope(place):
        assert (figures(FigureFilter()).held, figures(FigureFilter()).held_minutes) == (2, 180)
        Session.objects.filter(code="J2").update(cancelled_at=AT)
        assert (figures(FigureFilter()).held, figures(FigureFilter()).held_minutes) == (1, 90)
        assert sessions_held(FigureFilter()).count() == 1


def test_outcomes_and_records_agree(certified, tested, place):
    with tenancy.scope(place):
        health = Enrolment.objects.filter(organization__name="Salud").first().organization_id
        for wanted in (FigureFilter(), FigureFilter(institution=health), FigureFilter(until=date(2026, 11, 15))):
            found = outcomes(wanted, at=AT).total
            for what in ("completed", "valid", "revoked", "tested"):
                assert getattr(found, what) == len(outcome_records(what, wanted, at=AT))


def test_the_parts_add_up_to_the_whole(certified, tested, place):
    with tenancy.scope(place):
        found = outcomes(FigureFilter(), at=AT)

    for parts in (found.by_course, found.by_series, found.by_area):
        assert sum(line.completed for line in parts) == found.total.completed
        assert sum(line.responses for line in parts) == found.total.responses
    assert sum(line.valid for line in found.by_institution) == found.total.valid


def test_outcomes_ask_five_questions(certified, tested, place, django_assert_num_queries):
    with tenancy.scope(place), django_assert_num_queries(5):
        outcomes(FigureFilter(), at=AT)


def test_every_outcome_on_the_page_equals_the_records_that_it_opens(certified, tested, trainer):
    text = trainer.get(RESULTS).content.decode()
    links = {(html.unescape(url), int(number.replace("\xa0", ""))) for url, number in LINK.findall(text)}

    assert len(links) > 8
    assert {(url, shown(trainer, url)) for url, _number in links} == links


def test_who_reads_figures_alone_sees_outcomes_without_a_way_to_the_records(certified, member):
    text = member(Role.AUTHORITY).get(RESULTS).content.decode()

    assert "Culminaron" in text
    assert "registros" not in text


def test_the_page_of_figures_fetches_the_outcomes_and_links_to_them(certified, trainer):
    text = trainer.get("/santa-marina/formacion/cifras/").content.decode()
    part = trainer.get(RESULTS, headers={"HX-Request": "true", "HX-Target": "resultados"}).content.decode()

    assert f'hx-get="{RESULTS}"' in text
    assert f'href="{RESULTS}"' in text
    assert "<html" not in part
    assert "Culminaron" in part


def test_outcomes_that_open_names_are_logged(certified, trainer):
    trainer.get("/santa-marina/formacion/cifras/registros/?ver=constancias")

    assert Entry.objects.filter(action="seen").latest("number").detail["count"] == 1


def test_a_filter_that_cannot_be_read_has_no_outcomes(trainer):
    assert trainer.get(RESULTS + "?desde=31/02/2026").status_code == 422
