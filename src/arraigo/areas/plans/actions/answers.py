"""What the authority answers: noted for each recommendation; a later answer counts, the earlier one stays."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from arraigo.areas.plans.actions.answer_mail import tell
from arraigo.areas.plans.actions.common import PlansError
from arraigo.areas.plans.actions.recommendations import step
from arraigo.areas.plans.enums import RecommendationState as State
from arraigo.areas.plans.enums import Verdict
from arraigo.areas.plans.models import AuthorityResponse, Letter, Recommendation, ReturnedFile
from arraigo.areas.plans.queries.recommending_steps import ANSWERABLE, STATE_OF
from arraigo.core.accounts.models import User
from arraigo.core.audit import api as audit


@dataclass(frozen=True)
class Answer:
    """What is answered to one recommendation: other than accepting wants a reason."""

    recommendation_id: UUID
    verdict: str
    reason: str = ""
    wording: str = ""


@dataclass(frozen=True)
class Answerer:
    """Who answers at the authority, and how it came."""

    name: str = ""
    position: str = ""
    via: str = "page"


@transaction.atomic
def answer(
    *,
    answers: Sequence[Answer],
    who: Answerer,
    by: User | None,
    at: datetime,
    letter: Letter | None = None,
    returned: ReturnedFile | None = None,
) -> list[AuthorityResponse]:
    """Note what the authority answered; returns the answers that say something new.

    All is written or nothing: raises PlansError where a recommendation is not in the letter, where it was not sent or
    its outcome is known already, or where a reason is missing. by: who of the team noted it, None for the authority
    itself. The same answer twice is one answer.
    """
    if letter is not None:
        # First the letter, then what it carries, as everybody else who takes both.
        Letter.objects.select_for_update(of=("self",)).get(pk=letter.pk)
    ids = sorted({one.recommendation_id for one in answers})
    rows = {row.pk: row for row in _locked(ids, letter)}
    if len(ids) != len(answers):
        raise PlansError(_("Hay dos respuestas para la misma recomendación. Deje una."))
    if len(rows) != len(ids):
        raise PlansError(_("Una de las recomendaciones no está en este oficio. Abra de nuevo la página."))
    current = {
        one.recommendation_id: one for one in AuthorityResponse.objects.filter(recommendation__in=ids, is_current=True)
    }
    written = []
    for one in answers:
        row, before = rows[one.recommendation_id], current.get(one.recommendation_id)
        check(row, one)
        if before is None or not _is_same(before, one):
            written.append(_write(row, one, who, before, by=by, at=at, letter=letter, returned=returned))
    if written and letter is not None and by is None:
        tell(letter=letter, at=at)
    return written


def check(row: Recommendation, given: Answer) -> None:
    """Raise PlansError where an answer cannot be taken, naming the recommendation."""
    number = {"number": row.number}
    if row.state not in ANSWERABLE:
        raise PlansError(
            _("La recomendación %(number)s ya no espera respuesta: está %(state)s.")
            % {**number, "state": State(row.state).label}
        )
    if given.verdict not in Verdict.values:
        raise PlansError(_("Elija una respuesta para la recomendación %(number)s.") % number)
    if given.verdict != Verdict.ACCEPTED and not given.reason.strip():
        raise PlansError(_("Escriba el motivo de la respuesta a la recomendación %(number)s.") % number)


@transaction.atomic
def acknowledge(*, letter: Letter, by: User | None, at: datetime) -> Letter:
    """Note that the authority has the letter: what was sent in it is received; a second time changes nothing."""
    letter = Letter.objects.select_for_update(of=("self",)).get(pk=letter.pk)
    if letter.sent_at is None:
        raise PlansError(_("Este oficio todavía no se envía."))
    if letter.acknowledged_at is not None:
        return letter
    letter.acknowledged_at = at
    letter.save(update_fields=["acknowledged_at"])
    ids = list(letter.items.values_list("recommendation_id", flat=True))
    for row in _locked(ids, letter):
        if row.state == State.SENT:
            step(row, State.ACKNOWLEDGED, by=by, at=at)
    audit.record(action="plans.letter.acknowledge", subject=letter, by=by, at=at)
    return letter


def _locked(ids: Iterable[UUID], letter: Letter | None) -> list[Recommendation]:
    """Return the rows that may be answered here, locked, in one order so that two who answer do not wait in a ring."""
    found = Recommendation.objects.select_for_update(of=("self",)).filter(pk__in=ids)
    if letter is not None:
        found = found.filter(pk__in=letter.items.values("recommendation_id"))
    return list(found.order_by("pk"))


def _is_same(before: AuthorityResponse, given: Answer) -> bool:
    def told(one: AuthorityResponse | Answer) -> tuple[str, str, str]:
        return str(one.verdict), _plain(one.reason), _plain(one.wording)

    # Whoever signs later with the same words says nothing new.
    return told(before) == told(given)


def _plain(text: str) -> str:
    """Return a text with one kind of line end, as forms, matrices and programs write several."""
    return text.replace("\r\n", "\n").strip()


def _write(
    row: Recommendation,
    given: Answer,
    who: Answerer,
    before: AuthorityResponse | None,
    *,
    by: User | None,
    at: datetime,
    letter: Letter | None,
    returned: ReturnedFile | None,
) -> AuthorityResponse:
    if before is not None:
        before.is_current = False
        before.save(update_fields=["is_current"])
    made = AuthorityResponse.objects.create(
        city_id=row.city_id,
        recommendation=row,
        letter=letter,
        verdict=given.verdict,
        reason=_plain(given.reason),
        wording=_plain(given.wording),
        name=who.name,
        position=who.position,
        via=who.via,
        returned=returned,
        by=by,
        answered_at=at,
    )
    if row.state != STATE_OF[given.verdict]:
        step(row, STATE_OF[given.verdict], by=by, at=at, note=given.reason.strip())
    detail = {"recommendation": str(row.pk), "verdict": str(given.verdict), "via": who.via}
    audit.record(action="plans.answer.note", subject=made, by=by, at=at, detail=detail)
    return made
