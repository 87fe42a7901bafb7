"""The figures and a course's own pages say the same of who completed it and of what was learned."""

from datetime import UTC, datetime

import pytest
from django.db import transaction
from tests.areas.training.learning.conftest import right_answers, wrong_answers

from arraigo.areas.training.actions.assessments import copy_as_final, publish_assessment
from arraigo.areas.training.models import Assessment, Certificate, CertificateRule
from arraigo.areas.training.queries.figures import FigureFilter
from arraigo.areas.training.queries.learning import learning_of, learning_summary
from arraigo.areas.training.queries.outcomes import outcomes
from arraigo.areas.training.queries.standings import standings
from arraigo.config import demo
from arraigo.core import tenancy
from arraigo.core.places.api import city_by_slug, forget_cities

AT = datetime(2026, 11, 22, 15, tzinfo=UTC)


@pytest.fixture(scope="module")
def demo_city(django_db_setup, django_db_blocker):
    """The demo city, built once; nothing of it stays."""
    with django_db_blocker.unblock(), transaction.atomic():
        forget_cities()
        demo.build(lambda step, done, total: None, at=AT)
        with tenancy.scope(city_by_slug(demo.SLUG)):
            yield
        transaction.set_rollback(True)
    forget_cities()


@pytest.mark.django_db
def test_learning_is_the_same_with_second_attempts_and_questions_without_points(course, make_test, enrolled, sit, now):
    before = make_test(attempts=2)
    after = copy_as_final(initial=before, by=None, at=now)
    Assessment.objects.filter(pk=after.pk).update(attempts=2)
    after.refresh_from_db()
    after = publish_assessment(assessment=after, by=None, at=now)
    for number, person in enumerate(enrolled(6)):
        sit(before, person, wrong_answers(before))
        sit(after, person, right_answers(after) if number else wrong_answers(after))
    again = after.responses.order_by("pk").first().enrolment
    sit(after, again, right_answers(after))

    own, figure = learning_summary(course).gain, outcomes(FigureFilter(course=course.pk), at=now).total

    assert figure.tested == own.people == 6
    assert figure.mean_before == pytest.approx(own.before)
    assert figure.mean_after == pytest.approx(own.after)
    assert figure.normalised_gain == pytest.approx(own.normalised)


@pytest.mark.django_db
def test_every_course_of_the_demo_says_of_learning_what_the_figures_say(demo_city):
    tested = Assessment.objects.values_list("course_id", flat=True).distinct()
    told = {key: one for key, one in learning_of(tested).items() if one.gain is not None}
    assert told

    for course_id, own in told.items():
        figure = outcomes(FigureFilter(course=course_id), at=AT).total
        assert figure.tested == own.gain.people
        assert figure.mean_after == pytest.approx(own.gain.after)


@pytest.mark.django_db
def test_who_completed_a_course_is_who_meets_its_conditions_or_holds_its_certificate(demo_city):
    rules = list(CertificateRule.objects.all())
    assert rules

    for rule in rules:
        meets = {one.enrolment_id for one in standings([rule], at=AT) if one.meets}
        held = Certificate.objects.filter(course=rule.course, revoked_at=None, enrolment__isnull=False)
        wanted = meets | set(held.values_list("enrolment_id", flat=True))
        assert outcomes(FigureFilter(course=rule.course_id), at=AT).total.completed == len(wanted) > 0
