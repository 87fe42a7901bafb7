"""What waits for a place in the demo city, and lists that are taken back."""

import pytest
from tests.areas.training.enrolling.conftest import AT, DAY, confirmed, make_course

from arraigo.areas.training.actions.enrolling import Candidate, enrol, plan
from arraigo.areas.training.actions.withdrawing import take_back_enrolments
from arraigo.areas.training.demo.enrolling import build_enrolling
from arraigo.areas.training.models import Application, FocalLink
from arraigo.core.files import api as files
from arraigo.core.imports.models import ImportRun
from arraigo.core.people.api import PersonDraft


@pytest.fixture
def listed(here):
    """A list of one person in a course of one place."""
    course = make_course("MH-2", capacity=1)
    file = files.store(b"x", name="lista.csv", media_type="text/csv", by=None, at=AT)
    run = ImportRun.objects.create(
        city=here, kind="training.enrolments", context=f"course:{course.pk}", place="x", file=file, sha256=file.sha256,
        state="applied", rows=1, imported=1, created_at=AT, applied_at=AT,
    )  # fmt: skip
    enrol(course, plan(course, [Candidate(1, PersonDraft(full_name="Ana Vega"))]), run=run, by=None, at=AT)
    return course, run


def test_a_list_that_is_taken_back_gives_its_places_to_who_waits(listed):
    course, run = listed
    waiting = confirmed(course, 1)
    assert waiting.state == "waiting"

    take_back_enrolments(run, by=None, at=AT + DAY)

    assert Application.objects.get(pk=waiting.pk).state == "accepted"


def test_the_demo_city_has_a_queue_requests_to_look_at_and_focal_points(here):
    make_course("UT-04")

    for _time in range(2):
        build_enrolling(city=here, by=None, at=AT)

    states = list(Application.objects.values_list("state", flat=True))
    assert {state: states.count(state) for state in set(states)} == {
        "accepted": 2,
        "waiting": 4,
        "unconfirmed": 2,
        "to_approve": 8,
    }
    assert FocalLink.objects.count() == 2
