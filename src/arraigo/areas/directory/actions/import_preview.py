"""What an import would do, without doing it."""

from datetime import datetime

from django.db import transaction

from arraigo.areas.directory.actions.importing import Imported, apply
from arraigo.areas.directory.queries.hsds.drafts import Draft
from arraigo.core.places.models import City

# A page that somebody waits for cannot write more rows than this, only to take them back.
MOST_ROWS = 60_000


def would_do(draft: Draft, *, city: City, at: datetime) -> Imported | None:
    """Return what writing a draft would do; nothing of it stays. None for one that is too large to try."""
    if sum(draft.counts.values()) > MOST_ROWS:
        return None
    with transaction.atomic():
        done = apply(draft, city=city, by=None, at=at)
        transaction.set_rollback(True)
    return done
