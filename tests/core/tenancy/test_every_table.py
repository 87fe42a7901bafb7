"""Every table of a city is protected, also the one that somebody adds tomorrow."""

import pytest
from django.apps import apps
from django.db import connection

from arraigo.core.tenancy.models import CityForeignKey, CityModel

pytestmark = pytest.mark.django_db

# Rows with a city that are no CityModel, each with the reason and a test of its own.
BY_HAND = {"audit.entry": "an entry may belong to no city; see tests/core/audit"}

# Tables of ours that every session reads, each with the reason.
LEFT_OPEN = {
    "places_city": "the names of the cities of an installation are no secret",
    "accounts_user": "a user is global; what they see comes from their memberships",
    "accounts_guesscount": "counts hashes of what was tried before anybody is known",
}


def city_models():
    return [model for model in apps.get_models() if issubclass(model, CityModel)]


def city_keys():
    return [
        (model, field)
        for model in apps.get_models()
        for field in model._meta.local_fields
        if isinstance(field, CityForeignKey)
    ]


def rows(statement, *values):
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall()


def test_every_row_with_a_city_is_a_city_model():
    lost = [
        model._meta.label_lower
        for model in apps.get_models()
        if not issubclass(model, CityModel)
        and any(
            field.related_model and field.related_model._meta.label == "places.City"
            for field in model._meta.local_fields
        )
    ]

    assert set(lost) == set(BY_HAND)


@pytest.mark.parametrize("model", city_models(), ids=lambda model: model._meta.label)
def test_every_city_model_is_under_row_level_security(model):
    table = model._meta.db_table
    found = rows("SELECT relrowsecurity FROM pg_class WHERE oid = %s::regclass", table)
    policies = rows(
        "SELECT polname, polcmd, pg_get_expr(polqual, polrelid), pg_get_expr(polwithcheck, polrelid), polpermissive,"
        " polroles FROM pg_policy WHERE polrelid = %s::regclass",
        table,
    )
    writing = [policy for policy in policies if policy[1] != "r"]
    own = "(city_id = ( SELECT arraigo_city() AS arraigo_city))"

    assert found == [(True,)], f"{table}: its migration must end with operations.Protect"
    assert [(name, command, using, check) for name, command, using, check, *_rest in writing] == [
        ("own_city", "*", own, own)
    ]
    assert all("arraigo_user()" in using for _n, command, using, *_rest in policies if command == "r")


@pytest.mark.parametrize("model", city_models(), ids=lambda model: model._meta.label)
def test_every_city_model_can_be_pointed_at_together_with_its_city(model):
    found = rows(
        "SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conrelid = %s::regclass AND contype = 'u'",
        model._meta.db_table,
    )

    assert ("UNIQUE (city_id, id)",) in found


@pytest.mark.parametrize(
    ("model", "field"), city_keys(), ids=lambda part: getattr(part, "name", None) or part._meta.label
)
def test_every_key_between_rows_of_a_city_carries_the_city(model, field):
    found = [
        definition
        for (definition,) in rows(
            "SELECT pg_get_constraintdef(oid) FROM pg_constraint"
            " WHERE conrelid = %s::regclass AND contype = 'f' AND convalidated",
            model._meta.db_table,
        )
        if f" {field.column})" in definition.split(" REFERENCES ")[0].replace("(", "( ")
    ]
    wanted = f"FOREIGN KEY (city_id, {field.column}) REFERENCES {field.related_model._meta.db_table}(city_id, id)"

    assert [definition.split(" DEFERRABLE")[0] for definition in found] == [wanted]


@pytest.mark.parametrize("model", city_models(), ids=lambda model: model._meta.label)
def test_every_key_to_a_row_of_a_city_is_a_city_key(model):
    plain = [
        field.name
        for field in model._meta.local_fields
        if field.related_model is not None
        and issubclass(field.related_model, CityModel)
        and not isinstance(field, CityForeignKey)
    ]

    assert plain == []
    assert not model._meta.local_many_to_many, "a many-to-many table of Django's own has no city"


def test_the_role_of_the_program_owns_nothing_and_passes_by_nothing():
    (role,) = rows(
        "SELECT rolsuper, rolbypassrls, rolcreatedb, rolcreaterole, rolcanlogin FROM pg_roles"
        " WHERE rolname = 'arraigo_app'"
    )
    owned = rows("SELECT count(*) FROM pg_class WHERE relowner = 'arraigo_app'::regrole")

    assert role == (False, False, False, False, False)
    assert owned == [(0,)]


def test_a_table_without_row_level_security_is_one_that_somebody_thought_about():
    open_tables = {
        name
        for (name,) in rows(
            "SELECT relname FROM pg_class"
            " WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND NOT relrowsecurity"
        )
    }
    ours = {model._meta.db_table for model in apps.get_models() if model.__module__.startswith("arraigo.")}

    assert open_tables & ours <= set(LEFT_OPEN)
