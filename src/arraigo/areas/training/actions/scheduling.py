"""A session made or moved, with what people attended of it brought up to date."""

from datetime import datetime
from typing import Any

from django.db import transaction

from arraigo.areas.training.actions.changing import TOLD, note_move
from arraigo.areas.training.actions.courses import save_session
from arraigo.areas.training.actions.evidence import settle
from arraigo.areas.training.models import Course, Session
from arraigo.core.accounts.models import User

# What changes who was there, for how long, and how.
TIMED = ("starts_at", "minutes", "timezone", "modality")


@transaction.atomic
def schedule_session(
    *, course: Course, by: User | None, at: datetime, code: str, notify: bool = False, **fields: Any
) -> Session:
    """Make or change the session of this code in a course; where its hours changed, count its attendance anew.

    notify: write to those enrolled when it is still to come and they must know of the change.
    """
    before = Session.objects.filter(course=course, code=code).first()
    saved = save_session(course=course, by=by, at=at, code=code, **fields)
    if before is None:
        return saved
    changed = [name for name in {*TIMED, *TOLD} if getattr(before, name) != getattr(saved, name)]
    if any(name in TIMED for name in changed):
        settle(course, by=by, at=at)
    note_move(saved, changed=changed, notify=notify, by=by, at=at)
    return saved
