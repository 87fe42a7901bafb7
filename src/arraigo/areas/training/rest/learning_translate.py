"""From the API's shapes of tests and surveys to domain calls and back."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from ninja import Status

from arraigo.areas.training.actions import assessments as actions
from arraigo.areas.training.actions.courses import TrainingError
from arraigo.areas.training.enums import AssessmentKind
from arraigo.areas.training.models import Assessment, Course, Response
from arraigo.areas.training.queries.assessments import Asked, questions_of
from arraigo.areas.training.queries.learning import learning_summary
from arraigo.areas.training.queries.results import Item, Opinion, score_results, survey_results
from arraigo.areas.training.queries.scoring import Gain, passes
from arraigo.areas.training.rest.learning_schemas import AssessmentIn
from arraigo.core.accounts.models import User

Answer = Status[dict[str, Any]]


def assessments(rows: Iterable[Assessment]) -> list[dict[str, Any]]:
    """Show tests and surveys without their questions."""
    return [_assessment(row) for row in rows]


def _assessment(row: Assessment) -> dict[str, Any]:
    names = ("course_id", "kind", "title", "introduction", "opens_at", "closes_at", "attempts", "pass_percent")
    kept = {name: getattr(row, name) for name in (*names, "shows_answers", "published_at", "created_at")}
    return {"id": row.pk, "required": row.is_required, **kept}


def whole(row: Assessment) -> dict[str, Any]:
    """Show a test or survey with its questions."""
    return {**_assessment(row), "questions": [_question(one) for one in questions_of(row)]}


def _question(one: Asked) -> dict[str, Any]:
    row = one.question
    return {
        "id": row.pk,
        "required": row.is_required,
        **{name: getattr(row, name) for name in ("kind", "text", "help", "points", "pair")},
        "choices": [{"id": choice.pk, "text": choice.text, "correct": choice.is_correct} for choice in one.choices],
    }


def replace(course: Course, assessment_id: UUID, told: AssessmentIn, *, by: User, at: datetime) -> Answer:
    """Make or replace a test or survey, whole or not at all; 409 says why not."""
    try:
        with transaction.atomic():
            return Status(200, _replaced(course, assessment_id, told, by, at))
    except TrainingError as error:
        return Status(409, {"detail": str(error)})
    except IntegrityError:
        return Status(409, {"detail": _("Este identificador ya es de otra evaluación. Haga uno nuevo.")})


def _replaced(course: Course, assessment_id: UUID, told: AssessmentIn, by: User, at: datetime) -> dict[str, Any]:
    names = ("title", "introduction", "opens_at", "closes_at", "attempts", "pass_percent", "shows_answers")
    saved = actions.save_assessment(
        course=course,
        assessment_id=assessment_id,
        by=by,
        at=at,
        kind=told.kind.value,
        is_required=told.required,
        **{name: getattr(told, name) for name in names},
    )
    drafts = [question.draft for question in told.questions]
    return whole(actions.replace_questions(assessment=saved, drafts=drafts, by=by, at=at))


def publish(assessment: Assessment, *, by: User, at: datetime) -> Answer:
    """Let people answer; 409 says what is to be mended first."""
    try:
        return Status(200, _assessment(actions.publish_assessment(assessment=assessment, by=by, at=at)))
    except TrainingError as error:
        return Status(409, {"detail": str(error)})


def sittings(rows: Iterable[Response]) -> list[dict[str, Any]]:
    """Show the sittings of a test."""
    return [
        {
            "id": row.pk,
            "enrolment_id": row.enrolment_id,
            "attempt": row.attempt,
            "score": row.score or 0,
            "out_of": row.out_of or 0,
            "passed": passes(row.score, row.out_of, row.assessment.pass_percent),
            "submitted_at": row.submitted_at,
        }
        for row in rows
    ]


def results(assessment: Assessment) -> dict[str, Any]:
    """Show results without names."""
    if assessment.kind == AssessmentKind.SURVEY:
        opinions = survey_results(assessment)
        return {
            "kind": assessment.kind,
            "enrolled": opinions.enrolled,
            "answered": opinions.answered,
            "passed": None,
            "mean_percent": None,
            "satisfaction": opinions.satisfaction,
            "learning": None,
            "questions": [_opinion(one) for one in opinions.opinions],
        }
    found = score_results(assessment)
    gain = learning_summary(assessment.course).gain
    return {
        "kind": assessment.kind,
        "enrolled": found.enrolled,
        "answered": len(found.people),
        "passed": found.passed,
        "mean_percent": found.mean,
        "satisfaction": None,
        "learning": _gain(gain) if gain else None,
        "questions": [_item(one) for one in found.items],
    }


def _gain(gain: Gain) -> dict[str, Any]:
    return {
        "people": gain.people,
        "before": gain.before,
        "after": gain.after,
        "absolute_gain": gain.absolute,
        "normalised_gain": gain.normalised,
    }


def _item(one: Item) -> dict[str, Any]:
    row = {"id": one.pk, "text": one.question.text, "kind": one.question.kind, "answered": one.asked}
    return {**row, "right": one.right, "commonest_mistake": one.wrong or None}


def _opinion(one: Opinion) -> dict[str, Any]:
    row = {"id": one.pk, "text": one.question.text, "kind": one.question.kind, "answered": one.given}
    return {**row, "labels": list(one.labels), "counts": list(one.counts), "mean": one.mean}
