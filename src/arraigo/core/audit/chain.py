"""The chain: every entry carries the hash of the one before it, so that none can be changed or taken out unseen.

The hash is SHA-256 over the digest before it and the entry as canonical JSON (keys sorted, UTF-8, no spaces), which
anybody can compute again without a key.
"""

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum
from uuid import UUID

from django.utils.functional import Promise

FIRST = "0" * 64
_canonical = json.JSONEncoder(sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode


def plain(value: object) -> object:
    """Return a value as the database will give it back: text, whole numbers, decimals, lists and objects.

    A float that is whole becomes an integer, because jsonb keeps numbers by value. Raises TypeError on anything else.
    """
    if isinstance(value, Mapping):
        return {_text(str(key)): plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        items = sorted(value, key=str) if isinstance(value, set | frozenset) else value
        return [plain(item) for item in items]
    return _atom(value)


def _atom(value: object) -> object:
    if isinstance(value, Enum):
        return plain(value.value)
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, float):
        return _number(value)
    if isinstance(value, datetime):
        return stamp(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str | UUID | Decimal | Promise):
        return _text(str(value))
    raise TypeError(f"{type(value).__name__} does not go into the audit log.")


def _number(value: float) -> float | int | str:
    if value != value or value in (float("inf"), float("-inf")):
        return str(value)
    return int(value) if value.is_integer() else value


def _text(value: str) -> str:
    # PostgreSQL keeps neither the null character nor half of a surrogate pair.
    return value.replace("\x00", "").encode("utf-8", "replace").decode()


def stamp(at: datetime) -> str:
    """Return a moment in UTC to the microsecond, always written the same way."""
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def digest_of(
    *,
    id: UUID,
    city: UUID | None,
    number: int,
    action: str,
    subject: str,
    by: UUID | None,
    at: datetime,
    detail: object,
    previous: str,
) -> str:
    """Return the digest of an entry that follows `previous`, in hexadecimal."""
    fields = {
        "id": str(id),
        "city": str(city or ""),
        "number": number,
        "action": action,
        "subject": subject,
        "by": str(by or ""),
        "at": stamp(at),
        "detail": detail,
    }
    return hashlib.sha256(f"{previous}\n{_canonical(fields)}".encode()).hexdigest()
