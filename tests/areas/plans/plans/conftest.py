"""Somebody who plans, and somebody who only reads, at their browsers and with their keys."""

import pytest
from django.test import Client
from django.utils import timezone

from arraigo.core.accounts.api import Role, create_user, grant, issue_token


@pytest.fixture
def enter(city):
    def enter(role):
        user = create_user(email=f"{role}@x.example", name="Pía", password=None, by=None, at=timezone.now())
        grant(user=user, city=city, role=role, by=None, at=timezone.now())
        client = Client()
        client.force_login(user)
        client.user = user
        return client

    return enter


@pytest.fixture
def planner(enter):
    return enter(Role.PLANNER)


@pytest.fixture
def key(planner, now):
    def key(*scopes):
        membership = planner.user.memberships.get()
        return issue_token(membership=membership, name="x", scopes=scopes, by=None, at=now)[1]

    return key
