"""The keys of an installation: in files beside the database, never inside it, and never in a backup.

Layout of the folder: `<number>.key` (32 random bytes, base64; the highest number encrypts, all decrypt) and
`indice.key` (32 bytes for blind indexes; it does not rotate, because every index would have to be made again).
"""

import base64
import hashlib
import hmac
import secrets
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.utils.translation import gettext as _

from arraigo.core.crypto.once import write_once

KEY_BYTES = 32
INDEX = "indice"


class KeysMissing(Exception):  # noqa: N818 - a state of the installation that a person can mend
    """The folder of keys is empty, or a key that the data needs is not in it; the message says so to people."""


@dataclass(frozen=True)
class Keyring:
    """The keys by number; `current` encrypts."""

    keys: dict[int, bytes] = field(repr=False)
    index_key: bytes = field(repr=False)

    @property
    def current(self) -> int:
        """Return the number of the key that encrypts."""
        return max(self.keys)

    def key(self, number: int) -> bytes:
        """Return one key; raises KeysMissing when the folder lacks it."""
        try:
            return self.keys[number]
        except KeyError:
            sentence = _("Falta la llave {number} en {folder}. Cópiela de donde guarda sus llaves.")
            raise KeysMissing(sentence.format(number=number, folder=settings.HOME.keys)) from None


def create(folder: Path) -> None:
    """Make the first keys of an installation; keys that exist stay as they are."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    for name in ("1", INDEX):
        write_once(folder / f"{name}.key", _new_key())


def add(folder: Path) -> int:
    """Add a key that encrypts from now on and return its number."""
    number = max(load(folder).keys) + 1
    write_once(folder / f"{number}.key", _new_key())
    keyring.cache_clear()
    cipher.cache_clear()
    return number


def load(folder: Path) -> Keyring:
    """Read the keys of a folder; raises KeysMissing when it has none or one of them is no key."""
    found = {path.stem: _read(path) for path in sorted(folder.glob("*.key"))}
    index_key = found.pop(INDEX, None)
    numbered = {int(name): key for name, key in found.items() if name.isdigit()}
    if index_key is None or not numbered:
        raise KeysMissing(_("No hay llaves en {folder}. Cópielas de donde las guarda.").format(folder=folder))
    return Keyring(keys=numbered, index_key=index_key)


def fingerprints() -> dict[str, str]:
    """Return what names each key of this installation, by the name of its file."""
    ring = keyring()
    numbered = {str(number): fingerprint(key) for number, key in sorted(ring.keys.items())}
    return {**numbered, INDEX: fingerprint(ring.index_key)}


def fingerprint(key: bytes) -> str:
    """Return what names a key without telling it: 16 hexadecimal digits."""
    return hashlib.sha256(b"arraigo fingerprint" + key).hexdigest()[:16]


@lru_cache(maxsize=1)
def keyring() -> Keyring:
    """Return the keys of this installation, read once per process."""
    return load(Path(settings.HOME.keys))


@lru_cache(maxsize=64)
def cipher(number: int, purpose: str) -> AESGCM:
    """Return the AES-256-GCM cipher of one key for one purpose (HKDF-SHA256, RFC 5869)."""
    derived = HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=f"arraigo {purpose}".encode())
    return AESGCM(derived.derive(_key(number)))


def mac(purpose: str, value: str) -> bytes:
    """Return HMAC-SHA256 of a value under the index key, for one purpose; 32 bytes."""
    return hmac.digest(keyring().index_key, f"{purpose}\x1f{value}".encode(), "sha256")


def _key(number: int) -> bytes:
    try:
        return keyring().key(number)
    except KeysMissing:
        # Another process may have added it since this one read the folder.
        keyring.cache_clear()
        return keyring().key(number)


def _new_key() -> bytes:
    """Return a random key as its file holds it."""
    return base64.b64encode(secrets.token_bytes(KEY_BYTES)) + b"\n"


def _read(path: Path) -> bytes:
    try:
        key = base64.b64decode(path.read_bytes(), validate=False)
    except ValueError:
        key = b""
    if len(key) != KEY_BYTES:
        raise KeysMissing(_("El archivo {file} no es una llave. Cópielo de donde guarda sus llaves.").format(file=path))
    return key
