"""Where long work stands is one rule: what was written, unless its job ended without telling it."""

import pytest

from arraigo.areas.plans.enums import Progress
from arraigo.areas.plans.queries.progress import is_done_anew, standing
from arraigo.core.jobs.api import Job, JobState


@pytest.mark.parametrize("written", [Progress.WAITING, Progress.RUNNING])
@pytest.mark.parametrize(
    ("ended", "stands"),
    [
        (JobState.FAILED, Progress.FAILED),
        (JobState.CANCELLED, Progress.CANCELLED),
        # The job ended well but nobody wrote a result: there is none.
        (JobState.DONE, Progress.FAILED),
    ],
)
def test_work_whose_job_ended_without_telling_it_is_over(written, ended, stands):
    assert standing(written, Job(state=ended)) == stands


@pytest.mark.parametrize("written", list(Progress))
def test_work_stands_as_it_was_written_while_its_job_runs_or_without_one(written):
    assert standing(written, None) == written
    assert standing(written, Job(state=JobState.RUNNING)) == written


def test_what_is_ready_stays_ready_whatever_a_later_job_did():
    assert standing(Progress.READY, Job(state=JobState.FAILED)) == Progress.READY


def test_only_what_is_ready_is_done_anew():
    assert is_done_anew(Progress.READY, Job(state=JobState.WAITING))
    assert not is_done_anew(Progress.READY, Job(state=JobState.DONE))
    assert not is_done_anew(Progress.RUNNING, Job(state=JobState.RUNNING))
    assert not is_done_anew(Progress.READY, None)
