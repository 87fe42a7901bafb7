import random
import time

import pytest
from django.db import connection, transaction
from django.db.utils import ProgrammingError

from arraigo.core import tenancy
from arraigo.core.people.api import register_many, search
from arraigo.core.people.indexes import search_tokens, term_tokens
from arraigo.core.tenancy.models import new_id

pytestmark = pytest.mark.django_db


@pytest.fixture
def people(city, basis, user, at, draft):
    drafts = [
        draft("Rosa Ximena Chuquimarca De la Torre", document="0535853402", email="rosa@x.example"),
        draft("José Ñacata Chuquisaca", document="V-12.345.678"),
        draft("Li Wei"),
    ]
    return {
        person.full_name.split()[0]: person.pk
        for person in register_many(drafts, city=city, basis=basis, by=user, at=at)
    }


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("rosa", ["Rosa"]),
        ("ROSA chuq", ["Rosa"]),
        ("chuq", ["José", "Rosa"]),
        ("chuquimar", ["Rosa"]),
        ("Chuquimarca Rosa", ["Rosa"]),
        ("de la torre", ["Rosa"]),
        ("nacata", ["José"]),
        ("ÑACATA jos", ["José"]),
        ("li", ["Li"]),
        ("0535853402", ["Rosa"]),
        ("535853402", ["Rosa"]),
        ("053 585 340-2", ["Rosa"]),
        ("12345678", ["José"]),
        ("v-12.345.678", ["José"]),
        ("rosa 0535853402", ["Rosa"]),
        ("Rosa@X.example", ["Rosa"]),
        ("jose 0535853402", []),
        ("chuquixyz", []),
        ("053585", []),
        ("ro", []),
        ("", []),
        ("   ", []),
        ("de la", []),
    ],
)
def test_all_that_is_typed_must_match_in_any_order(city, people, text, found):
    names = {pk: name for name, pk in people.items()}

    with tenancy.scope(city):
        assert [names[profile.id] for profile in search(text)] == found


def test_a_search_keeps_to_whom_the_membership_may_see(city, people):
    with tenancy.scope(city):
        assert [one.id for one in search("chuq", visible=lambda ids: {people["José"]} & set(ids))] == [people["José"]]
        assert search("chuq", visible=lambda ids: ()) == []


def test_a_search_is_bounded(city, basis, user, at, draft):
    register_many([draft(f"Ana Ruiz {n}") for n in range(60)], city=city, basis=basis, by=user, at=at)

    with tenancy.scope(city):
        assert len(search("ana", limit=50)) == 50


def test_only_the_programs_role_may_run_the_search_function(city, people):
    with connection.cursor() as cursor:
        cursor.execute("DROP ROLE IF EXISTS un_extrano")
        cursor.execute("CREATE ROLE un_extrano")
        cursor.execute("SET LOCAL ROLE un_extrano")
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            cursor.execute("SELECT people_find(ARRAY[1]::bigint[])")
        cursor.execute("RESET ROLE")


def test_the_search_function_never_lists_everybody(city, people):
    with tenancy.scope(city), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM people_find(ARRAY[]::bigint[])")
        assert cursor.fetchone() == (0,)


@pytest.mark.slow
def test_a_search_among_fifty_thousand_takes_under_twenty_milliseconds(city, at):
    chance = random.Random(7)
    given = [f"nombre{n}" for n in range(150)] + ["rosa", "jose", "maria"]
    surnames = [f"apellido{n}" for n in range(900)]
    rows = []
    for _ in range(50_000):
        name = " ".join([*chance.sample(given, 2), *chance.sample(surnames, 2)])
        rows.append((new_id(), city.id, at, search_tokens(city.id, names=[name], documents=(), emails=())))
    columns = "id, city_id, created_at, search, sex, gender, population_group, nationality, language"
    sealed = ", full_name, surnames, given_names, known_as, birth_date"
    with connection.cursor() as cursor:
        with cursor.copy(f"COPY people_person ({columns}{sealed}) FROM STDIN") as copied:
            for row in rows:
                copied.write_row((*row, "unknown", "unknown", "unknown", "", "", b"", b"", b"", b"", b""))
        cursor.execute("ANALYZE people_person")

    tokens = term_tokens(city.id, ["rosa", "apellido7"], cut=False)
    taken = []
    with tenancy.scope(city), connection.cursor() as cursor:
        for _ in range(7):
            start = time.perf_counter()
            cursor.execute("SELECT person FROM people_find(%s::bigint[]) AS person LIMIT 500", [tokens])
            found = cursor.fetchall()
            taken.append(time.perf_counter() - start)

    assert found
    assert sorted(taken)[3] < 0.020
