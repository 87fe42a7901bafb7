"""A review of a read version with four criteria, two people who judge it, a third who manages plans, an auditor."""

from datetime import UTC, datetime

import pytest
from django.test import Client

from arraigo.areas.plans.actions.reviews import open_review
from arraigo.areas.plans.enums import Progress
from arraigo.areas.plans.models import Evidence, Finding
from arraigo.areas.plans.queries.documents import anchor_of
from arraigo.core.accounts.api import Role, create_user, grant, issue_token
from arraigo.engines.plan_review.structure.anchors import Anchor

AT = datetime(2026, 11, 22, 15, tzinfo=UTC)
# Theme, what is asked, the suggested level, and the passages that are evidence.
CRITERIA = (
    ("Población y datos", "¿Hay cifras de la población?", 2, (0,)),
    ("Población y datos", "¿Se separan por sexo y edad?", 1, (0,)),
    ("Vivienda", "¿Se prevé el arriendo social?", 5, (2, 3)),
    ("Espacio público", "¿Se abre el espacio público?", 0, ()),
)


def person(city, email, role):
    user = create_user(email=email, name=email.split("@")[0].title(), password=None, by=None, at=AT)
    grant(user=user, city=city, role=role, by=None, at=AT)
    return user


@pytest.fixture
def first(in_city):
    return person(in_city, "ana@x.example", Role.PLANNER)


@pytest.fixture
def second(in_city):
    return person(in_city, "bruno@x.example", Role.COORDINATION)


@pytest.fixture
def third(in_city):
    return person(in_city, "carla@x.example", Role.PLANNER)


@pytest.fixture
def auditor(in_city):
    return person(in_city, "dina@x.example", Role.AUDITOR)


@pytest.fixture
def client_of(settings):
    settings.DEMO = True

    def made(user):
        client = Client()
        client.force_login(user)
        return client

    return made


def found(review, order, theme, asks, suggested, passages):
    return Finding.objects.create(
        city_id=review.city_id,
        review=review,
        code=f"C-{order + 1}",
        order=order,
        norm="Norma inventada",
        article=str(order + 1),
        requires="Lo que pide la norma.",
        asks=asks,
        theme=theme,
        plan_part="Propuesta",
        suggested=suggested,
        evidence_total=len(passages),
        missing="Falta la meta." if suggested else "",
        searched=["plaza", "parque"],
    )


@pytest.fixture
def review(version, first, second):
    made, _is_new = open_review(
        version=version, pack="ec", instrument="PMDOT", reviewers=[first, second], by=None, at=AT
    )
    passages = {one.index: one for one in version.passages.all()}
    for order, (theme, asks, suggested, where) in enumerate(CRITERIA):
        finding = found(made, order, theme, asks, suggested, where)
        for number, index in enumerate(where):
            Evidence.objects.create(
                city_id=made.city_id,
                finding=finding,
                passage=passages[index],
                anchor=anchor_of(passages[index]),
                source="machine",
                why="Dice «migrantes».",
                order=number,
                created_at=AT,
            )
    made.state = Progress.READY
    made.summary = {
        "groups": [
            {"concept": "migrante", "name": "Personas migrantes", "passages": 3, "page": 1},
            {"concept": "apatrida", "name": "Personas apátridas", "passages": 0, "page": None},
        ],
        "legal_note": "Son hechos en palabras propias.",
        "problems": [],
    }
    made.save()
    return made


@pytest.fixture
def findings(review):
    return list(review.findings.order_by("order"))


class Api:
    """The API with one key."""

    def __init__(self, key):
        self.client, self.headers = Client(), {"Authorization": f"Bearer {key}"}

    def get(self, path):
        return self.client.get(f"/api/v1{path}", headers=self.headers)

    def post(self, path, data):
        return self.client.post(f"/api/v1{path}", data, content_type="application/json", headers=self.headers)

    def put(self, path, data):
        return self.client.put(f"/api/v1{path}", data, content_type="application/json", headers=self.headers)


@pytest.fixture
def api_of(settings):
    settings.DEMO = True

    def made(user, *scopes):
        wanted = list(scopes or ("plans:read", "plans:write"))
        _token, raw = issue_token(membership=user.memberships.get(), name="x", scopes=wanted, by=user, at=AT)
        return Api(raw)

    return made


def kept_anchor(kept):
    """An anchor as the engine knows it, from how it is kept with evidence."""
    return Anchor(**{**kept, "path": tuple(kept["path"])})
