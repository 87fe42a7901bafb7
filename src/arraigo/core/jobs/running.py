"""How a job runs: claimed once, watched from outside, ended in the same transaction as what it wrote."""

import logging
import time
import traceback
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import DatabaseError, connection, transaction
from django.db.models import F
from django.utils import translation
from django.utils.translation import gettext as _

from arraigo.core import tenancy
from arraigo.core.jobs.beside import Beside, beside
from arraigo.core.jobs.enums import JobState
from arraigo.core.jobs.handlers import Cancelled, JobError, Manner, load
from arraigo.core.jobs.models import Job

if TYPE_CHECKING:
    from arraigo.core.accounts.models import User

Clock = Callable[[], datetime]
# Often enough for a person who watches, seldom enough to cost nothing.
BREATH = 0.25
log = logging.getLogger(__name__)


class JobRun:
    """What a handler gets: whose job it is, and the way to say how far it is."""

    def __init__(self, job: Job, side: Beside) -> None:
        self.job = job
        self._side = side
        self._last_step: str | None = None
        self._last_time = 0.0

    @property
    def by(self) -> "User | None":
        """Return who started the job."""
        return self.job.by

    def progress(self, step: str, done: int = 0, total: int = 0) -> None:
        """Say how far the job is, for people. Call it as often as you like; raises Cancelled when it should stop."""
        moment = time.monotonic()
        step = str(step)[:160]
        soon = moment - self._last_time < BREATH
        if soon and step == self._last_step and (done != total or not total):
            return
        self._last_step, self._last_time = step, moment
        asked = self._side.tell(step, done, total)
        if asked is None:
            asked = self._tell_here(step, done, total)
        if asked:
            raise Cancelled

    def _tell_here(self, step: str, done: int, total: int) -> bool:
        """Write the progress through the handler's own connection, where the job itself is not committed yet."""
        Job.objects.filter(pk=self.job.pk).update(step=step, done=done, total=total)
        return Job.objects.filter(pk=self.job.pk, cancel_asked=True).exists()


def execute(job_id: UUID, city_id: UUID, *, clock: Clock) -> None:
    """Run a job unless it runs, has run or was cancelled. What goes wrong is written in the job, never raised."""
    with tenancy.scope(city_id), beside(job_id) as side:
        if side is None or not _claim(job_id, at=clock()):
            return
        job = Job.objects.select_related("by").get(pk=job_id)
        language = job.by.language if job.by is not None else translation.get_language() or "es"
        with translation.override(language):
            _run(job, side, clock)


def finish(job: Job, state: JobState, *, at: datetime, error: str = "", result: dict[str, Any] | None = None) -> None:
    """Write how a running job ended; one that has ended stays as it is."""
    Job.objects.filter(pk=job.pk, state=JobState.RUNNING).update(
        state=state, error=error, result=result or {}, finished_at=at
    )


def _claim(job_id: UUID, *, at: datetime) -> bool:
    waiting = Job.objects.filter(pk=job_id, state=JobState.WAITING, cancel_asked=False)
    return bool(waiting.update(state=JobState.RUNNING, started_at=at, attempts=F("attempts") + 1, error=""))


def _run(job: Job, side: Beside, clock: Clock) -> None:
    try:
        function, manner = load(job.kind)
        with _together(manner):
            result = function(JobRun(job, side), **job.arguments)
            finish(job, JobState.DONE, at=clock(), result=result)
    except Cancelled:
        _finish_after(job, JobState.CANCELLED, clock)
    except Exception as error:
        _finish_after(job, JobState.FAILED, clock, error=_sentence(job, error))
    except BaseException:
        _finish_after(job, JobState.FAILED, clock, error=_("El servidor se apagó antes de terminar. Empiece de nuevo."))
        raise


def _together(manner: Manner) -> AbstractContextManager[None]:
    return transaction.atomic() if manner.atomic else nullcontext()


def _finish_after(job: Job, state: JobState, clock: Clock, *, error: str = "") -> None:
    """Write how it ended after what it wrote was taken back; without a database, the missing lock tells it later."""
    if not connection.in_atomic_block:
        connection.close_if_unusable_or_obsolete()
    try:
        finish(job, state, at=clock(), error=error)
    except DatabaseError:
        log.error("Job %s: the database did not take its end (%s)", job.pk, state)


def _sentence(job: Job, error: Exception) -> str:
    explains = _explains(job.kind)
    if isinstance(error, (JobError, *explains)):
        return str(error)
    log.error("Job %s (%s) failed: %s", job.pk, job.kind, _trace(error))
    return _(
        "El trabajo se detuvo por una falla del programa; no se guardó nada. Avise a soporte con este código: {code}."
    ).format(code=str(job.pk)[-8:])


def _explains(kind: str) -> tuple[type[Exception], ...]:
    try:
        return load(kind)[1].explains
    except ImportError:
        return ()


def _trace(error: BaseException) -> str:
    """Return where an error came from, without its message: a database quotes people's data in it."""
    parts = []
    current: BaseException | None = error
    while current is not None:
        frames = traceback.extract_tb(current.__traceback__)
        where = " < ".join(f"{frame.filename}:{frame.lineno} {frame.name}" for frame in reversed(frames))
        parts.append(f"{type(current).__module__}.{type(current).__qualname__} at {where}")
        current = current.__cause__ or current.__context__
    return " caused by ".join(parts)
