"""The link of a letter, which opens the page where the authority answers; it rests on a seal (core.crypto.links)."""

from datetime import datetime

from arraigo.areas.plans.models import Letter
from arraigo.core.crypto import api as crypto

PURPOSE = "plans.letter"


def letter_token(letter: Letter) -> str:
    """Return what opens a letter's page together with a code; counting `link_number` up shuts it."""
    return crypto.link_token(PURPOSE, letter.city_id, letter.pk, number=letter.link_number)


def letter_by(token: str, *, at: datetime) -> Letter | None:
    """Return the letter that a token opens in the current city now; None for one that is none, is shut or expired."""
    row_id = crypto.id_in(token)
    rows = Letter.objects.select_related("plan", "version", "authority__organization", "by", "city")
    found = rows.filter(pk=row_id).first() if row_id else None
    if found is None or not crypto.opens(token, PURPOSE, found.city_id, found.pk, number=found.link_number):
        return None
    return found if is_open(found, at=at) else None


def is_open(letter: Letter, *, at: datetime) -> bool:
    """Tell whether a letter's link stands: it was sent, was not revoked, and its time is not over."""
    return letter.sent_at is not None and letter.revoked_at is None and at < letter.expires_at
