"""A review is a job: started once, told how far it is, stopped, and kept whole or not at all."""

from datetime import UTC, date, datetime

import pytest
from tests.areas.plans.conftest import ARTICLES, document
from tests.areas.plans.desk.conftest import kept_anchor

from arraigo.areas.plans.actions import reviewing
from arraigo.areas.plans.actions.common import PlansError
from arraigo.areas.plans.actions.reviews import open_review, start_review, stop_review
from arraigo.areas.plans.enums import Progress
from arraigo.areas.plans.models import Finding, Review
from arraigo.areas.plans.queries.desk import reviews_of, state_of
from arraigo.areas.plans.queries.documents import anchor_of, document_of
from arraigo.core.jobs import api as jobs
from arraigo.engines.plan_review.model import quote_hash
from arraigo.engines.plan_review.problems import PlanError
from arraigo.engines.plan_review.structure import anchor_of as engine_anchor
from arraigo.engines.plan_review.structure import locate

AT = datetime(2026, 11, 22, 15, tzinfo=UTC)


@pytest.fixture
def wanted(version, first, second):
    return {
        "version": version,
        "pack": "ec",
        "instrument": "PMDOT",
        "reviewers": [first, second],
        "by": first,
        "at": AT,
    }


def test_a_job_keeps_a_finding_for_each_criterion_with_its_evidence(wanted, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        review = start_review(due_on=date(2026, 12, 1), **wanted)

    review = Review.objects.get(pk=review.pk)
    criteria = reviewing.catalogue("ec").of_instrument("PMDOT")
    assert (review.state, review.job.state) == (Progress.READY, jobs.JobState.DONE)
    assert review.findings.count() == len(criteria) == review.summary["criteria"]
    assert set(review.findings.values_list("code", flat=True)) == {one.id for one in criteria}
    found = review.findings.filter(suggested__gte=2).first()
    assert found.steps[0]["words"] in found.review.version.passages.get(index=found.steps[0]["passage"]).text
    assert found.theme in reviewing.catalogue("ec").pack.themes.values()
    absent = review.findings.filter(suggested=0).first()
    assert absent.searched
    assert not absent.evidence.exists()


def test_evidence_is_found_again_by_its_anchor(wanted):
    review, _is_new = open_review(**wanted)
    reviewing.carry_out(review, at=AT, progress=lambda *told: None)

    read = document_of(review.version)
    kept = [one for finding in review.findings.all() for one in finding.evidence.select_related("passage")]
    assert kept
    assert all(locate(read, kept_anchor(one.anchor)) == one.passage.index for one in kept)


def test_findings_follow_the_themes_of_the_pack(wanted):
    review, _is_new = open_review(**wanted)
    reviewing.carry_out(review, at=AT, progress=lambda *told: None)

    themes = list(reviewing.catalogue("ec").pack.themes.values())
    places = [themes.index(one) for one in review.findings.order_by("order").values_list("theme", flat=True)]
    assert places == sorted(places)


def test_the_same_review_asked_for_twice_is_one(wanted):
    one = start_review(**wanted)
    again = start_review(**wanted)

    assert one.pk == again.pk
    assert jobs.jobs().count() == 1


def test_a_version_has_one_open_review(wanted):
    start_review(**wanted)

    with pytest.raises(PlansError, match="ya tiene una revisión abierta"):
        start_review(**{**wanted, "instrument": "PUGS"})


def test_two_different_people_review(wanted, first, second, auditor):
    for pair, said in (
        ([first, first], "dos personas distintas"),
        ([first, auditor], "coordinación o de planificación"),
    ):
        with pytest.raises(PlansError, match=said):
            start_review(**{**wanted, "reviewers": pair})


def test_what_was_not_read_is_not_reviewed(wanted, version):
    version.reading = Progress.RUNNING
    version.save()

    with pytest.raises(PlansError, match="todavía no se ha leído"):
        start_review(**wanted)


def test_a_kind_of_plan_that_the_pack_does_not_know_is_refused(wanted):
    with pytest.raises(PlanError):
        start_review(**{**wanted, "instrument": "NOVELA"})


def test_a_review_that_waits_is_stopped_and_another_may_begin(wanted, first):
    review = start_review(**wanted)

    stopped = stop_review(review=review, by=first, at=AT)

    assert state_of(Review.objects.get(pk=stopped.pk)) == Progress.CANCELLED
    assert start_review(**wanted).pk != review.pk


def test_a_review_stopped_from_the_list_of_jobs_says_so_and_another_may_begin(wanted, first):
    review = start_review(**wanted)
    jobs.cancel(review.job, by=first, at=AT)

    assert state_of(Review.objects.select_related("job").get(pk=review.pk)) == Progress.CANCELLED
    assert start_review(**wanted).pk != review.pk


def test_a_review_stopped_while_it_runs_keeps_nothing(wanted, monkeypatch, django_capture_on_commit_callbacks):
    def stop(self, step, done=0, total=0):
        raise jobs.Cancelled

    monkeypatch.setattr(jobs.JobRun, "progress", stop)
    with django_capture_on_commit_callbacks(execute=True):
        review = start_review(**wanted)

    review = Review.objects.get(pk=review.pk)
    assert (review.state, review.job.state) == (Progress.CANCELLED, jobs.JobState.CANCELLED)
    assert not Finding.objects.exists()


def test_a_review_that_fails_says_so(wanted, monkeypatch, django_capture_on_commit_callbacks):
    monkeypatch.setattr("arraigo.areas.plans.actions.reviewing.tagger", lambda: None)
    with django_capture_on_commit_callbacks(execute=True):
        review = start_review(**wanted)

    assert Review.objects.get(pk=review.pk).state == Progress.FAILED


def test_progress_is_told_in_passages_and_criteria(wanted):
    review, _is_new = open_review(**wanted)
    told = []
    reviewing.carry_out(review, at=AT, progress=lambda *one: told.append(one))

    steps = [one for one in told if one[2]]
    whole = review.version.passage_count + len(reviewing.catalogue("ec").of_instrument("PMDOT"))
    assert steps[-1][1:] == (whole, whole)
    assert [done for _step, done, _whole in steps] == sorted(done for _step, done, _whole in steps)


def test_a_review_that_is_ready_is_not_done_again(wanted):
    review, _is_new = open_review(**wanted)
    reviewing.carry_out(review, at=AT, progress=lambda *told: None)
    before = set(review.findings.values_list("pk", flat=True))

    reviewing.carry_out(review, at=AT, progress=lambda *told: None)

    assert set(review.findings.values_list("pk", flat=True)) == before
    assert [one.criteria for one in reviews_of(review.version)] == [len(before)]


def test_a_version_is_rebuilt_as_the_engine_read_it(version):
    read, _tags = document(ARTICLES)
    rebuilt = document_of(version)

    assert rebuilt.sections == read.sections
    assert rebuilt.passages == read.passages
    assert all(rebuilt.text[one.start : one.end] == one.text for one in rebuilt.passages)
    assert [(one.number, one.has_text) for one in rebuilt.pages] == [(1, True)]
    assert rebuilt.language == "es"


def test_the_anchor_of_a_row_is_that_of_the_engine(version):
    rebuilt = document_of(version)
    for row in version.passages.select_related("version"):
        made = kept_anchor(anchor_of(row))
        assert made == engine_anchor(rebuilt, row.index)
        assert made.quote == quote_hash(row.text)
