"""What the worker runs."""

from uuid import UUID

from django.utils import timezone
from django_tasks import task, task_backends
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

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
