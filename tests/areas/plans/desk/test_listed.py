"""The list of reviews: its filter and its column say the same of each."""

import pytest
from django.test import RequestFactory

from arraigo.areas.plans.enums import Progress
from arraigo.areas.plans.models import Review
from arraigo.areas.plans.queries import desk as reads
from arraigo.areas.plans.web.desk import tables as own_tables
from arraigo.core.jobs import api as jobs
from arraigo.core.ui import tables


@pytest.fixture
def in_job(review, first, now):
    """Return what puts the review in a job: what was written of it, and how the job stands."""

    def made(state, job_state):
        job = jobs.start(
            "arraigo.areas.plans.tasks.reviewing.review_version",
            title="Revisar",
            arguments={"review": str(review.pk)},
            by=first,
            at=now,
        )
        jobs.jobs().update(state=job_state)
        Review.objects.filter(pk=review.pk).update(state=state, job=job)
        return Review.objects.select_related("job").get(pk=review.pk)

    return made


def chosen(**filters):
    request = RequestFactory().get("/", filters)
    return list(tables.listing(own_tables.reviews("prueba"), request, reads.reviews()).rows)


@pytest.mark.parametrize("state", list(Progress))
@pytest.mark.parametrize("job_state", list(jobs.JobState))
def test_a_review_is_found_under_the_state_that_its_row_shows(in_job, state, job_state):
    row = in_job(state, job_state)

    found = {key for key, _words in own_tables.STATES if chosen(estado=key)}
    assert found == {own_tables.standing(row)}


def test_a_review_without_a_job_stands_as_it_was_written(review):
    Review.objects.update(state=Progress.RUNNING)

    assert [one.pk for one in chosen(estado=own_tables.READING)] == [review.pk]
    assert not chosen(estado=own_tables.OVER)


def test_a_closed_review_is_found_as_closed_alone(review, now):
    Review.objects.update(closed_at=now)

    assert [bool(chosen(estado=key)) for key, _words in own_tables.STATES] == [
        key == own_tables.CLOSED for key, _words in own_tables.STATES
    ]
