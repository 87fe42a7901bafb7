"""A long file is applied by a job that shows how far it is and may be stopped; a short one at once."""

import pytest
from tests.core.imports.sample import GOOD, csv_of

from arraigo.core import tenancy
from arraigo.core.imports import actions, tasks
from arraigo.core.imports import api as imports
from arraigo.core.imports.models import ImportRun
from arraigo.core.jobs.api import Cancelled, Job
from arraigo.core.places.models import Area

LONG = csv_of(*(f"B{n};Barrio {n};25/01/2020;" for n in range(1, 2002)))
AMBIGUOUS = csv_of(*(f"B{n};Barrio {n};03/04/2020;" for n in range(1, 2002)))

pytestmark = pytest.mark.django_db(transaction=True)


def _begin(city, take, data, at, trainer=None):
    with tenancy.scope(city):
        imports.begin(take(data, look=True), by=trainer, at=at)
        return ImportRun.objects.select_related("job").get()


def test_up_to_two_thousand_rows_are_applied_at_once(city, take, at):
    run = _begin(city, take, GOOD, at)

    assert (run.state, run.job) == ("applied", None)


def test_a_longer_file_is_applied_by_a_job_in_the_name_of_who_asked(city, take, at, trainer):
    run = _begin(city, take, LONG, at, trainer)

    assert (run.state, run.imported, run.applied_by) == ("applied", 2001, trainer)
    assert (run.job.state, run.job.done, run.job.total) == ("done", 2001, 2001)
    assert run.job.title == "Lista de barrios: Barrios de la ciudad"


def test_a_job_that_may_not_import_says_why_in_words_and_leaves_the_run_open(city, take, at):
    run = _begin(city, take, AMBIGUOUS, at)

    assert (run.state, run.job.state) == ("uploaded", "failed")
    assert "Falta responder una pregunta" in run.job.error
    with tenancy.scope(city):
        assert imports.failed_job(run) == run.job


def test_a_job_that_is_stopped_leaves_nothing(city, take, at, monkeypatch):
    calls = []

    def stop(self, step, done=0, total=0):
        calls.append(done)
        if done == 100:
            raise Cancelled

    monkeypatch.setattr("arraigo.core.jobs.running.JobRun.progress", stop)
    run = _begin(city, take, LONG, at)

    assert (run.state, run.job.state, calls[-1]) == ("uploaded", "cancelled", 100)
    with tenancy.scope(city):
        assert not Area.objects.exists()


def test_while_a_job_runs_nobody_else_starts_answers_or_discards(city, take, at):
    with tenancy.scope(city):
        run = take(LONG, look=True)
        run.job = Job.objects.create(city=city, kind=actions.JOB_HANDLER, title="x", state="running", created_at=at)
        run.save()

        for action in (imports.begin, imports.discard):
            with pytest.raises(imports.StillRunning, match="se está importando ahora"):
                action(run, by=None, at=at)
        with pytest.raises(imports.StillRunning):
            imports.answer(run, {}, by=None, at=at)


def test_the_job_may_run_again_after_a_sudden_stop():
    assert tasks.apply_run.manner.idempotent
