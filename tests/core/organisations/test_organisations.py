import pytest
from django.db import IntegrityError, transaction

from arraigo.core import tenancy
from arraigo.core.audit.models import Entry
from arraigo.core.organisations.api import (
    NameTakenError,
    choices,
    create_organization,
    name_key,
    names_of,
    resolve_names,
    update_organization,
)
from arraigo.core.organisations.models import Organization

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Secretaría de Inclusión Social", "  SECRETARIA DE  INCLUSION SOCIAL "),
        ("Territorio, Hábitat y Vivienda", "Territorio Habitat y Vivienda"),
        ("Salud & Vida", "Salud y Vida"),
        ("A.M.C.", "AMC"),
    ],
)
def test_accents_case_spaces_and_punctuation_make_no_other_organisation(one, other):
    assert name_key(one) == name_key(other)


def test_names_are_found_or_made_once_under_the_words_that_were_given(city, user, at):
    names = ["Secretaría de Inclusión Social", "Secretaria de Inclusion Social", "Casa Abierta", " ", ""]

    found = resolve_names(names, city=city, by=user, at=at)

    assert set(found) == set(names[:3])
    assert found[names[0]] == found[names[1]]
    assert found[names[0]].name == "Secretaría de Inclusión Social"
    assert Organization.objects.count() == 2


def test_a_second_time_makes_nothing(city, user, at):
    first = resolve_names(["Casa Abierta"], city=city, by=user, at=at)

    again = resolve_names(["CASA ABIERTA"], city=city, by=user, at=at)

    assert again["CASA ABIERTA"] == first["Casa Abierta"]
    assert Entry.objects.filter(action="organisations.create").count() == 1


def test_an_organisation_is_found_by_its_other_name(city, user, at):
    made = create_organization(city=city, name="Agencia Metropolitana", alternate_name="AMC", by=user, at=at)

    assert resolve_names(["a.m.c."], city=city, by=user, at=at) == {"a.m.c.": made}


def test_an_organisations_own_name_goes_before_anothers_other_name(city, user, at):
    create_organization(city=city, name="Agencia", alternate_name="Casa", by=user, at=at)
    own = create_organization(city=city, name="Casa", by=user, at=at)

    assert resolve_names(["casa"], city=city, by=user, at=at)["casa"] == own


def test_names_that_are_only_similar_stay_apart(city, user, at):
    found = resolve_names(["Secretaría de Salud", "Secretaría de la Salud"], city=city, by=user, at=at)

    assert len(set(found.values())) == 2


def test_each_city_has_its_own(city, other_city, user, at):
    here = resolve_names(["Casa Abierta"], city=city, by=user, at=at)
    there = resolve_names(["Casa Abierta"], city=other_city, by=user, at=at)

    assert here["Casa Abierta"] != there["Casa Abierta"]
    with tenancy.scope(city):
        assert choices() == [(here["Casa Abierta"].pk, "Casa Abierta")]
        assert names_of([here["Casa Abierta"].pk, there["Casa Abierta"].pk]) == {
            here["Casa Abierta"].pk: "Casa Abierta"
        }


def test_a_name_that_is_taken_is_refused_in_spanish(city, user, at):
    create_organization(city=city, name="Casa Abierta", by=user, at=at)
    other = create_organization(city=city, name="Otra", by=user, at=at)

    with pytest.raises(NameTakenError, match="Ya hay una organización llamada «casa ABIERTA»"):
        create_organization(city=city, name="casa ABIERTA", by=user, at=at)
    with tenancy.scope(city), pytest.raises(NameTakenError):
        update_organization(other, changes={"name": "Casa Abierta"}, by=user, at=at)


def test_the_database_refuses_two_of_one_name(city, user, at):
    create_organization(city=city, name="Casa Abierta", by=user, at=at)

    with pytest.raises(IntegrityError, match="organization_name_is_unique"), transaction.atomic():
        Organization.objects.create(city=city, name="Casa  abierta", name_key=name_key("Casa  abierta"))


def test_a_change_is_audited_by_field_and_an_empty_one_is_not(city, user, at):
    casa = create_organization(city=city, name="Casa Abierta", by=user, at=at)

    with tenancy.scope(city):
        update_organization(casa, changes={"name": "Casa Abierta", "kind": "civil_society"}, by=user, at=at)
        update_organization(casa, changes={"name": "Casa Abierta"}, by=user, at=at)
    assert [entry.detail for entry in Entry.objects.filter(action="organisations.update")] == [{"fields": ["kind"]}]


def test_a_blank_name_is_refused(city, user, at):
    with pytest.raises(ValueError, match="Escriba el nombre"):
        create_organization(city=city, name=" . ", by=user, at=at)
