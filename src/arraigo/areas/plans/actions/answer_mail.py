"""Who is told of the authority's answers: the team that something was answered, the authority that it was received.

Somebody who saves one answer after the other is not sent a mail for each: what comes within a quarter of an hour of
the last mail is told together, by the clock.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Max, Q

from arraigo.areas.plans.enums import Side
from arraigo.areas.plans.models import AuthorityResponse, Letter, Remark
from arraigo.areas.plans.queries.addresses import absolute
from arraigo.core.outbox import api as outbox

APART = timedelta(minutes=15)


@transaction.atomic
def tell(*, letter: Letter, at: datetime) -> None:
    """Tell the team and the authority of the answers that nobody was told of yet, unless the last mail is fresh."""
    # Two answers at once take turns, so that each is told once.
    letter = Letter.objects.select_for_update(of=("self",)).select_related("plan", "city").get(pk=letter.pk)
    last = _last_told(letter)
    if last is not None and at - last < APART:
        return
    said, notes = _untold(letter, last), _untold_remarks(letter, last)
    if said or notes:
        _tell_team(letter, said, notes, at)
    if said:
        _post(_receipts(letter), "plans_answer_receipt", str(letter.email), letter, _context(letter, said), at)


def tell_answers(*, at: datetime) -> None:
    """Tell of what was answered shortly after a mail. Runs by the clock in each city; each answer is told once."""
    since = at - timedelta(days=2)
    answered = Q(responses__answered_at__gt=since, responses__by=None)
    remarks = Remark.objects.filter(side=Side.AUTHORITY, at__gt=since)
    written = Q(items__recommendation__in=remarks.values("recommendation"), sent_at__isnull=False)
    for letter in Letter.objects.filter(answered | written).distinct():
        tell(letter=letter, at=at)


def _receipts(letter: Letter) -> str:
    return f"plans.answer_receipt:{letter.pk.hex}"


def _team_mails(letter: Letter) -> str:
    return f"plans.answered:{letter.pk.hex}"


def _last_told(letter: Letter) -> datetime | None:
    """Return until when answers were told. The mail's own moment, since both are written with the same `at`."""
    told = Q(event__startswith=_receipts(letter)) | Q(event__startswith=_team_mails(letter))
    found: datetime | None = outbox.messages().filter(told).aggregate(last=Max("created_at"))["last"]
    return found


def _untold(letter: Letter, last: datetime | None) -> list[AuthorityResponse]:
    found = letter.responses.filter(is_current=True, by=None).select_related("recommendation__responsible")
    if last is not None:
        found = found.filter(answered_at__gt=last)
    return list(found.order_by("recommendation__number"))


def _untold_remarks(letter: Letter, last: datetime | None) -> list[Remark]:
    found = Remark.objects.filter(side=Side.AUTHORITY, recommendation__letter_items__letter=letter)
    if last is not None:
        found = found.filter(at__gt=last)
    return list(found.select_related("recommendation__responsible").order_by("at"))


def _tell_team(letter: Letter, said: Sequence[AuthorityResponse], notes: Sequence[Remark], at: datetime) -> None:
    """Mail each responsible person what is theirs; what nobody follows goes to who prepared the letter."""
    rows = [*(one.recommendation for one in said), *(one.recommendation for one in notes)]
    whose = {row.pk: row.responsible or letter.by for row in rows}
    for whom in {one for one in whose.values() if one is not None}:
        answers = [one for one in said if whose[one.recommendation_id] == whom]
        remarks = [one for one in notes if whose[one.recommendation_id] == whom]
        context = {
            **_context(letter, answers),
            "remarks": [{"number": one.recommendation.number, "body": one.body} for one in remarks],
            "link": absolute("letter", letter.city, letter.pk),
            "name": whom.name,
        }
        _post(f"{_team_mails(letter)}:{whom.pk}", "plans_answered", whom.email, letter, context, at)


def _context(letter: Letter, said: Sequence[AuthorityResponse]) -> dict[str, Any]:
    return {
        "city": letter.city.municipality or letter.city.name,
        "number": letter.number,
        "plan": letter.plan.title,
        "answers": [
            {
                "number": one.recommendation.number,
                "title": one.recommendation.title,
                "verdict": one.get_verdict_display(),
                "reason": one.reason,
            }
            for one in said
        ],
    }


def _post(event: str, template: str, to: str, letter: Letter, context: dict[str, Any], at: datetime) -> None:
    outbox.post(
        event=f"{event}:{at:%Y%m%d%H%M%S%f}",
        template=template,
        to=to,
        language=letter.city.language,
        context=context,
        at=at,
    )
