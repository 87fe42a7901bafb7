"""What a person's page, the search and an ally's limits know from training."""

import pytest

from arraigo.areas.training.models import Course, Enrolment
from arraigo.areas.training.queries import participation
from arraigo.core.accounts import api as accounts
from arraigo.core.organisations import api as organisations

pytestmark = pytest.mark.django_db


@pytest.fixture
def standing(city, now):
    def make(role, organization=None):
        user = accounts.create_user(email=f"{role}@x.example", name=role, password="una frase larga", by=None, at=now)
        accounts.grant(user=user, city=city, role=role, organization=organization, by=None, at=now)
        return accounts.standing_of(user, city)

    return make


@pytest.fixture
def rosa(enrol_people, make_candidate, sessions):
    enrol_people(
        make_candidate(5, "Rosa", "Vega Mora", institution="Casa Abierta"),
        make_candidate(6, "Luis", "Caiza", institution="Agencia"),
    )
    return Enrolment.objects.get(organization__name="Casa Abierta").person_id


def test_a_persons_page_shows_their_courses_with_the_whole(rosa, standing):
    panel = participation.panel(rosa, standing("trainer"))

    assert panel.rows == (("Movilidad humana", "Casa Abierta", "0 de 2"),)
    assert panel.links[0].endswith(f"/{Course.objects.get().pk}/")


def test_who_may_not_read_courses_gets_no_link_to_them(rosa, standing):
    assert participation.panel(rosa, standing("case_worker")).links == ("",)


def test_an_ally_sees_those_enrolled_for_its_own_organisation_alone(rosa, standing, in_city, now):
    own = organisations.resolve_names(["Casa Abierta"], city=in_city, by=None, at=now)["Casa Abierta"]
    everybody = set(Enrolment.objects.values_list("person_id", flat=True))

    assert participation.in_scope(standing("ally", own), everybody) == {rosa}


def test_the_search_finds_courses_for_those_who_read_them(course, standing):
    assert [hit.title for hit in participation.find_courses("movilidad", standing("trainer"))] == ["Movilidad humana"]
    assert participation.find_courses("movilidad", standing("planner")) == ()


def test_the_register_knows_for_whom_somebody_was_enrolled(rosa):
    assert participation.institutions([rosa]) == {rosa: "Casa Abierta"}
