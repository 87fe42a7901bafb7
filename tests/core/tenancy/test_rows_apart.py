"""A city's rows stay with their city, proved with raw SQL under the role of the program."""

# ruff: noqa: PT012 - the transaction and the scope belong to the act

import datetime as dt
import threading
import uuid

import pytest
from django.db import Error, IntegrityError, InternalError, ProgrammingError, connection, transaction
from django.test import Client, RequestFactory

from arraigo.core import tenancy
from arraigo.core.places.models import Area, City
from arraigo.core.tenancy.context import standing
from arraigo.core.tenancy.middleware import AssumedRoleMiddleware

pytestmark = pytest.mark.django_db(transaction=True)
AT = dt.datetime(2026, 11, 22, tzinfo=dt.UTC)


@pytest.fixture
def cities():
    one = City.objects.create(slug="uno", name="Uno", created_at=AT)
    two = City.objects.create(slug="dos", name="Dos", created_at=AT)
    for city in (one, two):
        Area.objects.create(city=city, code="1", name=f"Centro de {city.name}", level="parish")
    return one, two


def sql(statement, *values):
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall() if cursor.description else cursor.rowcount


def names():
    return [name for (name,) in sql("SELECT name FROM places_area ORDER BY name")]


def test_a_query_that_forgets_to_filter_sees_its_city_alone(cities):
    one, two = cities

    with tenancy.scope(one):
        assert names() == ["Centro de Uno"]
        assert sql("SELECT name FROM places_area WHERE city_id = %s", two.pk) == []
    with tenancy.scope(two):
        assert names() == ["Centro de Dos"]


def test_with_no_city_nothing_is_seen_nor_written(cities):
    with tenancy.scope(None):
        assert names() == []
        assert sql("UPDATE places_area SET name = 'x'") == 0
        assert sql("DELETE FROM places_area") == 0
    assert len(names()) == 2


def test_another_citys_rows_can_be_neither_changed_nor_deleted(cities):
    one, two = cities

    with tenancy.scope(one):
        assert sql("UPDATE places_area SET name = 'x' WHERE city_id = %s", two.pk) == 0
        assert sql("DELETE FROM places_area WHERE city_id = %s", two.pk) == 0
        assert sql("UPDATE places_area SET name = 'Centro'") == 1
    assert names() == ["Centro", "Centro de Dos"]


def test_nothing_is_written_into_another_city(cities):
    one, two = cities
    insert = "INSERT INTO places_area (id, city_id, code, name, level) VALUES (%s, %s, '9', 'x', 'parish')"

    with tenancy.scope(one):
        with pytest.raises(ProgrammingError, match="row-level security"):
            sql(insert, uuid.uuid4(), two.pk)
        with pytest.raises(ProgrammingError, match="row-level security"):
            sql("UPDATE places_area SET city_id = %s", two.pk)
        with pytest.raises(ProgrammingError, match="row-level security"):
            sql(
                "INSERT INTO places_area (id, city_id, code, name, level) SELECT %s, id, 'z', 'z', 'parish'"
                " FROM places_city WHERE slug = 'dos'",
                uuid.uuid4(),
            )


def test_a_foreign_key_cannot_cross_cities_even_for_the_owner(cities):
    one, two = cities
    parent = Area.objects.get(city=two)

    with pytest.raises(IntegrityError, match="same_city"):
        Area.objects.create(city=one, code="2", name="Barrio", level="neighbourhood", parent_id=parent.pk)
    with pytest.raises(IntegrityError, match="same_city"):
        sql("UPDATE places_area SET parent_id = %s WHERE city_id = %s", parent.pk, one.pk)
    with pytest.raises(IntegrityError, match="same_city"), tenancy.scope(one):
        sql("UPDATE places_area SET parent_id = %s", parent.pk)


def test_a_city_cannot_be_guessed_from_a_unique_key(cities):
    one, two = cities

    with tenancy.scope(one):
        Area.objects.create(city=one, code="77", name="Norte", level="parish")
    with tenancy.scope(two):
        Area.objects.create(city=two, code="77", name="Norte", level="parish")


def test_scopes_nest_and_come_back(cities):
    one, two = cities

    with tenancy.scope(one):
        with tenancy.scope(two):
            assert names() == ["Centro de Dos"]
            with tenancy.scope(None):
                assert names() == []
            assert names() == ["Centro de Dos"]
        assert names() == ["Centro de Uno"]
        assert tenancy.current_city_id() == one.pk
    assert tenancy.current_city_id() is None
    assert len(names()) == 2


def test_an_exception_ends_its_scope(cities):
    one, two = cities

    with tenancy.scope(one):
        with pytest.raises(KeyError), tenancy.scope(two):
            raise KeyError
        assert names() == ["Centro de Uno"]


def test_a_broken_transaction_ends_its_scope(cities):
    one, two = cities

    with tenancy.scope(one):
        with pytest.raises(ProgrammingError), transaction.atomic(), tenancy.scope(two):
            sql("SELECT nothing")
        assert names() == ["Centro de Uno"]
    assert len(names()) == 2


def test_a_broken_savepoint_ends_its_scope(cities):
    one, two = cities

    with transaction.atomic(), tenancy.scope(one):
        with pytest.raises(ProgrammingError), transaction.atomic(), tenancy.scope(two):
            sql("SELECT nothing")
        assert names() == ["Centro de Uno"]
    assert len(names()) == 2


def test_a_savepoint_that_was_given_up_does_not_leave_its_city_behind(cities):
    one, two = cities

    with transaction.atomic(), tenancy.scope(one):
        with pytest.raises(KeyError), transaction.atomic():
            with tenancy.scope(two):
                sql("SELECT 1")
            raise KeyError
        assert names() == ["Centro de Uno"]


def test_what_fails_inside_a_broken_transaction_is_the_first_error(cities):
    one, _two = cities

    with pytest.raises(InternalError), transaction.atomic(), tenancy.scope(one):
        with pytest.raises(ProgrammingError):
            sql("SELECT nothing")
        sql("SELECT 1")
    assert len(names()) == 2


def test_a_scope_cannot_be_opened_in_a_broken_transaction_and_nothing_changes(cities):
    one, _two = cities

    with pytest.raises(InternalError), transaction.atomic():
        with pytest.raises(ProgrammingError):
            sql("SELECT nothing")
        with tenancy.scope(one):
            pass
    assert standing().city is None
    assert len(names()) == 2


def test_a_connection_lost_inside_a_scope_comes_back_to_that_scope_and_no_other(cities):
    one, _two = cities

    with tenancy.scope(one):
        connection.close()
        assert names() == ["Centro de Uno"]
        assert sql("SELECT current_user") == [("arraigo_app",)]
        connection.close()
    assert sql("SELECT current_user") != [("arraigo_app",)]
    with tenancy.scope(None):
        connection.close()
        assert names() == []


def test_a_connection_cut_by_the_server_does_not_come_back_with_a_city(cities):
    one, _two = cities

    with pytest.raises(Error), tenancy.scope(one), transaction.atomic():
        (pid,) = sql("SELECT pg_backend_pid()")[0]
        cutter = connection.copy()
        with cutter.cursor() as cursor:
            cursor.execute("SELECT pg_terminate_backend(%s, 5000)", [pid])
        cutter.close()
        sql("SELECT 1")
    connection.close()
    assert standing().city is None
    with tenancy.scope(None):
        assert names() == []


def test_a_scope_that_is_never_used_opens_no_connection(cities):
    one, _two = cities
    connection.close()

    with tenancy.scope(one):
        assert connection.connection is None


def test_another_thread_stands_for_nothing_until_it_is_told(cities):
    one, two = cities
    seen = {}

    def look():
        seen["city"] = tenancy.current_city_id()
        with tenancy.scope(two):
            seen["own"] = names()
        connection.close()

    with tenancy.scope(one):
        thread = threading.Thread(target=look)
        thread.start()
        thread.join()
        assert names() == ["Centro de Uno"]

    assert seen == {"city": None, "own": ["Centro de Dos"]}


def test_threads_do_not_mix_their_cities(cities):
    one, two = cities
    wrong = []

    def look(city):
        for _ in range(30):
            with tenancy.scope(city):
                if names() != [f"Centro de {city.name}"]:
                    wrong.append(city)
        connection.close()

    threads = [threading.Thread(target=look, args=(city,)) for city in (one, two, one, two)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert wrong == []


def test_a_request_starts_without_a_city_and_leaves_none_behind(cities):
    one, _two = cities
    seen = []

    def view(request):
        seen.append((names(), sql("SELECT current_user")[0][0]))
        with tenancy.scope(one):
            seen.append(names())
        return None

    with tenancy.scope(one):
        AssumedRoleMiddleware(view)(RequestFactory().get("/"))
        assert names() == ["Centro de Uno"]

    assert seen == [([], "arraigo_app"), ["Centro de Uno"]]


def test_a_request_that_fails_leaves_no_city_behind(cities):
    one, _two = cities

    def view(request):
        with tenancy.scope(one):
            raise KeyError

    with pytest.raises(KeyError):
        AssumedRoleMiddleware(view)(RequestFactory().get("/"))

    assert standing().city is None
    with tenancy.scope(None):
        assert names() == []


def test_a_user_sees_their_own_memberships_and_no_other_rows(cities):
    from arraigo.core.accounts.models import Membership, User

    one, two = cities
    ana, eva = (User.objects.create_user(f"{name}@example.org") for name in ("ana", "eva"))
    for user, city in ((ana, one), (ana, two), (eva, two)):
        Membership.objects.create(user=user, city=city, role="trainer", created_at=AT)

    with tenancy.as_user(ana.pk):
        assert sql("SELECT count(*) FROM accounts_membership") == [(2,)]
        assert sql("UPDATE accounts_membership SET role = 'administrator'") == 0
        assert names() == []
    with tenancy.as_user(ana.pk, one):
        assert sql("UPDATE accounts_membership SET role = 'auditor'") == 1


def test_a_client_of_the_tests_is_bound_too(cities):
    assert Client().get("/salud/").status_code in {200, 404}
    assert standing().city is None
