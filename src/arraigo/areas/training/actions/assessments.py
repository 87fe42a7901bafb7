"""Tests and surveys: made, changed, published, copied, taken away."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from arraigo.areas.training.actions.courses import TrainingError
from arraigo.areas.training.actions.questions import QuestionDraft, draft_of, write_all
from arraigo.areas.training.enums import AssessmentKind
from arraigo.areas.training.models import Assessment, Course, Question
from arraigo.areas.training.queries.assessments import is_answered, problems_of, questions_of
from arraigo.core.accounts.models import User
from arraigo.core.audit import api as audit

# What may change once somebody has answered: neither what was asked of them, nor what it takes to pass.
STAYS_OPEN = frozenset({"title", "introduction", "opens_at", "closes_at", "attempts", "shows_answers"})


class NotReadyError(TrainingError):
    """What keeps a test or survey from being published; `problems` are sentences."""

    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__(" ".join(problems))
        self.problems = tuple(problems)


def _locked(assessment: Assessment) -> Assessment:
    return Assessment.objects.select_for_update().select_related("course").get(pk=assessment.pk)


@transaction.atomic
def save_assessment(*, course: Course, assessment_id: UUID, by: User | None, at: datetime, **fields: Any) -> Assessment:
    """Make the test or survey of this id in a course, or change it; returns it.

    Raises TrainingError for a change that would make the answers given mean something else.
    """
    made = {"city_id": course.city_id, "course": course, "created_at": at, "by": by}
    found, is_new = Assessment.objects.select_for_update().get_or_create(
        pk=assessment_id, course=course, defaults={**fields, **made}
    )
    changed = sorted(name for name, value in fields.items() if getattr(found, name) != value)
    if changed and set(changed) - STAYS_OPEN and is_answered(found):
        raise TrainingError(
            _(
                "Ya hay respuestas: se pueden cambiar el título, la presentación, las fechas y los intentos, pero no "
                "el tipo, el mínimo ni si es obligatoria, porque valdrían distinto para unas personas que para otras."
            )
        )
    if changed:
        for name in changed:
            setattr(found, name, fields[name])
        found.save(update_fields=changed)
    if is_new or changed:
        action = "training.assessment.create" if is_new else "training.assessment.change"
        audit.record(action=action, subject=found, by=by, at=at, detail={"fields": changed})
    return found


@transaction.atomic
def publish_assessment(*, assessment: Assessment, by: User | None, at: datetime) -> Assessment:
    """Let people answer; raises NotReadyError with what is to be mended. Published already, it stays as it is."""
    found = _locked(assessment)
    if found.published_at is not None:
        return found
    problems = problems_of(found, questions_of(found))
    if problems:
        raise NotReadyError(problems)
    found.published_at = at
    found.save(update_fields=["published_at"])
    audit.record(action="training.assessment.publish", subject=found, by=by, at=at)
    return found


@transaction.atomic
def withdraw_assessment(*, assessment: Assessment, by: User | None, at: datetime) -> Assessment:
    """Make a draft of it again while nobody has answered; raises TrainingError afterwards."""
    found = _locked(assessment)
    if found.published_at is None:
        return found
    if is_answered(found):
        raise TrainingError(_("Ya hay respuestas, así que no vuelve a borrador. Para detenerla, ponga cuándo cierra."))
    found.published_at = None
    found.save(update_fields=["published_at"])
    audit.record(action="training.assessment.withdraw", subject=found, by=by, at=at)
    return found


@transaction.atomic
def delete_assessment(*, assessment: Assessment, by: User | None, at: datetime) -> None:
    """Take away a test or survey that nobody has answered; raises TrainingError when somebody has."""
    found = _locked(assessment)
    if is_answered(found):
        raise TrainingError(_("«%(title)s» ya tiene respuestas y no se puede eliminar.") % {"title": found.title})
    subject = f"training.Assessment:{found.pk}"
    found.delete()
    audit.record(action="training.assessment.delete", subject=subject, by=by, at=at)


@transaction.atomic
def copy_as_final(*, initial: Assessment, by: User | None, at: datetime) -> Assessment:
    """Make the test after a course out of the one before it, as a draft whose questions are paired with it.

    Where a final test with one of its questions is there already, that one is returned. Raises TrainingError for what
    is no initial test.
    """
    found = _locked(initial)
    if found.kind != AssessmentKind.PRE:
        raise TrainingError(_("Solo una prueba inicial se copia como final."))
    asked = questions_of(found)
    for question in (one.question for one in asked if one.is_scored and one.question.pair is None):
        question.pair = question.pk
        question.save(update_fields=["pair"])
    pairs = [one.question.pair for one in asked if one.question.pair is not None]
    there = Assessment.objects.filter(course=found.course, kind=AssessmentKind.POST, questions__pair__in=pairs).first()
    if there is not None:
        return there
    copy = Assessment.objects.create(
        city_id=found.city_id,
        course=found.course,
        kind=AssessmentKind.POST,
        title=_("Prueba final"),
        introduction=found.introduction,
        attempts=found.attempts,
        pass_percent=found.pass_percent,
        shows_answers=True,
        by=by,
        created_at=at,
    )
    write_all(copy, [draft_of(one) for one in asked])
    audit.record(
        action="training.assessment.copy",
        subject=copy,
        by=by,
        at=at,
        detail={"from": f"training.Assessment:{found.pk}"},
    )
    return copy


@transaction.atomic
def replace_questions(
    *, assessment: Assessment, drafts: Sequence[QuestionDraft], by: User | None, at: datetime
) -> Assessment:
    """Give a test or survey these questions and no others; the same ones again change nothing.

    Raises TrainingError once somebody has answered, and NotReadyError where it is published and would no longer do.
    """
    found = _locked(assessment)
    if [draft_of(one) for one in questions_of(found)] == list(drafts):
        return found
    if is_answered(found):
        raise TrainingError(_("Ya hay respuestas, así que sus preguntas no cambian."))
    Question.objects.filter(assessment=found).delete()
    write_all(found, drafts)
    still_ready(found)
    audit.record(action="training.assessment.questions", subject=found, by=by, at=at, detail={"questions": len(drafts)})
    return found


def still_ready(assessment: Assessment) -> None:
    """Raise NotReadyError where a published test or survey could no longer be published."""
    if assessment.published_at is not None:
        problems = problems_of(assessment, questions_of(assessment))
        if problems:
            raise NotReadyError(problems)
