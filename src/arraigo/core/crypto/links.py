"""Links that open something without an account: an id with a seal that only this installation can make.

A link holds 128 bits of seal (HMAC-SHA256 under the index key, cut as RFC 2104 allows) over its purpose, city, id and
`number`. Nothing is stored: to make the links given out so far open nothing, count the row's number up.
"""

import base64
import binascii
import hmac
from uuid import UUID

from arraigo.core.crypto.keyring import mac

SEAL_BYTES = 16
LENGTH = 43


def link_token(purpose: str, city_id: UUID, row_id: UUID, *, number: int = 1) -> str:
    """Return the 43 characters (A–Z a–z 0–9 - _) that open a row for one purpose."""
    seal = _seal(purpose, city_id, row_id, number)
    return base64.urlsafe_b64encode(row_id.bytes + seal).rstrip(b"=").decode()


def id_in(token: str) -> UUID | None:
    """Return the id that a token tells, not yet proved; None when it is no token."""
    if len(token) != LENGTH:
        return None
    try:
        raw = base64.b64decode(token + "=", altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        return None
    return UUID(bytes=raw[:16])


def opens(token: str, purpose: str, city_id: UUID, row_id: UUID, *, number: int = 1) -> bool:
    """Tell whether a token opens a row for a purpose; compared in constant time."""
    expected = link_token(purpose, city_id, row_id, number=number)
    return hmac.compare_digest(token.encode("utf-8", "replace"), expected.encode())


def _seal(purpose: str, city_id: UUID, row_id: UUID, number: int) -> bytes:
    return mac(f"link:{purpose}:{city_id}", f"{row_id}:{number}")[:SEAL_BYTES]
