"""Applications: sent, confirmed, queued, decided, expired."""

import datetime as dt

import pytest
from tests.areas.training.enrolling.conftest import AT, DAY, applied, asked, confirmed, mails, make_course

from arraigo.areas.training.actions.applications import (
    apply,
    approve,
    ask_again,
    confirm,
    enrol_by_hand,
    expire_unconfirmed,
    look_after_applications,
    reject,
    withdraw_application,
)
from arraigo.areas.training.actions.courses import TrainingError, save_course
from arraigo.areas.training.actions.leaving import leave
from arraigo.areas.training.actions.places import promote
from arraigo.areas.training.models import Application, Enrolment
from arraigo.areas.training.queries.opening import Opening, opening
from arraigo.core.consent.models import Basis
from arraigo.core.outbox.models import Message
from arraigo.core.people.models import Person, PersonContact


def state(application):
    return Application.objects.get(pk=application.pk).state


def test_an_application_enrols_nobody_before_its_mail_is_confirmed(course):
    application = applied(course)

    assert application.state == "unconfirmed"
    assert not Enrolment.objects.exists()
    assert not Person.objects.exists()
    assert mails() == [("training_application_confirm", "rosa1@x.example")]
    assert "/santa-marina/inscripcion/" in Message.objects.get().body


def test_a_confirmed_application_to_an_open_course_is_enrolled_on_its_own_consent(course):
    application = confirmed(course)

    assert application.state == "accepted"
    assert application.enrolment.made_person
    basis = Basis.objects.get(person_id=application.enrolment.person_id)
    assert (basis.purpose, basis.legal_basis) == ("training", "consent")
    assert PersonContact.objects.get(kind="email").is_confirmed
    assert mails()[-1] == ("training_enrolled", "rosa1@x.example")


def test_the_mail_of_a_place_carries_every_session_and_both_links(course):
    confirmed(course)

    message = Message.objects.get(template="training_enrolled")
    assert "/santa-marina/mi-curso/" in message.body
    attached = message.attachments.get()
    assert attached.media_type.startswith("text/calendar")
    assert attached.content.count("BEGIN:VEVENT") == 2
    assert "https://reuniones.example/1" in attached.content.replace("\r\n ", "")


def test_consent_to_notices_is_recorded_apart(course):
    application = confirmed(course, consents=("training", "contact"))

    purposes = Basis.objects.filter(person_id=application.enrolment.person_id).values_list("purpose", "legal_basis")
    assert set(purposes) == {("training", "consent"), ("contact", "consent")}


def test_a_form_sent_twice_is_one_application(course):
    one = asked()

    apply(course, one, at=AT)
    apply(course, one, at=AT)

    assert Application.objects.count() == 1
    assert len(mails()) == 1


def test_confirming_twice_enrols_once(course):
    application = applied(course)

    confirm(application, at=AT)
    again = confirm(application, at=AT + DAY)

    assert (again.state, again.confirmed_at) == ("accepted", AT)
    assert Enrolment.objects.count() == 1
    assert len(mails("training_enrolled")) == 1


def test_who_has_applied_already_is_told_where_they_stand_and_no_second_application_is_kept(course):
    confirmed(course)

    apply(course, asked(email=" ROSA1@x.example"), at=AT + DAY)

    assert Application.objects.count() == 1
    assert mails()[-1] == ("training_standing", "rosa1@x.example")
    assert "/mi-curso/" in Message.objects.get(template="training_standing").body


def test_who_is_on_the_list_already_is_told_so_by_mail(course, enrol_people, make_candidate):
    enrol_people(make_candidate(2, "Rosa A", "Quishpe Vera", email="rosa1@x.example"), into=course)

    apply(course, asked(), at=AT)

    assert not Application.objects.exists()
    assert mails() == [("training_standing", "rosa1@x.example")]


def test_a_newer_application_takes_the_place_of_one_that_nobody_confirmed(course):
    older = applied(course)
    newer = applied(course, institution="Otra")

    older = Application.objects.get(pk=older.pk)
    assert (older.state, older.given_names, older.email, older.email_index) == ("expired", "", "", None)
    assert confirm(newer, at=AT).state == "accepted"
    assert confirm(older, at=AT).state == "expired"


def test_colleagues_who_share_a_mailbox_apply_each_for_themselves(course):
    first = confirmed(course, 1, email="oficina@x.example")
    second = confirmed(course, 2, email="oficina@x.example", given_names="Pedro", surnames="Loor Cusme")

    assert (first.state, second.state) == ("accepted", "accepted")
    assert Enrolment.objects.count() == 2


def test_somebody_elses_document_under_another_mailbox_waits_for_a_person_and_opens_nothing(
    course, enrol_people, make_candidate
):
    document = "AB100001"
    enrol_people(make_candidate(2, "Rosa A", "Quishpe Vera", document=document, email="rosa@casa.example"), into=course)

    application = confirmed(course, document=document)

    assert application.state == "to_approve"
    assert "otro correo" in application.reason
    assert application.enrolment is None
    assert not mails("training_enrolled")


def test_a_mailbox_that_only_a_document_joins_to_a_known_person_is_not_taken_for_theirs(
    course, enrol_people, make_candidate
):
    other = make_course("OTRO-1")
    known = make_candidate(2, "Rosa A", "Quishpe Vera", document="AB100001", email="rosa@casa.example")
    enrol_people(known, into=other)

    application = confirmed(course, document="AB100001")

    assert application.state == "accepted"
    assert Person.objects.count() == 1
    assert not PersonContact.objects.filter(is_confirmed=True).exists()


def test_a_course_with_approval_leaves_the_decision_to_the_desk(here):
    course = make_course(enrolment_mode="approval")

    application = confirmed(course)

    assert application.state == "to_approve"
    assert mails()[-1] == ("training_standing", "rosa1@x.example")
    assert approve([application], by=None, at=AT) == 1
    assert state(application) == "accepted"
    assert approve([application], by=None, at=AT) == 0


def test_a_rejection_says_why_and_is_mailed(here):
    course = make_course(enrolment_mode="approval")
    application = confirmed(course)

    with pytest.raises(TrainingError):
        reject([application], reason=" ", by=None, at=AT)
    reject([application], reason="Es para personal municipal.", by=None, at=AT)

    assert state(application) == "rejected"
    assert "Es para personal municipal." in Message.objects.get(template="training_rejected").body


def test_who_comes_when_it_is_full_waits_in_turn(here):
    course = make_course(capacity=1)

    states = [confirmed(course, number, AT + dt.timedelta(minutes=number)).state for number in (1, 2, 3)]

    assert states == ["accepted", "waiting", "waiting"]
    assert len(mails("training_waiting")) == 2
    assert opening(course, at=AT) == Opening.WAITING_LIST


def test_without_a_waiting_list_who_comes_late_is_told_that_no_place_is_left(here):
    course = make_course(capacity=1, has_waiting_list=False)
    confirmed(course, 1)

    assert confirmed(course, 2).state == "rejected"
    assert opening(course, at=AT) == Opening.FULL


def test_a_place_given_back_goes_to_who_waits_longest(here):
    course = make_course(capacity=1)
    first, second, third = (confirmed(course, number, AT + dt.timedelta(minutes=number)) for number in (1, 2, 3))

    leave(first.enrolment, by=None, at=AT + DAY)

    assert [state(one) for one in (first, second, third)] == ["withdrawn", "accepted", "waiting"]
    assert mails()[-2:] == [("training_withdrawn", "rosa1@x.example"), ("training_promoted", "rosa2@x.example")]


def test_leaving_takes_along_the_person_whom_it_brought(course):
    application = confirmed(course)

    leave(application.enrolment, by=None, at=AT)
    leave(application.enrolment, by=None, at=AT)

    assert not Enrolment.objects.exists()
    assert not Person.objects.exists()


def test_a_larger_capacity_promotes(here):
    course = make_course(capacity=1)
    waiting = [confirmed(course, number, AT + dt.timedelta(minutes=number)) for number in (1, 2, 3, 4)]

    course = save_course(code=course.code, capacity=3, by=None, at=AT)
    promoted = promote(course, by=None, at=AT + DAY)

    assert [one.pk for one in promoted] == [one.pk for one in waiting[1:3]]
    assert state(waiting[3]) == "waiting"


def test_somebody_who_cannot_be_enrolled_by_themselves_keeps_nobody_waiting(here, enrol_people, make_candidate):
    course = make_course(capacity=1)
    enrol_people(make_candidate(2, "Ana", "Vega Mora", document="AB100001"), into=course)
    wrong = confirmed(course, 1, document="AB100001", given_names="Berta", surnames="Loor")
    right = confirmed(course, 2, AT + DAY)

    save_course(code=course.code, capacity=2, by=None, at=AT)
    promote(course, by=None, at=AT + DAY)

    assert (state(wrong), state(right)) == ("to_approve", "accepted")


def test_who_waits_may_leave_the_list(here):
    course = make_course(capacity=1)
    confirmed(course, 1)
    waiting = confirmed(course, 2)

    withdraw_application(waiting, by=None, at=AT)

    assert state(waiting) == "withdrawn"


def test_what_nobody_confirms_expires_after_seven_days_and_keeps_no_identity(course):
    application = applied(course, document="AB100001", needs="Intérprete")

    look_after_applications(at=AT + DAY * 7 - dt.timedelta(minutes=1))
    assert state(application) == "unconfirmed"
    assert expire_unconfirmed(at=AT + DAY * 7) == 1

    kept = Application.objects.get(pk=application.pk)
    identity = (kept.given_names, kept.surnames, kept.document, kept.email, kept.needs, kept.institution, kept.position)
    assert (kept.state, set(identity), kept.email_index) == ("expired", {""}, None)


def test_the_mail_to_confirm_may_be_sent_again(course):
    application = applied(course)

    assert ask_again([application], by=None, at=AT + DAY) == 1
    assert mails() == [("training_application_confirm", "rosa1@x.example")] * 2


def test_the_desk_enrols_by_the_same_path_on_the_basis_of_a_public_function(here):
    course = make_course(capacity=1)
    one = asked(1, email="")

    first = enrol_by_hand(course, one, source="staff", by=None, at=AT)
    again = enrol_by_hand(course, one, source="staff", by=None, at=AT)
    second = enrol_by_hand(course, asked(2), source="staff", by=None, at=AT)

    assert (first.pk, first.state, second.state) == (again.pk, "accepted", "waiting")
    assert set(Basis.objects.values_list("legal_basis", flat=True)) == {"public_function"}


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"published_at": None}, Opening.HIDDEN),
        ({"enrolment_mode": "by_list"}, Opening.BY_LIST),
        ({"cancelled_at": AT}, Opening.CANCELLED),
        ({"enrolment_opens_at": AT + DAY}, Opening.NOT_YET),
        ({"enrolment_closes_at": AT}, Opening.CLOSED),
        ({}, Opening.OPEN),
    ],
)
def test_a_course_takes_applications_only_within_its_dates(here, said, told):
    assert opening(make_course(**said), at=AT) == told


def test_a_course_takes_nobody_after_its_last_session(course):
    ends = AT.replace(hour=16) + DAY * 14

    assert opening(course, at=ends - dt.timedelta(minutes=1)) == Opening.OPEN
    assert opening(course, at=ends) == Opening.OVER
