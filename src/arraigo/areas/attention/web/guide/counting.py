"""Counting what is not found, so that one telephone alone cannot raise a count as it likes."""

import secrets
from hashlib import blake2b
from typing import Any

from django.core.cache import caches

from arraigo.areas.attention.api import record_demand

MOST, WINDOW = 20, 60 * 60
"""How many misses of one network address count in so many seconds; many people may share one."""

# Of this process and gone with it: what is kept in memory is nobody's address, and nothing of it is ever stored.
_KEY = secrets.token_bytes(32)


def note_unmet(address: str, **told: Any) -> None:
    """Count what was not found, unless too much came from `address`, an IP, in the last hour; see record_demand."""
    if _may_count(address):
        record_demand(**told)


def _may_count(address: str) -> bool:
    memory = caches["process"]
    key = f"unmet:{blake2b(address.encode(), key=_KEY, digest_size=16).hexdigest()}"
    memory.add(key, 0, WINDOW)
    try:
        return memory.incr(key) <= MOST
    except ValueError:
        # It was thrown out between the two lines, for room: count it as the first.
        return True
