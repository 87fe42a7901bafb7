"""Who may follow a recommendation is who may review a plan: one rule for every form."""

import pytest

from arraigo.areas.plans.queries.desk import possible_reviewers
from arraigo.areas.plans.web.recommending.common import team_choices
from arraigo.areas.plans.web.recommending.forms import FollowForm
from arraigo.core.accounts.api import Role
from arraigo.core.accounts.models import Membership
from arraigo.core.organisations import api as organisations


@pytest.fixture
def ally(make_user, city, now):
    """Somebody who plans for one organisation alone."""
    user = make_user(Role.PLANNER, "Fe Aliada")
    name = "Fundación de Prueba"
    known = organisations.resolve_names([name], city=city, by=None, at=now)
    Membership.objects.filter(user=user).update(organization=known[name])
    return user


@pytest.fixture
def gone(make_user):
    """Somebody of the team whose account is closed."""
    user = make_user(Role.PLANNER, "Gil Ido")
    user.is_active = False
    user.save()
    return user


def test_only_who_may_review_is_offered_to_follow(in_city, author, reviewer, ally, gone, make_user):
    make_user(Role.AUDITOR, "Dina")

    assert [key for key, _name in team_choices()] == [str(author.pk), str(reviewer.pk)]
    assert [key for key, _name in team_choices()] == [str(one.pk) for one in possible_reviewers()]


def test_who_may_not_follow_is_refused_by_the_form(in_city, ally):
    form = FollowForm({"priority": "high", "responsible": str(ally.pk)})

    assert "responsible" in form.errors


def test_who_follows_one_already_stays_until_somebody_takes_over(in_city, author, gone):
    form = FollowForm({"priority": "high", "responsible": str(gone.pk)}, initial={"responsible": str(gone.pk)})

    assert form.is_valid(), form.errors
    assert form.following["responsible_id"] == gone.pk
