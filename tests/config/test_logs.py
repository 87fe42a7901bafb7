"""The logs say where and of which kind, never about whom."""

import io
import logging
import sys

import pytest
from django.core.exceptions import SuspiciousOperation
from django.db import IntegrityError
from django.http import HttpResponse
from django.test import RequestFactory
from django.urls import path

from arraigo.config.logs import Formatter

ROSA = "Key (name, document)=(Rosa, 1710034065) already exists for «Rosa 1710034065»"
SECRETS = ("Rosa", "1710034065", "?q")
TASK = "0198f0a2-7c1e-7a55-b4a5-0d1f5c6a7b8c"


def refused(request, key=""):
    try:
        raise ValueError(ROSA)
    except ValueError as error:
        raise IntegrityError(ROSA) from error


def suspicious(request):
    raise SuspiciousOperation(ROSA)


def forbidden(request):
    return HttpResponse(status=403)


def handler400(request, exception):
    return HttpResponse(status=400)


def handler404(request, exception):
    return HttpResponse(status=404)


urlpatterns = [
    path("falla/", refused),
    path("clave/<str:key>/", refused),
    path("sospecha/", suspicious),
    path("prohibido/", forbidden),
]


@pytest.fixture
def written(monkeypatch):
    """What reaches the console, through the very handler of the settings."""
    (handler,) = [one for one in logging.getLogger().handlers if isinstance(one.formatter, Formatter)]
    stream = io.StringIO()
    monkeypatch.setattr(handler, "stream", stream)
    return stream


@pytest.fixture
def visit(client, settings):
    settings.ROOT_URLCONF = __name__
    client.raise_request_exception = False
    return client.get


@pytest.mark.django_db
def test_a_failing_page_tells_its_type_and_lines_and_nothing_of_the_row(visit, written):
    assert visit("/falla/?q=Rosa+1710034065").status_code == 500

    line = written.getvalue()
    assert not {word for word in SECRETS if word in line}
    assert "GET /falla/ 500" in line
    assert "django.db.utils.IntegrityError at test_logs.py:" in line
    assert "caused by builtins.ValueError at test_logs.py:" in line
    assert line.count("\n") == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("/sospecha/?q=Rosa", "GET /sospecha/ 400"),
        ("/prohibido/?q=Rosa", "GET /prohibido/ 403"),
        ("/no-hay/?q=Rosa", "GET /no-hay/ 404"),
        ("/clave/Rosa/", "GET /clave/…/ 500"),
    ],
)
def test_a_refused_request_is_its_method_path_and_status(visit, written, address, told):
    visit(address)

    assert told in written.getvalue()
    assert not {word for word in SECRETS if word in written.getvalue()}


@pytest.mark.django_db
def test_a_line_break_in_an_address_begins_no_line_of_the_log(visit, written):
    visit("/no%0A2026-01-01 ERROR forged/")

    assert written.getvalue().count("\n") == 1


def failure():
    try:
        raise IntegrityError(ROSA)
    except IntegrityError:
        return sys.exc_info()


@pytest.mark.parametrize("name", ["django.request", "django.security.csrf", "django.db.backends", "django_tasks", "x"])
@pytest.mark.parametrize(
    ("words", "values"), [(ROSA, ()), ("failed: %s", (ROSA,)), ("%(q)s", ({"q": ROSA},)), (ValueError(ROSA), ())]
)
def test_no_librarys_words_bring_a_value_into_the_log(written, name, words, values):
    logging.getLogger(name).error(words, *values, exc_info=failure())

    assert written.getvalue()
    assert not {word for word in SECRETS if word in written.getvalue()}


def test_a_failed_task_can_be_found_by_its_id_and_path(written):
    values = (TASK, "arraigo.core.jobs.tasks.run", "Rosa")

    logging.getLogger("django_tasks").error("Task id=%s path=%s state=%s", *values)

    assert f"Task id={TASK} path=arraigo.core.jobs.tasks.run state=…" in written.getvalue()


def test_what_our_own_code_words_is_written_as_it_is(written):
    logging.getLogger("arraigo.core.jobs").error("Job %s failed: %s", 7, "IntegrityError", exc_info=failure())

    assert "Job 7 failed: IntegrityError · django.db.utils.IntegrityError at test_logs.py:" in written.getvalue()
    assert "Rosa" not in written.getvalue()


def test_statements_of_the_database_are_not_written(written):
    logging.getLogger("django.db.backends").debug("(0.001) %s; args=%s", "SELECT", (ROSA,))

    assert written.getvalue() == ""


def test_no_handler_of_django_writes_or_mails_beside_ours():
    named = [logging.getLogger(name) for name in ("django", "django.request", "django.server", "django.db")]

    assert [logger.handlers for logger in named] == [[], [], [], []]
    assert all(logger.propagate for logger in named)


def test_a_record_whose_words_and_values_do_not_fit_is_told_without_the_values():
    record = logging.LogRecord("arraigo", logging.ERROR, __file__, 1, "one %d", ("Rosa",), None)

    assert Formatter().format(record).endswith("ERROR arraigo: one %d")


def test_a_socket_of_the_development_server_is_no_request(written):
    logging.getLogger("django.server").error('"%s" %s', "GET /?q=Rosa", 500, extra={"request": object()})

    assert "Rosa" not in written.getvalue()


def test_a_request_without_a_route_has_its_path_alone():
    request = RequestFactory().get("/personas/", {"q": "Rosa"})
    record = logging.LogRecord("django.request", logging.ERROR, __file__, 1, "x", (), None)
    record.request, record.status_code = request, 404

    assert Formatter().format(record).endswith("GET /personas/ 404")
