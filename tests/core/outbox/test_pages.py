"""The city's mail on screen: states and addresses masked; words only on request, which the log keeps."""

import pytest
from django.core import mail
from tests.core.jobs.conftest import AT

from arraigo.core import tenancy
from arraigo.core.accounts.api import Role
from arraigo.core.audit import api as audit
from arraigo.core.outbox.models import Message

pytestmark = pytest.mark.django_db(transaction=True)
PAGE = "/santa-marina/correo/"


@pytest.fixture
def message(town):
    return Message.objects.create(
        city=town,
        event="x",
        template="test",
        language="es",
        recipient="rosa@example.org",
        subject="Su invitación",
        body="Hola, Rosa Quishpe",
        state="failed",
        error="El servidor de correo no responde.",
        created_at=AT,
        next_attempt_at=AT,
    )


@pytest.mark.parametrize(
    ("role", "status"), [(Role.ADMINISTRATOR, 200), (Role.COORDINATION, 200), (Role.TRAINER, 403), (Role.AUDITOR, 403)]
)
def test_coordination_and_administration_read_the_mail(signed_in, message, role, status):
    client = signed_in(role)

    assert client.get(PAGE).status_code == status
    assert client.get(f"{PAGE}{message.pk}/").status_code == status


def test_the_list_shows_neither_words_nor_whole_addresses(signed_in, message):
    page = signed_in(Role.ADMINISTRATOR).get(PAGE).content.decode()

    assert "Su invitación" in page
    assert "r•••@example.org" in page
    assert "no responde" in page
    assert "rosa@example.org" not in page
    assert "Quishpe" not in page


def test_the_words_are_shown_on_request_and_the_log_keeps_who_asked(signed_in, message, town):
    client = signed_in(Role.ADMINISTRATOR)

    assert "Quishpe" not in client.get(f"{PAGE}{message.pk}/").content.decode()
    assert "Quishpe" in client.get(f"{PAGE}{message.pk}/?texto").content.decode()
    with tenancy.scope(town):
        (entry,) = audit.of(audit.name_of(message))
    assert (entry.action, entry.detail, entry.by) == ("seen", {"what": "mail"}, client.person)


def test_a_message_that_failed_is_sent_again_by_hand(signed_in, message):
    answer = signed_in(Role.ADMINISTRATOR).post(f"{PAGE}{message.pk}/reintentar/", follow=True)

    assert [sent.to for sent in mail.outbox] == [["rosa@example.org"]]
    assert "Enviado" in answer.content.decode()


def test_somebody_may_send_themselves_a_test(signed_in):
    client = signed_in(Role.ADMINISTRATOR)

    client.post(f"{PAGE}prueba/")

    (sent,) = mail.outbox
    assert (sent.to, sent.subject) == ([client.person.email], "Prueba de correo de Santa Marina")


def test_a_city_that_has_written_nothing_says_what_will_be_there(signed_in):
    assert "Todavía no se ha enviado" in signed_in(Role.ADMINISTRATOR).get(PAGE).content.decode()
