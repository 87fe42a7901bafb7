"""What a key of the API does not open, and what its refusals do not say."""

import pytest

from arraigo.areas.training.models import Course
from arraigo.core.accounts import api as accounts
from arraigo.core.accounts.api import Role
from arraigo.core.organisations.models import Organization

pytestmark = pytest.mark.django_db
SECRETS = ("Rosa", "1710034065")


@pytest.fixture
def health(city):
    return Organization.objects.create(city=city, name="Salud", name_key="salud")


@pytest.fixture
def key_of(client, city, now):
    def ask(role, organization=None, scopes=("training:read", "training:write")):
        user = accounts.create_user(email="l@x.example", name="L", password="una frase larga", by=None, at=now)
        membership = accounts.grant(user=user, city=city, role=role, organization=organization, by=None, at=now)
        return accounts.issue_token(membership=membership, name="l", scopes=scopes, by=None, at=now)[1]

    return ask


@pytest.fixture
def ask(client):
    def send(key, method, path, data=None):
        more = {} if data is None else {"data": data, "content_type": "application/json"}
        return getattr(client, method)(f"/api/v1{path}", headers={"Authorization": f"Bearer {key}"}, **more)

    return send


def test_a_key_limited_to_an_organisation_does_not_read_the_citys_figures(ask, key_of, health):
    key = key_of(Role.TRAINER, health)

    assert ask(key, "get", "/courses").status_code == 200
    assert ask(key, "get", "/figures").status_code == 403


def test_a_key_limited_to_an_organisation_opens_its_courses_alone(ask, api, key_of, health):
    api.post("/courses", {"code": "AJENO", "title": "De otra", "institution": "Agencia"})
    foreign = Course.objects.get(code="AJENO")
    key = key_of(Role.TRAINER, health)

    made = ask(key, "post", "/courses", {"code": "PROPIO", "title": "Propio", "institution": "Salud"})

    assert made.status_code == 201
    assert [item["code"] for item in ask(key, "get", "/courses").json()["items"]] == ["PROPIO"]
    for part in ("", "/sessions", "/enrolments", "/attendance"):
        assert ask(key, "get", f"/courses/{foreign.pk}{part}").status_code == 404


@pytest.mark.parametrize("institution", ["Agencia", "Una nueva", ""])
def test_a_limited_key_makes_and_moves_no_course_outside_its_organisation(ask, key_of, health, institution):
    key = key_of(Role.TRAINER, health)
    own = ask(key, "post", "/courses", {"code": "PROPIO", "title": "Propio", "institution": "Salud"}).json()

    outside = {"code": "FUERA", "title": "x", "institution": institution}
    assert ask(key, "post", "/courses", outside).status_code == 403
    assert ask(key, "put", f"/courses/{own['id']}", {**outside, "code": "PROPIO"}).status_code == 403

    assert list(Course.objects.values_list("code", "institution__name", "title")) == [("PROPIO", "Salud", "Propio")]
    assert list(Organization.objects.values_list("name", flat=True)) == ["Salud"]


def test_a_refusal_does_not_repeat_what_was_sent(api):
    course = api.post("/courses", {"code": "C", "title": "x"}).json()
    people = [
        {"full_name": "Rosa" * 100, "document": ["1710034065"], "email": {"Rosa": 1}, "sex": "Rosa 1710034065"},
        {"document": "1710034065" * 100, "full_name": "Rosa\x00"},
    ]

    answers = [
        api.post(f"/courses/{course['id']}/enrolments", {"people": people}),
        api.post("/courses", {"code": "Rosa 1710034065", "title": "x", "timezone": "Rosa/1710034065"}),
        api.put(f"/courses/{course['id']}/sessions", {"code": "S", "starts_at": "1710-03-40 Rosa", "minutes": "Rosa"}),
        api.get("/figures?since=Rosa&course=1710034065"),
        api.get("/courses?page=1710034065"),
        api.get("/courses/Rosa1710034065"),
    ]

    assert {answer.status_code for answer in answers} == {422}
    assert not [answer.content for answer in answers for word in SECRETS if word in answer.content.decode()]


def test_a_body_that_is_no_json_is_not_repeated(client, key_of):
    key = key_of(Role.COORDINATION)
    headers = {"Authorization": f"Bearer {key}"}

    answer = client.post("/api/v1/courses", "{Rosa 1710034065", content_type="application/json", headers=headers)

    assert answer.status_code == 400
    assert not [word for word in SECRETS if word in answer.content.decode()]


def test_a_page_has_two_hundred_rows_at_most(api):
    assert api.get("/courses?page_size=200").status_code == 200
    assert api.get("/courses?page_size=201").status_code == 422


def test_many_wrong_keys_are_refused_with_a_sentence_and_the_right_one_still_opens(ask, key_of):
    key = key_of(Role.COORDINATION)

    answers = [ask(f"arr_prueba_{number}", "get", "/courses") for number in range(30)]

    assert [answer.status_code for answer in answers[:20]] == [401] * 20
    assert answers[-1].status_code == 429
    assert answers[-1].json()["detail"].startswith("Hubo demasiados intentos")
    assert ask(key, "get", "/courses").status_code == 200


@pytest.mark.parametrize("method", ["head", "options", "delete", "patch"])
def test_a_method_that_no_address_has_is_refused_and_reads_nothing(ask, key_of, method):
    answer = ask(key_of(Role.COORDINATION), method, "/courses")

    assert (answer.status_code, answer.content[:20]) in {(405, b""), (405, b"Method not allowed"[:20])}


def test_a_session_of_the_pages_opens_nothing_of_the_api(client, city, now):
    user = accounts.create_user(email="p@x.example", name="P", password="una frase larga", by=None, at=now)
    accounts.grant(user=user, city=city, role=Role.COORDINATION, by=None, at=now)
    client.force_login(user)

    assert client.get("/api/v1/courses").status_code == 401
    assert client.post("/api/v1/courses", {}, content_type="application/json").status_code == 401
