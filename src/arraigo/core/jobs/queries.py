"""What may be read of jobs."""

from uuid import UUID

from django.db.models import QuerySet

from arraigo.core.jobs.enums import JobState
from arraigo.core.jobs.models import Job


def jobs(*, by: UUID | None = None) -> QuerySet[Job]:
    """Return the current city's jobs, the newest first; only one person's when `by` is given."""
    found = Job.objects.select_related("by").order_by("-created_at")
    return found.filter(by_id=by) if by is not None else found


def running() -> QuerySet[Job]:
    """Return the current city's jobs that wait or run."""
    return Job.objects.filter(state__in=[JobState.WAITING, JobState.RUNNING])
