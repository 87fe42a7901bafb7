"""`queue_worker`: the queue's worker, which first looks after what another one may have left behind."""

from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.module_loading import import_string
from django_tasks_db.management.commands.db_worker import Command as Worker

from arraigo.core.jobs.actions import recover_everywhere
from arraigo.core.jobs.tasks import start_recurring


class Command(Worker):
    """db_worker, after jobs that died, work that comes back and everything in `settings.WORKER_STARTS`."""

    def handle(self, **options: Any) -> None:
        """Look after what waits, then take tasks until told to stop."""
        recover_everywhere(at=timezone.now())
        start_recurring()
        for path in settings.WORKER_STARTS:
            import_string(path)()
        super().handle(**options)
