"""The page of the log: for auditors and administrators, with its chain, filters and downloads."""

import datetime as dt

import pytest
from django.db import connection, transaction
from tests.core.jobs.conftest import AT, signed_in, town  # noqa: F401 - fixtures

from arraigo.core import tenancy
from arraigo.core.accounts.api import Role
from arraigo.core.audit import api as audit
from arraigo.core.jobs.models import Job

pytestmark = pytest.mark.django_db(transaction=True)
PAGE = "/santa-marina/auditoria/"


@pytest.fixture
def auditor(signed_in):  # noqa: F811
    return signed_in(Role.AUDITOR)


@pytest.fixture
def noted(town, auditor):  # noqa: F811
    with tenancy.scope(town):
        for day, action, by in ((1, "training.course.create", auditor.person), (5, "import.applied", None)):
            at = dt.datetime(2026, 11, day, 12, tzinfo=dt.UTC)
            audit.record(action=action, subject=town, by=by, at=at, detail={"rows": 115})


def shown(client, query=""):
    answer = client.get(PAGE + query)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize("role", Role)
def test_auditors_and_administrators_read_the_log_and_nobody_else(signed_in, role, town):  # noqa: F811
    from arraigo.core.organisations.models import Organization

    if role is Role.ALLY:
        pytest.skip("an ally belongs to an organisation, which limits what they see")
    client = signed_in(role)

    assert client.get(PAGE).status_code == (200 if role in {Role.AUDITOR, Role.ADMINISTRATOR} else 403)
    assert Organization


def test_the_log_says_what_who_and_when_in_words(auditor, noted):
    page = shown(auditor)

    assert "Creó un curso" in page
    assert "Importó un archivo" in page
    assert "Rosa" in page
    assert "El programa" in page
    assert "Ciudad …" in page
    assert "training.course.create" in page.split("<table")[0], "the filter offers the action"


def test_the_page_says_up_to_where_the_chain_is_whole(auditor, noted):
    assert "La cadena está completa hasta la anotación" in shown(auditor)


def test_the_page_says_when_the_chain_is_not_whole(auditor, noted):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute("UPDATE audit_entry SET action = 'x' WHERE number = 1")

    assert "La cadena no coincide" in shown(auditor)


def test_filters_narrow_by_action_person_and_day(auditor, noted):
    rows = lambda query: shown(auditor, query).split("<tbody")[1]  # noqa: E731

    assert "Importó un archivo" not in rows("?accion=training.course.create")
    assert "Importó un archivo" not in rows(f"?persona={auditor.person.pk}")
    assert "Creó un curso" not in rows("?desde=03/11/2026&hasta=06/11/2026")
    assert "Importó un archivo" in rows("?desde=03/11/2026&hasta=06/11/2026")
    assert "Creó un curso" in rows("?q=training.course")


def test_a_day_that_is_none_is_told_and_hides_nothing(auditor, noted):
    assert "Creó un curso" in shown(auditor, "?desde=31/02/2026")


def test_a_download_is_itself_written_in_the_log(auditor, noted, town):  # noqa: F811
    answer = auditor.get(PAGE + "?formato=csv")

    assert answer.status_code == 200
    assert b"Importo" in b"".join(answer).replace("ó".encode(), b"o") if answer.streaming else answer.content
    with tenancy.scope(town):
        last = audit.entries().first()
    assert (last.action, last.detail["what"], last.by) == ("seen", "audit.export", auditor.person)


def test_an_empty_log_says_what_will_be_there(auditor):
    from django.db import connection as owner

    with transaction.atomic(), owner.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute("DELETE FROM audit_entry WHERE city_id IS NOT NULL")

    assert "Todavía no hay anotaciones" in shown(auditor)


def test_the_whole_chain_is_checked_in_a_job(auditor, noted):
    answer = auditor.post(PAGE + "revisar/", follow=True)

    assert "La cadena está completa y coincide con sus anclas." in answer.content.decode()


def test_a_check_that_finds_something_says_what(auditor, noted):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute("UPDATE audit_entry SET subject = 'x' WHERE action = 'import.applied'")

    answer = auditor.post(PAGE + "revisar/", follow=True).content.decode()

    assert "no dice lo que decía cuando se escribió" in answer
    assert Job.objects.get().state == "failed"


def test_the_log_of_another_city_is_not_found(auditor):
    assert auditor.get("/otra/auditoria/").status_code == 404


def test_the_page_takes_few_queries_however_long_the_log_is(auditor, town, django_assert_max_num_queries):  # noqa: F811
    with tenancy.scope(town):
        for number in range(60):
            audit.record(action="x.y", subject=f"x:{number}", by=auditor.person, at=AT)
    shown(auditor)

    with django_assert_max_num_queries(14):
        shown(auditor)
