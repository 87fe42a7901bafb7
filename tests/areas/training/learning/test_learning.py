"""What courses achieved, for the figures, the certificates and a participant's page."""

from datetime import timedelta

import pytest
from tests.areas.training.learning.conftest import right_answers, wrong_answers

from arraigo.areas.training.actions.assessments import copy_as_final, publish_assessment
from arraigo.areas.training.actions.certificate_rules import save_rule
from arraigo.areas.training.actions.courses import save_course
from arraigo.areas.training.models import Question
from arraigo.areas.training.queries.learning import (
    NOTHING,
    learning_of,
    learning_summary,
    panel,
)
from arraigo.areas.training.queries.learning_gain import pairs_of
from arraigo.areas.training.queries.results import score_results, survey_results
from arraigo.areas.training.queries.standings import standings

pytestmark = pytest.mark.django_db


@pytest.fixture
def both(make_test, now):
    initial = make_test(attempts=2)
    return initial, publish_assessment(assessment=copy_as_final(initial=initial, by=None, at=now), by=None, at=now)


@pytest.fixture
def learned(both, enrolled, sit):
    """Six who knew nothing and learned everything, and one who sat the first test alone."""
    before, after = both
    people = enrolled(7)
    for person in people:
        sit(before, person, wrong_answers(before))
    for person in people[:6]:
        sit(after, person, right_answers(after))
    return people


def test_only_who_sat_both_tests_and_only_what_both_ask_counts(course, both, learned, sit):
    before, _after = both
    Question.objects.filter(assessment=before, kind="multiple").update(pair=None)

    found = learning_summary(course)

    assert found.paired == 6
    assert (found.gain.before, found.gain.after, found.gain.normalised) == (0, 100, 1)


def test_a_second_attempt_is_not_learning(course, both, learned, sit):
    before, _after = both
    sit(before, learned[0], right_answers(before))

    assert learning_summary(course).gain.before == 0


def test_fewer_than_five_are_counted_and_not_told(course, both, enrolled, sit, survey, rate):
    for person in enrolled(4):
        for test in both:
            sit(test, person, right_answers(test))
        rate(survey, person, 5)

    found = learning_summary(course)

    assert (found.paired, found.gain, found.surveyed, found.satisfaction) == (4, None, 4, None)
    assert survey_results(survey).opinions == ()


def test_learning_takes_as_many_queries_for_one_course_as_for_many(course, learned, now, django_assert_num_queries):
    others = [save_course(code=f"C-{n}", title="Otro", by=None, at=now).pk for n in range(2, 9)]

    with django_assert_num_queries(2):
        found = learning_of([course.pk, *others])

    assert found[course.pk].paired == 6
    assert all(found[key] == NOTHING for key in others)
    with django_assert_num_queries(0):
        assert learning_of([]) == {}


def test_pairs_bear_sex_and_institution(course, learned):
    assert {(pair.sex, pair.institution) for pair in pairs_of(course.pk)} == {("woman", "Agencia")}


def test_the_certificate_lacks_what_is_required_and_not_passed(
    course, make_test, survey, enrolled, sit, rate, now, django_assert_max_num_queries
):
    final = make_test("post", is_required=True, pass_percent=70, attempts=2)
    make_test("pre")
    survey.is_required = True
    survey.save()
    rule = save_rule(
        course=course, required_sessions=(), required_tests=[final.pk], kind="attendance", measure="time",
        minimum_percent=0, hours=None, text="", by=None, at=now,
    )  # fmt: skip
    ana, bruno, carla = enrolled(3)
    sit(final, ana, wrong_answers(final))
    sit(final, ana, right_answers(final))
    rate(survey, ana)
    sit(final, bruno, wrong_answers(final))

    with django_assert_max_num_queries(6):
        found = {one.enrolment_id: one.missing for one in standings([rule], at=now + timedelta(days=400))}

    about = {pk: [said for said in told if survey.title in said or final.title in said] for pk, told in found.items()}
    assert about[ana.pk] == []
    assert len(about[bruno.pk]) == len(about[carla.pk]) == 2
    assert any(survey.title in said and said.startswith("Falta entregar") for said in about[carla.pk])


def test_nobody_is_certified_before_the_test_that_a_course_asks_was_given(course, make_test, enrolled, now):
    draft = make_test("post", is_required=True, publish=False)
    rule = save_rule(
        course=course, required_sessions=(), required_tests=[draft.pk], kind="attendance", measure="time",
        minimum_percent=0, hours=None, text="", by=None, at=now,
    )  # fmt: skip
    enrolled(1)

    (found,) = standings([rule], at=now + timedelta(days=400))

    assert any(draft.title in said for said in found.missing)


def test_a_participants_page_says_what_is_open_and_what_is_done(make_test, survey, enrolled, sit, now):
    (ana,) = enrolled(1)
    assert panel(enrolled(1)[0], now) is not None
    done = make_test()
    sit(done, ana, right_answers(done))

    shown = panel(ana, now)

    assert shown.lines == ("Encuesta de satisfacción: ya puede responderla.", "Prueba pre: respondida.")
    labels, addresses = zip(*shown.links, strict=True)
    assert labels == ("Responder «Encuesta de satisfacción»", "Ver «Prueba pre»")
    assert addresses[0].startswith("/prueba/prueba/")


def test_a_course_without_tests_has_no_panel(course, enrolled, now):
    assert panel(enrolled(1)[0], now) is None


def test_items_tell_the_first_attempts_and_the_commonest_mistake(make_test, enrolled, sit):
    made = make_test(attempts=2, pass_percent=50)
    ana, bruno, carla = enrolled(3)
    sit(made, ana, wrong_answers(made))
    sit(made, ana, right_answers(made))
    sit(made, bruno, wrong_answers(made))
    sit(made, carla, right_answers(made))

    found = score_results(made)

    assert [(item.asked, item.right) for item in found.items] == [(3, 1)] * 3
    assert (found.items[0].wrong, found.items[0].wrong_times) == ("Ibarra", 2)
    assert (found.enrolled, len(found.people), found.passed) == (3, 3, 2)
    assert sorted(one.attempts for one in found.people) == [1, 1, 2]
    assert found.bands == (1, 0, 0, 0, 2)


def test_what_people_think_is_counted_and_their_words_are_in_no_order(survey, enrolled, rate):
    for number, person in enumerate(enrolled(6)):
        rate(survey, person, 4 if number else 2, words=f"Más ejemplos {number}")

    found = survey_results(survey)

    assert (found.answered, found.enrolled) == (6, 6)
    assert found.opinions[0].counts == (0, 1, 0, 5, 0)
    assert found.opinions[0].mean == pytest.approx(22 / 6)
    assert sorted(found.opinions[-1].words) == [f"Más ejemplos {number}" for number in range(6)]
