"""One question of a test or survey: added, changed, moved, taken away."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from arraigo.areas.training.actions.assessments import still_ready
from arraigo.areas.training.actions.courses import TrainingError
from arraigo.areas.training.actions.questions import QuestionDraft, choice_rows, draft_of, question_row
from arraigo.areas.training.models import Assessment, Question
from arraigo.areas.training.queries.assessments import Asked, is_answered
from arraigo.core.accounts.models import User
from arraigo.core.audit import api as audit
from arraigo.core.tenancy import bulk

MOST = 100


def _locked(assessment: Assessment) -> Assessment:
    return Assessment.objects.select_for_update().get(pk=assessment.pk)


def _frozen() -> TrainingError:
    return TrainingError(
        _(
            "Ya hay respuestas: solo se corrige la redacción. Cambiar las opciones, los puntos o cuál es la correcta "
            "haría que la misma respuesta valga distinto para unas personas que para otras."
        )
    )


@transaction.atomic
def save_question(
    *, assessment: Assessment, question_id: UUID, draft: QuestionDraft, by: User | None, at: datetime
) -> None:
    """Write the question of this id: the last one when it is new, else in its place.

    Once somebody has answered, only wording may change. Raises TrainingError then, or where a published test could no
    longer be published.
    """
    found = _locked(assessment)
    row = Question.objects.filter(assessment=found, pk=question_id).prefetch_related("choices").first()
    there = Asked(row, tuple(row.choices.all())) if row is not None else None
    if there is not None and draft_of(there) == draft:
        return
    if is_answered(found):
        _reword(there, draft)
    else:
        _write(found, question_id, there, draft)
        still_ready(found)
    _record(found, question_id, by, at)


def _write(assessment: Assessment, question_id: UUID, there: Asked | None, draft: QuestionDraft) -> None:
    rows = Question.objects.filter(assessment=assessment)
    if there is None and rows.count() >= MOST:
        raise TrainingError(_("Una prueba tiene hasta %(most)s preguntas.") % {"most": MOST})
    order = there.question.order if there else (rows.aggregate(last=Max("order"))["last"] or 0) + 1
    if there is not None:
        there.question.choices.all().delete()
    question_row(assessment, draft, question_id, order).save(force_insert=there is None, force_update=there is not None)
    bulk.insert(choice_rows(assessment, question_id, draft.choices))


def _reword(there: Asked | None, draft: QuestionDraft) -> None:
    if there is None or draft_of(there).frame != draft.frame:
        raise _frozen()
    there.question.text, there.question.help, there.question.pair = draft.text, draft.help, draft.pair
    there.question.save(update_fields=["text", "help", "pair"])
    for choice, written in zip(there.choices, draft.choices, strict=True):
        choice.text = written.text
        choice.save(update_fields=["text"])


@transaction.atomic
def move_question(
    *, assessment: Assessment, question_id: UUID, to: Literal["up", "down"], by: User | None, at: datetime
) -> None:
    """Change a question's place with the one before or after it; the first goes no further up, nor the last down."""
    found = _locked(assessment)
    rows = list(Question.objects.filter(assessment=found))
    place = next((number for number, row in enumerate(rows) if row.pk == question_id), None)
    if place is None:
        return
    other = place - 1 if to == "up" else place + 1
    if not 0 <= other < len(rows):
        return
    rows[place], rows[other] = rows[other], rows[place]
    for number, row in enumerate(rows, 1):
        if row.order != number:
            row.order = number
            row.save(update_fields=["order"])
    _record(found, question_id, by, at)


@transaction.atomic
def delete_question(*, assessment: Assessment, question_id: UUID, by: User | None, at: datetime) -> None:
    """Take a question away; raises TrainingError once somebody has answered, or where none would be left in public."""
    found = _locked(assessment)
    row = Question.objects.filter(assessment=found, pk=question_id).first()
    if row is None:
        return
    if is_answered(found):
        raise _frozen()
    row.delete()
    still_ready(found)
    _record(found, question_id, by, at)


def _record(assessment: Assessment, question_id: UUID, by: User | None, at: datetime) -> None:
    detail = {"question": str(question_id)}
    audit.record(action="training.assessment.questions", subject=assessment, by=by, at=at, detail=detail)
