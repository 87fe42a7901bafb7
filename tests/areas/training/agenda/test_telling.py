"""Who is told of a change: everybody whom a mail reaches, once, and only of what is still to come."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from arraigo.areas.training.actions import changing
from arraigo.areas.training.actions.courses import TrainingError
from arraigo.areas.training.actions.enrolling import Candidate, enrol, plan
from arraigo.areas.training.actions.scheduling import schedule_session
from arraigo.areas.training.enums import ApplicationState
from arraigo.areas.training.models import Application, Course, Enrolment, Evidence
from arraigo.areas.training.queries.reaching import Reach, reach
from arraigo.core.files import api as files
from arraigo.core.imports.models import ImportRun
from arraigo.core.outbox.models import Message
from arraigo.core.people import api as people


def put(course, *listed):
    """Enrol people, each as (given names, surname, e-mail)."""
    drafts = [
        people.PersonDraft(given_names=given, surnames=last, emails=(email,) if email else ())
        for given, last, email in listed
    ]
    enrol(course, plan(course, [Candidate(row, draft) for row, draft in enumerate(drafts, 2)]), run=None, by=None,
          at=timezone.now())  # fmt: skip


@pytest.fixture
def told(django_capture_on_commit_callbacks):
    """Do something and return to whom was written of it, by template."""

    def do(action, *args, **kwargs):
        before = set(Message.objects.values_list("pk", flat=True))
        with django_capture_on_commit_callbacks(execute=True):
            action(*args, by=None, at=timezone.now(), **kwargs)
        return sorted((one.template, one.recipient) for one in Message.objects.exclude(pk__in=before))

    return do


def test_an_address_that_is_none_does_not_keep_the_others_from_being_told(announced, told):
    course = announced("uno")
    put(
        course,
        ("Ana", "Vega", "ana@x.example"),
        ("Bruno", "Loor", "bruño.loor@x.example"),
        ("Carla", "Iza", "carla@x.example"),
    )

    found = told(changing.cancel_session, course.sessions.get(), reason="Paro")

    assert [to for _template, to in found] == ["ana@x.example", "carla@x.example"]


def test_who_asked_for_a_place_is_told_at_the_address_they_gave_for_it(announced, told):
    course = announced("uno")
    put(course, ("Ana", "Vega", "vieja@x.example"))
    Application.objects.create(
        city_id=course.city_id, course=course, enrolment=Enrolment.objects.get(), given_names="Ana", surnames="Vega",
        email="nueva@x.example", language="en", state=ApplicationState.ACCEPTED, source="public", nonce=uuid4(),
        created_at=timezone.now(),
    )  # fmt: skip

    assert told(changing.cancel_course, course, reason="") == [("training_course_cancelled", "nueva@x.example")]
    assert Message.objects.get().language == "en"


def test_what_is_over_is_cancelled_without_a_mail(announced, told):
    course = announced("uno", days=-5, sessions=2)
    put(course, ("Ana", "Vega", "ana@x.example"))

    assert told(changing.cancel_session, course.sessions.earliest("starts_at"), reason="") == []
    assert told(changing.cancel_course, course, reason="") == []
    assert Course.objects.get().cancelled_at


def test_a_course_that_was_held_to_its_end_is_not_cancelled(announced):
    course = announced("uno", days=-5)
    _attended(course.sessions.get())

    with pytest.raises(TrainingError, match="ya terminó"):
        changing.cancel_course(course, reason="", by=None, at=timezone.now())


def _attended(session):
    kept = files.store(b"x", name="zoom.csv", media_type="text/csv", by=None, at=timezone.now())
    run = ImportRun.objects.create(
        city_id=session.city_id, kind="training.attendance", context=f"session:{session.pk}", place="J1", file=kept,
        sha256=kept.sha256, state="applied", rows=1, imported=1, created_at=timezone.now(), applied_at=timezone.now(),
    )  # fmt: skip
    Evidence.objects.create(
        city_id=session.city_id, session=session, run=run, row=2, source="zoom", modality="online", key=run.pk
    )


def test_a_session_that_did_not_take_place_is_told_when_it_gets_a_new_day(announced, told):
    course = announced("uno", days=-1)
    put(course, ("Ana", "Vega", "ana@x.example"))
    session = course.sessions.get()

    found = told(
        schedule_session, course=course, code=session.code, notify=True, starts_at=timezone.now() + timedelta(days=7)
    )

    assert found == [("training_session_moved", "ana@x.example")]


def test_a_cancelled_session_is_told_without_the_link_to_join_it(announced, told):
    course = announced("uno")
    put(course, ("Ana", "Vega", "ana@x.example"))

    told(changing.cancel_session, course.sessions.get(), reason="")

    assert "secreta" not in Message.objects.get().body


def test_whose_identity_was_erased_is_nobody_to_tell(announced):
    course = announced("uno")
    put(course, ("Ana", "Vega", "ana@x.example"), ("Bruno", "Loor", "bruño@x.example"))
    (gone,) = reach(course).alone

    people.erase_person(gone.id, reason="Lo pidió", by=None, at=timezone.now())

    assert reach(course) == Reach(1, ())
