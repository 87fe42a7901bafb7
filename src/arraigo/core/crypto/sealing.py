"""Sealing of values with AES-256-GCM (NIST SP 800-38D), each bound to its place by associated data.

A sealed value is: one byte of format (1), two bytes of key number, twelve of nonce, the text and its tag.
"""

import os
import struct

from cryptography.exceptions import InvalidTag

from arraigo.core.crypto.keyring import cipher, keyring

HEADER = struct.Struct(">BH")
FORMAT = 1
NONCE = 12


class Tampered(Exception):  # noqa: N818 - what happened to the value, not a fault of the program
    """A sealed value does not open in its place: it was changed, or moved from another row."""


def seal(value: bytes, *, bound_to: str, purpose: str = "field") -> bytes:
    """Encrypt a value so that it opens only with the same `bound_to`."""
    number, nonce = keyring().current, os.urandom(NONCE)
    header = HEADER.pack(FORMAT, number)
    return header + nonce + cipher(number, purpose).encrypt(nonce, value, header + bound_to.encode())


def unseal(sealed: bytes, *, bound_to: str, purpose: str = "field") -> bytes:
    """Decrypt a value; raises Tampered when it was changed or belongs elsewhere."""
    try:
        form, number = HEADER.unpack_from(sealed)
    except struct.error:
        raise Tampered(bound_to) from None
    if form != FORMAT:
        raise Tampered(bound_to)
    header, rest = sealed[: HEADER.size], sealed[HEADER.size :]
    try:
        opened = cipher(number, purpose).decrypt(rest[:NONCE], rest[NONCE:], header + bound_to.encode())
    except InvalidTag:
        raise Tampered(bound_to) from None
    return opened


def key_number(sealed: bytes) -> int:
    """Return the number of the key that sealed a value."""
    return int(HEADER.unpack_from(sealed)[1])
