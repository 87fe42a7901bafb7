"""One message for one event: posted with its work, sent after it, tried again, never sent twice."""

import datetime as dt
import re
import smtplib
import threading

import pytest
from django.conf import settings
from django.core import mail
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django_tasks_db.models import DBTaskResult

from arraigo.core import tenancy
from arraigo.core.crypto import keyring
from arraigo.core.outbox import api as outbox
from arraigo.core.outbox import delivering
from arraigo.core.outbox.delivering import WAITS
from arraigo.core.places.models import City

# ruff: noqa: PT012 - the transaction and the scope belong to the act
pytestmark = pytest.mark.django_db(transaction=True)
AT = dt.datetime(2026, 11, 22, 12, tzinfo=dt.UTC)
DATABASE = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []}}


@pytest.fixture(autouse=True)
def _keys():
    keyring.create(settings.HOME.keys)


@pytest.fixture
def city():
    city = City.objects.create(slug="a", name="A", created_at=AT)
    with tenancy.scope(city):
        yield city


@pytest.fixture
def later(settings):
    """Post without sending: the queue is the database's, and no worker runs."""
    settings.TASKS = DATABASE


def posted(event="prueba:1", to="ana@example.org", language="es", **context):
    return outbox.post(
        event=event, template="test", to=to, language=language, context={"city": "Ñuñoa & Cía.", **context}, at=AT
    )


def send(at=AT):
    return outbox.deliver_due(clock=lambda: at)


def fresh(message):
    return outbox.messages().get(pk=message.pk)


def test_a_message_is_sent_after_the_commit(city):
    with transaction.atomic():
        message = posted()
        assert mail.outbox == []

    (sent,) = mail.outbox
    assert (sent.subject, sent.to) == ("Prueba de correo de Ñuñoa & Cía.", ["ana@example.org"])
    assert "Este es un correo de prueba de Ñuñoa & Cía." in sent.body
    assert fresh(message).state == "sent"


def test_a_message_whose_work_is_taken_back_is_not_sent(city):
    with pytest.raises(KeyError), transaction.atomic():
        posted()
        raise KeyError

    assert mail.outbox == []
    assert not outbox.messages().exists()


@pytest.mark.parametrize(
    ("language", "start"), [("en", "Mail test"), ("es", "Prueba"), ("ht", "Prueba"), ("qu", "Prueba")]
)
def test_a_message_speaks_the_persons_language_or_spanish(city, language, start):
    posted(language=language)

    assert mail.outbox[0].subject.startswith(start)


def test_one_event_is_one_message_even_across_calls(city):
    first, second = posted(), posted(to="eva@example.org")

    assert first.pk == second.pk
    assert len(mail.outbox) == 1


def test_the_same_event_in_another_city_is_another_message(city):
    posted()
    with tenancy.scope(City.objects.create(slug="b", name="B", created_at=AT)):
        posted()

    assert len({sent.extra_headers["Message-ID"] for sent in mail.outbox}) == 2


def test_the_message_id_is_made_of_the_event_so_that_a_second_copy_is_recognised(city, later):
    message = posted()

    assert delivering.message_id(message) == delivering.message_id(fresh(message))
    assert "ana" not in delivering.message_id(message)


def test_an_address_that_is_none_is_refused(city):
    with pytest.raises(ValidationError):
        posted(to="ana@example.org\nBcc: all@example.org")


def test_a_line_break_in_a_value_does_not_break_the_subject(city):
    outbox.post(
        event="x", template="test", to="a@example.org", language="es", context={"city": "A\nBcc: b@example.org"}, at=AT
    )

    assert mail.outbox[0].subject == "Prueba de correo de A Bcc: b@example.org"
    assert mail.outbox[0].bcc == []


def test_neither_address_nor_words_are_readable_in_the_database(city, later):
    posted()

    with connection.cursor() as cursor:
        cursor.execute("SELECT recipient || subject || body FROM outbox_message")
        held = bytes(cursor.fetchone()[0])
    assert b"ana@" not in held
    assert b"prueba" not in held


class Failing:
    """A mail server that fails, as often as it is told."""

    def __init__(self, error, times=1000):
        self.error, self.times, self.tried = error, times, 0

    def __call__(self, message):
        self.tried += 1
        if self.tried <= self.times:
            raise self.error


@pytest.fixture
def server(monkeypatch):
    def answer(error, times=1000):
        failing = Failing(error, times)
        monkeypatch.setattr(delivering, "_send", failing)
        return failing

    return answer


def test_a_server_that_does_not_answer_is_tried_again_with_growing_waits(city, later, server):
    failing = server(ConnectionRefusedError())
    message, moment, waited = posted(), AT, []

    while fresh(message).state == "waiting":
        due = send(moment)
        if due is not None:
            assert send(due - dt.timedelta(seconds=1)) == due
            waited.append(due - moment)
            moment = due

    assert waited == list(WAITS)
    assert failing.tried == 6
    assert fresh(message).state == "failed"
    assert fresh(message).error == "El servidor de correo no responde."


def test_a_server_that_comes_back_gets_the_message_once(city, later, server):
    failing = server(TimeoutError(), times=2)
    message, moment = posted(), AT

    for _ in range(6):
        moment = send(moment) or moment + dt.timedelta(days=1)

    assert failing.tried == 3
    assert (fresh(message).state, fresh(message).error) == ("sent", "")


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (
            smtplib.SMTPRecipientsRefused({"ana@example.org": (550, b"ana@example.org unknown")}),
            "no acepta esa dirección",
        ),
        (smtplib.SMTPDataError(554, b"spam from ana@example.org"), r"rechazó el mensaje \(código 554\)"),
        (ValueError("ana@example.org"), "no se pudo armar"),
    ],
)
def test_a_refusal_is_final_and_told_without_the_address(city, later, server, error, sentence):
    failing = server(error)
    message = posted()

    assert send() is None

    assert (failing.tried, fresh(message).state) == (1, "failed")
    assert re.search(sentence, fresh(message).error)
    assert "ana" not in fresh(message).error


@pytest.mark.parametrize(
    "error",
    [
        smtplib.SMTPRecipientsRefused({"ana@example.org": (451, b"greylisted")}),
        smtplib.SMTPDataError(421, b"later"),
        smtplib.SMTPAuthenticationError(535, b"no"),
        smtplib.SMTPServerDisconnected(),
    ],
)
def test_a_refusal_for_now_is_tried_again(city, later, server, error):
    server(error)
    message = posted()

    assert send() == AT + WAITS[0]
    assert fresh(message).state == "waiting"


def test_a_message_that_failed_can_be_tried_again_by_hand(city, later, server):
    server(ValueError(), times=1)
    message = posted()
    send()

    outbox.retry(fresh(message), by=None, at=AT)
    send()

    assert fresh(message).state == "sent"


def test_a_message_that_was_sent_is_not_sent_again_by_hand(city):
    message = posted()

    outbox.retry(message, by=None, at=AT)

    assert len(mail.outbox) == 1


def test_many_workers_send_each_message_once(city, later):
    for number in range(12):
        posted(event=f"prueba:{number}")

    def work():
        with tenancy.scope(city):
            send()
        connection.close()

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(mail.outbox) == 12
    assert len({sent.extra_headers["Message-ID"] for sent in mail.outbox}) == 12


def test_a_crash_before_the_commit_sends_the_same_message_id_again(city, later, monkeypatch):
    posted()
    with pytest.raises(KeyboardInterrupt), monkeypatch.context() as crash:
        crash.setattr(outbox.Message, "save", lambda *a, **k: (_ for _ in ()).throw(KeyboardInterrupt))
        send()

    send()

    first, second = mail.outbox
    assert first.extra_headers["Message-ID"] == second.extra_headers["Message-ID"]


def test_a_message_that_must_wait_leaves_a_task_for_its_time(city, later, server):
    from arraigo.core.outbox.tasks import deliver

    server(TimeoutError())
    message = posted()
    DBTaskResult.objects.all().delete()

    deliver.call(str(city.pk))

    (task,) = DBTaskResult.objects.all()
    assert task.run_after == fresh(message).next_attempt_at


def test_a_message_without_a_city_is_refused():
    with pytest.raises(LookupError):
        posted()


def test_what_waits_is_sent_when_a_worker_starts(city, later, settings):
    posted()
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}

    outbox.resume_everywhere()

    assert len(mail.outbox) == 1
