"""A comparison is a job: one looks on, learns that it ended, starts it again, and keeps what it had found."""

import pytest

from arraigo.areas.plans.models import VersionComparison
from arraigo.areas.plans.tasks.comparing import start_comparing
from arraigo.core.accounts.api import Role, create_user, grant
from arraigo.core.jobs import api as jobs

HTMX = {"HX-Request": "true"}


@pytest.fixture
def started(sent, version, later, manager, now):
    return start_comparing(old=version, new=later, by=manager, at=now)


def page_of(comparison):
    return f"/prueba/planes/comparaciones/{comparison.pk}/"


def test_while_it_runs_the_page_asks_for_the_piece_that_says_how_far_it_is(desk, started):
    progress = f"{page_of(started)}avance/"

    assert f'hx-get="{progress}"' in desk.get(page_of(started)).content.decode()
    piece = desk.get(progress, headers=HTMX)
    assert f'hx-get="{progress}"' in piece.content.decode()
    assert "<h1" not in piece.content.decode()
    assert desk.get(progress)["Location"] == page_of(started)


def test_the_way_to_the_job_is_offered_to_who_started_it_alone(desk, started, city, now):
    address = f"/prueba/trabajos/{started.job_id}/"
    other = create_user(email="otto@x.example", name="Otto", password=None, by=None, at=now)
    grant(user=other, city=city, role=Role.PLANNER, by=None, at=now)

    assert address in desk.get(page_of(started)).content.decode()
    desk.force_login(other)
    assert address not in desk.get(page_of(started)).content.decode()


def test_once_it_is_over_the_piece_gives_way_to_the_page(desk, started, manager, now):
    jobs.cancel(started.job, by=manager, at=now)

    assert desk.get(f"{page_of(started)}avance/", headers=HTMX)["HX-Redirect"] == page_of(started)


@pytest.mark.parametrize(("ended", "said"), [("failed", "no pudo terminar"), ("cancelled", "detuvo la comparación")])
def test_one_that_ended_without_a_result_says_so_and_offers_another(desk, started, ended, said):
    jobs.jobs().update(state=ended, error="")
    text = desk.get(page_of(started)).content.decode()

    assert said in text
    assert f"/prueba/planes/{started.new.plan_id}/comparar/" in text
    assert "Se está comparando" not in text


def test_the_list_does_not_call_under_way_what_failed(desk, started):
    jobs.jobs().update(state="failed")
    text = desk.get(f"/prueba/planes/{started.new.plan_id}/adopcion/").content.decode()

    assert "No pudo terminar" in text
    assert "En curso" not in text


def test_comparing_again_keeps_what_was_found_until_there_is_a_new_result(desk, comparison, manager, now):
    again = start_comparing(old=comparison.old, new=comparison.new, by=manager, at=now)
    text = desk.get(page_of(again)).content.decode()

    assert VersionComparison.objects.get(pk=again.pk).state == "ready"
    assert "se están comparando otra vez" in text
    assert "ferias de convivencia" in text


def test_comparing_again_in_vain_says_whose_result_is_shown(desk, comparison, manager, now):
    start_comparing(old=comparison.old, new=comparison.new, by=manager, at=now)
    jobs.jobs().update(state="failed", error="El servidor se apagó.")
    text = desk.get(page_of(comparison)).content.decode()

    assert "este es el resultado de antes" in text
    assert "El servidor se apagó." in text
    assert "ferias de convivencia" in text


def test_one_job_compares_two_versions(started, version, later, manager, now):
    assert start_comparing(old=version, new=later, by=manager, at=now).job_id == started.job_id
    assert jobs.jobs().count() == 1


def test_the_job_tells_what_it_found(sent, version, later, manager, now, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        made = start_comparing(old=version, new=later, by=manager, at=now)
    done = VersionComparison.objects.select_related("job").get(pk=made.pk)

    assert (done.state, done.job.state) == ("ready", "done")
    assert done.job.result["summary"] == "3 pasajes cambiaron."
