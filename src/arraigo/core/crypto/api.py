"""What the rest of the house uses to keep identity secret."""

from arraigo.core.crypto.blind import index, token
from arraigo.core.crypto.fields import EncryptedText
from arraigo.core.crypto.keyring import KeysMissing, fingerprints
from arraigo.core.crypto.links import id_in, link_token, opens
from arraigo.core.crypto.sealing import Tampered, seal, unseal

__all__ = [
    "EncryptedText",
    "KeysMissing",
    "Tampered",
    "fingerprints",
    "id_in",
    "index",
    "link_token",
    "opens",
    "seal",
    "token",
    "unseal",
]
