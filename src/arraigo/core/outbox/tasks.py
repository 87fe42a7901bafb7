"""What the worker runs."""

from uuid import UUID

from django.utils import timezone
from django_tasks import task, task_backends

from arraigo.core import tenancy
from arraigo.core.outbox.delivering import deliver_due


@task
def deliver(city_id: str) -> None:
    """Send a city's messages whose time has come, and come back for those that must wait."""
    with tenancy.scope(UUID(city_id)):
        again = deliver_due(clock=timezone.now)
    if again is not None and queue_is_in_database():
        deliver.using(run_after=again).enqueue(city_id)


def queue_is_in_database() -> bool:
    """Return whether a task is queued by a row, which commits with everything else, or runs at once."""
    return bool(task_backends[deliver.backend].supports_defer)
