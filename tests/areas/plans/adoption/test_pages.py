"""What was recommended, answered and changed: on the desk, and for anybody in the plan's own words."""

import csv
import gzip
import io
import json
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from django.utils import timezone

from arraigo.areas.plans.actions.comparing import confirm_adoption
from arraigo.areas.plans.models import Adoption, Recommendation, VersionComparison
from arraigo.core.accounts.api import Role, create_user, grant


@pytest.fixture
def planner(city):
    user = create_user(email="plan@x.example", name="Pía", password=None, by=None, at=timezone.now())
    grant(user=user, city=city, role=Role.PLANNER, by=None, at=timezone.now())
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def public(plan, comparison, now):
    plan.is_public = True
    plan.save()
    confirm_adoption(adoption=Adoption.objects.get(recommendation__number=1), outcome="adopted", by=None, at=now)
    return f"/prueba/adopcion/{plan.slug}/"


def test_anybody_reads_what_changed_word_by_word(public, django_assert_max_num_queries):
    with django_assert_max_num_queries(10):
        page = Client().get(public)

    text = page.content.decode()
    assert "<ins>" in text
    assert "Poner monto al arriendo social" in text
    assert not page.cookies
    assert Client().get(public, headers={"if-none-match": page["ETag"]}).status_code == 304


def test_the_page_is_light(public):
    page = Client().get(public)
    paths = [Path(finders.find(name)) for name in ("ui/public.css", "plans/adoption.css")]

    assert len(gzip.compress(page.content)) + sum(len(gzip.compress(path.read_bytes())) for path in paths) < 20_000


def test_what_nobody_confirmed_is_not_published(public):
    text = Client().get(f"{public}?ver=sin-respuesta").content.decode()

    assert "Instalar la mesa" in text
    assert "No adoptada" not in text


def test_drafts_and_what_is_kept_back_are_not_published(public):
    Recommendation.objects.filter(number=1).update(is_public=False)
    Recommendation.objects.filter(number=2).update(state="reviewed")

    text = Client().get(public).content.decode()
    assert "Poner monto" not in text
    assert "Instalar la mesa" not in text
    assert json.loads(Client().get(f"{public}datos/json/").content) == {"recommendations": []}


def test_a_plan_that_is_not_public_is_not_there(plan, comparison):
    assert Client().get(f"/prueba/adopcion/{plan.slug}/").status_code == 404
    assert plan.title not in Client().get("/prueba/adopcion/").content.decode()


def test_the_data_say_what_the_page_says(public):
    told = json.loads(Client().get(f"{public}datos/json/").content)["recommendations"]
    text = Client().get(f"{public}datos/csv/").content.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text), delimiter=";"))

    assert [one["outcome"] for one in told] == ["adopted", ""]
    assert len(rows) == 3
    assert Client().get(f"{public}datos/xlsx/").content[:2] == b"PK"
    assert Client().get(f"{public}datos/exe/").status_code == 404


def test_the_desk_says_what_waits_for_a_person(planner, plan, comparison, django_assert_max_num_queries):
    with django_assert_max_num_queries(16):
        page = planner.get(f"/prueba/planes/{plan.pk}/adopcion/")

    assert "Leer y confirmar" in page.content.decode()


def test_an_outcome_is_confirmed_from_its_page(planner, comparison):
    found = Adoption.objects.get(recommendation__number=2)
    address = f"/prueba/planes/adopciones/{found.pk}/confirmar/"

    assert "Lo confirma usted" in planner.get(address).content.decode()
    assert planner.post(address, {"outcome": "adopted"}).status_code == 422
    assert planner.post(address, {"outcome": "lost"}).status_code == 302
    found.refresh_from_db()
    assert (found.outcome, found.recommendation.state) == ("lost", "lost")


def test_changes_are_shown_by_kind(planner, comparison, django_assert_max_num_queries):
    address = f"/prueba/planes/comparaciones/{comparison.pk}/"
    with django_assert_max_num_queries(14):
        page = planner.get(f"{address}?tipo=added")

    text = page.content.decode()
    assert "ferias de convivencia" in text
    assert "garantizará" not in text
    assert planner.get(f"{address}?desde=99999999&tipo=x").status_code == 200


def test_comparing_starts_a_job(planner, plan, sent, version, later):
    answer = planner.post(f"/prueba/planes/{plan.pk}/comparar/", {"old": version.pk, "new": later.pk})

    assert answer.status_code == 302
    assert VersionComparison.objects.get().job is not None
    wrong = planner.post(f"/prueba/planes/{plan.pk}/comparar/", {"old": later.pk, "new": version.pk})
    assert wrong.status_code == 422
