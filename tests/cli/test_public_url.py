"""The doctor says when the links of mail and paper lead nowhere."""

import pytest

from arraigo.cli.checks.database import mail, public_url

SMTP = "django.core.mail.backends.smtp.EmailBackend"


@pytest.mark.parametrize(
    ("url", "state", "mend"),
    [
        ("https://arraigo.ejemplo.gob.ec", "ok", ""),
        ("http://arraigo.ejemplo.gob.ec", "wrong", "ARRAIGO_URL"),
        ("https://localhost", "wrong", "ARRAIGO_URL"),
        ("http://127.0.0.1:8000", "wrong", "ARRAIGO_URL"),
        ("https://otra.ejemplo.gob.ec", "wrong", "ARRAIGO_HOSTS"),
    ],
)
def test_links_must_lead_to_a_host_that_is_served_over_tls(settings, url, state, mend):
    settings.EMAIL_BACKEND, settings.PUBLIC_URL = SMTP, url
    settings.ALLOWED_HOSTS = ["arraigo.ejemplo.gob.ec", "localhost"]

    found = public_url()

    assert found.state == state
    assert mend in found.mend


def test_on_one_machine_any_address_will_do(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.PUBLIC_URL = "http://127.0.0.1:8000"

    assert public_url().state == "ok"


def test_the_doctor_names_the_provider(settings):
    settings.EMAIL_BACKEND = "anymail.backends.brevo.EmailBackend"

    assert "brevo" in mail().sentence
