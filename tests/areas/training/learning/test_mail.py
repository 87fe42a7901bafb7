"""Each person gets their own link, once; the room's code tells nobody anything."""

import pytest
from django.core import mail as mailbox
from tests.areas.training.learning.conftest import right_answers

from arraigo.areas.training.actions.assessment_mail import ask_for_link, send_links, start_mail
from arraigo.areas.training.actions.courses import TrainingError
from arraigo.areas.training.models import Enrolment
from arraigo.areas.training.queries.assessment_links import assessment_by, room_token
from arraigo.areas.training.queries.links import participant_token
from arraigo.core.jobs.models import Job
from arraigo.core.outbox.models import Message

pytestmark = pytest.mark.django_db


class Run:
    """A job's run, without a worker."""

    by = None

    def __init__(self, at):
        self.job = Job(created_at=at)

    def progress(self, *_told):
        """Tell nobody."""


def send(made, at, *, reminds=False):
    return send_links(Run(at), assessment=str(made.pk), reminds=reminds)


def test_everybody_who_has_not_answered_is_written_to_once(make_test, enrolled, sit, now):
    made, people = make_test(), enrolled(3)
    sit(made, people[0], right_answers(made))

    for _time in range(2):
        send(made, now)

    assert sorted(Message.objects.values_list("template", flat=True)) == ["training_assessment_open"] * 2
    bodies = "".join(message.body for message in Message.objects.all())
    assert all(participant_token(person) in bodies for person in people[1:])
    assert "Persona" not in bodies


def test_a_reminder_goes_once_a_day_to_who_is_missing(survey, enrolled, rate, now):
    ana, _bruno = enrolled(2)
    rate(survey, ana)

    for _time in range(2):
        send(survey, now, reminds=True)

    message = Message.objects.get()
    assert message.template == "training_assessment_reminder"
    assert "no llevan su nombre" in message.body


def test_who_has_no_mail_is_told_of(make_test, enrol_people, make_candidate, now):
    enrol_people(make_candidate(2, "Rosa", "Vega", document="AB300001"))

    assert send(make_test(), now)["summary"].startswith("0 correos escritos. 1 persona no tiene correo")


def test_nobody_is_written_to_about_a_draft(make_test, now):
    with pytest.raises(TrainingError):
        start_mail(assessment=make_test(publish=False), reminds=False, by=None, at=now)


@pytest.mark.parametrize("typed", ["p1@ejemplo.example", " P1@Ejemplo.example ", "AB200001", "ab 200001"])
def test_the_room_sends_ones_own_link_to_the_address_that_is_held(make_test, enrolled, now, typed):
    made, (ana, _bruno) = make_test(), enrolled(2)

    for _time in range(2):
        ask_for_link(assessment=made, typed=typed, at=now)

    message = Message.objects.get()
    assert message.recipient == "p1@ejemplo.example"
    assert participant_token(ana) in message.body


@pytest.mark.parametrize("typed", ["nadie@ejemplo.example", "AB999999", "", "@", "x" * 120])
def test_the_room_sends_nothing_to_who_is_not_enrolled(make_test, enrolled, now, typed):
    made = make_test()
    enrolled(1)

    ask_for_link(assessment=made, typed=typed, at=now)

    assert not Message.objects.exists()
    assert not mailbox.outbox


def test_an_email_that_two_share_opens_neither_of_them(make_test, enrol_people, make_candidate, now):
    made = make_test()
    enrol_people(
        make_candidate(2, "Rosa", "Vega", document="AB300001", email="casa@ejemplo.example"),
        make_candidate(3, "Luis", "Vega", document="AB300002", email="casa@ejemplo.example"),
    )
    assert Enrolment.objects.count() == 2

    ask_for_link(assessment=made, typed="casa@ejemplo.example", at=now)
    assert not Message.objects.exists()
    ask_for_link(assessment=made, typed="AB300002", at=now)
    assert Message.objects.count() == 1


def test_the_token_of_the_room_opens_neither_a_draft_nor_a_persons_page(make_test, enrolled):
    draft, made = make_test(publish=False), make_test()

    assert assessment_by(room_token(made)) == made
    assert assessment_by(room_token(draft)) is None
    assert assessment_by(participant_token(enrolled(1)[0])) is None
