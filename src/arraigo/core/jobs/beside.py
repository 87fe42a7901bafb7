"""A second connection that goes beside a job: through it others see how far the job is, and that it lives.

What the handler writes is invisible until it commits; so progress takes another way. The connection also holds a lock
with the job's name, which the database lets go the moment the process dies: a job that runs while nobody holds its
lock has died.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from uuid import UUID

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper

from arraigo.core.tenancy.context import stand_beside

LOCK_NAME = "hashtextextended('job:' || %s, 0)"


@dataclass(frozen=True)
class Beside:
    """The second connection of one job."""

    job_id: UUID
    session: BaseDatabaseWrapper

    def tell(self, step: str, done: int, total: int) -> bool | None:
        """Publish the progress and return whether the job should stop; None when it is not to be seen from here."""
        with self.session.cursor() as cursor:
            cursor.execute(
                "UPDATE jobs_job SET step = %s, done = %s, total = %s WHERE id = %s RETURNING cancel_asked",
                [step, done, total, self.job_id],
            )
            row = cursor.fetchone()
        return bool(row[0]) if row else None


@contextmanager
def beside(job_id: UUID) -> Iterator[Beside | None]:
    """Yield the second connection, which holds the job's lock; None when another worker holds it."""
    session = connection.copy()
    stand_beside(session)
    try:
        with session.cursor() as cursor:
            # Never wait for a row that the handler itself has locked.
            cursor.execute("SET lock_timeout = '2s'")
            cursor.execute(f"SELECT pg_try_advisory_lock({LOCK_NAME})", [str(job_id)])
            held = cursor.fetchone()[0]
        yield Beside(job_id, session) if held else None
    finally:
        session.close()


def is_alive(job_id: UUID) -> bool:
    """Return whether a process holds the job's lock. If none does, it is this transaction's until it ends."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT pg_try_advisory_xact_lock({LOCK_NAME})", [str(job_id)])
        return not cursor.fetchone()[0]
