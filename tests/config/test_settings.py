"""What a city's server insists on."""

import importlib

import pytest


@pytest.fixture
def prod():
    return importlib.import_module("arraigo.config.settings.prod")


def test_a_server_speaks_tls_alone(prod):
    assert prod.SECURE_SSL_REDIRECT
    assert prod.SECURE_HSTS_SECONDS >= 365 * 24 * 60 * 60
    assert prod.SESSION_COOKIE_SECURE
    assert prod.CSRF_COOKIE_SECURE


def test_a_sessions_cookie_belongs_to_this_host_alone(prod):
    assert prod.SESSION_COOKIE_NAME.startswith("__Host-")
    assert prod.SESSION_COOKIE_HTTPONLY
    assert getattr(prod, "SESSION_COOKIE_DOMAIN", None) is None


def test_a_server_never_shows_its_insides(prod):
    assert not prod.DEBUG


def test_passkeys_need_a_secure_address_on_a_server(prod):
    assert not getattr(prod, "MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN", False)
