import pytest
from django.db import connection

from arraigo.core import tenancy
from arraigo.core.crypto.api import Tampered
from arraigo.core.people.api import register_many
from arraigo.core.people.models import Person

pytestmark = pytest.mark.django_db

SECRETS = (
    "Ximena",
    "Velasco",
    "Quishpe",
    "0535853402",
    "rosa@x.example",
    "0991234567",
    "El Faro",
    "1990-05-03",
    "Rosita",
)


@pytest.fixture
def two(city, basis, user, at, draft):
    full = draft(
        document="0535853402",
        email="rosa@x.example",
        surnames="Velasco Quishpe",
        given_names="Rosa Ximena",
        known_as="Rosita",
        phones=("0991234567",),
        addresses=("Barrio El Faro",),
        birth_date="1990-05-03",
    )
    return register_many([full, draft("Luz Paz")], city=city, basis=basis, by=user, at=at)


def test_a_value_moved_to_another_row_does_not_open(city, two):
    rosa, luz = two
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE people_person SET full_name = (SELECT full_name FROM people_person WHERE id = %s) WHERE id = %s",
            [rosa.pk, luz.pk],
        )

    with tenancy.scope(city), pytest.raises(Tampered):
        str(Person.objects.get(pk=luz.pk).full_name)


def test_a_value_moved_to_another_column_does_not_open(city, two):
    with connection.cursor() as cursor:
        cursor.execute("UPDATE people_person SET known_as = full_name WHERE id = %s", [two[0].pk])

    with tenancy.scope(city), pytest.raises(Tampered):
        str(Person.objects.get(pk=two[0].pk).known_as)


def test_a_copy_of_every_table_holds_nothing_that_identifies(two):
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        tables = [row[0] for row in cursor.fetchall()]
        dump = b""
        for table in tables:
            with cursor.copy(f'COPY public."{table}" TO STDOUT') as copied:
                dump += b"".join(bytes(chunk) for chunk in copied)

    assert len(dump) > 1000
    assert [secret for secret in SECRETS if secret.encode() in dump or secret.encode().hex().encode() in dump] == []


def test_an_encrypted_column_refuses_to_be_updated_without_its_row(city, two):
    with tenancy.scope(city), pytest.raises(TypeError, match="encrypted by row"):
        Person.objects.filter(pk=two[0].pk).update(full_name="Otra")


def test_an_encrypted_column_refuses_bulk_update(city, two):
    two[0].full_name = "Otra"

    with tenancy.scope(city), pytest.raises(TypeError, match="encrypted by row"):
        Person.objects.bulk_update([two[0]], ["full_name"])


def test_the_same_name_is_never_sealed_twice_alike(city, basis, user, at, draft):
    one, other = register_many([draft("Luz Paz"), draft("Luz Paz")], city=city, basis=basis, by=user, at=at)
    with connection.cursor() as cursor:
        cursor.execute("SELECT full_name FROM people_person WHERE id IN (%s, %s)", [one.pk, other.pk])
        first, second = (bytes(row[0]) for row in cursor.fetchall())

    assert first != second
