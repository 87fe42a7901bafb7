"""Whom a row of an enrolment list means."""

import pytest

from arraigo.areas.training.actions.courses import save_course
from arraigo.areas.training.actions.enrolling import Outcome, plan
from arraigo.areas.training.models import Enrolment
from arraigo.core.consent.models import Basis
from arraigo.core.people.models import Person

pytestmark = pytest.mark.django_db
ROSA, LUIS = "1710034065", "0926687856"


def outcomes(course, *candidates):
    return [item.outcome for item in plan(course, candidates)]


def test_enrolling_the_same_list_again_changes_nothing(course, enrol_people, make_candidate):
    rows = (
        make_candidate(5, "Rosa Elena", "Vega Mora", document=ROSA),
        make_candidate(6, "Luis", "Caiza", email="luis@x.example"),
        make_candidate(7, "Ana", "Loor Mena"),
    )
    enrol_people(*rows)

    again = enrol_people(*rows)

    assert (again.same, again.new_people) == (3, 0)
    assert (Person.objects.count(), Enrolment.objects.count()) == (3, 3)


def test_a_lost_leading_zero_is_the_same_person(course, enrol_people, make_candidate):
    enrol_people(make_candidate(5, "Luis", "Caiza Toapanta", document="926687856"))

    assert outcomes(course, make_candidate(5, "Luis", "Caiza Toapanta", document=LUIS)) == [Outcome.SAME]


def test_a_person_is_one_across_courses_by_document_or_email(course, enrol_people, make_candidate, now):
    enrol_people(
        make_candidate(5, "Rosa Elena", "Vega Mora", document=ROSA),
        make_candidate(6, "Luis", "Caiza", email="luis@x.example"),
    )
    other = save_course(code="C-2", title="Otro", by=None, at=now)

    planned = outcomes(
        other,
        make_candidate(5, "Rosa", "Vega", document=ROSA),
        make_candidate(6, "Luis", "Caiza", email="LUIS@x.example"),
    )

    assert planned == [Outcome.KNOWN_PERSON, Outcome.KNOWN_PERSON]


def test_a_name_alone_never_joins_people_of_two_courses(course, enrol_people, make_candidate, now):
    enrol_people(make_candidate(5, "Rosa Elena", "Vega Mora"))
    other = save_course(code="C-2", title="Otro", by=None, at=now)

    assert outcomes(other, make_candidate(5, "Rosa Elena", "Vega Mora")) == [Outcome.NEW_PERSON]


def test_two_people_with_one_document_are_both_left_out_with_their_rows(course, make_candidate):
    planned = plan(
        course,
        [
            make_candidate(5, "Rosa Elena", "Vega Mora", document=ROSA),
            make_candidate(9, "Luis", "Caiza", document=ROSA),
        ],
    )

    assert [item.outcome for item in planned] == [Outcome.BAD, Outcome.BAD]
    assert "5, 9" in planned[0].sentence


def test_a_document_that_is_registered_under_another_name_is_asked(course, enrol_people, make_candidate):
    enrol_people(make_candidate(5, "Rosa Elena", "Vega Mora", document=ROSA))

    planned = plan(course, [make_candidate(5, "Luis", "Caiza", document=ROSA)])

    assert planned[0].outcome == Outcome.BAD
    assert "otra persona" in planned[0].sentence


def test_a_row_typed_twice_enrols_once(course, enrol_people, make_candidate):
    row = make_candidate(5, "Rosa Elena", "Vega Mora", document=ROSA)

    done = enrol_people(row, make_candidate(8, "ROSA ELENA", "VEGA MORA", document=ROSA))

    assert (done.new_people, done.repeated) == (1, 1)


def test_colleagues_who_share_a_mailbox_are_two_people(course, make_candidate):
    rows = [
        make_candidate(5, "Rosa Elena", "Vega Mora", email="oficina@x.example"),
        make_candidate(6, "Luis", "Caiza", email="oficina@x.example"),
    ]

    assert outcomes(course, *rows) == [Outcome.NEW_PERSON, Outcome.NEW_PERSON]


def test_whoever_is_enrolled_is_held_as_a_public_function(course, enrol_people, make_candidate):
    enrol_people(make_candidate(5, "Rosa Elena", "Vega Mora", document=ROSA))

    assert list(Basis.objects.values_list("purpose", "legal_basis")) == [("training", "public_function")]
