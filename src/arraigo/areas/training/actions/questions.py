"""Questions as somebody writes them, and how they go into the tables."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from arraigo.areas.training.models import Assessment, Choice, Question
from arraigo.areas.training.queries.assessments import Asked
from arraigo.core.tenancy import bulk
from arraigo.core.tenancy.models import new_id


@dataclass(frozen=True)
class ChoiceDraft:
    """An answer on offer, and whether it is right."""

    text: str
    is_correct: bool = False


@dataclass(frozen=True)
class QuestionDraft:
    """A question as somebody writes it. `pair` ties it to the same question of the other test."""

    kind: str
    text: str
    choices: tuple[ChoiceDraft, ...] = ()
    help: str = ""
    points: int = 1
    is_required: bool = True
    pair: UUID | None = None

    @property
    def frame(self) -> tuple[object, ...]:
        """What makes an answer mean what it means: all but the wording."""
        return self.kind, self.points, self.is_required, tuple(choice.is_correct for choice in self.choices)


def draft_of(asked: Asked) -> QuestionDraft:
    """Return a question of the tables as somebody would have written it."""
    question = asked.question
    return QuestionDraft(
        kind=question.kind,
        text=question.text,
        choices=tuple(ChoiceDraft(choice.text, choice.is_correct) for choice in asked.choices),
        help=question.help,
        points=question.points,
        is_required=question.is_required,
        pair=question.pair,
    )


def write_all(assessment: Assessment, drafts: Sequence[QuestionDraft]) -> None:
    """Write questions into a test or survey that has none."""
    ids = [new_id() for _draft in drafts]
    bulk.insert([question_row(assessment, draft, ids[at], at + 1) for at, draft in enumerate(drafts)])
    bulk.insert([row for at, draft in enumerate(drafts) for row in choice_rows(assessment, ids[at], draft.choices)])


def question_row(assessment: Assessment, draft: QuestionDraft, pk: UUID, order: int) -> Question:
    """Return the row of a question, not yet written."""
    return Question(
        pk=pk,
        city_id=assessment.city_id,
        assessment=assessment,
        order=order,
        kind=draft.kind,
        text=draft.text,
        help=draft.help,
        points=draft.points,
        is_required=draft.is_required,
        pair=draft.pair,
    )


def choice_rows(assessment: Assessment, question_id: UUID, drafts: Sequence[ChoiceDraft]) -> list[Choice]:
    """Return the rows of a question's choices, not yet written."""
    return [
        Choice(
            pk=new_id(),
            city_id=assessment.city_id,
            question_id=question_id,
            order=order,
            text=draft.text,
            is_correct=draft.is_correct,
        )
        for order, draft in enumerate(drafts, 1)
    ]
