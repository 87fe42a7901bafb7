"""A person who was registered by mistake, taken out again."""

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction

from arraigo.core.audit import api as audit
from arraigo.core.people.models import Person

if TYPE_CHECKING:
    from arraigo.core.accounts.models import User


@transaction.atomic
def remove_unused(person_ids: Iterable[UUID], *, by: "User | None", at: datetime) -> int:
    """Delete people whom an import made and whom nothing refers to any more; return how many.

    Raises ProtectedError when an area still refers to one: the caller asks its own tables first.
    """
    ids = list(person_ids)
    if not ids:
        return 0
    Person.objects.filter(pk__in=ids).delete()
    audit.record(action="people.remove", subject=f"people.Person:{len(ids)}", by=by, at=at, detail={"count": len(ids)})
    return len(ids)
