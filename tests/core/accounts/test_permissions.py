from uuid import UUID

import pytest

from arraigo.core.accounts import permissions
from arraigo.core.accounts.api import Grant, Role, Scope, Standing

HOUSE, OTHER = UUID(int=1), UUID(int=2)
ZONE = UUID(int=3)
ALL = set(Role)
PEOPLE = {Role.COORDINATION, Role.TRAINER, Role.CASE_WORKER, Role.CASH_OFFICER, Role.AUDITOR}
TRAINING = {Role.COORDINATION, Role.TRAINER}
OPENS = {
    permissions.is_member: ALL,
    permissions.sees_people: PEOPLE,
    permissions.sees_some_people: PEOPLE | {Role.ALLY},
    permissions.sees_identity: PEOPLE,
    permissions.changes_people: PEOPLE - {Role.AUDITOR},
    permissions.manages_training: TRAINING,
    permissions.reads_training: TRAINING | {Role.AUDITOR},
    permissions.reads_figures: ALL - {Role.ALLY, Role.ADMINISTRATOR},
    permissions.manages_accounts: {Role.ADMINISTRATOR},
    permissions.reads_accounts: {Role.ADMINISTRATOR, Role.AUDITOR},
    permissions.reads_audit: {Role.AUDITOR},
    permissions.uses_keys: ALL - {Role.ALLY},
    permissions.needs_second_factor: ALL - {Role.PLANNER, Role.AUTHORITY},
}


def standing(*grants):
    return Standing(user=None, city=None, grants=grants)


def of(role):
    return standing(Grant(role, HOUSE if role is Role.ALLY else None))


@pytest.mark.parametrize("predicate", OPENS, ids=lambda one: one.__name__)
def test_each_predicate_holds_for_its_roles_alone(predicate):
    assert {role for role in Role if predicate(of(role))} == OPENS[predicate]


@pytest.mark.parametrize("predicate", OPENS, ids=lambda one: one.__name__)
def test_whoever_holds_no_role_may_do_nothing(predicate):
    assert not predicate(standing())


@pytest.mark.parametrize("grant", [Grant(Role.TRAINER, HOUSE), Grant(Role.TRAINER, None, frozenset({ZONE}))])
def test_a_limited_role_does_not_see_the_people_of_the_whole_city(grant):
    assert not permissions.sees_people(standing(grant))
    assert permissions.sees_some_people(standing(grant))


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("limit", [(HOUSE,), (None, frozenset({ZONE}))])
def test_a_limited_role_does_not_read_the_figures_of_the_whole_city(role, limit):
    limited = standing(Grant(role, *limit))

    assert not permissions.reads_figures(limited)
    assert Scope.FIGURES_READ not in permissions.allowed_scopes(limited)


def test_an_administrator_of_one_organisation_does_not_manage_the_citys_access():
    assert not permissions.manages_accounts(standing(Grant(Role.ADMINISTRATOR, HOUSE)))


def test_the_limits_are_those_of_the_roles_that_see_people():
    both = standing(Grant(Role.AUTHORITY), Grant(Role.ALLY, HOUSE), Grant(Role.ALLY, OTHER))

    assert both.organization_ids == {HOUSE, OTHER}


def test_one_role_without_limits_lifts_the_others():
    both = standing(Grant(Role.ALLY, HOUSE, frozenset({ZONE})), Grant(Role.COORDINATION))

    assert (both.organization_ids, both.area_ids) == (frozenset(), frozenset())


def test_two_limits_of_different_kinds_do_not_lift_each_other():
    both = standing(Grant(Role.ALLY, HOUSE), Grant(Role.TRAINER, None, frozenset({ZONE})))

    assert (both.organization_ids, both.area_ids) == ({HOUSE}, {ZONE})
    assert not permissions.sees_people(both)


def test_a_key_may_do_no_more_than_its_role():
    assert permissions.allowed_scopes(of(Role.COORDINATION)) == set(Scope)
    trains = {Scope.TRAINING_READ, Scope.TRAINING_WRITE, Scope.FIGURES_READ}
    assert permissions.allowed_scopes(of(Role.TRAINER)) == trains
    plans = {Scope.PLANS_READ, Scope.PLANS_WRITE, Scope.FIGURES_READ, Scope.DIRECTORY_READ}
    assert permissions.allowed_scopes(of(Role.PLANNER)) == plans
    reads = {Scope.TRAINING_READ, Scope.FIGURES_READ, Scope.PLANS_READ, Scope.DIRECTORY_READ}
    assert permissions.allowed_scopes(of(Role.AUDITOR)) == reads
    assert permissions.allowed_scopes(of(Role.AUTHORITY)) == {Scope.FIGURES_READ, Scope.DIRECTORY_READ}
    assert permissions.allowed_scopes(of(Role.ADMINISTRATOR)) == frozenset()
