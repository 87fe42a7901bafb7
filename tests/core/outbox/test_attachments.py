"""What goes along with a message, and a provider's API instead of a mail server."""

import datetime as dt
import json
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from django.conf import settings as project
from django.core import mail

from arraigo.core import tenancy
from arraigo.core.crypto import keyring
from arraigo.core.files import api as files
from arraigo.core.outbox import api as outbox
from arraigo.core.places.models import City

pytestmark = pytest.mark.django_db(transaction=True)
AT = dt.datetime(2026, 11, 22, 12, tzinfo=dt.UTC)
ENTRY = "BEGIN:VCALENDAR\r\nMETHOD:PUBLISH\r\nEND:VCALENDAR\r\n"
QUEUED = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []}}


@pytest.fixture
def city(settings, tmp_path):
    keyring.create(project.HOME.keys)
    settings.MEDIA_ROOT = tmp_path
    city = City.objects.create(slug="a", name="A", created_at=AT)
    with tenancy.scope(city):
        yield city


def posted(*attached):
    return outbox.post(
        event="x:1", template="test", to="ana@example.org", language="es", context={"city": "A"}, at=AT,
        attached=attached,
    )  # fmt: skip


def parts(sent):
    return [part for part in sent.message().walk() if part.get_filename()]


def test_a_calendar_entry_goes_along_and_says_what_it_is_for(city):
    posted(outbox.Attached("curso.ics", "text/calendar; charset=utf-8; method=PUBLISH", ENTRY))

    (part,) = parts(mail.outbox[0])
    assert part.get_filename() == "curso.ics"
    assert part.get_content_type() == "text/calendar"
    assert part.get_param("method") == "PUBLISH"
    assert part.get_payload(decode=True).decode().replace("\r\n", "\n") == ENTRY.replace("\r\n", "\n")


def test_a_kept_file_goes_along_as_it_came(city):
    kept = files.store(b"%PDF-1.7 prueba", name="constancia.pdf", media_type="application/pdf", by=None, at=AT)
    posted(outbox.Attached("constancia.pdf", "application/pdf", file=kept))

    (part,) = parts(mail.outbox[0])
    assert part.get_payload(decode=True) == b"%PDF-1.7 prueba"


def test_a_message_whose_file_was_erased_goes_and_says_so(city, settings):
    settings.TASKS = QUEUED
    kept = files.store(b"%PDF-1.7 prueba", name="constancia.pdf", media_type="application/pdf", by=None, at=AT)
    posted(outbox.Attached("constancia.pdf", "application/pdf", file=kept))
    files.erase(kept, by=None, at=AT)

    outbox.deliver_due(clock=lambda: AT)

    assert "ya no existe" in mail.outbox[0].body
    assert not parts(mail.outbox[0])


def test_the_same_event_attaches_once(city):
    for _time in range(2):
        message = posted(outbox.Attached("curso.ics", "text/calendar", ENTRY))

    assert message.attachments.count() == 1


class Provider(HTTPServer):
    """Stands for Brevo as its reference has it: POST /v3/smtp/email with `api-key`, 201 and a messageId."""

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Answering)
        self.answers, self.heard = [], []


class Answering(BaseHTTPRequestHandler):
    """Answers with what the test has laid ready, else with success."""

    def do_POST(self):
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.heard.append((self.path, self.headers["api-key"], body))
        status, answer = self.server.answers.pop(0) if self.server.answers else (201, {"messageId": "<1@brevo>"})
        data = json.dumps(answer).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *words):
        """Say nothing."""


@pytest.fixture
def provider(settings):
    server = Provider()
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    settings.TASKS = QUEUED
    settings.EMAIL_BACKEND = "anymail.backends.brevo.EmailBackend"
    settings.ANYMAIL = {"BREVO_API_KEY": "clave", "BREVO_API_URL": f"http://127.0.0.1:{server.server_port}/v3/"}
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


def state_after(message, at=AT):
    outbox.deliver_due(clock=lambda: at)
    found = outbox.messages().get(pk=message.pk)
    return found.state, found.error


def test_a_message_goes_by_a_providers_api_with_what_it_carries(city, provider):
    message = posted(outbox.Attached("curso.ics", "text/calendar; method=PUBLISH", ENTRY))

    assert state_after(message) == ("sent", "")
    ((path, key, body),) = provider.heard
    assert (path, key) == ("/v3/smtp/email", "clave")
    assert body["to"] == [{"email": "ana@example.org"}]
    assert "Este es un correo de prueba" in body["textContent"]
    assert body["attachment"][0]["name"] == "curso.ics"


@pytest.mark.parametrize(
    ("status", "state", "words"),
    [
        (400, "failed", "rechazó el mensaje (código 400)"),
        (401, "waiting", "no acepta la clave"),
        (429, "waiting", "código 429"),
        (503, "waiting", "código 503"),
    ],
)
def test_a_provider_that_refuses_is_told_from_one_that_cannot_now(city, provider, status, state, words):
    provider.answers = [(status, {"code": "x", "message": "ana@example.org is wrong"})]
    message = posted()

    found, error = state_after(message)

    assert found == state
    assert words in error
    assert "ana@" not in error


def test_a_provider_that_comes_back_gets_the_message_once(city, provider):
    provider.answers = [(503, {})]
    message = posted()
    state_after(message)

    assert state_after(message, AT + dt.timedelta(minutes=2)) == ("sent", "")
    assert state_after(message, AT + dt.timedelta(days=1)) == ("sent", "")
    assert len(provider.heard) == 2
