"""Work that comes back by the clock: `settings.RECURRING` names functions and how many minutes lie between two turns.

Each function `(*, at: datetime) -> None` runs within every city in turn, in a transaction of its own; what fails in one
city is logged and keeps neither the others nor the next turn. It must do no harm when it runs twice.
"""

import logging
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.apps import apps
from django.conf import settings
from django.db import connection, transaction
from django.utils.module_loading import import_string
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from arraigo.core import tenancy

Enqueue = Callable[[str, datetime], None]
LOCK_NAME = "hashtextextended('recurring:' || %s, 0)"
# How long the queue remembers turns that are over.
KEPT = timedelta(days=2)
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Recurring:
    """A function, by its dotted path, that runs every so many minutes."""

    path: str
    minutes: int


def recurring() -> tuple[Recurring, ...]:
    """Return what the settings say comes back."""
    return tuple(Recurring(path, minutes) for path, minutes in settings.RECURRING)


def plan_next(path: str, *, task_path: str, run_after: datetime, enqueue: Enqueue) -> bool:
    """Queue the next turn of a function unless one is queued already; return whether that was needed.

    However many workers start at the same moment, one turn waits: they take it in turns to look.
    """
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT pg_advisory_xact_lock({LOCK_NAME})", [f"plan:{path}"])
        waiting = DBTaskResult.objects.filter(
            status=TaskResultStatus.READY, task_path=task_path, args_kwargs__contains={"args": [path]}
        )
        if waiting.exists():
            return False
        enqueue(path, run_after)
    return True


def run_in_every_city(path: str, *, at: datetime) -> int:
    """Run a function within each city; return in how many it failed."""
    function = import_string(path)
    cities = list(apps.get_model("places", "City")._default_manager.all())
    return sum(not _run(function, path, city, at) for city in cities)


def forget_turns(*, task_path: str, at: datetime) -> None:
    """Take turns that were over long ago out of the queue's table."""
    DBTaskResult.objects.finished().filter(task_path=task_path, finished_at__lt=at - KEPT).delete()


def _run(function: Callable[..., None], path: str, city: tenancy.context.HasId, at: datetime) -> bool:
    try:
        with tenancy.scope(city), transaction.atomic():
            if _is_my_turn(path, city):
                function(at=at)
    except Exception as error:
        # Without its message: a database quotes people's data in it.
        frames = traceback.extract_tb(error.__traceback__)
        where = " < ".join(f"{frame.filename}:{frame.lineno}" for frame in reversed(frames))
        log.error("%s failed in city %s: %s at %s", path, city.id, type(error).__qualname__, where)
        return False
    return True


def _is_my_turn(path: str, city: tenancy.context.HasId) -> bool:
    """Return whether no other worker does the same for this city now; held until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT pg_try_advisory_xact_lock({LOCK_NAME})", [f"run:{path}:{city.id}"])
        return bool(cursor.fetchone()[0])
