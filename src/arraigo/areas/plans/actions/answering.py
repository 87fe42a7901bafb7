"""What the authority sends from its page in one go: answers, messages to the team, and that both are told of."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from arraigo.areas.plans.actions.answer_mail import tell
from arraigo.areas.plans.actions.answers import Answer, Answerer, answer
from arraigo.areas.plans.actions.recommendations import remark
from arraigo.areas.plans.enums import Side
from arraigo.areas.plans.models import AuthorityResponse, Letter, Recommendation


@dataclass(frozen=True)
class Note:
    """A message to the team about one recommendation, said once for its nonce."""

    recommendation: Recommendation
    body: str
    nonce: UUID


@transaction.atomic
def answer_by_page(
    *, letter: Letter, answers: Sequence[Answer], notes: Sequence[Note], who: Answerer, at: datetime
) -> list[AuthorityResponse]:
    """Note what the authority sent from its page; returns the answers that say something new. Raises as `answer`."""
    for note in notes:
        remark(
            recommendation=note.recommendation,
            body=note.body,
            nonce=note.nonce,
            side=Side.AUTHORITY,
            name=who.name,
            by=None,
            at=at,
        )
    written = answer(answers=answers, who=who, by=None, at=at, letter=letter)
    if notes and not written:
        tell(letter=letter, at=at)
    return written
