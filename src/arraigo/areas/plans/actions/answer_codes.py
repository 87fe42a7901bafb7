"""Codes of one use that go to a letter's mailbox and open the page where the authority answers."""

import secrets
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from arraigo.areas.plans.models import AnswerCode, Letter
from arraigo.core.audit import api as audit
from arraigo.core.crypto import api as crypto
from arraigo.core.outbox import api as outbox
from arraigo.core.tenancy.models import new_id

HOLDS = timedelta(minutes=15)
DIGITS = 6


@transaction.atomic
def send_code(*, letter: Letter, at: datetime) -> None:
    """Mail a new code to the letter's mailbox; the codes before it open nothing any more."""
    letter = Letter.objects.select_for_update(of=("self",)).get(pk=letter.pk)
    letter.codes.all().delete()
    code = f"{secrets.randbelow(10**DIGITS):0{DIGITS}d}"
    made = AnswerCode(
        id=new_id(), city_id=letter.city_id, letter=letter, digest=_digest(letter, code), created_at=at,
        expires_at=at + HOLDS,
    )  # fmt: skip
    made.save(force_insert=True)
    city = letter.city
    outbox.post(
        event=f"plans.answer_code:{made.pk.hex}",
        template="plans_answer_code",
        to=str(letter.email),
        language=city.language,
        context={
            "city": city.municipality or city.name,
            "code": f"{code[:3]} {code[3:]}",
            "number": letter.number,
            "minutes": int(HOLDS.total_seconds() // 60),
        },
        at=at,
    )
    audit.record(action="plans.letter.code", subject=letter, by=None, at=at)


@transaction.atomic
def use_code(*, letter: Letter, said: str, at: datetime) -> bool:
    """Tell whether this is the letter's code, and use it up: it opens once. Spaces and dashes do not matter."""
    digits = "".join(sign for sign in said if sign.isdigit())
    found = letter.codes.select_for_update().filter(digest=_digest(letter, digits), used_at=None, expires_at__gt=at)
    code = found.first()
    if code is None:
        return False
    code.used_at = at
    code.save(update_fields=["used_at"])
    audit.record(action="plans.letter.open", subject=letter, by=None, at=at)
    return True


def _digest(letter: Letter, code: str) -> UUID:
    return crypto.index("plans.answer_code", letter.city_id, f"{letter.pk}:{code}")
