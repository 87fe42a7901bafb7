"""At run time the program is bound by the database, from its first statement on."""

import json
import os
import subprocess
import sys

import pytest
from django.db import connection

from arraigo.core.places.models import City

pytestmark = pytest.mark.django_db(transaction=True)

PROGRAM = """
import json, os, sys
import django
django.setup()
from django.db import Error, connection
from arraigo.core import tenancy
from arraigo.core.places.models import Area

def refused(statement):
    try:
        with connection.cursor() as cursor:
            cursor.execute(statement)
    except Error as error:
        return type(error.__cause__).__name__
    return "allowed"

def count():
    return Area.objects.count()

with connection.cursor() as cursor:
    cursor.execute("SELECT current_user")
    answer = {"role": cursor.fetchone()[0]}
answer["unset"] = count()
with tenancy.scope(__import__("uuid").UUID(os.environ["CITY"])):
    answer["inside"] = count()
    connection.close()
    answer["opened again"] = count()
answer["after"] = count()
connection.close()
answer["fresh"] = count()
with connection.cursor() as cursor:
    cursor.execute("RESET ALL")
    cursor.execute("RESET ROLE")
    cursor.execute("SELECT current_user")
    answer["reset"] = cursor.fetchone()[0]
answer["statements"] = {statement: refused(statement) for statement in json.loads(os.environ["STATEMENTS"])}
print(json.dumps(answer))
"""

STATEMENTS = [
    "CREATE TABLE mine (id int)",
    "DROP TABLE places_area",
    "ALTER TABLE places_area DISABLE ROW LEVEL SECURITY",
    "ALTER TABLE places_area ADD COLUMN x int",
    "DROP POLICY own_city ON places_area",
    "CREATE POLICY mine ON places_area USING (true)",
    "TRUNCATE places_area",
    "ALTER TABLE audit_entry DISABLE TRIGGER ALL",
    "UPDATE audit_entry SET action = 'x'",
    "DELETE FROM audit_entry",
    "TRUNCATE audit_entry",
    "CREATE ROLE other LOGIN",
    "ALTER ROLE arraigo_app BYPASSRLS",
    "CREATE FUNCTION mine() RETURNS int LANGUAGE sql RETURN 1",
    "CREATE OR REPLACE FUNCTION arraigo_city() RETURNS uuid LANGUAGE sql RETURN NULL::uuid",
    "COPY places_area TO PROGRAM 'cat'",
    "SET session_replication_role = replica",
]


@pytest.fixture
def answer():
    from datetime import UTC, datetime

    city = City.objects.create(slug="a", name="A", created_at=datetime(2026, 1, 1, tzinfo=UTC))
    city_area(city)
    name = connection.settings_dict["NAME"]
    address = os.environ["DATABASE_URL"].replace("/arraigo?", f"/{name}?")
    environment = {
        **os.environ,
        "DATABASE_URL": address,
        "ARRAIGO_DATABASE_ROLE": "app",
        "DJANGO_SETTINGS_MODULE": "arraigo.config.settings.dev",
        "ARRAIGO_SECRET_KEY": "x",
        "CITY": str(city.pk),
        "STATEMENTS": json.dumps(STATEMENTS),
        "PYTHONPATH": "src",
    }
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM], env=environment, capture_output=True, text=True, check=False, timeout=60
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def city_area(city):
    from arraigo.core.places.models import Area

    return Area.objects.create(city=city, code="1", name="Centro", level="parish")


def test_a_runtime_process_sees_one_city_inside_its_scope_and_none_outside(answer):
    assert answer["role"] == "arraigo_app"
    assert (answer["unset"], answer["inside"], answer["after"], answer["fresh"]) == (0, 1, 0, 0)


def test_a_connection_that_is_opened_again_inside_a_scope_stays_in_it(answer):
    assert answer["opened again"] == 1


def test_resetting_a_session_leads_back_to_the_bound_role(answer):
    assert answer["reset"] == "arraigo_app"


def test_a_runtime_process_can_neither_change_tables_nor_protection_nor_the_log(answer):
    allowed = {statement: said for statement, said in answer["statements"].items() if said != "InsufficientPrivilege"}

    assert allowed == {}
