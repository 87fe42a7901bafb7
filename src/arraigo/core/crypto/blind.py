"""Blind indexes: what is encrypted can be found by equality, without being readable.

A value is hashed with HMAC-SHA256 under the index key together with its city, so that the same document in two
cities gives two indexes and nothing can be joined across them.
"""

from functools import lru_cache
from uuid import UUID

from arraigo.core.crypto.keyring import mac


def index(purpose: str, city_id: UUID, value: str) -> UUID:
    """Return the 128-bit index of a value, as a UUID (which PostgreSQL compares without leaking)."""
    return UUID(bytes=mac(f"{purpose}:{city_id}", value)[:16])


@lru_cache(maxsize=100_000)
def token(purpose: str, city_id: UUID, value: str) -> int:
    """Return the 64-bit index of a search token, as a signed integer; names repeat, so it is remembered."""
    return int.from_bytes(mac(f"{purpose}:{city_id}", value)[:8], "big", signed=True)
