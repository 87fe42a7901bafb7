"""What writes the log: who did what, and who looked at whose data."""

import hashlib
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Model

from arraigo.core import tenancy
from arraigo.core.audit import anchors
from arraigo.core.audit.chain import FIRST, digest_of, plain
from arraigo.core.audit.models import Entry
from arraigo.core.tenancy.models import new_id

if TYPE_CHECKING:
    from arraigo.core.accounts.models import User

LISTED = 100


def record(
    *,
    action: str,
    subject: Model | str,
    by: "User | None",
    at: datetime,
    detail: Mapping[str, Any] | None = None,
) -> Entry:
    """Append an entry to the chain of the current city, or without one to the installation's own.

    Takes the chain's turn until the transaction ends: call it last in an action. `detail` holds ids, counts and words
    of the program, never what identifies a person. The anchor is written when the transaction has committed.
    """
    city = tenancy.current_city_id()
    with transaction.atomic():
        number, previous, wrote = _head(city)
        entry = Entry(
            id=new_id(),
            city_id=city,
            number=number + 1,
            action=action,
            subject=name_of(subject),
            by_id=by.pk if by is not None else None,
            at=at,
            detail=plain(detail or {}),
            previous=previous,
            transaction=wrote,
        )
        entry.digest = digest(entry)
        entry.save(force_insert=True)
        _anchor_after_commit(entry)
    return entry


def seen(
    *, what: str, subject: Model | str | Iterable[Model | str], by: "User | None", at: datetime, reason: str = ""
) -> Entry:
    """Record who looked at personal data: one entry, whether of one person or of a list.

    A list keeps how many there were, the first hundred by id and a digest of all, so that it can be proved whether
    somebody was in it.
    """
    if isinstance(subject, Model | str):
        listed: dict[str, Any] = {}
        named = name_of(subject)
    else:
        names = sorted(name_of(item) for item in subject)
        whole = hashlib.sha256("\n".join(names).encode()).hexdigest()
        listed = {"count": len(names), "digest": whole, "subjects": names[:LISTED]}
        named = f"list:{whole[:32]}"
    detail = {"what": what, **listed, **({"reason": reason} if reason else {})}
    return record(action="seen", subject=named, by=by, at=at, detail=detail)


def name_of(subject: Model | str) -> str:
    """Return how the log names something: its kind and id, never its content."""
    return subject if isinstance(subject, str) else f"{subject._meta.label_lower}:{subject.pk}"


def digest(entry: Entry) -> str:
    """Return the digest that an entry must carry."""
    return digest_of(
        id=entry.id,
        city=entry.city_id,
        number=entry.number,
        action=entry.action,
        subject=entry.subject,
        by=entry.by_id,
        at=entry.at,
        detail=entry.detail,
        previous=entry.previous,
    )


def _anchor_after_commit(entry: Entry) -> None:
    def anchor() -> None:
        anchors.append(chain=entry.city_id, number=entry.number, digest=entry.digest, at=entry.at)

    # An anchor that cannot be written must not undo what was done; the verification says that it is missing.
    transaction.on_commit(anchor, robust=True)


def _head(city: UUID | None) -> tuple[int, str, int]:
    """Return the last number and digest of a chain, whose turn is now ours, and the number of this transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT number, digest, pg_current_xact_id()::text::bigint FROM audit_head(%s)", [city])
        number, previous, wrote = cursor.fetchone()
    return (number, previous, wrote) if number is not None else (0, FIRST, wrote)
