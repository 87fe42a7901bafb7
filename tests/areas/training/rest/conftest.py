"""A city with a trainer who holds a key of the API."""

import pytest

from arraigo.core.accounts import api as accounts


@pytest.fixture
def make_key(city, now):
    def make(role="trainer", scopes=("training:read", "training:write", "figures:read")):
        user = accounts.create_user(email=f"{role}@x.example", name=role, password="una frase larga", by=None, at=now)
        membership = accounts.grant(user=user, city=city, role=role, by=None, at=now)
        return accounts.issue_token(membership=membership, name="prueba", scopes=scopes, by=None, at=now)[1]

    return make


@pytest.fixture
def api(client, make_key):
    key = make_key()

    class Api:
        def __getattr__(self, method):
            def call(path, data=None, **more):
                kwargs = {"headers": {"Authorization": f"Bearer {key}", **more.pop("headers", {})}, **more}
                if data is not None:
                    kwargs |= {"data": data, "content_type": more.pop("content_type", "application/json")}
                return getattr(client, method)(f"/api/v1{path}", **kwargs)

            return call

    return Api()
