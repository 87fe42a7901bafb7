"""What the worker runs."""

from datetime import datetime, timedelta
from uuid import UUID

from django.utils import timezone
from django_tasks import task, task_backends
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from arraigo.core.jobs import recurring
from arraigo.core.jobs.running import execute


@task
def run_job(job_id: str, city_id: str) -> None:
    """Run one job within its city."""
    execute(UUID(job_id), UUID(city_id), clock=timezone.now)


def queue_is_in_database() -> bool:
    """Return whether a task is queued by a row, which commits with everything else, or runs at once."""
    return bool(task_backends[run_job.backend].supports_get_result)


def is_queued(job_id: UUID, city_id: UUID) -> bool:
    """Return whether a worker will still take the job."""
    mine = {"args": [str(job_id), str(city_id)]}
    waiting = DBTaskResult.objects.filter(status=TaskResultStatus.READY, task_path=run_job.module_path)
    return bool(waiting.filter(args_kwargs__contains=mine).exists())


@task
def take_turn(path: str) -> None:
    """Run one of the functions that come back, in every city; its next turn is queued before, so that none is lost."""
    found = next((one for one in recurring.recurring() if one.path == path), None)
    if found is None:
        return
    at = timezone.now()
    _plan(path, at + timedelta(minutes=found.minutes))
    recurring.run_in_every_city(path, at=at)
    recurring.forget_turns(task_path=take_turn.module_path, at=at)


def start_recurring() -> None:
    """Make sure that the next turn of each function is queued, once: a worker calls it when it starts."""
    for one in recurring.recurring():
        _plan(one.path, timezone.now())


def _plan(path: str, run_after: datetime) -> None:
    if task_backends[take_turn.backend].supports_defer:
        recurring.plan_next(path, task_path=take_turn.module_path, run_after=run_after, enqueue=_enqueue_turn)


def _enqueue_turn(path: str, run_after: datetime) -> None:
    take_turn.using(run_after=run_after).enqueue(path)
