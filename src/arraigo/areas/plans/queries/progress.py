"""Where long work stands: as it was written, or as its job ended where nobody wrote it."""

from django.db.models import Q

from arraigo.areas.plans.enums import Progress
from arraigo.core.jobs.api import Job, JobState

UNFINISHED = (Progress.WAITING, Progress.RUNNING)
# The rows of which `standing` says that they are unfinished, and those that ended without a result.
STILL_DONE = Q(state__in=UNFINISHED) & (Q(job=None) | Q(job__state__in=(JobState.WAITING, JobState.RUNNING)))
BROKEN_OFF = ~Q(state=Progress.READY) & ~STILL_DONE


def standing(state: str, job: Job | None) -> Progress:
    """Return where work stands by the state that was written and its job."""
    written = Progress(state)
    if written not in UNFINISHED or job is None or not job.is_over:
        return written
    return Progress.CANCELLED if job.state == JobState.CANCELLED else Progress.FAILED


def is_done_anew(state: str, job: Job | None) -> bool:
    """Tell whether what is ready is being done again."""
    return state == Progress.READY and job is not None and not job.is_over
