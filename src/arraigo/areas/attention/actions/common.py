"""What every action of attention shares."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import F

from arraigo.areas.attention.models import GuideStamp
from arraigo.core import tenancy
from arraigo.engines.guidance.problems import Problem


class AttentionError(Exception):
    """Something that a person can mend; the message says what is wrong, where, and what to do."""


class DefinitionRefusedError(AttentionError):
    """A definition that cannot be kept; `problems` say why, by line."""

    def __init__(self, message: str, problems: Sequence[Problem]) -> None:
        super().__init__(message)
        self.problems = tuple(problems)


def own_city() -> UUID:
    """Return the id of the city whose rows are seen; raises LookupError where none is set."""
    city = tenancy.current_city_id()
    if city is None:
        raise LookupError("no city is set")
    return city


@transaction.atomic
def touch_guide(*, at: datetime) -> None:
    """Tell every cache of the guide that what it publishes has changed."""
    if _bump(at):
        return
    _row, is_new = GuideStamp.objects.get_or_create(city_id=own_city(), defaults={"value": 1, "changed_at": at})
    if not is_new:
        _bump(at)


def _bump(at: datetime) -> int:
    return GuideStamp.objects.filter(city_id=own_city()).update(value=F("value") + 1, changed_at=at)
