"""Reminders before each session, once."""

import datetime as dt

import pytest
from tests.areas.training.enrolling.conftest import AT, DAY, confirmed, mails

from arraigo.areas.training.actions.reminding import remind
from arraigo.areas.training.models import Session
from arraigo.core.consent import api as consent
from arraigo.core.outbox.models import Message

HOUR = dt.timedelta(hours=1)


@pytest.fixture
def session(course):
    confirmed(course)
    return Session.objects.get(code="J1")


def reminders():
    return len(mails("training_reminder"))


def test_a_reminder_goes_out_three_days_and_one_day_before_and_each_once(session):
    told = []
    for before in (DAY * 3 + HOUR, DAY * 3, DAY * 2, DAY, HOUR * 2, dt.timedelta(0)):
        remind(at=session.starts_at - before)
        remind(at=session.starts_at - before)
        told.append(reminders())

    assert told == [0, 1, 1, 2, 2, 2]


def test_a_reminder_carries_its_session_and_the_own_page(session):
    remind(at=session.starts_at - DAY)

    message = Message.objects.get(template="training_reminder")
    assert message.subject.startswith("Mañana")
    assert "/mi-curso/" in message.body
    assert message.attachments.get().content.count("BEGIN:VEVENT") == 1


def test_nobody_is_reminded_of_what_was_cancelled(session):
    Session.objects.filter(pk=session.pk).update(cancelled_at=AT)

    remind(at=session.starts_at - DAY)

    assert reminders() == 0


def test_a_session_that_is_moved_is_told_anew(session):
    remind(at=session.starts_at - DAY)
    session.starts_at += DAY
    session.save(update_fields=["starts_at"])

    remind(at=session.starts_at - DAY)

    assert reminders() == 2


def test_without_a_legal_basis_nobody_is_written_to(session):
    person = session.course.enrolments.get().person_id
    consent.withdraw(person, purpose="training", by=None, at=AT)

    remind(at=session.starts_at - DAY)

    assert reminders() == 0


def test_who_was_enrolled_after_a_reminder_was_due_has_just_been_told(session):
    late = session.starts_at - DAY * 2
    confirmed(session.course, 2, late)

    remind(at=late + HOUR)
    assert [to for _template, to in mails("training_reminder")] == ["rosa1@x.example"]
    remind(at=session.starts_at - HOUR)
    assert reminders() == 3
