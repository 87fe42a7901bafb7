"""What starts, stops and looks after jobs."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db import transaction
from django.utils.translation import gettext as _

from arraigo.core import tenancy
from arraigo.core.audit import api as audit
from arraigo.core.jobs.beside import is_alive
from arraigo.core.jobs.enums import JobState
from arraigo.core.jobs.handlers import load
from arraigo.core.jobs.models import Job
from arraigo.core.jobs.tasks import is_queued, queue_is_in_database, run_job
from arraigo.core.tenancy.models import new_id

if TYPE_CHECKING:
    from arraigo.core.accounts.models import User

# A handler that dies every time must not be tried for ever.
TRIES = 3
# A worker that takes a task has it in an instant; a task that is gone for longer was lost with its worker.
LOST_AFTER = timedelta(minutes=1)


def start(handler: str, *, title: str, arguments: Mapping[str, Any], by: "User | None", at: datetime) -> Job:
    """Start a job of the current city once the transaction has committed; return it.

    `handler` is the dotted path of a function `(run: JobRun, **arguments) -> dict | None`, which runs within the city
    and in one transaction unless `jobs.api.handler` says otherwise. `arguments` are JSON without personal data.
    Raises ImportError for a handler that is not there, LookupError without a city.
    """
    load(handler)
    city = tenancy.current_city_id()
    if city is None:
        raise LookupError("A job belongs to a city: open its scope first.")
    with transaction.atomic():
        job = Job(
            id=new_id(),
            city_id=city,
            kind=handler,
            title=str(title),
            arguments=dict(arguments),
            by_id=by.pk if by is not None else None,
            created_at=at,
        )
        job.save(force_insert=True)
        # Before the task, so that the entry is anchored when a job that starts at once looks at the log.
        audit.record(action="jobs.start", subject=job, by=by, at=at, detail={"kind": handler})
        _enqueue(job)
    return job


def cancel(job: Job, *, by: "User | None", at: datetime) -> Job:
    """Ask a job to stop: one that waits never runs, one that runs stops at its next step and takes all back."""
    with transaction.atomic():
        job = Job.objects.select_for_update().get(pk=job.pk)
        if job.is_over or job.cancel_asked:
            return job
        job.cancel_asked = True
        if job.state == JobState.WAITING:
            job.state, job.finished_at = JobState.CANCELLED, at
        job.save(update_fields=["cancel_asked", "state", "finished_at"])
        audit.record(action="jobs.cancel", subject=job, by=by, at=at)
    return job


def recover(*, at: datetime) -> list[Job]:
    """Find the current city's jobs that died with their worker; run them again where that is safe, else say so.

    Returns those that were touched.
    """
    touched = []
    for job in Job.objects.filter(state__in=[JobState.WAITING, JobState.RUNNING]):
        with transaction.atomic():
            if job.state == JobState.RUNNING and not is_alive(job.pk):
                touched.append(_bury_or_revive(job, at=at))
            elif _is_lost(job, at=at):
                _enqueue(job)
                touched.append(job)
    return touched


def recover_everywhere(*, at: datetime) -> list[Job]:
    """Do so for every city: a worker calls it when it starts."""
    touched = []
    for city in apps.get_model("places", "City")._default_manager.all():
        with tenancy.scope(city):
            touched += recover(at=at)
    return touched


def _bury_or_revive(job: Job, *, at: datetime) -> Job:
    # Read again under the lock: it may have ended, and let go, a moment ago.
    job = Job.objects.select_for_update().get(pk=job.pk)
    if job.state != JobState.RUNNING:
        return job
    if _may_run_again(job):
        job.state, job.step, job.done, job.total = JobState.WAITING, "", 0, 0
    else:
        job.state, job.finished_at = JobState.FAILED, at
        job.error = _("El servidor se detuvo mientras trabajaba; no se guardó nada a medias. Empiece de nuevo.")
    job.save(update_fields=["state", "step", "done", "total", "error", "finished_at"])
    if job.state == JobState.WAITING:
        _enqueue(job)
    return job


def _may_run_again(job: Job) -> bool:
    try:
        manner = load(job.kind)[1]
    except ImportError:
        return False
    return manner.idempotent and job.attempts < TRIES and not job.cancel_asked


def _is_lost(job: Job, *, at: datetime) -> bool:
    waiting = job.state == JobState.WAITING and at - job.created_at > LOST_AFTER
    return waiting and queue_is_in_database() and not is_queued(job.pk, job.city_id)


def _enqueue(job: Job) -> None:
    send = partial(run_job.enqueue, str(job.pk), str(job.city_id))
    if queue_is_in_database():
        # The task is a row of the same database: it is there exactly when the job is.
        send()
    else:
        transaction.on_commit(send)
