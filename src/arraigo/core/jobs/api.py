"""Long work outside the request, with progress and a way to stop it: the door for everybody else."""

from arraigo.core.jobs.actions import cancel, recover, recover_everywhere, start
from arraigo.core.jobs.enums import JobState
from arraigo.core.jobs.handlers import Cancelled, JobError, handler
from arraigo.core.jobs.models import Job
from arraigo.core.jobs.queries import jobs, running
from arraigo.core.jobs.running import JobRun

__all__ = [
    "Cancelled",
    "Job",
    "JobError",
    "JobRun",
    "JobState",
    "cancel",
    "handler",
    "jobs",
    "recover",
    "recover_everywhere",
    "running",
    "start",
]
